"""Say of a sheet and a map what became of the rows, and what was odd about them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.load.accept.outcomes import Outcome
from pipelines.load.parse import Restart
from pipelines.load.stage import BatchPiece, DatasetLoad
from pipelines.load.summary import LoadFinding, LoadSummary


def summary_of(task: DatasetLoad, piece: BatchPiece, file: str, outcome: Outcome) -> LoadSummary:
    """Give the summary of a sheet for one map; what is odd about the sheet is told with the first map."""
    summary = LoadSummary(
        source=task.source.name,
        file=file,
        dataset=task.contract.name,
        sheet=piece.sheet,
        delivery_id=piece.delivery_id,
        read=outcome.read,
        accepted=outcome.accepted,
        rejected=outcome.rejected,
        duplicate=outcome.duplicate,
        skipped=outcome.skipped,
        reasons=outcome.reasons,
        skips=outcome.skips,
        written=replace(piece.written, decimal=task.manner.decimal, dates=task.manner.dates),
    )
    is_first = task.mapped is task.source.maps[0]
    told = piece if is_first else replace(piece, dropped=(), notices=())
    return replace(summary, findings=tuple(_findings(summary, told, outcome)))


def _findings(summary: LoadSummary, piece: BatchPiece, outcome: Outcome) -> Iterator[LoadFinding]:
    def finding(code: str) -> LoadFinding:
        return LoadFinding(
            summary.delivery_id, summary.source, summary.file, summary.dataset, summary.sheet, code
        )

    if not piece.has_table:
        yield finding("no_table")
    elif summary.read == piece.lines_above:
        yield finding("no_rows")
    for notice in piece.notices:
        yield replace(
            finding(notice.code),
            line=notice.line,
            column=notice.text,
            severity=notice.severity,
            rows=notice.rows,
            lines=notice.lines,
            sentence=notice.sentence,
        )
    for column in piece.dropped:
        yield replace(finding("identifier_dropped"), column=column, severity="info")
    for total in outcome.totals:
        yield replace(
            finding("total_differs"),
            line=total.line,
            column=total.column,
            printed=total.printed,
            computed=total.computed,
        )


def restarted(summary: LoadSummary, restarts: Sequence[Restart]) -> Iterator[LoadFinding]:
    """Say that a file numbers its rows anew."""
    for one in restarts:
        yield LoadFinding(
            summary.delivery_id, summary.source, summary.file, summary.dataset, summary.sheet,
            "numbers_restarted", column=one.column, severity="info", rows=one.shared,
            sentence=f"de nummers beginnen in dit bestand opnieuw: {one.shared} staan ook in "
            f"{one.earlier}, bij "
            "andere maanden of gevangenissen. Ze gelden als nummers binnen het bestand; beide bestanden "
            "tellen.",
        )  # fmt: skip
