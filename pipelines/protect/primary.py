"""Primary suppression: which cells are unsafe by themselves."""

from collections.abc import Mapping

from pipelines.protect.log import Reason
from pipelines.protect.rules import DisclosureRules
from pipelines.tables import CountTable, Key, Value

AVERAGED = 2  # a median says more of each person behind it than a sum does
WHERE_AND_WHEN = frozenset({"prison_code", "period_code"})


def unsafe_cells(table: CountTable, rules: DisclosureRules) -> Mapping[Key, Reason]:
    """Give the unsafe cells of a personal table with the reason of each; none for other tables."""
    if not table.personal:
        return {}
    found = {
        key: reason
        for key, value in table.counts.items()
        if value is not None and (reason := _reason(table, key, value, rules)) is not None
    }
    return dict(sorted(found.items(), key=lambda item: sort_key(item[0])))


def sort_key(key: Key) -> tuple[str, ...]:
    """Sort totals (None) before labels."""
    return tuple(label if label is not None else "" for label in key)


def hides_zeros(table: CountTable, key: Key, rules: DisclosureRules) -> bool:
    """Tell whether a zero of this cell would be hidden too, so that a hidden cell may be zero."""
    if rules.zeros == "unsafe":
        return any(
            label is not None and name not in WHERE_AND_WHEN
            for name, label in zip(table.dimensions, key, strict=True)
        )
    return bool(sensitive_places(table, key, rules))


def sensitive_places(table: CountTable, key: Key, rules: DisclosureRules) -> tuple[int, ...]:
    """Give the places of the key where a sensitive dimension has a label."""
    return tuple(
        place
        for place, name in enumerate(table.dimensions)
        if name in rules.sensitive and key[place] is not None
    )


def _reason(table: CountTable, key: Key, value: Value, rules: DisclosureRules) -> Reason | None:
    persons = _persons(table, key, value)
    if 0 < persons < rules.threshold * (AVERAGED if _is_averaged(table) else 1):
        return Reason.PERSONS if table.contributors is None else Reason.CONTRIBUTORS
    if value == 0:
        return Reason.ZERO if hides_zeros(table, key, rules) else None
    for place in sensitive_places(table, key, rules):
        if table.counts.get((*key[:place], None, *key[place + 1 :])) == value:
            return Reason.EVERYONE
    return None


def _is_averaged(table: CountTable) -> bool:
    """Tell whether a figure is a median or mean over persons rather than a number of them or of events."""
    return table.contributors is not None and not table.adds_up


def _persons(table: CountTable, key: Key, value: Value) -> Value:
    """Give the persons behind a cell; where only heads were delivered, the heads are all we know."""
    if table.contributors is None:
        return value
    return table.contributors.get(key) or value
