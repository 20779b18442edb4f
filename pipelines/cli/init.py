"""Start a workspace: its folders, its settings, its reference lists and its secret key."""

from collections.abc import Sequence
from csv import DictReader
from pathlib import Path

from pipelines.load import make_key
from pipelines.program import PROGRAM
from pipelines.request import read_request
from pipelines.sources import read_contracts

FOLDERS = ("sources", "reference", "exports", "narrative")
REFERENCE = ("prison", "organisation", "domain", "subdomain", "break", "expected")
GIVEN = ("domain", "subdomain")
"""Lists that are the same for who starts in the field of this program; the others are the workspace's own."""

SETTINGS = """# Instellingen van deze werkruimte; zie README.md van het programma.

[report]
title = "Jaarverslag hulp- en dienstverlening aan gedetineerden"
publisher = "Vul hier de uitgever in"
languages = ["nl"]

[disclosure]
threshold = 5
signed_off_by = ""
"""


def start_workspace(folder: Path) -> Sequence[Path]:
    """Make what is not there yet and leave what is; give what was made.

    Reference lists start with their header, or with the six domains of the field. The key goes where
    `[paths] key` says, else in the user's settings folder, readable by the user only.
    """
    made = [path for path in _folders(folder) if _make(path)]
    made += [path for path, text in _files(folder).items() if _write(path, text)]
    key = read_request(folder).key
    if not key.exists():
        make_key(key)
        made.append(key)
    return made


def furnish(workspace: Path, sample: Path) -> Sequence[Path]:
    """Give a workspace without sources those of the sample, with its lists, so that the sample loads there.

    Gives what was written: nothing where sources are, or where no workspace is. A list that is no longer as
    `start_workspace` made it stays as it is.
    """
    sources = workspace / "data" / "sources"
    if not (workspace / "report.toml").exists() or any(sources.glob("**/*.toml")):
        return []
    given = PROGRAM / "data"
    files = {sources / path.name: path.read_text("utf-8") for path in (given / "sources").glob("*.toml")}
    files |= {
        path: _sample_list(path.name, sample, given / "reference")
        for path, empty in _files(workspace).items()
        if path.suffix == ".csv" and path.exists() and path.read_text("utf-8") == empty
    }
    for path, text in sorted(files.items()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sorted(files)


def _sample_list(name: str, sample: Path, given: Path) -> str:
    """Give a list as the sample wrote it, else the program's, without prisons that the sample leaves out."""
    own = sample / name
    text = (own if own.exists() else given / name).read_text("utf-8")
    if name != "expected.csv":
        return text
    known = {
        row["prison_code"] for row in DictReader((sample / "prison.csv").read_text("utf-8").splitlines())
    }
    head, *lines = text.splitlines(keepends=True)
    rows = DictReader([head, *lines])
    return head + "".join(
        line for line, row in zip(lines, rows, strict=True) if row["prison_code"] in {"", *known}
    )


def _folders(folder: Path) -> list[Path]:
    return [folder / "data" / name for name in FOLDERS]


def _files(folder: Path) -> dict[Path, str]:
    contracts = read_contracts(PROGRAM / "data" / "contracts")
    lists = {
        folder / "data" / "reference" / f"{name}.csv": _given(name)
        if name in GIVEN
        else ",".join(contracts[name].columns) + "\n"
        for name in REFERENCE
    }
    return {folder / "report.toml": SETTINGS, **lists}


def _given(name: str) -> str:
    return (PROGRAM / "data" / "reference" / f"{name}.csv").read_text(encoding="utf-8")


def _make(path: Path) -> bool:
    if path.is_dir():
        return False
    path.mkdir(parents=True)
    return True


def _write(path: Path, text: str) -> bool:
    if path.exists():
        return False
    path.write_text(text, encoding="utf-8")
    return True
