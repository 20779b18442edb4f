"""Start a workspace in an empty folder, and print the sheet by which its key can be made again."""

import re
from typing import Literal

from pipelines.errors import ConfigError
from pipelines.load import key_sum, read_key, restore_key
from pipelines.request import read_request
from pipelines.web.frame import Answer, Asked, Page, Redirect, reading
from pipelines.workspace import Beginning, read_pasted, start_workspace

LANGUAGES = ("nl", "fr", "en")
METHODS: tuple[Literal["suppress", "round5"], ...] = ("suppress", "round5")
FIELDS = ("title", "publisher", "contact", "prisons", "organisations", "domains")
BLOCK = 4
"""So many letters stand together on the sheet."""


def show_new(asked: Asked) -> Answer:
    """Show the form of a new workspace, filled with what is usual."""
    if (asked.desk.workspace / "report.toml").exists():
        return Redirect("/")
    usual = Beginning()
    given = dict.fromkeys(FIELDS, "") | {"title": usual.title}
    shown = {"given": given, "chosen": ("nl",), "method": usual.method, "methods": METHODS, "faults": ()}
    return Page("new.html", {**shown, "folder": asked.desk.workspace})


def make_new(asked: Asked) -> Answer:
    """Make the workspace from the form, or show the form again with what is wrong in each field."""
    given = {name: asked.field(name) for name in FIELDS}
    chosen = tuple(language for language in LANGUAGES if language in asked.fields("languages"))
    method = next((one for one in METHODS if one == asked.field("method")), METHODS[0])
    wrong: list[tuple[str, str]] = []
    say = asked.words.say
    wrong += [(name, say(f"wb.new.{name}.needed")) for name in ("title", "publisher") if not given[name]]
    if not chosen:
        wrong.append(("languages", say("wb.new.languages.needed")))
    lists: dict[str, tuple[tuple[str, str], ...]] = {}
    for name in ("prisons", "organisations", "domains"):
        try:
            lists[name] = read_pasted(given[name], say(f"wb.new.{name}"))
        except ConfigError as error:
            wrong.append((name, str(error)))
    if lists.get("prisons") == ():
        wrong.append(("prisons", say("wb.new.prisons.needed")))
    if wrong:
        shown = {"given": given, "chosen": chosen, "method": method, "methods": METHODS, "faults": wrong}
        return Page("new.html", {**shown, "folder": asked.desk.workspace}, status=400)
    start_workspace(
        asked.desk.workspace,
        Beginning(given["title"], given["publisher"], given["contact"], chosen, method=method, **lists),
    )
    return Redirect("/sleutel")


def show_key(asked: Asked) -> Answer:
    """Show where the key is and the sheet to print; where it is lost, the form that makes it again."""
    request = read_request(asked.desk.workspace)
    if not request.key.exists():
        return Page("key.html", {"path": request.key, "blocks": (), "sum": "", "title": ""})
    key = read_key(request.key)
    blocks = tuple(re.findall("." * BLOCK, key.hex()))
    title = request.config.settings.report.title
    return Page("key.html", {"path": request.key, "blocks": blocks, "sum": key_sum(key), "title": title})


def restore(asked: Asked) -> Answer:
    """Make the key again from the sheet; refuses one that is not the key of what is loaded."""
    request = read_request(asked.desk.workspace)
    with reading(request.config) as database:
        restore_key(database, request.key, asked.field("key"), asked.field("sum"))
    return Redirect("/sleutel")
