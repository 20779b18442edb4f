"""Keep what was erased erased: of each row a fingerprint that needs the workspace's key, in a file.

`gewist.csv` lies beside the file of decisions, and is only ever added to. Who has it and not the key learns
how many rows were erased and when; a row that comes again, in the same file or in another, is known by it.
"""

import csv
import hashlib
import hmac
import io
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from pipelines.database import Database, rows, run
from pipelines.durable import write_whole
from pipelines.errors import ConfigError, TechnicalError
from pipelines.load.casts import named, quoted
from pipelines.office_text import read_office_text
from pipelines.sources import Contract

ERASURES = "gewist.csv"
HEADER = ("moment", "soort", "vingerafdruk")

FINGERPRINT = re.compile(r"[0-9a-f]{32}")
"""128 bits: that two rows share one by chance does not happen."""

PERSON = "person_id"


def is_about_persons(contract: Contract) -> bool:
    """Tell whether the rows of a contract are each about one person."""
    return PERSON in contract.columns


def read_erasures(folder: Path) -> frozenset[str]:
    """Read the fingerprints of all rows that were erased; raise ConfigError with file and line."""
    path = folder / ERASURES
    if not path.exists():
        return frozenset()
    try:
        lines = read_office_text(path).splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: kan niet gelezen worden ({error.strerror})") from None
    found = set()
    for number, line in enumerate(lines, 1):
        mark = re.split("[;,]", line)[-1].strip().strip('"')
        if number == 1 or not line.strip(" ;,"):
            continue
        if not FINGERPRINT.fullmatch(mark):
            raise ConfigError(
                f"{path}: regel {number}: verwacht {'; '.join(HEADER)}, met als vingerafdruk 32 tekens "
                "(0-9, a-f). Zet het bestand van uw reservekopie terug: zonder deze regels komt terug wat "
                "gewist is."
            )
        found.add(mark)
    return frozenset(found)


def add_erasures(folder: Path, marks: Iterable[tuple[str, str]], *, at: datetime) -> None:
    """Add dataset and fingerprint of erased rows to the file, all or none; raise TechnicalError."""
    known = read_erasures(folder)
    added = sorted({one for one in marks if one[1] not in known})
    if not added:
        return
    path = folder / ERASURES
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    text.write(read_office_text(path) if path.exists() else ";".join(HEADER) + "\n")
    writer.writerows((at.isoformat(), *one) for one in added)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.getvalue().encode())
    except OSError as error:
        raise TechnicalError(f"{path}: kan niet geschreven worden ({error.strerror})") from error


def mark_rows(
    database: Database, contract: Contract, deliveries: Iterable[int], table: str, *, key: bytes
) -> None:
    """Make the temporary table of the rows of these deliveries: place, delivery_id, sheet, line and mark.

    A mark is a keyed hash (SHA-256 twice, each with a part of its own of the key, as in HMAC) of dataset,
    key and person; persons stand in the warehouse as pseudonyms already.
    """
    columns = dict.fromkeys((*contract.key, PERSON))
    texts = ", ".join(f"coalesce({named(name)}::varchar, '')" for name in columns)
    outer, inner = (hmac.digest(key, f"erased rows, {part}".encode(), hashlib.sha256).hex() for part in "oi")
    run(
        database,
        f"create or replace temp table {table} as select rowid as place, delivery_id, sheet, line, "
        f"left(sha256($1 || sha256($2 || concat_ws(chr(31), {quoted(contract.name)}, {texts}))), 32) as mark "
        f"from raw.{named(contract.name)} where delivery_id in (select unnest($3::bigint[]))",
        [outer, inner, list(deliveries)],
    )


def marks_of(
    database: Database, contract: Contract, deliveries: Iterable[int], *, key: bytes
) -> list[tuple[str, str]]:
    """Give dataset and fingerprint of all rows of these deliveries."""
    mark_rows(database, contract, deliveries, "to_erase", key=key)
    marks = rows(database, "select distinct mark from to_erase order by 1")
    found = [(contract.name, str(mark)) for (mark,) in marks]
    run(database, "drop table temp.to_erase")
    return found
