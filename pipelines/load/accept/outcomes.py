"""Tell accepted, rejected, duplicate and skipped rows apart, in SQL over all files of a source at once."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipelines.database import Database, rows, run, scalar
from pipelines.load.accept.corrections import Apart, LoadApart, corrections_among, replace_corrected
from pipelines.load.accept.duplicates import Duplicates, Unmapped, remove_repeats
from pipelines.load.accept.printed_totals import TotalLine, differing_totals
from pipelines.load.ledger import Replaced
from pipelines.load.parse import States, read_carefully, read_plain
from pipelines.load.stage import DatasetLoad, counted, readings

LARGE = 20_000
"""From so many lines on, the plain ones are read apart; below it that would cost more than it gains."""


@dataclass
class Given:
    """What is known of the files of a batch beside their cells, and what they took the place of.

    `apart` are pairs of deliveries that number other things; `known` those of which the order is known;
    `unmapped` gives the cells of lines that no map reads.
    """

    names: Mapping[int, str]
    apart: Apart
    known: Collection[int]
    unmapped: Unmapped
    is_mended: bool = False
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How many rows of a sheet became what, how many cells were refused and lines skipped and why."""

    read: int
    accepted: int
    rejected: int
    duplicate: int
    skipped: int
    reasons: Mapping[str, int]
    skips: Mapping[str, int]
    totals: tuple[TotalLine, ...]  # those that differ from their rows


def accept(
    database: Database, task: DatasetLoad, given: Given, *, key: bytes, before: int, large: int = LARGE
) -> tuple[Outcome, ...]:
    """Sort the rows of all sheets and store them in raw, or their reasons in rejected; one outcome each.

    What they say again of deliveries before number `before` is taken out: they are its correction. Raises
    LoadApart when some of these files correct others of them.
    """
    items = readings(task)
    totals = _totals(database, task)
    last = scalar(database, f"select coalesce(max(rowid), -1) from {task.raw}")
    assert isinstance(last, int)
    lines = task.stack.table
    if totals.total() >= large and read_plain(database, task, items, key=key):
        lines = "careful"
    careful = read_carefully(database, task, items, lines, key=key)
    if not (task.mapped.repeated or given.is_mended):
        later = corrections_among(
            database, task, items, after=last, names=given.names, apart=given.apart, known=given.known
        )
        if later:
            raise LoadApart(later)
        if before:
            given.replaced += replace_corrected(
                database, task, items, after=last, before=before, names=given.names, apart=given.apart
            )
    repeats = remove_repeats(database, task, items, after=last, unmapped=given.unmapped)
    run(database, "drop table if exists temp.careful")
    has_totals = any(skips["total"] for skips in careful.skipped.values())
    differing = differing_totals(database, task, items) if has_totals else ()
    return tuple(
        replace(
            _outcome(task, number, totals[number], careful, repeats),
            totals=tuple(one for one in differing if one.piece == number),
        )
        for number in range(1, len(task.stack.pieces) + 1)
    )


def _outcome(task: DatasetLoad, piece: int, total: int, careful: States, repeats: Duplicates) -> Outcome:
    above = task.stack.pieces[piece - 1].lines_above
    faulty = careful.rejected[piece]
    same, other = repeats.same[piece], repeats.other[piece]
    reasons = Counter(careful.reasons.get(piece, {}))
    reasons["key_conflict"] += other
    skips = Counter(careful.skipped.get(piece, {}))
    accepted = total - faulty - skips.total() - same - other
    skips["title"] += above
    skips["repeated"] += same if task.mapped.repeated else 0
    return Outcome(
        read=total + above,
        accepted=accepted,
        rejected=faulty + other,
        duplicate=0 if task.mapped.repeated else same,
        skipped=skips.total(),
        reasons=dict(sorted((+reasons).items())),
        skips=dict(sorted((+skips).items())),
        totals=(),
    )


def _totals(database: Database, task: DatasetLoad) -> Counter[int]:
    return counted(rows(database, f"select piece, count(*) from {task.stack.table} group by all"))
