"""Files that are made to hurt are refused in words, within bounded time and memory, and change nothing."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import LoadError
from pipelines.load import load_exports, propose_source
from pipelines.sources import find_exports, read_sources
from tests.load.hostile import HOSTILE, LINE, NAMES, TABLE, archive, good_rows, ods, ods_rows, xlsx
from tests.load.intake import CONTRACTS, KEY, NOON, load, prepared, sessions, write
from tests.load.old_formats import cells, xlsb

ROW = LINE.strip().split(";")
ROOT = Path(__file__).parents[2]
MEMORY, SECONDS = 2 << 30, 20
LOADER = """
import json, resource, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from pipelines.database import open_database, rows
from pipelines.errors import ReportError
from tests.load.hostile import HOSTILE
from tests.load.intake import load, prepared, sessions
folder = Path(sys.argv[2])
database = open_database()
prepared(database, folder)
database.execute("set memory_limit = '500MB'")
database.execute("set threads = 2")
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]), int(sys.argv[3])))
source = sessions('max_rejected_share = 0.2\\n[dialect]\\ndates = "dmy"')
for number, (name, (suffix, _, make)) in enumerate(HOSTILE.items()):
    path = folder / "exports" / f"vocvo_{number}.{suffix}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(make())
    began = time.monotonic()
    try:
        load(database, folder, source)
        said = "loaded"
    except ReportError as error:
        said = str(error)
    path.unlink()
    kept = rows(database, "select count(*) from load.delivery where source_code = 'vocvo'")[0][0]
    print(json.dumps([name, said, kept, time.monotonic() - began]), flush=True)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int, float]]:
    """What a process with little memory says of each file, how many deliveries it keeps, in how many seconds."""
    folder = tmp_path_factory.mktemp("hostile")
    found = subprocess.run(
        [sys.executable, "-c", LOADER, str(ROOT), str(folder), str(MEMORY)],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS * len(HOSTILE),
    )
    told = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(told) == len(HOSTILE), (told[-1:], found.stderr[-2000:])
    return {name: (text, kept, seconds) for name, text, kept, seconds in told}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_words_and_in_time(said: dict[str, tuple[str, int, float]], name: str) -> None:
    text, kept, seconds = said[name]
    assert re.search(HOSTILE[name][1], text), text
    assert kept == 0
    assert seconds < SECONDS


def test_a_file_that_is_still_being_copied_stops_the_load(db: Database, tmp_path: Path) -> None:
    prepared(db, tmp_path)
    sources = read_sources(write(tmp_path / "sources", {"vocvo.toml": sessions()}), CONTRACTS)
    found = find_exports(write(tmp_path / "exports", {"vocvo_1.csv": TABLE}), sources).exports
    with (tmp_path / "exports/vocvo_1.csv").open("ab") as file:
        file.write(LINE.encode())
    with pytest.raises(LoadError, match="wordt het nog gekopieerd"):
        load_exports(db, found, sources, CONTRACTS, key=KEY, received=NOON)
    assert rows(db, "select count(*) from load.delivery where source_code = 'vocvo'") == [(0,)]


def test_what_a_program_leaves_while_it_copies_is_no_export(tmp_path: Path) -> None:
    sources = read_sources(write(tmp_path / "sources", {"vocvo.toml": sessions()}), CONTRACTS)
    names = (
        "vocvo_1.csv.part",
        "vocvo_2.csv.crdownload",
        "~$vocvo_3.xlsx",
        ".vocvo_4.csv.swp",
        "vocvo_5.tmp",
    )
    found = find_exports(write(tmp_path / "exports", dict.fromkeys(names, TABLE)), sources)
    assert found.exports == ()
    assert [path.name for path in found.unmatched] == [
        "vocvo_1.csv.part",
        "vocvo_2.csv.crdownload",
        "vocvo_5.tmp",
    ]


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere", {"geheim.csv": TABLE}) / "geheim.csv"
    sources = read_sources(write(tmp_path / "sources", {"vocvo.toml": sessions()}), CONTRACTS)
    exports = write(tmp_path / "exports", {})
    (exports / "vocvo_1.csv").symlink_to(secret)
    assert find_exports(exports, sources).exports == ()


@pytest.mark.parametrize(
    "name",
    ["a ZIP bomb", "cells in far corners", "an ODS cell that comes a milliard times", "half a workbook"],
)
def test_a_proposal_is_as_careful_as_a_load(tmp_path: Path, name: str) -> None:
    suffix, message, make = HOSTILE[name]
    path = tmp_path / f"onbekend.{suffix}"
    path.write_bytes(make())
    with pytest.raises(LoadError, match=message):
        propose_source(path, CONTRACTS)


def test_nothing_of_a_zip_is_left_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: Database
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    load(db, tmp_path, sessions(), {"vocvo_1.zip": archive({"a.csv": TABLE})})
    assert list(aside.iterdir()) == []


@pytest.mark.parametrize(
    ("suffix", "content"),
    [("xlsx", xlsx(good_rows())), ("ods", ods(ods_rows())), ("xlsb", xlsb({"Data": cells([NAMES, ROW])}))],
)
def test_the_same_file_without_its_sting_is_loaded(
    db: Database, tmp_path: Path, suffix: str, content: bytes
) -> None:
    (one,) = load(db, tmp_path, sessions(), {f"vocvo_1.{suffix}": content}).deliveries
    assert (one.read, one.accepted) == (1, 1)
