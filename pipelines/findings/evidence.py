"""What a sentence may rest on: the published cells, which periods are whole, and where series break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import sqrt
from types import MappingProxyType

from pipelines.figures import Measure, Vocabulary
from pipelines.findings.bounds import PERIOD, Range, quotient, ranges
from pipelines.model import Indicator, Lacking, Place
from pipelines.request import Period, quarters_in
from pipelines.tables import Cell, Key, SafeTable, Value
from pipelines.wording import Wording

Labels = Mapping[str, str | None]
NONE: Labels = MappingProxyType({})
NEAR = Decimal(1)
"""Percent: of an average or a stock a smaller change is the usual wobble."""
GRAIN = {"day": Decimal(1)}
"""The step in which a median is told: a change of no more than that is none that can be sure."""
SURE = Decimal("1.96")
"""Standard errors within which chance alone leaves 95 of 100 differences (normal approximation)."""
NOWHERE = Range(0, None)


@dataclass(frozen=True)
class Rift:
    """A day from which figures can't simply be compared; None = every prison, every domain."""

    day: date
    prison_code: str | None
    domain_code: str | None


@dataclass(frozen=True)
class Evidence:
    """All that findings are made from: safe tables by name, and what is known of their periods.

    `incomplete_of` names the periods that are incomplete by prison and domain, and by measure; `home` is the
    place of the whole edition. `least` is what a hidden count is at least: 1, or 0 where zeros are hidden
    too. `in_parts` names each `<mart>.<measure>` that has a figure of some part of the period, with its
    domain; None = any. `last_day` is the message that names the day of which stocks are told.
    """

    tables: Mapping[str, SafeTable]
    vocabulary: Vocabulary
    words: Wording
    incomplete: frozenset[str] = frozenset()
    incomplete_of: Mapping[Place, Lacking] = field(default_factory=dict)
    home: Place = (None, None)
    rifts: Sequence[Rift] = ()
    in_parts: frozenset[tuple[str, str | None]] = frozenset()
    least: int = 1
    last_day: str = "last_day.year"
    _ranges: dict[str, Mapping[Key, Range]] = field(default_factory=dict, compare=False, repr=False)

    def measure(self, name: str) -> Measure:
        """Give the words of `<mart>.<measure>`."""
        return self.vocabulary.measure(self.words, name.split(".")[1])

    def indicator(self, name: str) -> Indicator | None:
        """Give what the register says of `<mart>.<measure>`."""
        return self.vocabulary.register.indicators.get(name.split(".")[1])

    def cell(self, name: str, labels: Labels) -> Cell | None:
        """Give the published cell with these labels, other dimensions at their total."""
        table = self.tables.get(name)
        return None if table is None else table.cells.get(key_of(table, labels))

    def is_in_parts(self, name: str, domain: str | None) -> bool:
        """Tell whether partners delivered parts of it in the period: of a rate, of both its sides."""
        table = self.tables.get(name)
        place = domain if table is None or "domain_code" in table.dimensions else None
        return all((one, place) in self.in_parts for one in self.sides(name) or (name,))

    def sides(self, name: str) -> tuple[str, str] | None:
        """Give the tables that a rate divides, if both are published."""
        found = self.vocabulary.register.sides(name.split(".")[1])
        full = tuple(side if "." in side else f"{name.split('.', maxsplit=1)[0]}.{side}" for side in found)
        return (full[0], full[1]) if len(full) == 2 and set(full) <= self.tables.keys() else None

    def exact(self, name: str, labels: Labels) -> Value | None:
        """Give the value unrounded: of a rate its published sides divided again; None where it is marked."""
        cell, sides, indicator = self.cell(name, labels), self.sides(name), self.indicator(name)
        if cell is None or cell.value is None or sides is None or indicator is None:
            return None if cell is None else cell.value
        above, below = (self.cell(side, labels) for side in sides)
        if above is None or below is None or above.value is None or not below.value:
            return cell.value
        return Decimal(above.value) * indicator.scale / Decimal(below.value)

    def range(self, name: str, labels: Labels) -> Range:
        """Compute the values that a cell may have: of a hidden rate from those of its sides."""
        cell, sides, indicator = self.cell(name, labels), self.sides(name), self.indicator(name)
        if cell is None:
            return NOWHERE
        if cell.value is not None and self.tables[name].base == 1:
            exact = self.exact(name, labels)
            assert exact is not None
            return Range(exact, exact)
        if sides is not None and indicator is not None:
            above, below = (self.range(side, labels) for side in sides)
            return quotient(above, below, scale=indicator.scale)
        if name not in self._ranges:
            self._ranges[name] = ranges(self.tables[name], indicator, least=self.least)
        return self._ranges[name][key_of(self.tables[name], labels)]

    def is_whole(self, period: str, name: str = "", labels: Labels = NONE) -> bool:
        """Tell whether all that partners owe of a period is there, of `<mart>.<measure>` at these labels.

        What lacks in one domain or prison may be little of all, and half of what is told of that one.
        """
        measure, there = name.rpartition(".")[2], (labels.get("prison_code"), labels.get("domain_code"))
        lacking = self.incomplete.union(
            *(self.incomplete_of.get(place, {}).get(measure, ()) for place in (self.home, there))
        )
        return not lacking & {period, *quarters_in(period)}

    def can_compare(self, now: str, before: str, labels: Labels, name: str = "") -> bool:
        """Tell whether two periods are whole and of one series."""
        is_whole = self.is_whole(now, name, labels) and self.is_whole(before, name, labels)
        return is_whole and self.is_one_series(now, before, labels)

    def is_one_series(self, now: str, before: str, labels: Labels) -> bool:
        """Tell whether no break lies between the first day of one period and the last of another."""
        start, end = _days(before)[0], _days(now)[1]
        return not any(
            start < rift.day < end
            and rift.prison_code in (None, labels.get("prison_code"))
            and rift.domain_code in (None, labels.get("domain_code"))
            for rift in self.rifts
        )

    def wobble(self, name: str, labels: Labels, now: str, before: str) -> Decimal:
        """Compute how far two periods lie apart by chance alone, 19 times in 20, in the unit of the measure.

        Counts of events or persons as Poisson, shares as binomial of their published sides, each 1.96
        standard errors of a difference; averages, stocks and hours: one percent; a median: its grain too.
        """
        values = [self.exact(name, {**labels, PERIOD: period}) for period in (now, before)]
        if None in values:
            return Decimal(0)
        numbers = [float(value) for value in values if value is not None]
        indicator, sides = self.indicator(name), self.sides(name)
        if sides is not None and indicator is not None and indicator.unit == "percent":
            below = [self.cell(sides[1], {**labels, PERIOD: period}) for period in (now, before)]
            bases = [float(cell.value) for cell in below if cell is not None and cell.value]
            if len(bases) == 2 and max(numbers) <= indicator.scale:
                parts = [number / indicator.scale for number in numbers]
                error = sqrt(sum(part * (1 - part) / base for part, base in zip(parts, bases, strict=True)))
                return SURE * Decimal(str(error * indicator.scale))
        if indicator is not None and is_counted(indicator):
            return SURE * Decimal(str(sqrt(sum(numbers))))
        grain = GRAIN.get(indicator.unit, Decimal(0)) if indicator is not None else Decimal(0)
        return max(grain, NEAR * abs(Decimal(str(numbers[1]))) / 100)


def is_counted(indicator: Indicator) -> bool:
    """Tell whether chance alone moves it as a count of events or persons."""
    if indicator.kind != "count" or indicator.unit in ("hour", "day", "fte", "place", "target"):
        return False
    return PERIOD in indicator.adds_up or (indicator.personal and indicator.unit != "loan")


def key_of(table: SafeTable, labels: Labels) -> Key:
    """Give the key of the cell with these labels."""
    return tuple(labels.get(dimension) for dimension in table.dimensions)


def _days(period: str) -> tuple[date, date]:
    """Give the first day of a period of quarters, and the first day after it."""
    quarters = quarters_in(period)
    first, last = (Period(int(code[:4]), int(code[-1])) for code in (quarters[0], quarters[-1]))
    return first.first_day, last.end
