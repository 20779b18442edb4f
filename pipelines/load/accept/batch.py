"""Load files that stand ready: into the ledger, in place of what they replace, and source by source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipelines.database import Database, rows
from pipelines.load.accept.corrections import LoadApart, emptied, forget_rows
from pipelines.load.accept.outcomes import Outcome, accept
from pipelines.load.accept.rules import Rule, refuse_breaches
from pipelines.load.casts import CellFormats, named
from pipelines.load.ledger import REFERENCE, register, replace_earlier, store_outcomes, take_out
from pipelines.load.parse import store_formats
from pipelines.load.stage import BatchPiece, DatasetLoad, StagedSheet, stack, unstack
from pipelines.load.summary import LoadFinding, LoadSummary, with_unread
from pipelines.sources import Contract, Export, Source, is_mended


@dataclass(frozen=True)
class Staged:
    """A file whose mapped columns stand in temporary tables, ready to be accepted."""

    export: Export
    source: Source
    sheets: tuple[StagedSheet, ...]
    manner: CellFormats
    unread: tuple[str, ...] = ()  # the kinds of files in a ZIP that are passed by


@dataclass(frozen=True)
class Entered:
    """A file that has its number in the ledger."""

    delivery_id: int
    file: Staged


def load_files(
    database: Database,
    files: Sequence[Staged],
    contracts: Mapping[str, Contract],
    *,
    key: bytes,
    received: datetime,
    rules: Sequence[Rule] = (),
) -> tuple[LoadSummary, ...]:
    """Enter files in the ledger in place of their earlier versions; give a summary per sheet and map.

    Rows that break a rule of severity error are refused.
    """
    entered = [Entered(register(database, file.export, received), file) for file in files]
    for one in entered:
        store_formats(database, one.delivery_id, one.file.manner)
        replace_earlier(database, one.file.export, one.delivery_id, at=received)
    found: dict[tuple[int, str], list[LoadSummary]] = {}
    codes: dict[str, Mapping[str, Sequence[str]]] = {}
    waiting = list(_batches(entered))
    while waiting:
        batch = waiting.pop(0)
        try:
            loaded = _load_batch(database, batch, contracts, codes, found, key=key, received=received)
        except LoadApart as apart:
            waiting = [*_apart(database, batch, apart.later), *waiting]
            continue
        for summary in loaded:
            found.setdefault((summary.delivery_id, summary.sheet), []).append(summary)
    for one in entered:
        if one.file.unread:
            first = found[one.delivery_id, one.file.sheets[0].name]
            first[0] = with_unread(first[0], one.file.unread)
    places = [(one.delivery_id, sheet.name) for one in entered for sheet in one.file.sheets]
    summaries = refuse_breaches(database, rules, [summary for place in places for summary in found[place]])
    store_outcomes(database, summaries)
    return summaries


def _batches(entered: Sequence[Entered]) -> tuple[tuple[Entered, ...], ...]:
    """Put files together that one reading serves: of one source, written in one manner.

    Mended rows stand apart: they correct nothing, since they stand beside the rows that were good.
    """
    batches: dict[tuple[str, CellFormats, bool], list[Entered]] = {}
    for one in entered:
        mended = is_mended(one.file.export.name)
        batches.setdefault((one.file.source.name, one.file.manner, mended), []).append(one)
    return tuple(tuple(batch) for batch in batches.values())


def _apart(
    database: Database, batch: Sequence[Entered], later: Sequence[int]
) -> tuple[tuple[Entered, ...], ...]:
    """Undo a batch and divide it, so that each correction comes after what it corrects."""
    maps = batch[0].file.source.maps
    forget_rows(database, [one.delivery_id for one in batch], sorted({mapped.dataset for mapped in maps}))
    parts: list[list[Entered]] = [[]]
    for one in batch:
        if one.delivery_id in later:
            parts.append([])
        parts[-1].append(one)
    return tuple(tuple(part) for part in parts)


def _load_batch(
    database: Database,
    batch: Sequence[Entered],
    contracts: Mapping[str, Contract],
    codes: dict[str, Mapping[str, Sequence[str]]],
    earlier: Mapping[tuple[int, str], Sequence[LoadSummary]],
    *,
    key: bytes,
    received: datetime,
) -> tuple[LoadSummary, ...]:
    first = batch[0].file
    names = {one.delivery_id: one.file.export.name for one in batch}
    mends = is_mended(first.export.name)
    before = 0 if mends else _correctable(database, first.source, min(names))
    sheets = [(one.delivery_id, sheet) for one in batch for sheet in one.file.sheets]
    stacked = stack(database, sheets, "stacked")
    found: dict[int, list[LoadSummary]] = {}
    # what several lines repeat goes last: by then it is known which earlier files are replaced
    for place, mapped in sorted(enumerate(first.source.maps), key=lambda one: one[1].repeated):
        contract = contracts[mapped.dataset]
        if contract.name not in codes:
            codes[contract.name] = _listed_codes(database, contract)
        if mapped.repeated:
            _replace_emptied(database, first.source, before, max(names), earlier, at=received)
        task = DatasetLoad(first.source, contract, mapped, stacked, first.manner, codes[contract.name])
        outcomes = accept(database, task, key=key, before=before)
        found[place] = [
            _summary(task, piece, names[piece.delivery_id], outcome)
            for piece, outcome in zip(stacked.pieces, outcomes, strict=True)
        ]
    _replace_emptied(database, first.source, before, max(names), earlier, at=received)
    unstack(database, stacked)
    return tuple(summary for place in sorted(found) for summary in found[place])


def _correctable(database: Database, source: Source, before: int) -> int:
    """Give `before`, or 0 when no delivery of the source stands before it: then nothing can be corrected."""
    found = rows(
        database,
        "select 1 from load.delivery "
        "where source_code = $1 and delivery_id < $2 and state = 'loaded' limit 1",
        [source.name, before],
    )
    return before if found else 0


def _replace_emptied(
    database: Database,
    source: Source,
    before: int,
    by: int,
    earlier: Mapping[tuple[int, str], Sequence[LoadSummary]],
    *,
    at: datetime,
) -> None:
    """Give the deliveries of which a correction took every row the state of replaced."""
    datasets = sorted({mapped.dataset for mapped in source.maps if not mapped.repeated})
    if not (datasets and before):
        return
    filled = {
        one.delivery_id
        for summaries in earlier.values()
        for one in summaries
        if one.accepted and one.dataset in datasets
    }
    for number in emptied(database, source.name, datasets=datasets, before=before, filled=sorted(filled)):
        take_out(database, number, state="replaced", at=at, replaced_by=by)


def _summary(task: DatasetLoad, piece: BatchPiece, file: str, outcome: Outcome) -> LoadSummary:
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
    dropped = piece.dropped if is_first else ()
    return replace(summary, findings=tuple(_findings(summary, piece, outcome, dropped)))


def _findings(
    summary: LoadSummary, piece: BatchPiece, outcome: Outcome, dropped: Sequence[str]
) -> Iterator[LoadFinding]:
    def finding(code: str) -> LoadFinding:
        return LoadFinding(
            summary.delivery_id, summary.source, summary.file, summary.dataset, summary.sheet, code
        )

    if not piece.has_table:
        yield finding("no_table")
    elif summary.read == piece.lines_above:
        yield finding("no_rows")
    for column in dropped:
        yield replace(finding("identifier_dropped"), column=column, severity="info")
    for total in outcome.totals:
        yield replace(
            finding("total_differs"),
            line=total.line,
            column=total.column,
            printed=total.printed,
            computed=total.computed,
        )


def _listed_codes(database: Database, contract: Contract) -> dict[str, tuple[str, ...]]:
    """Give the codes that reference data list, for each column that refers to such a list."""
    listed = {}
    for column in contract.columns.values():
        if column.references is None:
            continue
        dataset, _, name = column.references.partition(".")
        found = rows(
            database,
            f"select distinct {named(name)} from raw.{named(dataset)} where delivery_id in "
            "(select delivery_id from load.delivery where source_code = $1) order by all",
            [REFERENCE],
        )
        if found:
            listed[column.name] = tuple(str(code) for (code,) in found)
    return listed
