"""Read the downloads of an edition: every number of tidy CSV, Parquet, SDMX and workbooks."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipelines.audit.figures import PERIOD, PRISON, Place, Placed
from pipelines.audit.reading.vocabulary import NAME_COLUMN, TOTAL, Vocabulary
from pipelines.database import DatabaseError, open_database, rows
from pipelines.errors import ConfigError
from pipelines.verify import read_book

AFTER_KEY = frozenset({"indicator", "unit", "value", "flag"})
NO_TABLE = frozenset({"indicators"})
HARMLESS = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How a text begins that a spreadsheet would have taken for a formula."""
BOOKS = (".xlsx", ".ods")
VALUE_COLUMN = -2
Row = Mapping[str, str]
Columns = Mapping[int, str]
"""By column the dimension of which it holds labels."""


def read_coded(home: Path) -> Iterator[Placed]:
    """Read the downloads that name figures by code: tidy CSV, Parquet and SDMX.

    Raises ConfigError for a file that can't be read: what nobody reads may hold anything.
    """
    for path in sorted(home.glob("data/*.csv")):
        if path.stem not in NO_TABLE:
            yield from _tidy(_named(home, path), _dicts(path))
    yield from _parquet(home)
    for path in sorted(home.glob("data/sdmx/*.csv")):
        yield from _sdmx(_named(home, path), _dicts(path))


def read_worded(home: Path, words: Vocabulary, period: str) -> Iterator[Placed]:
    """Read the downloads that name figures in words: CSV by language, and workbooks.

    A sheet without a column of periods is about the edition's own. What a word stands for is told by the code
    lists; columns that they do not explain are left out. Raises ConfigError for a file that can't be read.
    """
    for path in sorted(home.glob("data/[a-z][a-z]/*.csv")):
        header, *body = list(csv.reader(_text(path).splitlines(), delimiter=";")) or [[]]
        columns = _label_columns(body, range(len(header) + NAME_COLUMN), words)
        for number, line in enumerate(body, 2):
            where = f"{_named(home, path)}, rij {number}"
            place = _place(line, columns, words, period)
            yield from _in_words(where, place, line[NAME_COLUMN], line[VALUE_COLUMN], words)
    for path in sorted(one for one in home.glob("tables*.*") if one.suffix in BOOKS):
        yield from _book(_named(home, path), path, words, period)


def _named(home: Path, path: Path) -> str:
    return path.relative_to(home).as_posix()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: geen leesbare tabel in UTF-8 ({error})") from error


def _dicts(path: Path) -> list[Row]:
    return list(csv.DictReader(_text(path).splitlines()))


def _tidy(where: str, lines: Sequence[Mapping[str, object]]) -> Iterator[Placed]:
    for number, line in enumerate(lines, 2):
        value = _number(line.get("value"))
        if value is not None:
            pairs = ((name, _bare(label)) for name, label in line.items() if name not in AFTER_KEY)
            labels = frozenset((name, label) for name, label in pairs if label not in ("", TOTAL))
            yield Placed(f"{where}, rij {number}", (str(line.get("indicator")), labels), value)


def _parquet(home: Path) -> Iterator[Placed]:
    found = sorted(home.glob("data/**/*.parquet"))
    if not found:
        return
    database = open_database()
    try:
        for path in found:
            columns = [str(row[0]) for row in rows(database, f"describe select * from {_quoted(path)}")]
            lines = rows(database, f"select * from {_quoted(path)}")
            yield from _tidy(_named(home, path), [dict(zip(columns, line, strict=True)) for line in lines])
    except DatabaseError as error:
        raise ConfigError(f"{path}: geen leesbare Parquet ({error})") from error
    finally:
        database.close()


def _quoted(path: Path) -> str:
    return "read_parquet('" + path.as_posix().replace("'", "''") + "')"


def _sdmx(where: str, lines: Sequence[Row]) -> Iterator[Placed]:
    for number, line in enumerate(lines, 2):
        value = _number(line.get("OBS_VALUE"))
        if value is not None:
            labels = {(PERIOD, line["TIME_PERIOD"].replace("-Q", "-K"))}
            if line["REF_AREA"] != TOTAL:
                labels.add((PRISON, line["REF_AREA"]))
            yield Placed(f"{where}, rij {number}", (line["INDICATOR"].lower(), frozenset(labels)), value)


def _book(where: str, path: Path, words: Vocabulary, period: str) -> Iterator[Placed]:
    try:
        leaves = read_book(path.read_bytes())
    except ValueError as error:
        raise ConfigError(f"{path}: geen leesbaar rekenblad ({error})") from error
    for leaf in leaves:
        header, *body = leaf.rows or ((),)
        columns = _label_columns(body, range(len(header)), words)
        for number, line in enumerate(body, 1):
            for place, (head, text) in enumerate(zip(header, line, strict=False)):
                if place not in columns:
                    spot = f"{where}, blad '{leaf.name}', rij {number} van de tabel, kolom '{head}'"
                    measure = head.rpartition(" (")[0] or head
                    yield from _in_words(spot, _place(line, columns, words, period), measure, text, words)


def _label_columns(body: Sequence[Sequence[str]], places: Sequence[int], words: Vocabulary) -> Columns:
    """Tell by column what its words stand for: the first dimension of which they are all labels."""
    found: dict[int, str] = {}
    for place in places:
        texts = {_bare(line[place]) for line in body if place < len(line)} - {""}
        fitting = [name for name, own in words.labels.items() if texts and texts <= own.keys()]
        found |= {place: fitting[0]} if fitting else {}
    return found


def _in_words(where: str, place: Place, measure: str, text: str, words: Vocabulary) -> Iterator[Placed]:
    value = _number(text.replace(",", "."))
    codes = words.measures.get(_bare(measure), frozenset())
    if value is None or len(codes) != 1:
        return
    yield Placed(where, (next(iter(codes)), place), value, is_exact=False)


def _place(line: Sequence[str], columns: Columns, words: Vocabulary, period: str) -> Place:
    codes = ((name, words.labels[name][_bare(line[place])]) for place, name in columns.items() if line[place])
    labels = {(name, code) for name, code in codes if code is not None}
    return frozenset(labels if PERIOD in columns.values() else labels | {(PERIOD, period)})


def _number(text: object) -> Decimal | None:
    try:
        return None if text in (None, "") else Decimal(str(text))
    except InvalidOperation:
        return None


def _bare(label: object) -> str:
    text = "" if label is None else str(label)
    return text[1:] if text.startswith(HARMLESS) else text
