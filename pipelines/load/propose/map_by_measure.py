"""Give each column of a table of totals that counts something a map of its own."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.load.discover import Unknown
from pipelines.load.propose.guess import Guess
from pipelines.load.propose.measures import likely_measure, measure_columns
from pipelines.load.propose.proposal import Proposed, ProposedMap
from pipelines.load.propose.proposed import SAMPLES
from pipelines.load.propose.unpivot import Sideways


def map_by_measure(
    table: Unknown, proposed: ProposedMap, guesses: Sequence[Guess], beside: Sequence[Sideways]
) -> list[ProposedMap]:
    """Give a map for each column that counts something, where no column says what is counted."""
    value = next((one for one in proposed.columns if one.column == "value"), None)
    indicator = next((one for one in proposed.missing if one.name == "indicator_code"), None)
    if value is None or indicator is None:
        return [proposed]
    if beside:
        return [
            _of_measure(proposed, replace(value, header=one.values_to), indicator.label, one.says)
            for one in beside
        ]
    rest = tuple(one for one in guesses if one.column != "value")
    named = [one for one in guesses if one.column == "value"]
    counted = {one.place: one for one in (*named, *measure_columns(table, rest))}
    return [
        _of_measure(
            proposed,
            replace(value, header=one.header, confidence=one.confidence,
                    samples=tuple(dict.fromkeys(table.column(one.place)))[:SAMPLES]),
            indicator.label,
        )
        for one in counted.values()
    ]  # fmt: skip


def _of_measure(proposed: ProposedMap, value: Proposed, label: str, says: str = "") -> ProposedMap:
    """Give the map of one column of totals, with what it counts where its header, or `says`, tells."""
    columns = tuple(value if one.column == "value" else one for one in proposed.columns)
    measure = likely_measure(says or value.header)
    if measure is None:
        return replace(proposed, columns=columns)
    name, sure = measure
    named = Proposed("indicator_code", label, "", sure, (), {}, constant=name)
    missing = tuple(one for one in proposed.missing if one.name != "indicator_code")
    return replace(proposed, columns=(*columns, named), missing=missing)
