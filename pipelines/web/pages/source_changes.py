"""What a form says of a mapping, as changes of its TOML."""

from collections.abc import Mapping
from typing import Any

from pipelines.load import ASK, Place
from pipelines.web.frame import Asked
from pipelines.web.pages.source_form import CONSTANT, JOINED, Line, SourceForm, several


def form_changes(asked: Asked, draft: Mapping[str, Any], form: SourceForm) -> dict[Place, Any]:
    """Give what the form says otherwise than the draft, as places in its TOML."""
    changes: dict[Place, Any] = {}
    for key in ("label", "organisation"):
        if key in asked.form and asked.field(key):
            changes[key,] = asked.field(key)
    if asked.field("files"):
        changes["files",] = [one.strip() for one in asked.field("files").split(";") if one.strip()]
    if "dates" in asked.form and (asked.field("dates") or draft.get("dialect", {}).get("dates")):
        changes["dialect", "dates"] = asked.field("dates") or None
    for line, place in ((line, one.place) for one in form.maps for line in one.lines):
        if f"{line.name}.from" in asked.form:
            changes["maps", place, "columns", line.column.name] = _origin(asked, line, draft, place)
    for one in form.maps:
        if one.each_line is not None and f"m{one.place}.each_line" in asked.form:
            is_each = asked.field(f"m{one.place}.each_line") == "each"
            changes["maps", one.place, "each_line"] = True if is_each else None
    if asked.field("organisation") and not asked.field("label") and draft.get("label") in (ASK, "", None):
        changes["label",] = dict(form.organisations).get(asked.field("organisation"), ASK)
    if asked.field("remove"):
        changes["maps", int(asked.field("remove"))] = None
    if asked.field("add"):
        changes["maps", len(draft.get("maps", []))] = {"dataset": asked.field("add"), "columns": {}}
    return changes


def _origin(asked: Asked, line: Line, draft: Mapping[str, Any], place: int) -> Any:
    before = draft["maps"][place].get("columns", {}).get(line.column.name)
    choice = asked.field(f"{line.name}.from")
    if choice == JOINED:
        return before
    if choice == CONSTANT:
        return {"constant": asked.field(f"{line.name}.constant") or ASK}
    if not choice:
        return None if not line.is_asked or before is None else {"constant": ASK}
    told = dict(before) if isinstance(before, dict) and choice in several(before.get("from", [])) else {}
    listed = before if isinstance(before, list) and choice in before else choice
    values = {}
    for word in line.words:
        code = asked.field(f"{line.name}.{word.mark}", word.code)
        if code and choice == line.choice:
            values[word.text] = code
    made = {"from": told.get("from", listed)}
    made |= {"values": values} if values else {}
    made |= {"unit": "minutes"} if asked.field(f"{line.name}.unit") == "minutes" else {}
    made |= {key: told[key] for key in ("fold", "part") if key in told}
    return made if len(made) > 1 else made["from"]
