"""Load exports and reference data: each file whole, all files in one transaction or none."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from pipelines.database import Database, DatabaseError, rows, run, transaction
from pipelines.errors import TechnicalError
from pipelines.load.accept import Outcome, accept
from pipelines.load.corrections import emptied
from pipelines.load.delivered import Delivered, deliver, forget
from pipelines.load.deliveries import (
    REFERENCE,
    is_known,
    name_sources,
    register,
    replace_earlier,
    store_outcomes,
    take_out,
)
from pipelines.load.key import hold_key
from pipelines.load.manner import decimal_of, manner_of
from pipelines.load.stack import Piece, stack, unstack
from pipelines.load.summary import LoadFinding, LoadReport, LoadSummary
from pipelines.load.task import Task
from pipelines.load.typing import Manner, named, prepare_values
from pipelines.sources import Contract, Export, Source


@dataclass(frozen=True)
class Staged:
    """A file whose mapped columns stand in temporary tables, ready to be accepted."""

    export: Export
    source: Source
    sheets: tuple[Delivered, ...]
    manner: Manner


@dataclass(frozen=True)
class Entered:
    """A file that has its number in the ledger."""

    delivery_id: int
    file: Staged


def load_exports(
    database: Database,
    exports: Sequence[Export],
    sources: Sequence[Source],
    contracts: Mapping[str, Contract],
    *,
    key: bytes,
    received: datetime,
) -> LoadReport:
    """Load what is new and say what became of every row.

    Raises SourceError when a file does not fit its source, LoadError when it can't be read, ConfigError when
    earlier pseudonyms were made by another key; nothing has changed then.
    """
    by_name = {source.name: source for source in sources}
    new = [export for export in _once(exports) if not is_known(database, export)]
    summaries: list[LoadSummary] = []
    pairs = [(export, by_name[export.source]) for export in new]
    try:
        with staged(database, pairs, contracts) as files, transaction(database):
            hold_key(database, key)
            name_sources(database, sources)
            summaries += load_files(database, files, contracts, key=key, received=received)
    except DatabaseError as error:
        # the message of DuckDB can repeat cells, so neither it nor its cause may be shown
        raise TechnicalError(
            f"het inlezen stopte door een fout in de databank ({type(error).__name__}); er is niets gewijzigd"
        ) from None
    return LoadReport(tuple(summaries), tuple(export.name for export in exports if export not in new))


def _once(exports: Sequence[Export]) -> Iterator[Export]:
    """Leave out second copies of the same bytes."""
    seen = set()
    for export in exports:
        if (export.source, export.sha256) not in seen:
            seen.add((export.source, export.sha256))
            yield export


@contextmanager
def staged(
    database: Database, files: Sequence[tuple[Export, Source]], contracts: Mapping[str, Contract]
) -> Iterator[tuple[Staged, ...]]:
    """Read the mapped columns of all files as text, before any transaction: DuckDB ends one at a fault."""
    prepare_values(database)
    # temporary tables that don't fit in memory go to disk: never readable there
    run(database, "set temp_file_encryption = true")
    made: list[Delivered] = []
    ready: list[Staged] = []
    try:
        for number, (export, source) in enumerate(files):
            sheets = []
            for sheet in deliver(
                database, export, source, contracts, decimal=decimal_of(source), table=f"delivered_{number}"
            ):
                sheets.append(sheet)
                made.append(sheet)
            manner = manner_of(database, export, source, contracts, sheets)
            ready.append(Staged(export, source, tuple(sheets), manner))
        yield tuple(ready)
    finally:
        forget(database, made)


def load_files(
    database: Database,
    files: Sequence[Staged],
    contracts: Mapping[str, Contract],
    *,
    key: bytes,
    received: datetime,
) -> tuple[LoadSummary, ...]:
    """Enter files in the ledger in place of their earlier versions; give a summary per sheet and map."""
    entered = [Entered(register(database, file.export, received), file) for file in files]
    for one in entered:
        replace_earlier(database, one.file.export, one.delivery_id, at=received)
    found: dict[tuple[int, str], list[LoadSummary]] = {}
    codes: dict[str, Mapping[str, Sequence[str]]] = {}
    for batch in _batches(entered):
        for summary in _load_batch(database, batch, contracts, codes, key=key, received=received):
            found.setdefault((summary.delivery_id, summary.sheet), []).append(summary)
    places = [(one.delivery_id, sheet.name) for one in entered for sheet in one.file.sheets]
    summaries = tuple(summary for place in places for summary in found[place])
    store_outcomes(database, summaries)
    return summaries


def _batches(entered: Sequence[Entered]) -> tuple[tuple[Entered, ...], ...]:
    """Put files together that one reading serves: of one source, written in one manner."""
    batches: dict[tuple[str, Manner], list[Entered]] = {}
    for one in entered:
        batches.setdefault((one.file.source.name, one.file.manner), []).append(one)
    return tuple(tuple(batch) for batch in batches.values())


def _load_batch(
    database: Database,
    batch: Sequence[Entered],
    contracts: Mapping[str, Contract],
    codes: dict[str, Mapping[str, Sequence[str]]],
    *,
    key: bytes,
    received: datetime,
) -> tuple[LoadSummary, ...]:
    first = batch[0].file
    names = {one.delivery_id: one.file.export.name for one in batch}
    before = _correctable(database, first.source, min(names))
    sheets = [(one.delivery_id, sheet) for one in batch for sheet in one.file.sheets]
    stacked = stack(database, sheets, "stacked")
    found: dict[int, list[LoadSummary]] = {}
    # what several lines repeat goes last: by then it is known which earlier files are replaced
    for place, mapped in sorted(enumerate(first.source.maps), key=lambda one: one[1].repeated):
        contract = contracts[mapped.dataset]
        if contract.name not in codes:
            codes[contract.name] = _listed_codes(database, contract)
        if mapped.repeated:
            _replace_emptied(database, first.source, before, max(names), at=received)
        task = Task(first.source, contract, mapped, stacked, first.manner, codes[contract.name])
        outcomes = accept(database, task, key=key, before=before)
        found[place] = [
            _summary(task, piece, names[piece.delivery_id], outcome)
            for piece, outcome in zip(stacked.pieces, outcomes, strict=True)
        ]
    _replace_emptied(database, first.source, before, max(names), at=received)
    unstack(database, stacked)
    return tuple(summary for place in sorted(found) for summary in found[place])


def _correctable(database: Database, source: Source, before: int) -> int:
    """Give `before`, or 0 when no delivery of the source stands before it: then nothing can be corrected."""
    found = rows(
        database,
        "select 1 from load.delivery where source_code = $1 and delivery_id < $2 and state = 'loaded' limit 1",
        [source.name, before],
    )
    return before if found else 0


def _replace_emptied(database: Database, source: Source, before: int, by: int, *, at: datetime) -> None:
    """Give the deliveries of which a correction took every row the state of replaced."""
    datasets = sorted({mapped.dataset for mapped in source.maps if not mapped.repeated})
    if not (datasets and before):
        return
    for number in emptied(database, source.name, datasets=datasets, before=before):
        take_out(database, number, state="replaced", at=at, replaced_by=by)


def _summary(task: Task, piece: Piece, file: str, outcome: Outcome) -> LoadSummary:
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
    )
    return replace(summary, findings=tuple(_findings(summary, piece, outcome)))


def _findings(summary: LoadSummary, piece: Piece, outcome: Outcome) -> Iterator[LoadFinding]:
    def finding(code: str) -> LoadFinding:
        return LoadFinding(
            summary.delivery_id, summary.source, summary.file, summary.dataset, summary.sheet, code
        )

    if not piece.has_table:
        yield finding("no_table")
    elif summary.read == piece.lines_above:
        yield finding("no_rows")
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
