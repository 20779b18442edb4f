"""What a command answers in Dutch on the terminal: rows in columns, and findings with some of their rows."""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.load import SURE, CoverageRow, Delivery, Proposal
from pipelines.model import CellOrigin, Finding
from pipelines.sample import SampleSummary

NO_EDITION = "er is nog geen enkele editie; jaarverslag publish maakt er een van een concept"
SEVERITIES = {"error": "fout", "warning": "waarschuwing", "information": "ter informatie"}
STATES = {
    "delivered": "geleverd",
    "expected": "verwacht",
    "late": "te laat",
    "missing": "ontbreekt",
    "partly": "deels",
    "loaded": "ingelezen",
    "replaced": "vervangen",
    "withdrawn": "ingetrokken",
}


def coverage_lines(states: Sequence[CoverageRow], labels: Mapping[str, str]) -> list[str]:
    """Give a line per partner, dataset and prison, with what became of each quarter."""
    if not states:
        return ["Geen enkele levering wordt verwacht: expected.csv noemt er geen voor dit jaar."]
    quarters = sorted({row.quarter for row in states})
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in states:
        place = row.prison_code or "alle"
        owed = (row.source_label, labels.get(row.dataset, row.dataset), place)
        found.setdefault(owed, {})[row.quarter] = STATES[row.state]
    lines = [[*owed, *(came.get(quarter, "") for quarter in quarters)] for owed, came in found.items()]
    return in_columns(["partner", "gegevens", "gevangenis", *quarters], lines)


def delivery_lines(listed: Sequence[Delivery], labels: Mapping[str, str]) -> list[str]:
    """Give a line per delivered file, with its number, what it held and what became of it."""
    if not listed:
        return ["Er is nog niets ingelezen. `jaarverslag load` leest de bestanden van de partners in."]
    head = ["nr.", "toestand", "ontvangen", "partner", "bestand", "geweigerd", "aanvaard"]
    return in_columns(head, [_delivery(one, labels) for one in listed])


def _delivery(one: Delivery, labels: Mapping[str, str]) -> list[str]:
    accepted = ", ".join(
        f"{labels.get(dataset, dataset)} {count}" for dataset, count in sorted(one.accepted.items())
    )
    state = STATES[one.state] + (f" door {one.replaced_by}" if one.replaced_by else "")
    if one.replaced_by == one.number:
        state = "opnieuw ingelezen"
    received = f"{one.received_at:%Y-%m-%d}"
    return [str(one.number), state, received, one.source_label, one.file, str(one.rejected), accepted]


def origin_lines(origins: Sequence[CellOrigin]) -> list[str]:
    """Give the files and lines behind a cell."""
    if not origins:
        return ["Achter deze cel ligt geen enkele regel: er is niets van geteld."]
    lines = [[str(one.line), one.sheet, one.file_name] for one in origins]
    return in_columns(["regel", "blad", "bestand"], lines)


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Give each finding, and below it some of the rows that it is about."""
    for found in findings:
        yield f"{SEVERITIES[found.severity]}: {found.sentence} ({found.rows})"
        yield from (f"  - {example}" for example in found.examples)
        if found.rows > len(found.examples):
            yield f"  … en nog {found.rows - len(found.examples)}"
    if not findings:
        yield "Geen bevindingen."


def proposal_lines(found: Proposal, labels: Mapping[str, str]) -> list[str]:
    """Say what a file likely holds: for each column its header, how sure that is and some of its cells."""
    lines = [f"kop op regel {found.header_row}, {found.encoding or ', '.join(found.sheets) or 'eerste blad'}"]
    for one in found.maps:
        lines.append(f"{labels.get(one.dataset, one.dataset)} ({one.dataset})")
        for column in one.columns:
            samples = f"  ({' | '.join(column.samples)})" if column.samples else ""
            told = " + ".join(column.join) or column.header or f"overal {column.constant}"
            sure = f"{column.confidence:>4} %" if column.confidence >= SURE else f" ?{column.confidence:>3} %"
            lines.append(f"{sure}  {column.label} <- {told}{samples}")
        lines += [
            f"   ?    {column.label}: niet gevonden en wel verplicht; vul het in het ontwerp in"
            for column in one.missing
        ]
        lines += [
            f"   ?    {column.label}: niet gevonden; zet het in het ontwerp, met een code voor alle rijen "
            f'({column.name} = {{ constant = "CODE" }}) of een kolom'
            for column in one.wanted
        ]
    return [
        *lines,
        *(f"   x    {name}: lijkt op persoonsgegevens en wordt niet ingelezen" for name in found.dropped),
        *(f"   =    {name}: het totaal van andere kolommen, en dus niet de waarde" for name in found.totals),
        *(f"   ?    {name}: regels verschillen enkel hierin; kijk na wat het is" for name in found.apart),
        *(f"   ?    {told}" for told in found.questions),
        *(f"   -    {name}: niet gebruikt" for name in found.unused if name not in found.apart),
        *(f"   -    niet in deze bron: {name}" for name in found.others),
    ]


def sample_lines(made: SampleSummary, furnished: Sequence[str] = ()) -> list[str]:
    """Say what the sample holds, and how to use it: what the workspace was given, or what it needs."""
    use = (
        [
            f"  de werkruimte kreeg {len(furnished)} bestanden van het voorbeeld: de bronnen en de lijsten.",
            f"Maak het verslag met: jaarverslag build --year 2025 --exports {made.folder}",
        ]
        if furnished
        else [
            "  prison.csv bevat de gevangenissen: zet die lijst in data/reference van de werkruimte",
            "  die deze exports inleest.",
        ]
    )
    return [
        f"{made.folder}: {made.files} exports, {made.lines} regels; alles fictief",
        f"  {made.persons} personen, {made.sessions} sessies, {made.attendances} deelnames",
        "  truth.json bevat de juiste totalen.",
        *use,
    ]


def unknown_edition(asked: str, known: Sequence[str]) -> str:
    """Say that there is no such edition, and which there are."""
    there = [one for one in known if one != "all"]
    told = f"verwacht een van {', '.join(known)}" if there else NO_EDITION
    return f"{asked}: deze editie bestaat niet; {told}"


def in_columns(head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """Set lines under their head, each column as wide as its widest cell."""
    whole = [head, *lines]
    widths = [max(len(line[place]) for line in whole) for place in range(len(head))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in whole
    ]
