"""Load the workspace's reference data through the same contracts as exports, but without mercy."""

import csv
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pipelines.database import Database, rows, transaction
from pipelines.errors import ConfigError
from pipelines.load.accept import load_files
from pipelines.load.casts import named
from pipelines.load.exports import staged
from pipelines.load.headers import plain_name
from pipelines.load.ledger import REFERENCE, is_loaded, refuse_codes, take_out
from pipelines.load.read import DELIMITERS, ListShape, list_rows, list_shape
from pipelines.load.reasons import reason_text
from pipelines.load.summary import LoadReport, LoadSummary
from pipelines.sources import Contract, DatasetMap, Dialect, Kind, Origin, Source, read_export

NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Reference data belong to the workspace: there is no moment at which they were received."""


def load_reference(database: Database, folder: Path, contracts: Mapping[str, Contract]) -> LoadReport:
    """Load `<dataset>.csv` of the folder: the contract's column names, as an editor or Excel saves it.

    Raises ConfigError with file and line when anything does not fit; nothing has changed then.
    """
    paths = _in_order(folder, contracts)
    for path in paths:
        _refuse_codes(path, contracts[path.stem])
    exports = {path: read_export(REFERENCE, path, path.name) for path in paths}
    new = [path for path in paths if not is_loaded(database, exports[path])]
    files = [(exports[path], _source(path, contracts[path.stem])) for path in new]
    summaries: list[LoadSummary] = []
    with staged(database, files, contracts) as ready, transaction(database):
        _withdraw_absent(database, {path.name for path in paths})
        for file in ready:
            path, contract = file.export.path, contracts[file.export.path.stem]
            for summary in load_files(database, [file], contracts, key=b"", received=NO_TIME).summaries:
                _refuse_faults(database, path, contract, summary)
                summaries.append(summary)
    return LoadReport(tuple(summaries), tuple(path.name for path in paths if path not in new))


def _in_order(folder: Path, contracts: Mapping[str, Contract]) -> list[Path]:
    """Give the files so that a list stands before what refers to it."""
    if not folder.is_dir():
        raise ConfigError(f"{folder}: deze map met referentiegegevens bestaat niet")
    waiting = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    for name, path in waiting.items():
        if name not in contracts:
            raise ConfigError(f"{path}: geen contract met deze naam; verwacht een van {', '.join(contracts)}")
    ordered: list[Path] = []
    while waiting:
        ready = [name for name in waiting if not _refers_to(contracts[name]) & (waiting.keys() - {name})]
        if not ready:
            raise ConfigError(f"{folder}: de contracten {', '.join(waiting)} verwijzen in een kring")
        ordered += [waiting.pop(name) for name in ready]
    return ordered


def _refers_to(contract: Contract) -> set[str]:
    return {column.references.partition(".")[0] for column in contract.columns.values() if column.references}


def _withdraw_absent(database: Database, present: set[str]) -> None:
    for number, name in rows(
        database,
        "select delivery_id, file_name from load.delivery "
        "where source_code = $1 and state = 'loaded' order by delivery_id",
        [REFERENCE],
    ):
        assert isinstance(number, int)
        if name not in present:
            take_out(database, number, state="withdrawn", at=NO_TIME)


def _source(path: Path, contract: Contract) -> Source:
    shape = _written(path, contract)
    columns = {_called(name, contract): Origin(headers=(name,)) for name in shape.names}
    persons = [name for name in columns if name in contract.columns and _is_person(contract, name)]
    if persons:
        raise ConfigError(f"{path}: referentiegegevens bevatten geen personen ({', '.join(persons)})")
    for name in columns:
        if name not in contract.columns and any(mark in name for mark in DELIMITERS):
            raise ConfigError(
                f"{path}: regel 1: de hele kopregel staat in één cel ({name!r}). Zet elke kolomnaam in een "
                "eigen cel (in Excel: Gegevens, Tekst naar kolommen) en bewaar het bestand opnieuw als CSV"
            )
        if name not in contract.columns:
            raise ConfigError(
                f"{path}: regel 1: kolom {name!r} bestaat niet in het contract; "
                f"verwacht: {', '.join(contract.columns)}"
            )
    for column in contract.columns.values():
        if column.required and column.name not in columns:
            raise ConfigError(f"{path}: regel 1: kolom {column.name!r} ontbreekt ({column.label})")
    return Source(
        name=REFERENCE,
        label="Referentiegegevens",
        organisation="",
        files=(path.name,),
        maps=(DatasetMap(contract.name, columns),),
        format="csv",
        # saved again by a spreadsheet of here it has semicolons, decimal commas and days before months
        dialect=Dialect(
            delimiter=shape.delimiter,
            encoding=shape.encoding,
            decimal="." if shape.delimiter == "," else ",",
            dates="ymd" if shape.delimiter == "," else "dmy",
        ),
    )


def _written(path: Path, contract: Contract) -> ListShape:
    """Tell how a list is written; a line that only Excel knows is none of its header."""
    shape = list_shape(path, lambda name: _called(name, contract) in contract.columns)
    if marked := re.fullmatch(r"sep=(.)\s*", shape.first):
        raise ConfigError(f"{path}: regel 1: haal de regel sep={marked[1]} weg; de kopregel komt eerst")
    return shape


def _refuse_codes(path: Path, contract: Contract) -> None:
    """Check the codes of a list; of one that can't be read the loader says better what is wrong."""
    try:
        shape = _written(path, contract)
        named_rows = [
            (line, {_called(name, contract): cell for name, cell in row.items()})
            for line, row in list_rows(path, shape)
        ]
    except (UnicodeError, csv.Error):
        return
    refuse_codes(path, contract, named_rows, shape.delimiter)


def _why(code: str) -> str:
    return (
        "Deze code staat ook op een andere regel, met iets anders erbij; laat er één staan."
        if code == "key_conflict"
        else reason_text(code, "nl")
    )


def _called(name: str, contract: Contract) -> str:
    """Give the column of the contract that a list names, by its name or its label; else the name as it is."""
    plain = plain_name(name)
    for column in contract.columns.values():
        if plain in (column.name, plain_name(column.label)):
            return column.name
    return name


def _is_person(contract: Contract, name: str) -> bool:
    return contract.columns[name].kind is Kind.PERSON


def _refuse_faults(database: Database, path: Path, contract: Contract, summary: LoadSummary) -> None:
    faults = rows(
        database,
        f"select line, column_name, reason_code from rejected.{named(contract.name)} "
        "where delivery_id = $1 order by all",
        [summary.delivery_id],
    )
    if faults:
        expected = {(one.code, one.header): one.expected for one in summary.refusals if one.expected}
        raise ConfigError(
            "\n".join(
                f"{path}: regel {line}: {column or 'rij'}: {_why(str(code))}"
                + (f" Verwacht: {listed}." if (listed := expected.get((str(code), str(column)))) else "")
                for line, column, code in faults
            )
        )
    if summary.duplicate:
        raise ConfigError(f"{path}: {summary.duplicate} rij(en) staan er dubbel in; laat er één van staan")
