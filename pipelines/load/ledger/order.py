"""Keep what stands the same as if all files of a source were read once, in the order in which they came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from pipelines.database import Database, rows, run, scalar
from pipelines.errors import SourceError
from pipelines.load.ledger.decisions import Decisions
from pipelines.sources import Export


def unsettled(
    database: Database, exports: Sequence[Export], new: Sequence[Export], decisions: Decisions
) -> frozenset[str]:
    """Give the sources of which all files must be read again, from the first on, for what stands to be right.

    What a file gives hangs on those before it: rows that it repeats, replaces or contradicts, numbers that
    it begins anew. So a file that comes among others, or goes from among them, makes those after it say
    something else. `exports` are those that count, in the order in which they came.
    """
    found = {str(name) for (name,) in rows(database, "select source_code from load.unsettled")}
    fresh = frozenset(new)
    for source in dict.fromkeys(one.source for one in new):
        own = [one in fresh for one in exports if one.source == source]
        if not all(own[own.index(True) :]):
            found.add(source)
    versions: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in new:
        versions[one.source, one.name].add(one.sha256)
    going = [
        (str(source), int(str(number)))
        for number, source, file, sha256 in rows(
            database,
            "select delivery_id, source_code, file_name, sha256 from load.delivery where state = 'loaded'",
        )
        if decisions.is_withdrawn(str(source), str(sha256))
        or versions.get((str(source), str(file)), set()) - {sha256}
    ]
    found |= {
        source for source, number in going if source not in found and hangs_on(database, source, number)
    }
    return frozenset(found)


def hangs_on(database: Database, source: str, number: int) -> bool:
    """Tell whether other files of a source may hang on this delivery: rather too often than never."""
    return bool(scalar(database, HANGS_ON, [source, number]))


HANGS_ON = """
select
    exists(
        select 1 from load.replacement as taken
        join load.delivery as earlier on earlier.delivery_id = taken.delivery_id
        join load.delivery as later on later.delivery_id = taken.replaced_by
        where later.delivery_id = $2 and earlier.file_name <> later.file_name
    )
    or exists(
        select 1 from load.delivery as other
        left join load.manner as manner on manner.delivery_id = other.delivery_id
        left join load.sheet_count as counted on counted.delivery_id = other.delivery_id
        where
            other.source_code = $1 and other.delivery_id > $2 and other.state = 'loaded'
            and (
                counted.rows_duplicate > 0 or counted.rows_skipped > 0 or counted.rows_rejected > 0
                or manner.number_suffix <> ''
            )
    )
"""
"""Whether a delivery took rows of another file, or a later one was read otherwise or not wholly counted."""


def settled(database: Database, sources: Iterable[str], exports: Iterable[Export]) -> None:
    """Remember that all files of these sources were read again; not where some that count lie elsewhere.

    A load of another folder, with a part of the files, leaves the rest to be read in its order.
    """
    present = {(one.source, one.sha256) for one in exports}
    for source in sources:
        counting = rows(
            database, "select sha256 from load.delivery where source_code = $1 and state = 'loaded'", [source]
        )
        if all((source, str(sha256)) in present for (sha256,) in counting):
            run(database, "delete from load.unsettled where source_code = $1", [source])


def refuse_out_of_order(
    database: Database, exports: Sequence[Export], again: Collection[str], decisions: Decisions
) -> None:
    """Raise SourceError when files must be read again that a file corrected which is no longer there.

    Read again, they would come after it and take its place.
    """
    present = {(one.source, one.sha256) for one in exports}
    named = {(one.source, one.name) for one in exports}
    for number, source, file, sha256, corrected in rows(
        database,
        "select later.delivery_number, later.source_code, later.file_name, later.sha256, earlier.file_name "
        "from load.replacement as taken "
        "join load.delivery as earlier on earlier.delivery_id = taken.delivery_id "
        "join load.delivery as later on later.delivery_id = taken.replaced_by "
        "where later.state = 'loaded' and earlier.file_name <> later.file_name order by all",
    ):
        key = (str(source), str(sha256))
        is_of_folder = key in present or (str(source), str(file)) in named
        if source in again and not is_of_folder and not decisions.is_withdrawn(*key):
            raise SourceError(
                f"{file} verbeterde {corrected}, maar staat niet meer bij de exports, en de bestanden van "
                f"bron {source} moeten opnieuw ingelezen worden: dan zou de verbetering verloren gaan. "
                f"Zet {file} terug, of trek het in: jaarverslag withdraw {number}. Er is niets ingelezen."
            )
