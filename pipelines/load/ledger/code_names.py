"""Refuse codes in reference lists that could not be a folder, part of a key or a word of a command."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipelines.errors import ConfigError
from pipelines.sources import Contract, Kind

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?")
SIGNS = {",": "een komma (,)", ";": "een puntkomma (;)", "\t": "een tab"}
RESERVED = {"prison": ("overzicht", "all")}
"""Words that the command line takes for something else, by list."""


def refuse_codes(
    path: Path, contract: Contract, lines: Iterable[tuple[int, Mapping[str, str]]], delimiter: str
) -> None:
    """Check the codes of a list, in its rows with their lines by column of the contract.

    Raises ConfigError with file, line, column and what was found; where a row is written with another
    delimiter than the header, as a spreadsheet does that could not split the header, it says so.
    """
    codes = [name for name, column in contract.columns.items() if column.kind is Kind.CODE]
    for line, row in lines:
        for column, value in ((column, row.get(column, "")) for column in codes):
            if value and (not CODE.fullmatch(value) or value.lower() in RESERVED.get(contract.name, ())):
                told = _other_delimiter(value, delimiter) or _not_a_code(value)
                raise ConfigError(f"{path}, regel {line}: {column}: {told}")


def _not_a_code(value: str) -> str:
    return (
        "een code is hoogstens 40 letters zonder accent, cijfers, _, - of . en is niet 'overzicht' of 'all'; "
        f"gevonden: {value!r}. Kies een andere code."
    )


def _other_delimiter(value: str, delimiter: str) -> str:
    found = next((mark for mark in SIGNS if mark != delimiter and mark in value), None)
    if found is None and delimiter not in value:
        return ""
    if found is None:
        return f"de hele regel staat in één cel ({value!r}). Zet elke waarde in een eigen cel."
    return (
        f"in deze regel staat {SIGNS[found]} tussen de cellen, in de kopregel {SIGNS[delimiter]}; gevonden: "
        f"{value!r}. Bewaar het hele bestand met hetzelfde scheidingsteken, of zet in de kopregel elke naam "
        "in een eigen cel."
    )
