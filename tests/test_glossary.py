"""Each word has its place: every type that leaves a room stands in the glossary, in the room where it is."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODE = ROOT / "pipelines"
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \|", re.M)


def types_by_room() -> set[tuple[str, str]]:
    """The classes that the doors of the rooms let out, with the room that defines them."""
    defined = {
        (node.name, path.relative_to(CODE).parts[0].removesuffix(".py"))
        for path in CODE.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    }
    let_out = {
        (constant.value, door.parent.name)
        for door in CODE.glob("*/__init__.py")
        for node in ast.parse(door.read_text("utf-8")).body
        if isinstance(node, ast.Assign)
        for constant in ast.walk(node.value)
        if isinstance(constant, ast.Constant)
    }
    return defined & let_out


def listed() -> set[tuple[str, str]]:
    return set(ROW.findall((ROOT / "docs" / "glossary.md").read_text("utf-8")))


def test_every_type_that_leaves_a_room_stands_in_the_glossary():
    assert sorted(types_by_room() - listed()) == []


def test_the_glossary_lists_nothing_that_is_gone():
    of_rooms = {(name, room) for name, room in listed() if (CODE / room).is_dir()}
    assert sorted(of_rooms - types_by_room()) == []


def test_every_mark_is_explained_to_users():
    words = (ROOT / "docs" / "woordenlijst.md").read_text("utf-8")
    assert all(f"[{mark}]" in words for mark in ("o", "nb", "nvt"))
