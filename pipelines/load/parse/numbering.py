"""See that a file numbers its sessions anew: then its numbers hold within the file and correct no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.database import Database, rows, run, scalar
from pipelines.load.casts import CellFormats, named
from pipelines.load.stage import OF_SOURCE, DatasetLoad, StagedSheet, readings, stack, unstack
from pipelines.sources import Contract, DatasetMap, Export, Source, is_corrected, is_mended

DATED = {"certificate": "evaluated_date", "enrolment": "applied_date", "session": "session_date",
         "trajectory": "start_date"}  # fmt: skip
"""Datasets with a number of the partner and a date: there one can see whether a number is used anew."""

FEW = 3
"""Fewer numbers than this that come again elsewhere in overlapping months may each be a mistake."""

SUFFIX = 8
"""So many signs of a file's SHA-256 stand behind the numbers that hold within it."""


@dataclass(frozen=True)
class Restart:
    """A file of which `shared` numbers stand in an earlier file for other rows.

    `apart` are the deliveries with which its numbers have nothing to do.
    """

    column: str
    shared: int
    earlier: str
    apart: tuple[int, ...]


@dataclass(frozen=True)
class Numbered:
    """A file that waits in a batch, with the number that it has in the ledger."""

    delivery_id: int
    export: Export
    source: Source
    manner: CellFormats
    sheets: tuple[StagedSheet, ...]


def base_number(name: str) -> str:
    """Give, as SQL, a number of the partner without what was put behind it to keep files apart."""
    return f"regexp_replace({named(name)}, '~[0-9a-f]{{{SUFFIX}}}$', '')"


def find_restarts(
    database: Database, files: Sequence[Numbered], contracts: Mapping[str, Contract]
) -> dict[int, tuple[Restart, ...]]:
    """Give for each file, by its number in the ledger, the columns of numbers that it begins anew.

    Numbers that an earlier file of the source has for other months or prisons are its own when the months of
    the two do not meet, or when most of the shared numbers stand for something else. A file whose name says
    that it corrects, or that brings mended rows back, never begins anew.
    """
    found: dict[int, tuple[Restart, ...]] = {}
    for name in dict.fromkeys(one.source.name for one in files):
        own = [one for one in files if one.source.name == name]
        source = own[0].source
        for mapped in _numbered_maps(source, contracts):
            for number, restart in _restarts(database, own, mapped, contracts[mapped.dataset]).items():
                found[number] = (*found.get(number, ()), restart)
    return found


def with_suffix(one: Numbered, restarts: Sequence[Restart]) -> CellFormats:
    """Give the manner in which the numbers of a file are kept apart from those of other files."""
    columns = tuple(restart.column for restart in restarts)
    return replace(one.manner, suffix=f"~{one.export.sha256[:SUFFIX]}", suffixed=columns)


def numbered_columns(source: Source, contracts: Mapping[str, Contract]) -> tuple[str, ...]:
    """Give the columns with numbers of the partner that a file could begin anew."""
    return tuple(dict.fromkeys(contracts[one.dataset].key[0] for one in _numbered_maps(source, contracts)))


def _numbered_maps(source: Source, contracts: Mapping[str, Contract]) -> list[DatasetMap]:
    return [
        mapped
        for mapped in source.maps
        if mapped.dataset in DATED
        and DATED[mapped.dataset] in mapped.columns
        and contracts[mapped.dataset].key[0] in mapped.columns
    ]


