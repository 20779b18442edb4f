"""Find published editions in folders and read their CSV files, as a reader with a spreadsheet would."""

import csv
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipelines.audit.figures import PERIOD, Edition, Figure, Name
from pipelines.audit.periods import months_of
from pipelines.errors import ConfigError

MACHINE = ".rfc4180.csv"
PUBLIC = "public"
BROKEN_DOWN = "_code"
NUMBERED = frozenset({"domains_taken"})  # a dimension of which every label may be a number


def read_editions(folders: Sequence[Path]) -> tuple[Edition, ...]:
    """Read every edition in or under these folders, oldest first; withdrawn and older versions count too.

    An edition is a folder with tables/*.csv. Nothing else of it is opened: no database, no manifest but for
    its day and version. Raises ConfigError where a folder holds none, or a file can't be read as a table.
    """
    homes: list[Path] = []
    for folder in folders:
        below = sorted({path.parent.parent for path in folder.rglob("tables/*.csv")})
        if not below:
            raise ConfigError(f"{folder}: hier staat geen uitgave (geen bestanden in tables/)")
        homes += [home for home in below if home not in homes]
    return tuple(sorted((_edition(home) for home in homes), key=lambda edition: edition.order))


def _edition(home: Path) -> Edition:
    figures: dict[Name, Figure] = {}
    sources: dict[Name, str] = {}
    withheld: set[Name] = set()
    periods: list[str] = []
    for path in _tables(home / "tables"):
        mart = path.name.removesuffix(MACHINE).removesuffix(".csv")
        for name, figure in _figures(path):
            periods += [code for dimension, code in name[1] if dimension == PERIOD]
            withheld |= {name} if figure.is_hidden else set()
            known = figures.get(name)
            if known is None or (known.value is None and figure.value is not None):
                figures[name] = figure
                sources.setdefault(name, mart)
    facts = _facts(home)
    place = home.parent if home.name == PUBLIC else home  # editions keep what is public apart
    period = str(facts.get("period") or place.parent.name or max(periods, default=""))
    version = str(facts.get("version", place.name))
    order = (
        str(facts.get("published", "")), _ends(period), int(version) if version.isdigit() else 1,
        str(facts.get("scope", place.parent.parent.name)),
    )  # fmt: skip
    return Edition(str(home), period, order, figures, frozenset(withheld), sources)


def _ends(period: str) -> str:
    """Give what sorts periods by their end, the shorter one first: a quarter is out before its year."""
    months = months_of(period)
    return f"{max(months):06}-{len(months):02}" if months else period


def _facts(home: Path) -> dict[str, object]:
    """Read day and version from the manifest where there is one."""
    try:
        found = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _tables(folder: Path) -> Iterator[Path]:
    """Give one file a table: the copy for machines where there is one."""
    machine = {path.name.removesuffix(MACHINE) for path in folder.glob(f"*{MACHINE}")}
    for path in sorted(folder.glob("*.csv")):
        if path.name.endswith(MACHINE) or path.stem not in machine:
            yield path


def _figures(path: Path) -> Iterator[tuple[Name, Figure]]:
    """Read the figures of one table; columns before the first with a number or a mark are dimensions."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: geen leesbare tabel in UTF-8 ({error})") from error
    is_machine = path.name.endswith(MACHINE)
    lines = list(csv.reader(text.splitlines(), delimiter="," if is_machine else ";"))
    if not lines:
        raise ConfigError(f"{path}: het bestand is leeg; verwacht een kopregel met dimensies en maten")
    header, *body = lines
    for number, line in enumerate(body, 2):
        if len(line) != len(header):
            raise ConfigError(f"{path}, regel {number}: {len(line)} velden, verwacht {len(header)}")
    dimensions = _dimensions(header, body, is_machine=is_machine)
    for line in body:
        labels = frozenset((header[place], line[place]) for place in dimensions if line[place])
        for place, text in enumerate(line):
            if place not in dimensions and text:
                yield (header[place], labels), _figure(text, is_machine=is_machine)


def _dimensions(header: list[str], body: list[list[str]], *, is_machine: bool) -> list[int]:
    """Tell dimensions from measures: they hold words, or are named as codes."""
    return [
        place
        for place, name in enumerate(header)
        if name.endswith(BROKEN_DOWN)
        or name in NUMBERED
        or any(line[place] and not _is_figure(line[place], is_machine=is_machine) for line in body)
    ]


def _is_figure(text: str, *, is_machine: bool) -> bool:
    try:
        _figure(text, is_machine=is_machine)
    except InvalidOperation:
        return False
    return True


def _figure(text: str, *, is_machine: bool) -> Figure:
    """Read a number or a mark; a rounded figure that is told as such stays a number."""
    if text.startswith("["):
        return Figure(None, text)
    return Figure(Decimal(text if is_machine else text.replace(".", "").replace(",", ".")))
