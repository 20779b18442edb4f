"""Say what differs between two editions: for a person in lines, for a program as JSON."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.publication import EditionDifference
    from pipelines.tables import Cell

KINDS = {"planned": "geplande herziening", "method": "andere berekening", "correction": "verbetering"}
ACTS = {"new": "nieuwe levering", "gone": "levering weg", "changed": "gewijzigde levering"}


def difference_facts(found: "EditionDifference") -> dict[str, Any]:
    """Give everything that differs as JSON may hold it; numbers as text, so that no digit is lost."""
    return {
        "before": str(found.before),
        "now": str(found.now),
        "kind": found.kind,
        "causes": [
            {"partner": one.partner, "what": one.what, "from": one.first_month, "to": one.last_month}
            for one in found.causes
        ],
        "figures": [
            {
                "table": one.table, "labels": dict(one.labels), "key": one.key, "before": _text(one.before),
                "now": _text(one.now), "change": None if one.change is None else str(one.change),
                "partners": sorted({cause.partner for cause in one.causes}),
            }
            for one in found.figures
        ],
        "appeared": list(found.appeared),
        "vanished": list(found.vanished),
    }  # fmt: skip


def difference_lines(facts: Mapping[str, Any]) -> Iterator[str]:
    """Give a line for each figure, and the kind and causes above them."""
    yield f"{KINDS[facts['kind']]}: {len(facts['figures'])} cijfers anders, {len(facts['appeared'])} erbij, {len(facts['vanished'])} weg"
    for one in facts["causes"]:
        span = " tot ".join(dict.fromkeys(filter(None, (one["from"], one["to"]))))
        yield f"  {one['partner']}: {ACTS[one['what']]}" + (f", {span}" if span else "")
    for one in facts["figures"]:
        place = " ".join(f"{name}={label}" for name, label in one["labels"].items()) or "totaal"
        change = (
            one["change"] if one["change"] is None or one["change"].startswith("-") else f"+{one['change']}"
        )
        by = f" ({change})" if change else ""
        partners = f"; {', '.join(one['partners'])}" if one["partners"] else ""
        yield f"{one['table']} {place}: {one['before']} -> {one['now']}{by}{partners}"
    for name, keys in (("erbij", facts["appeared"]), ("weg", facts["vanished"])):
        yield from (f"{name}: {key}" for key in keys)


def _text(cell: "Cell") -> str:
    return f"[{cell.mark}]" if cell.value is None else str(cell.value)
