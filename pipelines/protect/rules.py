"""The rules of disclosure control: workspace settings, signed off by a person and printed in the report."""

from dataclasses import dataclass
from typing import Literal

from pipelines.errors import ConfigError

Method = Literal["suppress", "round5"]
Zeros = Literal["public", "unsafe"]


@dataclass(frozen=True)
class DisclosureRules:
    """What is unsafe, and how wide the range must be that an attacker is left with.

    Counts of 1 to threshold - 1 persons are unsafe. `zeros` = "unsafe" hides zeros in every breakdown; the
    dimensions named in `sensitive` always hide zeros, and a cell that holds everyone of its total.
    A hidden count keeps a range from 1 (or the floor that shown zeros force) over at least `width`.
    `give_up` are the dimensions by which persons are no longer broken down where hiding does not help, in
    that order.
    """

    threshold: int = 5
    method: Method = "suppress"
    zeros: Zeros = "public"
    sensitive: frozenset[str] = frozenset()
    width: int = 3
    give_up: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise ConfigError(f"drempel {self.threshold}: de drempel voor kleine aantallen is minstens 2")
        if self.width < 2:
            raise ConfigError(f"breedte {self.width}: een verborgen getal houdt minstens breedte 2")
