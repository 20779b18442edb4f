"""Which tests answer for a file: those that bear its name or use what it defines, and those of its room."""

import ast
import re
from functools import cache
from pathlib import Path

ROOMS = {
    "sql": ("tests/sql", "tests/model", "tests/oracle"),
    "pipelines/protect": ("tests/protect", "tests/audit"),
    "pipelines/load": ("tests/load", "tests/properties", "tests/sources"),
    "pipelines/edition": (
        "tests/edition", "tests/release", "tests/test_annual_report.py", "tests/test_flows.py",
    ),
    "pipelines/publication": ("tests/publication", "tests/cli"),
    "pipelines/verify": ("tests/verify",),
    "pipelines/release": ("tests/release", "tests/edition", "tests/test_annual_report.py"),
    "pipelines/service": ("tests/service",),
}  # fmt: skip
"""Which tests answer for a room, the quickest first."""
ELSEWHERE = {"benchmarks", "browser", "corpus", "fresh", "mutation", "workspaces"}
"""Folders whose tests are no first answer: they take long, or need more than Python."""
MOST = 8


def near(path: Path, root: Path) -> list[str]:
    """Name the tests that are about a file, the nearest first: seconds; none where no test knows it.

    Of a model those that name it; of a module those that import it, or from its door what it defines.
    """
    texts = _tests(root)
    own = [name for name in texts if Path(name).stem == f"test_{path.stem}"]
    if path.suffix == ".sql":
        named = re.compile(rf"\b(?:{path.parent.name}\.)?{path.stem}\b")
        using = {
            name: len(named.findall(text)) for name, text in texts.items() if name.startswith("tests/sql/")
        }
    else:
        using = {name: _uses(path, root, text) for name, text in texts.items()}
    most = sorted(
        (name for name, count in using.items() if count), key=lambda name: (-using[name], len(texts[name]))
    )
    return list(dict.fromkeys([*own, *most]))[:MOST]


def of_room(path: Path, root: Path) -> list[str]:
    """Name all tests that answer for the room of a file: minutes."""
    room = next(name for name in ROOMS if path.as_posix().startswith(f"{name}/"))
    return [name for name in ROOMS[room] if (root / name).exists()]


@cache
def _tests(root: Path) -> dict[str, str]:
    found = sorted((root / "tests").rglob("test_*.py"))
    named = {path.relative_to(root): path for path in found}
    return {
        name.as_posix(): path.read_text("utf-8")
        for name, path in named.items()
        if not ELSEWHERE & set(name.parts)
    }


def _uses(path: Path, root: Path, text: str) -> int:
    """Count what a test imports of a module: itself counts most, then each name that it defines."""
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    defined = _defined(root / path)
    count = 0
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {one.name for one in node.names}
            count += 10 * (node.module == module or module in {f"{node.module}.{name}" for name in names})
            count += len(names & defined) * node.module.startswith(".".join(module.split(".")[:2]))
    return count


@cache
def _defined(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
    )
