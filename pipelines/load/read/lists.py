"""Read the workspace's own lists as an editor or a spreadsheet saves them: `,` or `;`, any encoding."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from pipelines.durable import write_whole
from pipelines.errors import ConfigError
from pipelines.load.read.encodings import SAMPLE, encoding_of

DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class ListShape:
    """How a list is written: its encoding, the delimiter that gives most columns, and their names."""

    encoding: str
    delimiter: str
    first: str  # the first line as it is
    names: tuple[str, ...]


def list_shape(path: Path, known: Callable[[str], bool] = bool) -> ListShape:
    """Tell how a list is written by its first line; `known` says of a name whether it is one of its columns.

    Raises OSError where it can't be opened, and UnicodeError where it is no text.
    """
    with path.open("rb") as file:
        encoding = encoding_of(file.read(SAMPLE))
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=encoding, newline="") as text:
        first = text.readline().removeprefix("\ufeff")
    names = {
        mark: [name.strip() for name in next(csv.reader([first], delimiter=mark), [])] for mark in DELIMITERS
    }
    delimiter = max(names, key=lambda mark: (len({*filter(known, names[mark])}), len(names[mark])))
    header = names[delimiter]
    while header and not header[-1]:
        header.pop()  # a spreadsheet adds empty columns
    return ListShape(encoding, delimiter, first, tuple(header))


def list_rows(path: Path, shape: ListShape | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row with the number of its last line: its cells by the names of the header, as text.

    Raises OSError, UnicodeError or csv.Error where it can't be read.
    """
    shape = shape or list_shape(path)
    with path.open(encoding=shape.encoding, newline="") as file:
        lines = csv.reader(file, delimiter=shape.delimiter)
        next(lines, None)
        for cells in lines:
            if any(cells):
                even = [cell.strip() for cell in cells] + [""] * (len(shape.names) - len(cells))
                yield lines.line_num, dict(zip(shape.names, even, strict=False))


def read_list(path: Path) -> list[dict[str, str]]:
    """Give the rows of a list, none where there is no such file; raise ConfigError where it is no text."""
    if not path.is_file():
        return []
    try:
        return [row for _, row in list_rows(path)]
    except (UnicodeError, csv.Error) as error:
        raise ConfigError(
            f"{path}: kan niet als CSV gelezen worden ({type(error).__name__}); bewaar de lijst opnieuw als "
            "CSV UTF-8"
        ) from None


def add_to_list(path: Path, row: Mapping[str, str], columns: Sequence[str]) -> None:
    """Write a row at the end of a list, with the delimiter and the columns that it has.

    One that is not there yet begins with `columns`. Raises ConfigError where a column of the row is missing.
    """
    shape = list_shape(path) if path.is_file() else ListShape("utf-8", ",", "", tuple(columns))
    missing = [name for name in row if name not in shape.names]
    if missing:
        raise ConfigError(
            f"{path}: gevonden kolommen {', '.join(shape.names)}; verwacht ook {', '.join(missing)}. "
            f"Herstel de kopregel: {','.join(columns)}"
        )
    line = StringIO()
    writer = csv.DictWriter(line, shape.names, delimiter=shape.delimiter, lineterminator="\n", restval="")
    if not path.is_file():
        writer.writeheader()
    writer.writerow(row)
    before = (
        path.read_bytes().decode(shape.encoding).replace("\r\n", "\n").rstrip("\n") if path.is_file() else ""
    )
    write_whole(path, (f"{before}\n{line.getvalue()}" if before else line.getvalue()).encode(), mode=0o644)
