"""Whatever happens to the bytes of an export, it is loaded or refused in words; a refusal changes nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.errors import ReportError
from pipelines.load import load_exports
from pipelines.sources import find_exports, read_sources
from tests.corpus.exports import PARTNERS, Made, make
from tests.load.intake import CONTRACTS, KEY, NOON, forget_deliveries, prepared, write

TIMES = 600 if os.environ.get("JAARVERSLAG_LONG_TESTS") == "1" else 40


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_database()
    prepared(database, tmp_path_factory.mktemp("reference"))
    yield database
    database.close()


def damaged(number: int) -> tuple[Made, bytes]:
    """Cut an export off, change some of its bytes, take some out, or put zeros in."""
    chance, made = Random(number), make(number)
    content = bytearray(made.content)
    start = chance.randrange(len(content))
    match chance.randrange(4):
        case 0:
            del content[start:]
        case 1:
            for _ in range(chance.choice([1, 5, 50])):
                content[chance.randrange(len(content))] = chance.randrange(256)
        case 2:
            del content[start : start + chance.choice([1, 16, 500])]
        case _:
            end = min(len(content), start + chance.choice([8, 512]))
            content[start:end] = bytes(end - start)
    return made, bytes(content)


@pytest.mark.parametrize("number", range(TIMES))
def test_a_damaged_export_is_loaded_or_refused_in_words(db: Database, tmp_path: Path, number: int) -> None:
    made, content = damaged(number)
    forget_deliveries(db)
    sources = read_sources(
        write(tmp_path / "sources", {f"{one.name}.toml": one.toml for one in PARTNERS}), CONTRACTS
    )
    exports = find_exports(write(tmp_path / "exports", {made.file: content}), sources).exports
    before = rows(db, "select count(*) from load.delivery")
    try:
        report = load_exports(db, exports, sources, CONTRACTS, key=KEY, received=NOON)
    except ReportError as error:
        assert made.file in str(error)
        assert "Verzonnen" not in str(error)
        assert rows(db, "select count(*) from load.delivery") == before
    else:
        for one in report.deliveries:
            assert one.read == one.accepted + one.rejected + one.duplicate + one.skipped
