"""Load exports and reference data: each file whole, all files in one transaction or none."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pipelines.database import Database, DatabaseError, rows, run, transaction
from pipelines.errors import LoadError, SourceError, TechnicalError
from pipelines.load.accept import Staged, check_shares, find_breaches, load_files, read_rules
from pipelines.load.casts import prepare_values
from pipelines.load.headers import holds_national_number, period_of_names
from pipelines.load.ledger import (
    UNDECIDED,
    Decisions,
    Replaced,
    gone_files,
    is_known,
    name_sources,
    read_files,
    read_otherwise,
    refuse_out_of_order,
    settled,
    store_lists,
    unsettled,
    withdraw_decided,
)
from pipelines.load.parse import formats_of, hold_key, usual_decimal
from pipelines.load.read import unread_kinds
from pipelines.load.stage import StagedSheet, deliver, forget
from pipelines.load.summary import Gone, LoadReport, LoadSummary, Replacement, with_breaches
from pipelines.program import SQL
from pipelines.sources import Contract, Export, Source, mended_start

RULES = SQL / "rules"


def load_exports(
    database: Database,
    exports: Sequence[Export],
    sources: Sequence[Source],
    contracts: Mapping[str, Contract],
    *,
    key: bytes,
    received: datetime,
    rules: Path = RULES,
    decisions: Decisions = UNDECIDED,
    is_trial: bool = False,
) -> LoadReport:
    """Load what is new, or read by another source than before, and say what became of every row.

        `decisions` is what was decided about files before; with `is_trial` all is told and nothing changes.
    Raises SourceError when a file does not fit its source, or its name tells another period of
        known bytes, LoadError when it can't be read or too much of it is refused, ConfigError when earlier
        pseudonyms were made by another key; nothing has changed then.
    """
    kept_rules = read_rules(rules, contracts)
    decisions = decisions.for_sources_of(exports)
    by_name = {source.name: source for source in sources}
    withdrawn = [one for one in exports if decisions.is_withdrawn(one.source, one.sha256)]
    _refuse_same_bytes(database, [one for one in exports if one not in withdrawn], by_name)
    standing = [one for one in _once(exports) if one not in withdrawn]
    read = read_files(database)
    # of those that came together the order of names stays
    standing.sort(key=lambda one: (one.source, decisions.rank(one), (one.source, one.sha256) not in read))
    changed = {one.source for one in read_otherwise(database, standing, by_name, contracts)}
    new = [
        one
        for one in standing
        if one.source in changed or not is_known(database, one, is_restored=decisions.is_restored(one))
    ]
    moved = unsettled(database, standing, new, decisions) - changed
    fresh = frozenset(new)
    new = [one for one in standing if one in fresh or one.source in moved]
    again = [one for one in new if (one.source, one.sha256) in read]
    refuse_out_of_order(database, standing, {one.source for one in again}, decisions)
    summaries: list[LoadSummary] = []
    replaced: tuple[Replacement, ...] = ()
    gone: tuple[Gone, ...] = ()
    pairs = [(export, by_name[export.source]) for export in new]
    try:
        with staged(database, pairs, contracts) as files, trial(database, is_trial=is_trial):
            hold_key(database, key)
            name_sources(database, sources)
            withdraw_decided(database, decisions, at=received)
            made = load_files(
                database, files, contracts, key=key, received=received, rules=kept_rules, decisions=decisions
            )
            loaded = made.summaries
            settled(database, moved | changed, standing)
            store_lists(database, contracts, sorted({one.delivery_id for one in loaded}))
            check_shares(loaded, by_name)
            summaries += with_breaches(loaded, find_breaches(database, kept_rules)) if loaded else ()
            replaced = _told(database, made.replaced)
            gone = gone_files(database, exports, decisions)
    except DatabaseError as error:
        # the message of DuckDB can repeat cells, so neither it nor its cause may be shown
        raise TechnicalError(
            f"het inlezen stopte door een fout in de databank ({type(error).__name__}); er is niets gewijzigd"
        ) from None
    left = [export for export in exports if export not in new and export not in withdrawn]
    return LoadReport(
        tuple(summaries),
        tuple(export.name for export in left),
        replaced=replaced,
        again=tuple(export.name for export in again if export.source in changed),
        moved=tuple(export.name for export in again if export.source in moved),
        withdrawn=tuple(export.name for export in withdrawn),
        gone=gone,
    )


def _told(database: Database, replaced: Sequence[Replaced]) -> tuple[Replacement, ...]:
    """Name the files of what was replaced, added up where several maps gave rows of one dataset."""
    names = {
        int(str(number)): str(name)
        for number, name in rows(database, "select delivery_id, file_name from load.delivery")
    }
    counts: dict[tuple[int, int, str], tuple[int, int]] = {}
    for one in replaced:
        taken, again = counts.get((one.earlier, one.later, one.dataset), (0, 0))
        counts[one.earlier, one.later, one.dataset] = (taken + one.taken, again + one.again)
    return tuple(
        Replacement(names[later], names[earlier], dataset, taken, min(again, taken))
        for (earlier, later, dataset), (taken, again) in counts.items()
        if taken
    )


@contextmanager
def trial(database: Database, *, is_trial: bool) -> Iterator[None]:
    """Commit at the end, or on a trial take everything back."""
    if not is_trial:
        with transaction(database):
            yield
        return
    run(database, "begin transaction")
    try:
        yield
    finally:
        run(database, "rollback")


def _refuse_same_bytes(database: Database, exports: Sequence[Export], sources: Mapping[str, Source]) -> None:
    """Raise SourceError when a name tells of the same bytes another period: they would pass for a copy."""
    for export in exports:
        layout = sources[export.source].layout
        if layout.year_as is None and layout.period_as is None:
            continue
        loaded = rows(
            database,
            "select file_name from load.delivery "
            "where source_code = $1 and sha256 = $2 and state = 'loaded' order by 1",
            [export.source, export.sha256],
        )
        alike = {str(name) for (name,) in loaded} | {
            one.name for one in exports if (one.source, one.sha256) == (export.source, export.sha256)
        }
        told = {period_of_names([Path(name).stem]) or "" for name in alike}
        if len({one if layout.period_as else one[:4] for one in told}) > 1:
            raise SourceError(
                f"{', '.join(sorted(alike))}: deze bestanden zijn gelijk, maar hun naam zegt een andere "
                f"periode, en daaruit leest bron {export.source} ze. Is er een verkeerd, neem het "
                "weg; kloppen ze, zet de periode dan ook in het bestand zelf, in een titelregel. Er is niets "
                "ingelezen."
            )


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
    made: list[StagedSheet] = []
    ready: list[Staged] = []
    try:
        for number, (export, source) in enumerate(files):
            _refuse_national_number(export)
            sheets = []
            mark = _mark_of_mended(export, ready) or usual_decimal(database, export, source)
            for sheet in deliver(
                database, export, source, contracts, decimal=mark, table=f"delivered_{number}"
            ):
                made.append(sheet)
                _refuse_national_number(export, sheet.name)
                sheets.append(sheet)
            manner = formats_of(database, export, source, contracts, sheets)
            unread = unread_kinds(export.path, source.format)
            ready.append(Staged(export, source, tuple(sheets), manner, unread))
        yield tuple(ready)
    finally:
        forget(database, made)


def _mark_of_mended(export: Export, ready: Sequence[Staged]) -> str | None:
    """Give the decimal mark of the file that this one mends, where the two are loaded together."""
    start = mended_start(export.name)
    marks = (
        one.manner.decimal
        for one in ready
        if start and one.export.source == export.source and one.export.sha256.startswith(start)
    )
    return next(marks, None)


def _refuse_national_number(export: Export, sheet: str | None = None) -> None:
    """Raise LoadError when a name that the ledger would keep holds one; the message does not repeat it."""
    if holds_national_number(export.name):
        raise LoadError(
            f"{export.path.parents[export.name.count('/')]}: de naam van een bestand van bron "
            f"{export.source} bevat een rijksregisternummer; geef het een andere naam"
        )
    if sheet is not None and holds_national_number(sheet):
        raise LoadError(
            f"{export.path}: de naam van een blad, of van een bestand in de ZIP, bevat een "
            "rijksregisternummer; geef het een andere naam"
        )
