"""Read a published edition as pandas tables: the analysts' door. The only module that imports pandas."""

import csv
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from pipelines.errors import ConfigError
from pipelines.model import read_catalogue
from pipelines.program import SQL

MANIFEST, TABLES, SUFFIX = "manifest.json", "tables", ".rfc4180.csv"
PUBLIC = "public"
NAMED = ("held_until_revision", "revised")
"""Columns that name the measures of a row of which something is to be told."""
TOTAL = "_T"
"""The label that stands for all of a dimension together, so that no key is empty."""
TARGET = "target_value"
"""The one figure that the register does not define: what a plan aims at, of the measure in its key."""
FORMULA = ("'=", "'+", "'-", "'@")
"""How a text begins that the downloads keep from being run as a formula."""


class EditionTables(Mapping[str, pd.DataFrame]):
    """The tables of one edition by name, each read from its file when it is asked for."""

    def __init__(self, folder: Path, facts: Mapping[str, Any]) -> None:
        self._folder, self._facts = folder, facts

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Read a table. Raises KeyError that names the tables there are."""
        if name not in set(self):
            raise KeyError(f"{name}: deze editie heeft de tabellen {', '.join(self)}")
        return _read(self._folder / TABLES / f"{name}{SUFFIX}", self._facts)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.name.removesuffix(SUFFIX) for path in self._tables()))

    def __len__(self) -> int:
        return len(self._tables())

    def _tables(self) -> list[Path]:
        return list((self._folder / TABLES).glob(f"*{SUFFIX}"))


def open_edition(folder: str | Path) -> EditionTables:
    """Open the folder of an edition, `data/editions/<scope>/<period>/<version>`, to read its public tables.

    Nothing but the published CSV files and the manifest is read. Raises ConfigError where the folder is no
    edition.
    """
    path = Path(folder)
    path = path / PUBLIC if (path / PUBLIC).is_dir() else path  # an edition of before has all in one folder
    try:
        facts = json.loads((path / MANIFEST).read_text("utf-8"))
        known = {name: facts[name] for name in ("scope", "period", "version", "published")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{path}: dit is geen map van een editie ({MANIFEST} ontbreekt of is onleesbaar). Verwacht "
            "data/editions/<plaats>/<periode>/<versie>."
        ) from error
    return EditionTables(path, known)


def _read(path: Path, facts: Mapping[str, Any]) -> pd.DataFrame:
    """Read a table: dimensions as index, a column per measure and one for the marks in its place.

    Counts are Int64, other figures Decimal, both empty where a mark stands; `attrs` holds the units and which
    edition it is.
    """
    with path.open(encoding="utf-8", newline="") as opened:
        header, *lines = csv.reader(opened)
    register = read_catalogue(SQL).indicators
    read = dict(
        zip(header, map(list, zip(*lines, strict=True)) if lines else [[] for _ in header], strict=True)
    )
    measures = [name for name in header if name in register or name == TARGET]
    dimensions = [name for name in header if name not in (*measures, *NAMED)]
    columns: dict[str, pd.Series[Any]] = {}
    for name in measures:
        columns |= _columns(name, read[name])
    columns |= {name: pd.Series(read[name], dtype="string") for name in NAMED if name in read}
    frame = pd.DataFrame(columns)
    labels = [[_label(text) for text in read[name]] for name in dimensions]
    frame.index = pd.MultiIndex.from_arrays(labels, names=dimensions)
    frame.attrs = {
        "units": {name: register[name].unit for name in measures if name in register},
        "edition": dict(facts),
    }
    return frame


def _columns(name: str, texts: list[str]) -> dict[str, "pd.Series[Any]"]:
    numbers = [_number(text) for text in texts]
    is_whole = all(number == number.to_integral_value() for number in numbers if number is not None)
    is_whole = is_whole and not any("." in text for text in texts)
    values = (
        pd.Series([None if number is None else int(number) for number in numbers], dtype="Int64")
        if is_whole
        else pd.Series(numbers, dtype=object)
    )
    marks = [text[1:-1] if text.startswith("[") else None for text in texts]
    return {name: values, f"{name}_mark": pd.Series(marks, dtype="string")}


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _label(text: str) -> str:
    return (text[1:] if text.startswith(FORMULA) else text) or TOTAL
