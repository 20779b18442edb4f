"""Start a workspace: its folders, its settings, its reference lists and its secret key."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Sequence
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipelines.errors import ConfigError
from pipelines.load import make_key
from pipelines.program import PROGRAM
from pipelines.request import UNNAMED, read_request
from pipelines.sources import Contract, read_contracts

FOLDERS = ("sources", "reference", "exports", "narrative")
REFERENCE = ("prison", "organisation", "domain", "subdomain", "break", "expected")
GIVEN = ("domain", "subdomain")
"""Lists that are the same for who starts in the field of this program; the others are the workspace's own."""

SETTINGS = """# Instellingen van deze werkruimte; zie README.md van het programma.

[report]
title = {title}
publisher = {publisher}
{contact}languages = {languages}

[disclosure]
threshold = 5
method = "{method}"
signed_off_by = ""
"""
FIRST_DAY = "2000-01-01"
"""From when a place or partner counts of which nobody says otherwise: before any report."""

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,19}")
HEADING = re.compile(
    "code|id|nr|naam|name|nom|label|libellé|omschrijving|prisons?|gevangenis(sen)?|partners?"
    "|organisations?|organisaties?|domeinen|domein|domaines?|domains?",
    re.IGNORECASE,
)
"""What stands above the columns of a list that was copied with its first row."""

NUMBERED = re.compile(r"\d+\s*[.)]\s")
LISTED = re.compile(r"\t|;|,")


@dataclass(frozen=True)
class Beginning:
    """What a new workspace is told at its start: who publishes, and its lists as (code, name)."""

    title: str = "Jaarverslag hulp- en dienstverlening aan gedetineerden"
    publisher: str = UNNAMED
    contact: str = ""
    languages: tuple[str, ...] = ("nl",)
    prisons: tuple[tuple[str, str], ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    domains: tuple[tuple[str, str], ...] = ()  # none: the six of the field
    method: Literal["suppress", "round5"] = "suppress"


UNTOLD = Beginning()


def start_workspace(folder: Path, beginning: Beginning = UNTOLD) -> Sequence[Path]:
    """Make what is not there yet and leave what is; give what was made.

    Reference lists start with what `beginning` names, else with their header or the six domains of the field.
    The key goes where `[paths] key` says, else in the user's settings folder, readable by the user only.
    """
    made = [path for path in _folders(folder) if _make(path)]
    made += [path for path, text in _files(folder, beginning).items() if _write(path, text)]
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


def read_pasted(text: str, what: str) -> tuple[tuple[str, str], ...]:
    """Read a list that was pasted: a line each, `code; name` (or with a tab or comma), or a name alone.

    A name alone gets a code made of its first letters. Raises ConfigError naming line, what was found and
    what is expected, also for a code or a name that stands twice, a heading and a number before a name.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        pieces = [piece.strip() for piece in LISTED.split(line.strip(), maxsplit=1)]
        if "," in line and not pieces[0].isupper() and not pieces[0].islower():
            pieces = [line.strip()]  # Gent, Nieuwewandeling: a name with a comma in it
        code, name = pieces if len(pieces) == 2 else (_code_of(pieces[0], found), pieces[0])
        if not CODE.fullmatch(code) or not name:
            raise ConfigError(
                f"{what}, regel {number}: gevonden {line.strip()!r}; verwacht een code van letters en "
                "cijfers, een puntkomma en een naam, zoals GEN; Gent"
            )
        if not found and all(HEADING.fullmatch(piece) for piece in pieces):
            raise ConfigError(f"{what}, regel {number}: {line.strip()!r} is een kopregel; laat ze weg")
        if (
            name.isupper()
            and CODE.fullmatch(name)
            and not code.isupper()
            and code.casefold() != name.casefold()
        ):
            raise ConfigError(f"{what}, regel {number}: {line.strip()!r}: zet de code eerst, dan de naam")
        if NUMBERED.match(name):
            raise ConfigError(f"{what}, regel {number}: {name!r} begint met een nummer; laat het weg")
        if code.casefold() in {one.casefold() for one in found}:
            raise ConfigError(f"{what}, regel {number}: de code {code} staat er tweemaal; geef elk een eigen")
        if name.casefold() in {one.casefold() for one in found.values()}:
            raise ConfigError(
                f"{what}, regel {number}: {name!r} staat er tweemaal; laat er een weg of hernoem"
            )
        found[code] = name
    return tuple(found.items())


def _code_of(name: str, taken: Sequence[str] | dict[str, str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^A-Za-z0-9]", "", plain).upper().lstrip("0123456789")
    codes = (letters[:3], letters[:4], *(f"{letters[:3]}{number}" for number in range(2, 100)))
    return next((code for code in codes if code not in taken), "")


def _folders(folder: Path) -> list[Path]:
    return [folder / "data" / name for name in FOLDERS]


def _files(folder: Path, beginning: Beginning = UNTOLD) -> dict[Path, str]:
    contracts = read_contracts(PROGRAM / "data" / "contracts")
    lists = {name: _given(name) if name in GIVEN else _list(contracts[name], []) for name in REFERENCE}
    for name, pairs in (("prison", beginning.prisons), ("organisation", beginning.organisations)):
        rows = [
            {f"{name}_code": code, f"{name}_name": label, "valid_from": FIRST_DAY} for code, label in pairs
        ]
        lists[name] = _list(contracts[name], rows)
    if beginning.domains:
        named = [
            {"domain_code": code, "domain_order": str(place)}
            | {f"name_{language}": label for language in ("nl", "fr", "en")}
            for place, (code, label) in enumerate(beginning.domains, 1)
        ]
        lists |= {"domain": _list(contracts["domain"], named), "subdomain": _list(contracts["subdomain"], [])}
    files = {folder / "data" / "reference" / f"{name}.csv": text for name, text in lists.items()}
    return {folder / "report.toml": _settings(beginning), **files}


def _settings(beginning: Beginning) -> str:
    """Write report.toml; a text of TOML between quotation marks is written as one of JSON."""
    contact = f"contact = {_quoted(beginning.contact)}\n" if beginning.contact else ""
    return SETTINGS.format(
        title=_quoted(beginning.title), publisher=_quoted(beginning.publisher), contact=contact,
        languages=_quoted(list(beginning.languages)), method=beginning.method,
    )  # fmt: skip


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(contract: Contract, rows: Sequence[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(contract.columns), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


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
