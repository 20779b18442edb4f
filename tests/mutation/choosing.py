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
MOST = 4
HOPS = 3
"""So many modules may lie between a test and the file that it answers for."""


def near(path: Path, root: Path) -> list[str]:
    """Name the tests that are about a file, the nearest first: seconds; none where no test comes near it.

    Of SQL those that name it, or the reason for which a rule of it refuses; of a module those that import it,
    or from its door what it defines. Where there are none, those of the modules that use it, and so on.
    """
    texts = _texts(root, "tests", "test_*.py")
    own = [name for name in texts if Path(name).stem == f"test_{path.stem}"]
    level, seen = {path}, {path}
    for _ in range(HOPS + 1):
        using = {name: sum(_uses(one, root, name, text) for one in level) for name, text in texts.items()}
        most = sorted(
            (name for name, count in using.items() if count),
            key=lambda name: (-using[name], len(texts[name])),
        )
        if own or most:
            return list(dict.fromkeys([*own, *most]))[:MOST]
        modules = _texts(root, "pipelines", "*.py")
        level = {
            Path(name) for name, text in modules.items() if any(_uses(one, root, name, text) for one in level)
        } - seen
        seen |= level
    return []


def of_room(path: Path, root: Path) -> list[str]:
    """Name all tests that answer for the room of a file: minutes."""
    room = next(name for name in ROOMS if path.as_posix().startswith(f"{name}/"))
    return [name for name in ROOMS[room] if (root / name).exists()]


@cache
def _texts(root: Path, folder: str, pattern: str) -> dict[str, str]:
    named = {path.relative_to(root): path for path in sorted((root / folder).rglob(pattern))}
    return {
        name.as_posix(): path.read_text("utf-8")
        for name, path in named.items()
        if not ELSEWHERE & set(name.parts)
    }


@cache
def _uses(path: Path, root: Path, name: str, text: str) -> int:
    """Count what a file of Python says of SQL or imports of a module: itself counts most, then what it defines."""
    if path.suffix == ".sql":
        layer = path.parent.name
        if layer in ("marts", "core", "staging", "checks") and not name.startswith("tests/sql/"):
            return 0
        words = path.stem.partition("_")[2] if layer == "rules" else path.stem
        return len(re.findall(rf"\b(?:{layer}\.)?(?:{path.stem}|{words})\b", text))
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    defined = _defined(root / path)
    count = 0
    for imported, names in _imports(text):
        count += 10 * (imported == module or module in {f"{imported}.{one}" for one in names})
        count += len(names & defined) * imported.startswith(".".join(module.split(".")[:2]))
    return count


@cache
def _imports(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (node.module, frozenset(one.name for one in node.names))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module
    )


@cache
def _defined(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
    )
