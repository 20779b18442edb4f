"""After disclosure control nobody opens the warehouse: what a report tells of it was read with the figures."""

import ast
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pipelines.load import warehouse
from pipelines.program import PROGRAM
from pipelines.release import load_deliveries
from pipelines.report import build_report
from pipelines.request import read_request
from pipelines.toml.read import _parsed

ROOT = Path(__file__).parent.parent
HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"
PROTECTED = "Cijfers berekenen en beveiligen"
OPENS = {  # module -> what it opens the warehouse for; in edition/ and publication/ only before or outside a run
    "analysis": set(),
    "document": set(),
    "figures": set(),
    "findings": set(),
    "render": set(),
    "edition": {"edition/inputs", "edition/scopes", "edition/written_words"},
    "publication": set(),
    "verify": set(),
}


@pytest.fixture
def order(library_workspace, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [f"Voorbeeld,Hendon,2018-0{month}-12,Verhaaltje,X,{month}\n" for month in range(1, 10)]
    (folder / "events.csv").write_text(HEAD + "".join(lines), "utf-8")
    return read_request(library_workspace, year=2018, quarter=3, scope="all", exports=folder)


@pytest.mark.slow
@pytest.mark.long
def test_a_build_of_many_scopes_opens_the_warehouse_once_and_reads_each_setting_once(order, monkeypatch):
    """Once for writing, and never after disclosure control; TOML is counted at the standard library's parser."""
    opened, steps, parsed = [], [], Counter()
    open_database, loads = warehouse.open_database, tomllib.loads
    load_deliveries(order)  # the very first writing leaves an empty copy for readers too
    _parsed.cache_clear()
    monkeypatch.setattr(tomllib, "loads", lambda text: parsed.update([text]) or loads(text))

    def watched(path=None, *, read_only=False):
        assert PROTECTED not in steps, f"{path} is opened after disclosure control"
        opened.append(read_only)
        return open_database(path, read_only=read_only)

    class Watched:
        def __call__(self, name, function):
            def done(*words):
                result = function(*words)
                steps.append(name)
                return result

            return done

        def each(self, function, calls):  # in this process, where the watch stands
            return tuple(self(name, function)(*given) for name, given in calls.items())

    monkeypatch.setattr(warehouse, "open_database", watched)
    concepts = build_report(order, Watched())
    assert len(concepts) >= 5 and steps.index(PROTECTED) < len(steps) - 1
    assert opened == [False], "a build reads what it wrote itself"
    outline = (PROGRAM / "data" / "outlines" / "quarterly.toml").read_text("utf-8")
    assert parsed[outline] == 1 and set(parsed.values()) == {1}


def doors(text: str) -> bool:
    """Whether a module takes a door to the warehouse."""
    return any(
        isinstance(node, ast.ImportFrom)
        and {alias.name for alias in node.names} & {"open_for_reading", "open_for_writing"}
        for node in ast.walk(ast.parse(text))
    )


def test_no_room_after_disclosure_control_has_a_door_to_the_warehouse_but_those_named():
    for room, named in OPENS.items():
        found = {
            path.relative_to(ROOT / "pipelines").with_suffix("").as_posix()
            for path in (ROOT / "pipelines" / room).rglob("*.py")
            if doors(path.read_text("utf-8"))
        }
        assert found == named, room


def test_a_planted_door_is_seen():
    assert doors("def late():\n    from pipelines.load import open_for_reading as read")
