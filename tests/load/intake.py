"""A small intake for tests: sources as text, files as bytes, loaded into a fresh database."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl

from pipelines.database import Database, rows, run
from pipelines.load import LoadReport, LoadSummary, load_exports, load_reference, prepare
from pipelines.sources import find_exports, read_contracts, read_sources

CONTRACTS = read_contracts(Path(__file__).parents[2] / "data/contracts")
KEY = b"a key for tests, of 32 bytes ..."
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)

REFERENCE = {
    "prison.csv": "prison_code,prison_name,valid_from\nGEN,Gent (fictief),2000-01-01\nANT,Antwerpen (fictief),2000-01-01\n",
    "organisation.csv": "organisation_code,organisation_name,valid_from\nVOCVO,Vocvo (fictief),2000-01-01\n",
    "domain.csv": "domain_code,domain_order,name_nl,name_fr,name_en\nonderwijs,1,Onderwijs,Enseignement,Education\nsport,2,Sport,Sport,Sport\n",
}

SESSIONS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
{extra}
[[maps]]
dataset = "session"
[maps.columns]
session_id = "Nummer"
prison_code = {{ from = "Gevangenis", values = {{ "PI Gent" = "GEN", "PI Antwerpen" = "ANT" }} }}
domain_code = {{ constant = "onderwijs" }}
session_date = "Datum"
duration_hours = "Duur"
head_count = "Aantal"
status = {{ from = "Status", values = {{ "Doorgegaan" = "held", "Afgelast" = "cancelled" }} }}
"""

ATTENDANCES = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
{extra}
[[maps]]
dataset = "attendance"
[maps.columns]
session_id = "Sessie"
person_id = "Persoonsnummer"
status = {{ from = "Aanwezig", values = {{ "Ja" = "present", "Nee" = "absent" }} }}
"""


STAYS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
max_rejected_share = 1
[dialect]
dates = "dmy"
[[maps]]
dataset = "person"
[maps.columns]
person_id = "Nummer"
prison_code = { from = "Gevangenis", values = { "Gent" = "GEN", "Antwerpen" = "ANT" } }
valid_from = "Van"
valid_to = "Tot"
gender = "Geslacht"
birth_year = "Geboren"
"""


def sessions(extra: str = '[dialect]\ndates = "dmy"') -> str:
    """A source of sessions, with more settings."""
    return SESSIONS.format(extra=extra)


def attendances(extra: str = "") -> str:
    """A source of attendances, with more settings."""
    return ATTENDANCES.format(extra=extra)


def lenient(source: str) -> str:
    """The same source, of which any share of rows may be refused."""
    return source.replace("files =", "max_rejected_share = 1\nfiles =", 1)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder that is made when absent."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def write_workbook(path: Path, sheets: Mapping[str, list[list[object]]]) -> Path:
    """Write a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def prepared(db: Database, folder: Path) -> None:
    """Prepare the warehouse with reference data, where it has none yet."""
    if rows(db, "select 1 from duckdb_tables() where schema_name = 'load'"):
        return
    prepare(db, CONTRACTS)
    load_reference(db, write(folder / "reference", REFERENCE), CONTRACTS)


def load(db: Database, folder: Path, source: str, files: Mapping[str, str | bytes] = {}) -> LoadReport:
    """Load files as the one source of a workspace in `folder`; files that are there already stay."""
    prepared(db, folder)
    name = source.split('"')[1]
    sources = read_sources(write(folder / "sources", {f"{name}.toml": source}), CONTRACTS)
    exports = find_exports(write(folder / "exports", files), sources)
    return load_exports(db, exports.exports, sources, CONTRACTS, key=KEY, received=NOON)


def forget_deliveries(db: Database) -> None:
    """Take out all that partners delivered, so that one warehouse serves several loads that do not matter."""
    for schema, table in rows(
        db,
        "select schema_name, table_name from duckdb_tables() where schema_name in ('raw', 'rejected', 'load')",
    ):
        if table == "unsettled":  # which sources must be read again
            run(db, "delete from load.unsettled")
        elif table not in ("source", "key_check", "dimension"):
            run(
                db,
                f"delete from {schema}.{table} where delivery_id not in "
                "(select delivery_id from load.delivery where source_code = 'reference')",
            )


def load_one(db: Database, folder: Path, source: str, content: str | bytes) -> LoadSummary:
    """Load one file that gives one summary."""
    (summary,) = load(db, folder, source, {"vocvo_1.csv": content}).deliveries
    return summary


def rejected(db: Database, dataset: str) -> list[tuple[object, ...]]:
    """Give line, column and reason of what was refused."""
    return rows(db, f"select line, column_name, reason_code from rejected.{dataset} order by all")
