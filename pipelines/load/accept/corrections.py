"""Tell whether a file corrects an earlier one, by names, numbers, months and prisons together.

A file takes the place of rows in three ways: as a whole (it says most rows of an earlier file again, and is
taken to hold all of the months and prisons that it names), in part (its name says that it corrects, and it
says only some rows again: those), or not at all.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run
from pipelines.errors import SourceError
from pipelines.load.casts import Reading, named
from pipelines.load.ledger import Replaced
from pipelines.load.parse import base_number
from pipelines.load.stage import DatasetLoad, made_key, stored_columns
from pipelines.sources import Kind, is_corrected

SAME = 0.5
"""From this share on of an earlier file's rows that come again, the new file is a correction of it. Exports
that merely overlap, as quarters do by some days, share far less."""

SCOPES = {
    "attendance": "session_id",
    "certificate": "date_trunc('month', evaluated_date)",
    "count": "period_code",
    "enrolment": "date_trunc('month', coalesce(applied_date, start_date))",
    "population": "period_code",
    "session": "date_trunc('month', session_date)",
    "staff": "period_code",
    "target": "year",
    "trajectory": "date_trunc('month', start_date)",
}
"""What a file speaks for as a whole: of a month or period that it holds, it holds all."""

IDENTITY = (Kind.CODE, Kind.DATE, Kind.TIME, Kind.PERIOD, Kind.PERSON, Kind.YEAR)
"""Where the partner gives no number, these say which row a correction is about; and the activity's name."""


Apart = frozenset[tuple[int, int]]
"""Pairs of deliveries, the earlier first, that give their numbers to other things."""


class LoadApart(Exception):  # noqa: N818  it is no error of anyone
    """Files that stand ready together correct each other: each of `later` must be loaded after the others."""

    def __init__(self, later: Sequence[int]) -> None:
        super().__init__(*later)
        self.later = tuple(later)


@dataclass(frozen=True)
class Pair:
    """Two deliveries of which the later says rows of the earlier again.

    Of the earlier's rows `again` come again by key, `in_scope` are those that do or whose month and prison
    the later holds, `changed` come again with another content; `is_exact` says that the keys are numbers of
    the partner or a key of the contract.
    """

    earlier: int
    later: int
    again: int
    in_scope: int
    changed: int

    @property
    def is_whole(self) -> bool:
        """Tell whether the later stands in the place of all that the earlier says of its months."""
        return self.again >= SAME * self.in_scope


def corrections_among(
    database: Database,
    task: DatasetLoad,
    items: Sequence[Reading],
    *,
    after: int,
    names: Mapping[int, str],
    apart: Apart,
    known: Collection[int],
) -> tuple[int, ...]:
    """Give the deliveries, of those stored after row id `after`, that correct an earlier one of them.

    `known` are those of which it is known in which order they came. Raises SourceError when two came together
    that say the same rows differently and nothing tells which of them holds.
    """
    new = f"rowid > {after}"
    if len(task.stack.pieces) < 2:
        return ()
    later = set()
    marked = {number for number in names if is_corrected(names[number])}
    for is_partial in (False, True):
        keys, scope = _identity(database, task, items, is_partial=is_partial)
        if not rows(
            database,
            f"select 1 from {task.raw} where {new} group by {keys} "
            "having min(delivery_id) < max(delivery_id) limit 1",
        ):
            continue
        content = _content(task, items)
        for pair in _pairs(database, task, keys, scope, content, earlier=new, later=new, apart=apart):
            says = pair.later in marked
            if is_partial and says and pair.again and pair.later not in later:
                later.add(pair.later)
            elif not is_partial and pair.is_whole:
                if not says and pair.changed and not {pair.earlier, pair.later} & set(known):
                    raise _undecided(
                        names[pair.earlier], names[pair.later], task.contract.label, pair.changed
                    )
                later.add(pair.later)
    return tuple(sorted(later))


def _undecided(one: str, other: str, dataset: str, changed: int) -> SourceError:
    differ = "1 rij verschilt" if changed == 1 else f"{changed} rijen verschillen"
    return SourceError(
        f"{one} en {other} zeggen hetzelfde over dezelfde periode ({dataset}), maar {differ}: het "
        "programma kan "
        "niet weten welk bestand geldt. Neem het verkeerde uit de map met exports, of zet 'correctie' "
        "(of 'v2') "
        "in de naam van wat geldt. Er is niets ingelezen."
    )


