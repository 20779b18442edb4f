"""The rules of the house, as far as a machine can keep them."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from pipelines.cli.app import app
from pipelines.document.blocks import Block

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "pipelines").rglob("*.py"))
MODELS = sorted(
    path for layer in ("staging", "core", "marts") for path in (ROOT / "sql" / layer).glob("*.sql")
)

AT_HOME = {  # library -> the modules that may name it
    "babel": {"wording"},
    "duckdb": {"database"},
    "holidays": {"service/calendar"},
    "jinja2": {"render/templates"},
    "prefect": {"flows", "serving"},
    "pydantic": {"request/settings"},
    "quickjs": {"render/stills/engine"},
    "rich": {"progress"},
    "typer": {"cli/app", "cli/audit", "cli/data", "cli/service"},
}


def name(path: Path) -> str:
    return path.relative_to(ROOT / "pipelines").with_suffix("").as_posix()


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_the_data_goes_one_way():
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_file_outgrows_its_room(path):
    """Imports apart: a list of names through a door is no weight."""
    text = path.read_text(encoding="utf-8")
    imports = sum(
        node.end_lineno - node.lineno + 1
        for node in ast.parse(text).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    assert len(text.splitlines()) - imports <= 250


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_module_says_what_it_does_in_its_first_line(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring and docstring.splitlines()[0].endswith((".", ":"))


@pytest.mark.parametrize("library", sorted(AT_HOME))
def test_a_library_is_named_in_one_or_two_modules(library):
    named = {name(path) for path in CODE if any(used.split(".")[0] == library for used in imported(path))}
    assert named <= AT_HOME[library], f"{library} is named in {sorted(named)}"


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_model_has_a_test_and_a_header(path):
    assert path.read_text(encoding="utf-8").startswith("-- ")
    tests = "\n".join(test.read_text(encoding="utf-8") for test in (ROOT / "tests" / "sql").glob("test_*.py"))
    assert re.search(rf"\b{path.parent.name}\.{path.stem}\b", tests), (
        f"no test shows {path.parent.name}.{path.stem}"
    )


def test_every_block_has_its_component():
    components = {path.stem for path in (ROOT / "report_templates" / "components").glob("*.html")}
    blocks = {re.sub(r"(?<!^)(?=[A-Z])", "_", block.__name__).lower() for block in get_args(Block)}
    assert blocks <= components


def test_every_command_has_a_line_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    names |= {group.name for group in app.registered_groups}
    assert {verb for verb in names if f"jaarverslag {verb.replace('_', '-')}" not in readme} == set()


def test_nothing_that_renders_knows_a_count_table_or_the_warehouse():
    """A leak is an error of types: after protect only safe tables exist, and no other file is opened."""
    later = [
        path
        for room in ("figures", "document", "render")
        for path in (ROOT / "pipelines" / room).rglob("*.py")
    ]
    texts = {name(path): path.read_text("utf-8") for path in later}
    assert [
        where for where, text in texts.items() if "CountTable" in text or "pipelines.database" in text
    ] == []


def test_numbers_are_born_in_sql():
    """No sum, share or grouping is redone after the marts (cal-itp's whole story)."""
    later = [
        path
        for room in ("figures", "document", "render")
        for path in (ROOT / "pipelines" / room).rglob("*.py")
    ]
    redone = [
        name(path)
        for path in later
        if re.search(r"\.groupby\(|\.pivot_table\(|\.agg\(", path.read_text("utf-8"))
    ]
    assert redone == []


def test_nothing_committed_names_this_machine_or_a_registry():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    texts = [
        path
        for path in map(ROOT.joinpath, listed)
        if path.suffix in {".py", ".md", ".toml", ".lock", ".yaml", ""}
    ]
    forbidden = re.compile(
        r"(?:--(?:extra-)?index-url)|https?://[^ ]*/simp" + r"le/|(?<![\w.])/(?:wo" + "rk|fa" + r"rm)/"
    )
    assert [
        path.name for path in texts if path.is_file() and forbidden.search(path.read_text("utf-8", "replace"))
    ] == []
