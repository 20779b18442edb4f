"""Which breakdowns cost most, and what another choice of tables would save: worth more than any algorithm."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipelines.errors import DisclosureError
from pipelines.protect.control import protect
from pipelines.protect.persons import Recount
from pipelines.protect.primary import unsafe_cells
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import DERIVED, PERIOD, PRISON, PersonPatterns, place_of
from pipelines.tables import CountTable, Key, Value

MERGED = "+"


class Choice(StrEnum):
    """Another way to publish a table."""

    OVERVIEW = "overview"
    YEARS = "years"
    MERGE = "merge"


@dataclass(frozen=True)
class Advice:
    """What a choice does to the tables of a measure: how many cells are not zero, and how many are hidden."""

    table: str
    choice: Choice
    labels: tuple[str, ...]
    """The labels to merge, smallest first; empty for other choices."""
    cells: int
    hidden: int
    cells_then: int
    hidden_then: int

    @property
    def saved(self) -> int:
        """How many hidden cells fewer."""
        return self.hidden - self.hidden_then


def advise(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Mapping[str, Mapping[str, str]] | None = None,
    *,
    worlds: PersonPatterns | None = None,
    most: int = 5,
) -> tuple[Advice, ...]:
    """Try other choices for the tables that hide most; give those that save cells, the best first.

    Each choice is protected for real, with the other tables of its measure as they are.
    """
    personal = [table for table in tables if table.personal]
    now = protect(personal, rules, hierarchies, worlds=worlds).log
    costly = Counter(entry.table for entry in now.hidden).most_common(most)
    found = []
    for name, _ in costly:
        table = next(each for each in personal if each.name == name)
        own = [each for each in personal if each.measure == table.measure]
        before = _hidden(own, rules, hierarchies, worlds)
        for choice, labels, other, people in _choices(table, rules, worlds):
            then = [other if each is table else each for each in own]
            after = _hidden(then, rules, hierarchies, people)
            found.append(Advice(name, choice, labels, _nonzero(own), before, _nonzero(then), after))
    saving = [advice for advice in found if advice.saved > 0]
    return tuple(sorted(saving, key=lambda each: (-each.saved, each.table, each.choice)))


def _nonzero(tables: Sequence[CountTable]) -> int:
    return sum(bool(value) for table in tables for value in table.counts.values())


def _hidden(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Mapping[str, Mapping[str, str]] | None,
    worlds: PersonPatterns | None,
) -> int:
    try:
        return len(protect(tables, rules, hierarchies, worlds=worlds).log.hidden)
    except DisclosureError:
        return _nonzero(tables)


def _choices(
    table: CountTable, rules: DisclosureRules, worlds: PersonPatterns | None
) -> Iterator[tuple[Choice, tuple[str, ...], CountTable, PersonPatterns | None]]:
    if any(label is not None for label in _labels(table, PRISON)):
        yield Choice.OVERVIEW, (), _kept(table, PRISON, lambda label: label is None), worlds
    if any(not _is_year(label) for label in _labels(table, PERIOD)):
        yield Choice.YEARS, (), _kept(table, PERIOD, _is_year), worlds
    for dimension in table.dimensions:
        labels = _smallest(table, dimension, rules)
        if dimension not in {PRISON, PERIOD, *DERIVED} and len(labels) == 2:
            yield (Choice.MERGE, labels, *_merged(table, dimension, labels, worlds))


def _labels(table: CountTable, dimension: str) -> set[str | None]:
    if dimension not in table.dimensions:
        return set()
    return {key[table.dimensions.index(dimension)] for key in table.counts}


def _is_year(label: str | None) -> bool:
    return label is not None and label.isdigit()


def _kept(table: CountTable, dimension: str, is_kept: Callable[[str | None], bool]) -> CountTable:
    at = table.dimensions.index(dimension)
    behind = table.contributors
    return replace(
        table,
        counts={key: value for key, value in table.counts.items() if is_kept(key[at])},
        contributors=None
        if behind is None
        else {key: persons for key, persons in behind.items() if is_kept(key[at])},
    )


def _smallest(table: CountTable, dimension: str, rules: DisclosureRules) -> tuple[str, ...]:
    """Give the label that is unsafe most often and the smallest other one."""
    at = table.dimensions.index(dimension)
    unsafe = Counter(key[at] for key in unsafe_cells(table, rules) if key[at] is not None)
    size: Counter[str] = Counter()
    for key, value in table.counts.items():
        label = key[at]
        if label is not None:
            size[label] += int(value or 0)
    if not unsafe or len(size) < 3:
        return ()
    worst = min(unsafe, key=lambda label: (-unsafe[label], str(label)))
    others = sorted((label for label in size if label != worst), key=lambda label: (size[label], label))
    return (str(worst), others[0])


def _merged(
    table: CountTable, dimension: str, labels: tuple[str, ...], worlds: PersonPatterns | None
) -> tuple[CountTable, PersonPatterns | None]:
    """Join two labels; persons are counted again, for they do not add up."""
    at, joined = table.dimensions.index(dimension), MERGED.join(labels)

    def turned(key: Key) -> Key:
        return (*key[:at], joined if key[at] in labels else key[at], *key[at + 1 :])

    if worlds is not None and table.measure == worlds.measure:
        people = _relabelled(worlds, dimension, labels, joined)
        places = {key: place_of(table.dimensions, key) for key in map(turned, table.counts)}
        margin = tuple(name for name in table.dimensions if name != PERIOD)
        count = Recount(people, (margin,), places.values()).all()
        return replace(table, counts={key: count[place] for key, place in places.items()}), people
    counts: dict[Key, Value | None] = {}
    behind: dict[Key, int] = {}
    for key, value in table.counts.items():
        new = turned(key)
        counts[new] = value if counts.get(new) is None else (counts[new] or 0) + (value or 0)
        behind[new] = max(behind.get(new, 0), (table.contributors or {}).get(key, 0))
    return replace(table, counts=counts, contributors=None if table.contributors is None else behind), worlds


def _relabelled(
    worlds: PersonPatterns, dimension: str, labels: tuple[str, ...], joined: str
) -> PersonPatterns:
    at = worlds.place(dimension)
    rows = {
        (person, (*atom[:at], joined if atom[at] in labels else atom[at], *atom[at + 1 :]))
        for person, atom in worlds.rows
    }
    return replace(worlds, rows=tuple(sorted(rows)))
