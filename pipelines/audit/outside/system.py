"""The unknowns of an outsider and the rows that hold them together."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from pipelines.audit.outside.program import INFINITY


@dataclass(frozen=True)
class Row:
    """low <= sum of coefficient * unknown <= high, with the knowledge that it comes from."""

    kind: str
    coefficients: Mapping[int, float]
    low: float
    high: float
    is_law: bool = False
    """Holds everywhere or nowhere: one contradiction by what is shown and the whole kind is given up."""


@dataclass
class System:
    """Unknowns by their key, with bounds, and rows over them; grows while knowledge is written down."""

    numbers: dict[Hashable, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def unknown(self, key: Hashable, low: float = 0.0, high: float = INFINITY, *, whole: bool = True) -> int:
        """Give the number of an unknown, which is added with these bounds when it is new."""
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.low)
            self.low.append(low)
            self.high.append(high)
            self.whole.append(whole)
        return number

    def equal(self, kind: str, coefficients: Mapping[int, float], *, is_law: bool = False) -> None:
        """Write down that a sum is zero."""
        self.rows.append(Row(kind, _without_zeros(coefficients), 0.0, 0.0, is_law))

    def at_most(self, kind: str, coefficients: Mapping[int, float], *, is_law: bool = False) -> None:
        """Write down that a sum is zero or less."""
        self.rows.append(Row(kind, _without_zeros(coefficients), -INFINITY, 0.0, is_law))


def _without_zeros(coefficients: Mapping[int, float]) -> Mapping[int, float]:
    return {number: factor for number, factor in coefficients.items() if factor}