def replace_corrected(
    database: Database,
    task: DatasetLoad,
    items: Sequence[Reading],
    *,
    after: int,
    before: int,
    names: Mapping[int, str],
    apart: Apart,
) -> tuple[Replaced, ...]:
    """Take out of raw what the rows stored after row id `after` say again, of deliveries before `before`.

    Gives what was taken out, by earlier and later delivery.
    """
    earlier = (
        f"delivery_id < {before} and delivery_id in "
        f"(select delivery_id from load.delivery where source_code = '{task.source.name}')"
    )
    found: list[Replaced] = []
    for is_partial in (False, True):
        if is_partial and not any(map(is_corrected, names.values())):
            continue
        keys, scope = _identity(database, task, items, is_partial=is_partial)
        content = _content(task, items)
        later = f"rowid > {after}"
        for pair in _pairs(database, task, keys, scope, content, earlier=earlier, later=later, apart=apart):
            is_named = is_corrected(names[pair.later])
            if not (pair.again and (is_named if is_partial else pair.is_whole)):
                continue
            taken = _take(database, task, keys, scope, pair, after=after, is_partial=is_partial)
            if taken:
                again = min(pair.again, taken)
                found.append(Replaced(pair.earlier, pair.later, task.contract.name, taken, again))
    return tuple(found)


def _pairs(
    database: Database,
    task: DatasetLoad,
    keys: str,
    scope: str,
    content: str,
    *,
    earlier: str,
    later: str,
    apart: Apart,
) -> tuple[Pair, ...]:
    """Compare each earlier delivery with each later one, where any row comes again."""
    listed = ", ".join(f"({one}, {other})" for one, other in sorted(apart)) or "(null, null)"
    found = rows(
        database,
        f"with old as (select delivery_id, row({keys}) as keys, row({scope}) as scope, {content} as content "
        f"from {task.raw} where {earlier}), "
        f"new as (select delivery_id, row({keys}) as keys, row({scope}) as scope, {content} as content "
        f"from {task.raw} where {later}), "
        "pairs as (select distinct old.delivery_id as earlier, new.delivery_id as later from old "
        "join new on old.keys = new.keys and old.delivery_id < new.delivery_id "
        f"where ((old.delivery_id, new.delivery_id) in ({listed})) is not true), "
        "marked as (select pairs.*, (later, keys) in (select (delivery_id, keys) from new) as is_again, "
        "(later, scope) in (select (delivery_id, scope) from new) as is_in_scope, "
        "(later, content) in (select (delivery_id, content) from new) as is_same "
        "from pairs join old on old.delivery_id = pairs.earlier) "
        "select earlier, later, count(*) filter (is_again), count(*) filter (is_again or is_in_scope), "
        "count(*) filter (is_in_scope and not is_same) from marked group by all order by all",
    )
    return tuple(Pair(*(int(str(number)) for number in row)) for row in found)


def _take(
    database: Database, task: DatasetLoad, keys: str, scope: str, pair: Pair, *, after: int, is_partial: bool
) -> int:
    """Take the rows of the earlier delivery out that come again, and with `scope` those that do not."""
    in_scope = "" if is_partial else " or scope in (select scope from told)"
    run(
        database,
        "create or replace temp table corrected as with "
        f"told as (select row({keys}) as keys, row({scope}) as scope from {task.raw} "
        f"where rowid > {after} and delivery_id = {pair.later}), "
        f"earlier as (select rowid as place, row({keys}) as keys, row({scope}) as scope "
        f"from {task.raw} where delivery_id = {pair.earlier}) "
        f"select place from earlier where keys in (select keys from told){in_scope}",
    )
    ((number,),) = rows(database, "select count(*) from corrected")
    if number:
        run(database, f"delete from {task.raw} where rowid in (select place from corrected)")
    run(database, "drop table temp.corrected")
    return int(str(number))


def _content(task: DatasetLoad, items: Sequence[Reading]) -> str:
    made = made_key(task)
    listed = ", ".join(
        base_number(name) if name in task.manner.suffixed else named(name)
        for name in stored_columns(task, items)
        if name != made
    )
    return f"hash({listed})"


def _identity(
    database: Database, task: DatasetLoad, items: Sequence[Reading], *, is_partial: bool
) -> tuple[str, str]:
    """Give, as SQL, what makes a row one of its kind, and that of which a file says all."""
    stored = stored_columns(task, items)
    parts = [name for name in ("prison_code",) if name in task.contract.columns]
    scope = ", ".join([*parts, SCOPES.get(task.contract.name, "true")])
    made = made_key(task)
    if is_partial and made is not None:
        names = [name for name in stored if _says_which(task, name) and name != made]
        return ", ".join(map(named, names)), scope
    keys = [name for name in task.contract.key if name in stored]
    has_suffix = rows(
        database,
        "select 1 from load.manner join load.delivery using (delivery_id) "
        "where source_code = $1 and number_suffix <> '' limit 1",
        [task.source.name],
    )
    return ", ".join(
        base_number(name) if has_suffix and task.contract.columns[name].is_partner_number else named(name)
        for name in keys
    ), scope


def _says_which(task: DatasetLoad, name: str) -> bool:
    return task.contract.columns[name].kind in IDENTITY or name == "activity_name"
