"""Tell in Dutch what a load did: a line for each file and dataset, and below it what is odd there."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pipelines.load.accept import refusal_text
from pipelines.load.read import UNKNOWN_KIND
from pipelines.load.summary import UNREAD, FileFormats, LoadFinding, LoadReport, LoadSummary

SEVERITIES = {"error": "fout", "warning": "waarschuwing", "info": "informatie"}

NAMED = 5
"""So many lines are named with a finding; the stored finding names more."""

ORDERS = {"dmy": "dag-maand-jaar", "mdy": "maand-dag-jaar", "ymd": "jaar-maand-dag"}

SENTENCES = {
    "no_table": "hier staat geen tabel in, enkel titels of niets",
    "no_rows": "onder de kopregel staat geen enkele rij",
}


def told(report: LoadReport, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Give the lines of the load report: file by file, then the files that nothing was done with.

    `labels` are the Dutch names of the datasets.
    """
    lines: list[str] = []
    before: tuple[str, str] | None = None
    for one in report.deliveries:
        place = (one.file, one.sheet)
        lines += _delivery(one, labels.get(one.dataset, one.dataset), is_new=place != before)
        before = place
    lines += [f"{name}: al ingelezen, niets veranderd" for name in report.unchanged]
    return (*lines, *_standing(report, labels), *_unmatched(report))


def _standing(report: LoadReport, labels: Mapping[str, str]) -> Iterator[str]:
    """Say what took the place of what, and which files count or not for another reason than their rows."""
    for name in report.again:
        yield f"{name}: opnieuw ingelezen, want de bron (of een lijst waar ze naar verwijst) veranderde"
    for name in report.moved:
        yield f"{name}: opnieuw ingelezen, want een eerder bestand van dezelfde bron kwam erbij of viel weg"
    for one in report.replaced:
        lost = one.taken - one.again
        tail = (
            "ze komen er alle opnieuw in voor" if not lost else f"{lost} daarvan komen er niet meer in voor"
        )
        sign = "  " if not lost else "  waarschuwing: "
        yield (
            f"{sign}{one.file} vervangt {_rows(one.taken)} ({labels.get(one.dataset, one.dataset)}) "
            f"van {one.of}; {tail}"
        )
    for name in report.withdrawn:
        yield f"{name}: ingetrokken, niet gelezen (`jaarverslag restore` neemt dat terug)"
    for left in report.gone:
        if left.rows is None:
            yield (
                f"waarschuwing: {left.file} (levering {left.number}) kwam vroeger binnen, maar staat niet "
                "bij de exports en telt niet meer mee. Zet het bestand terug; hoort het weg te blijven, zeg "
                f"dat dan met `jaarverslag withdraw {left.number}`"
            )
            continue
        yield (
            f"waarschuwing: {left.file} staat niet meer bij de exports, maar telt nog mee "
            f"({_rows(left.rows)}); "
            f"`jaarverslag withdraw {left.number}` haalt die rijen weg"
        )


def told_in_short(report: LoadReport) -> tuple[str, ...]:
    """Give a few lines: how many files and rows, and what somebody must look at."""
    new = len({one.delivery_id for one in report.deliveries})
    read, accepted, rejected, duplicate, skipped = (
        sum(getattr(one, name) for one in report.deliveries)
        for name in ("read", "accepted", "rejected", "duplicate", "skipped")
    )
    again = _told_for_another(report)
    lines = [f"bestanden: {new} nieuw, {len(report.unchanged)} al ingelezen"]
    if new:
        lines.append(
            f"rijen: {read - again} gelezen = {accepted} aanvaard + {rejected} geweigerd "
            f"+ {duplicate} dubbel + {skipped - again} overgeslagen"
        )
    if rejected:
        lines.append("wat geweigerd is, staat met de reden in data/feedback, als antwoord aan de partner")
    return (*lines, *_standing(report, {}), *_unmatched(report))


def _told_for_another(report: LoadReport) -> int:
    """Count the times that a row was passed by because it holds data of another kind of the same sheet."""
    sheets = Counter((one.delivery_id, one.sheet) for one in report.deliveries)
    return sum(
        one.skips.get("other", 0) + one.skips.get("repeated", 0)
        for one in report.deliveries
        if sheets[one.delivery_id, one.sheet] > 1
    )


def _unmatched(report: LoadReport) -> tuple[str, ...]:
    """Name the files that no source knows, and once what to do about them."""
    if not report.unmatched:
        return ()
    return (
        *(f"{name}: niet gelezen, want geen enkele bron herkent de naam" for name in report.unmatched),
        "maak een bron voor wat niet gelezen is: jaarverslag source propose BESTAND; hoort een bestand bij "
        "een bron die er al is, vul dan haar files aan",
    )


def _delivery(one: LoadSummary, label: str, *, is_new: bool) -> Iterator[str]:
    sheet = f", {one.sheet}" if one.sheet else ""
    yield (
        f"{one.file} ({label}{sheet}): gelezen {one.read}, aanvaard {one.accepted}, geweigerd "
        f"{one.rejected}, dubbel {one.duplicate}, overgeslagen {one.skipped}"
    )
    if is_new and one.written and one.written.header_row:
        yield f"  gelezen als {_written(one.written)}"
    for code, number in one.reasons.items():
        yield f"  geweigerd, {number} keer: {refusal_text(one, code)}"
    for found in one.findings:
        yield f"  {SEVERITIES[found.severity]}: {_finding(found)}"


def _written(found: FileFormats) -> str:
    """Say how a file was read, with the signs that a source can fix."""
    text = (
        f"tekst: {found.encoding}, scheidingsteken {_sign(found.delimiter)}"
        if found.encoding
        else "rekenblad"
    )
    quote = f", aanhalingsteken {found.quote}" if found.quote not in (None, '"') else ""
    order = ORDERS[found.dates]
    return f"{text}{quote}, kopregel {found.header_row}, decimaalteken '{found.decimal}', datums {order}"


def _sign(delimiter: str | None) -> str:
    return "tab" if delimiter == "\t" else f"'{delimiter}'"


def _finding(found: LoadFinding) -> str:
    if found.code == "total_differs":
        return (
            f"op regel {found.line} staat {found.printed:f} als totaal van {found.column}, "
            f"maar de rijen samen geven {found.computed:f}; de rijen tellen"
        )
    if found.code == "identifier_dropped":
        return f"{found.column} lijkt personen te noemen en is niet ingelezen; vraag het zonder die kolom"
    if found.code == UNREAD:
        files = "staat 1 bestand" if found.rows == 1 else f"staan {found.rows} bestanden"
        kinds = (found.column or "").replace(UNKNOWN_KIND, "een onbekende soort")
        return f"in deze ZIP {files} waar niets uit gelezen is (geen tabel, of verborgen): {kinds}"
    sentence = found.sentence or SENTENCES[found.code]
    if not found.lines:
        return sentence
    more = " …" if len(found.lines) > NAMED or (found.rows or 0) > len(found.lines) else ""
    where = ", ".join(str(line) for line in found.lines[:NAMED])
    return f"{sentence} {_rows(found.rows)}: regel {where}{more}"


def _rows(number: int | None) -> str:
    return "1 rij" if number == 1 else f"{number} rijen"