def _restarts(
    database: Database, files: Sequence[Numbered], mapped: DatasetMap, contract: Contract
) -> dict[int, Restart]:
    column = contract.key[0]
    has_earlier = scalar(
        database,
        f"select count(*) > 0 from (select 1 from raw.{named(contract.name)} where {OF_SOURCE} limit 1)",
        [files[0].source.name],
    )  # fmt: skip
    if len(files) < 2 and not has_earlier:
        return {}
    _list_numbers(database, files, mapped, contract)
    pairs = _pairs(database)
    run(database, "drop table temp.numbers")
    names = {one.delivery_id: one.export.name for one in files}
    found: dict[int, Restart] = {}
    for one in files:
        own = [pair for pair in pairs if pair.later == one.delivery_id and pair.name != one.export.name]
        is_same_again = any(not pair.is_other for pair in own)
        apart = [pair for pair in own if pair.is_other and (not pair.is_meeting or pair.shared >= FEW)]
        if is_mended(one.export.name) or (is_corrected(one.export.name) and not is_same_again):
            continue  # a correction can move all of its rows to another month
        if apart:
            most = max(apart, key=lambda pair: (pair.shared, -pair.earlier))
            place = names.get(most.earlier, most.name)
            others = tuple(pair.earlier for pair in apart)
            found[one.delivery_id] = Restart(column, most.shared, place, others)
    return found


@dataclass(frozen=True)
class Pair:
    """Two deliveries that share numbers; of `same` of them month and prison are the same too."""

    later: int
    earlier: int
    name: str
    shared: int
    same: int
    is_meeting: bool

    @property
    def is_other(self) -> bool:
        """Tell whether most shared numbers stand for something else."""
        return 2 * self.same < self.shared


def _pairs(database: Database) -> tuple[Pair, ...]:
    return tuple(
        Pair(int(str(later)), int(str(earlier)), str(name), int(str(shared)), int(str(same)), bool(meeting))
        for later, earlier, name, shared, same, meeting in rows(
            database,
            "with spans as (select delivery_id, min(month) as first_month, max(month) as last_month "
            "from numbers group by all), "
            "pairs as (select later.delivery_id as later, earlier.delivery_id as earlier, "
            "count(distinct later.number) as shared, "
            "count(distinct later.number) filter (later.month = earlier.month "
            "and later.prison is not distinct from earlier.prison) as same "
            "from numbers as later join numbers as earlier "
            "on later.number = earlier.number and earlier.delivery_id < later.delivery_id group by all) "
            "select later, earlier, coalesce(file_name, ''), shared, same, "
            "one.first_month <= other.last_month and other.first_month <= one.last_month "
            "from pairs join spans as one on one.delivery_id = later "
            "join spans as other on other.delivery_id = earlier "
            "left join load.delivery on load.delivery.delivery_id = earlier "
            "order by later, earlier",
        )
    )


def _list_numbers(
    database: Database, files: Sequence[Numbered], mapped: DatasetMap, contract: Contract
) -> None:
    """List the numbers of all files in `temp.numbers`, each with its month and prison."""
    key, day = contract.key[0], DATED[contract.name]
    place = "prison_code" if "prison_code" in mapped.columns else ""
    run(
        database,
        "create or replace temp table numbers as select distinct delivery_id, "
        f"{base_number(key)} as number, date_trunc('month', {named(day)})::date as month, "
        f"{named(place) if place else 'null::varchar'} as prison "
        f"from raw.{named(contract.name)} where {OF_SOURCE} and {named(day)} is not null",
        [files[0].source.name],
    )
    batches: dict[CellFormats, list[Numbered]] = {}
    for one in files:
        batches.setdefault(one.manner, []).append(one)
    for manner, batch in batches.items():
        sheets = [(one.delivery_id, sheet) for one in batch for sheet in one.sheets]
        made = stack(database, sheets, "numbered")
        task = DatasetLoad(batch[0].source, contract, mapped, made, manner, {})
        items = {item.name: item for item in readings(task)}
        wanted = [items[name] for name in (key, day, place) if name]
        texts = ", ".join(f"{item.text} as {named(item.name + '.text')}" for item in wanted)
        value = f"{items[place].value}" if place else "null::varchar"
        run(
            database,
            f"insert into numbers select distinct {[piece.delivery_id for piece in made.pieces]}[piece], "
            f"number, month, prison from (select piece, {items[key].value} as number, "
            f"date_trunc('month', {items[day].value})::date as month, "
            f"{value} as prison from (select piece, {texts} from {made.table} "
            f"where note is null and fault is null and {task.taken})) "
            "where number is not null and month is not null",
        )
        unstack(database, made)
