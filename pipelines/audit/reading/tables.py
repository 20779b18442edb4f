"""Read the CSV tables of an edition, as a reader with a spreadsheet would: figures by measure and place."""

import csv
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipelines.audit.figures import LATER, UNAVAILABLE, Figure, Name
from pipelines.errors import ConfigError

MACHINE = ".rfc4180.csv"
BROKEN_DOWN = "_code"
NUMBERED = frozenset({"domains_taken"})  # a dimension of which every label may be a number
HELD = "held_until_revision"
NOTES = ("_flag", "_mark", HELD, "revised")
"""How a column ends that says something of the figure before it."""


def tables_in(folder: Path) -> Iterator[Path]:
    """Give one file a table: the copy for machines where there is one."""
    machine = {path.name.removesuffix(MACHINE) for path in folder.glob(f"*{MACHINE}")}
    for path in sorted(folder.glob("*.csv")):
        if path.name.endswith(MACHINE) or path.stem not in machine:
            yield path


def read_table(path: Path) -> Iterator[tuple[Name, Figure]]:
    """Read the figures of one table; raises ConfigError for a file that is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: geen leesbare tabel in UTF-8 ({error})") from error
    yield from figures_in(str(path), text)


def figures_in(name: str, text: str) -> Iterator[tuple[Name, Figure]]:
    """Read the figures in the text of a table; columns with words are dimensions, notes are left out.

    Raises ConfigError with the name of the table where it has no head, or a line of another length.
    """
    is_machine = name.endswith(MACHINE)
    lines = list(csv.reader(text.splitlines(), delimiter="," if is_machine else ";"))
    if not lines:
        raise ConfigError(f"{name}: het bestand is leeg; verwacht een kopregel met dimensies en maten")
    header, *body = lines
    for number, line in enumerate(body, 2):
        if len(line) != len(header):
            raise ConfigError(f"{name}, regel {number}: {len(line)} velden, verwacht {len(header)}")
    dimensions = _dimensions(header, body, is_machine=is_machine)
    measures = [
        place for place, head in enumerate(header) if place not in dimensions and not head.endswith(NOTES)
    ]
    absent = LATER if HELD in header else UNAVAILABLE
    for line in body:
        labels = frozenset((header[place], line[place]) for place in dimensions if line[place])
        yield from (
            ((header[place], labels), _told(_figure(line[place], is_machine=is_machine), absent))
            for place in measures
            if line[place]
        )


def _dimensions(header: list[str], body: list[list[str]], *, is_machine: bool) -> list[int]:
    """Tell dimensions from measures: they hold words, or are named as codes."""
    return [
        place
        for place, name in enumerate(header)
        if not name.endswith(NOTES)
        and (
            name.endswith(BROKEN_DOWN)
            or name in NUMBERED
            or any(line[place] and not _is_figure(line[place], is_machine=is_machine) for line in body)
        )
    ]


def _told(figure: Figure, absent: str) -> Figure:
    return Figure(None, absent) if figure.mark == UNAVAILABLE else figure


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
