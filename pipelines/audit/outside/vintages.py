"""States of the figures that editions show: what agrees is one state, what differs is a later one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.audit.figures import Edition, Figure, Name


@dataclass(frozen=True)
class Vintage:
    """What was out at one time, by measure and place; a figure that is shown anywhere counts as shown."""

    figures: Mapping[Name, Figure]
    hidden: frozenset[Name]
    """Hidden in some edition, be they shown in another."""
    sources: Mapping[Name, str]


@dataclass(frozen=True)
class Change:
    """A figure that two successive states show differently."""

    name: Name
    before: Decimal
    after: Decimal


def vintages_of(editions: Sequence[Edition]) -> tuple[Vintage, ...]:
    """Merge editions in the order in which they appeared, for as long as they contradict nothing."""
    states: list[dict[Name, Figure]] = []
    hidden: list[set[Name]] = []
    sources: list[dict[Name, str]] = []
    for edition in editions:
        if not states or _contradicts(states[-1], edition.figures):
            states.append({})
            hidden.append(set())
            sources.append({})
        hidden[-1] |= edition.withheld
        for name, figure in edition.figures.items():
            known = states[-1].get(name)
            if known is None or (known.value is None and (figure.value is not None or figure.is_hidden)):
                states[-1][name] = figure
            sources[-1].setdefault(name, edition.sources[name])
    return tuple(
        Vintage(state, frozenset(withheld), origin)
        for state, withheld, origin in zip(states, hidden, sources, strict=True)
    )


def changes_between(before: Vintage, after: Vintage) -> Iterator[Change]:
    """Give the figures that both show, and show differently."""
    for name, figure in after.figures.items():
        earlier = before.figures.get(name)
        if earlier is not None and _differ(earlier, figure):
            assert earlier.value is not None
            assert figure.value is not None
            yield Change(name, earlier.value, figure.value)


def _contradicts(state: Mapping[Name, Figure], figures: Mapping[Name, Figure]) -> bool:
    return any(name in state and _differ(state[name], figure) for name, figure in figures.items())


def _differ(one: Figure, other: Figure) -> bool:
    return one.value is not None and other.value is not None and one.value != other.value
