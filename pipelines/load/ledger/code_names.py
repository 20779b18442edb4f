"""Refuse codes in reference lists that could not be a folder, part of a key or a word of a command."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import ConfigError
from pipelines.sources import Contract, Kind

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?")
RESERVED = {"prison": ("overzicht", "all")}
"""Words that the command line takes for something else, by list."""


def refuse_codes(path: Path, contract: Contract) -> None:
    """Check the codes of a list; raise ConfigError with file, line, column and what was found."""
    codes = [name for name, column in contract.columns.items() if column.kind is Kind.CODE]
    for line, column, value in _cells(path, codes):
        if value and (not CODE.fullmatch(value) or value.lower() in RESERVED.get(contract.name, ())):
            raise ConfigError(
                f"{path}, regel {line}: {column}: een code is hoogstens 40 letters zonder accent, cijfers, "
                f"_, - of . en is niet 'overzicht' of 'all'; gevonden: {value!r}. Kies een andere code."
            )


def _cells(path: Path, columns: list[str]) -> Iterator[tuple[int, str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            for row in lines:
                for column in columns:
                    yield lines.line_num, column, (row.get(column) or "").strip()
    except (UnicodeDecodeError, csv.Error):
        return  # the loader says better what is wrong with such a file
