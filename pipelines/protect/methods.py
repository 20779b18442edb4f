"""What each method does to the release at hand: cells lost, error added, breakdowns given up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import get_args

from pipelines.errors import DisclosureError
from pipelines.protect.control import protect
from pipelines.protect.rules import DisclosureRules, Method
from pipelines.protect.structure import Offer, PersonPatterns
from pipelines.tables import CountTable


@dataclass(frozen=True)
class MethodOutcome:
    """How a method does: of so many figures about persons that are not zero, hidden; the error of the others.

    `error` is the mean absolute difference between what is shown and what was counted, `largest` the largest;
    in persons, events or hours. `dropped` are breakdowns that are not published, by dimension and period.
    """

    method: Method
    cells: int
    hidden: int
    error: Decimal
    largest: Decimal
    dropped: tuple[tuple[str, str], ...]
    refused: str = ""
    """Why it can't be used; empty where it can."""


def compare_methods(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Mapping[str, Mapping[str, str]] | None = None,
    *,
    worlds: PersonPatterns | None = None,
    offer: Offer | None = None,
) -> tuple[MethodOutcome, ...]:
    """Protect the release by every method as if it were the first, and give what that does."""
    found = []
    for method in get_args(Method):
        own = replace(rules, method=method)
        try:
            done = protect(tables, own, hierarchies, worlds=worlds, offer=offer)
        except DisclosureError as error:
            found.append(MethodOutcome(method, 0, 0, Decimal(0), Decimal(0), (), str(error)))
            continue
        pairs = [
            (value, done.tables[table.name].cells[key].value)
            for table in tables
            if table.personal
            for key, value in table.counts.items()
            if value
        ]
        errors = [abs(Decimal(shown) - Decimal(value)) for value, shown in pairs if shown is not None]
        mean = (sum(errors, Decimal(0)) / max(len(errors), 1)).quantize(Decimal("0.01"))
        largest = max(errors, default=Decimal(0))
        hidden = sum(shown is None for _, shown in pairs)
        found.append(MethodOutcome(method, len(pairs), hidden, mean, largest, done.log.dropped))
    return tuple(found)
