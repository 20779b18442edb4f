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

AT_HOME = {  # every library that the program names -> the modules that may name it
    "PIL": {"render/stills/engine"},
    "babel": {"wording"},
    "cssselect2": {"render/pdf"},
    "duckdb": {"database"},
    "fontTools": {"render/stills/font_subset", "render/stills/fonts"},
    "fontpkg_source_sans_3": {"render/stills/font_subset"},
    "highspy": {"audit/outside/program", "protect/lp/solver"},
    "holidays": {"service/calendar"},
    "jinja2": {"render/templates", "web/frame/pages"},
    "markdown_it": {"document/narrative/markdown"},
    "markupsafe": {"render/prose", "render/templates"},
    "odfdo": {"edition/downloads/ods"},
    "openpyxl": {"load/feedback/answer_files", "load/templates/workbook", "sample/exports/files"},
    "pandas": {"analysis/edition_tables"},
    "pikepdf": {"verify/checking", "verify/prints"},
    "prefect": {"flows", "serving"},
    "prefect_dask": {"flows"},
    "pydantic": {"toml/kinds", "toml/read"},
    "pydantic_core": {"toml/kinds"},
    "pyhanko": {"publication/sealed_prints"},
    "pydyf": {
        "render/accessible/artifacts", "render/accessible/structure_types", "render/accessible/walk",
        "render/accessible/write", "render/pdfa",
    },
    "python_calamine": {"load/workbooks/workbook", "verify/books"},
    "quickjs": {"render/stills/engine"},
    "rapidfuzz": {"load/headers/alike_texts"},
    "rich": {"progress"},
    "starlette": {"web/frame/forms", "web/frame/server"},
    "tomlkit": {"load/propose/source_draft", "load/source_toml"},
    "typer": {
        "cli/app", "cli/audit", "cli/data", "cli/deliveries", "cli/dutch", "cli/early_access", "cli/history", "cli/publication", "cli/service", "cli/workbench",
    },
    "uvicorn": {"serving", "web/serve"},
    "xlsxwriter": {"edition/downloads/xlsx"},
    "weasyprint": {"render/accessible/__init__", "render/accessible/walk", "render/pdf"},
}  # fmt: skip
EVERYWHERE = {"numpy", "scipy"}
"""Arithmetic on arrays has no home."""
AS_ONE = ("cli", "render/accessible")
"""Rooms that count as one module: commands are made of typer's types, structure trees of PDF's objects and boxes."""
IN_MORE = {
    "openpyxl": "workbooks to fill in, answers in a partner's own workbook, and the sample, which knows no other room"
}
"""Named in more than two modules, each with its reason."""


def name(path: Path) -> str:
    return path.relative_to(ROOT / "pipelines").with_suffix("").as_posix()


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
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_module_says_what_it_does_in_its_first_line(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring and docstring.splitlines()[0].endswith((".", ":"))


def named_in(texts: dict[str, str]) -> dict[str, set[str]]:
    """The libraries that modules name, each with those modules."""
    found: dict[str, set[str]] = {}
    for module, text in texts.items():
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for library in {used.split(".")[0] for used in names} - set(sys.stdlib_module_names):
                found.setdefault(library, set()).add(module)
    return {
        library: modules for library, modules in found.items() if library not in {"pipelines", *EVERYWHERE}
    }


def test_every_library_is_named_where_it_is_at_home_and_nowhere_else():
    assert named_in({name(path): path.read_text("utf-8") for path in CODE}) == AT_HOME


@pytest.mark.parametrize(
    "planted", ["import polars", "from duckdb import connect", "def late():\n    import duckdb.typing"]
)
def test_a_library_out_of_place_is_seen(planted):
    found = named_in({"database": "import duckdb", "figures/grid": planted})
    assert found.keys() - AT_HOME.keys() or found["duckdb"] > AT_HOME["duckdb"]


def test_a_library_has_one_home_or_two():
    homes = {
        library: {
            next((room for room in AS_ONE if module.startswith(f"{room}/")), module) for module in modules
        }
        for library, modules in AT_HOME.items()
    }
    assert {library for library, modules in homes.items() if len(modules) > 2} == IN_MORE.keys()


def test_every_toml_file_is_parsed_and_judged_in_one_room():
    """tomlkit writes sources and changes them in place; what it wrote is read as any other."""
    readers = {name(path) for path in CODE if "import tomllib" in path.read_text("utf-8")}
    assert readers == {"toml/parse"}


def test_every_room_has_a_contract_for_its_door_and_holds_at_most_fifteen_files():
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")
    rooms = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for path in CODE
        if path.name == "__init__.py"
    }
    assert {
        room for room in rooms - {"pipelines"} if f'protected_modules = ["{room}.*"]' not in contracts
    } == set()
    sizes = {folder: sum(path.parent == folder for path in CODE) for folder in {path.parent for path in CODE}}
    assert {folder.name: size for folder, size in sizes.items() if size > 15} == {}


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


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout: nothing tells what is committed")
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
