"""Which cells of a table add up to which: generated from its dimensions, none by hand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipelines.protect.patterns import PERIOD
from pipelines.tables import Key

Parents = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Per dimension, for each label all wider labels that hold it; a year holds its quarters."""


@dataclass(frozen=True)
class Sum:
    """A cell and the cells that it is the sum of."""

    total: Key
    parts: tuple[Key, ...]


def sums(keys: Mapping[Key, object], dimensions: tuple[str, ...], parents: Parents) -> Iterator[Sum]:
    """Give every sum along every dimension and hierarchy of a table that adds up."""
    for place, name in enumerate(dimensions):
        wider = parents.get(name, {})
        grouped: dict[Key, list[Key]] = defaultdict(list)
        for key in sorted(keys, key=str):
            label = key[place]
            if label is None:
                continue
            above: tuple[str | None, ...] = wider.get(label, ())
            if name != PERIOD and not above:
                above = (None,)
            for parent in above:
                if parent != label:
                    grouped[(*key[:place], parent, *key[place + 1 :])].append(key)
        for total, parts in grouped.items():
            if total in keys:
                yield Sum(total, tuple(parts))
