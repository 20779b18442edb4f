"""Tell in Dutch what a load did: a line for each file and dataset, and below it what is odd there."""

from collections.abc import Iterator

from pipelines.load.reasons import reason_text
from pipelines.load.summary import LoadFinding, LoadReport, LoadSummary

SEVERITIES = {"error": "fout", "warning": "waarschuwing", "info": "informatie"}

NAMED = 5
"""So many lines are named with a finding; the stored finding names more."""

SENTENCES = {
    "no_table": "hier staat geen tabel in, enkel titels of niets",
    "no_rows": "onder de kopregel staat geen enkele rij",
}


def told(report: LoadReport) -> tuple[str, ...]:
    """Give the lines of the load report, file by file, then the files that were loaded before."""
    lines = [line for one in report.deliveries for line in _delivery(one)]
    return (*lines, *(f"{name}: al ingelezen, niets veranderd" for name in report.unchanged))


def _delivery(one: LoadSummary) -> Iterator[str]:
    sheet = f", {one.sheet}" if one.sheet else ""
    yield (
        f"{one.file} ({one.dataset}{sheet}): gelezen {one.read}, aanvaard {one.accepted}, geweigerd "
        f"{one.rejected}, dubbel {one.duplicate}, overgeslagen {one.skipped}"
    )
    for code, number in one.reasons.items():
        yield f"  geweigerd, {number} keer: {reason_text(code, 'nl')}"
    for found in one.findings:
        yield f"  {SEVERITIES[found.severity]}: {_finding(found)}"


def _finding(found: LoadFinding) -> str:
    if found.code == "total_differs":
        return (
            f"op regel {found.line} staat {found.printed:f} als totaal van {found.column}, "
            f"maar de rijen samen geven {found.computed:f}; de rijen tellen"
        )
    sentence = found.sentence or SENTENCES[found.code]
    if not found.lines:
        return sentence
    more = " …" if len(found.lines) > NAMED or (found.rows or 0) > len(found.lines) else ""
    where = ", ".join(str(line) for line in found.lines[:NAMED])
    return f"{sentence} {_rows(found.rows)}: regel {where}{more}"


def _rows(number: int | None) -> str:
    return "1 rij" if number == 1 else f"{number} rijen"
