"""Canaries: numbers that only hidden cells hold are in no published file, in no form, nor can a log tell them."""

import base64
import json
import os
import re
import shutil
import struct
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest

from pipelines.database import open_database, rows, run
from tests.published_text import PARTS, find_number, texts_of

ROOT = Path(__file__).parent.parent
HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"
SMALL, LARGE = 7919, 104729
"""Attendances that stand beside a few of another library: they must be hidden with those."""
ATTENDANCES = {
    "Hendon": (SMALL, LARGE, 1250, 1360),
    "Osidge": (3, 2, 640, 730),
    "Colindale": (0, 0, 840, 930),
}
BEFORE = {"Hendon": (801, 893, 1013, 1151), "Osidge": (467, 541, 619, 709), "Colindale": (331, 379, 421, 487)}

STORE = "published.duckdb"

pytestmark = pytest.mark.slow


def canaries():
    """The hidden numbers, and what is computed from one of them: differences, sums, percentages, changes."""
    found = {SMALL, LARGE, LARGE - SMALL, LARGE + SMALL}
    for number, quarter in ((SMALL, 0), (LARGE, 1)):
        total = sum(each[quarter] for each in ATTENDANCES.values())
        year, before = sum(ATTENDANCES["Hendon"]), BEFORE["Hendon"][quarter]
        found |= {number - before, number - ATTENDANCES["Osidge"][quarter]}
        for above, below in ((number, year), (number, total), (number - before, before)):
            share = Decimal(100 * above) / below
            found |= {round(share, 2)} | ({round(share, 1)} if share > 100 else set())  # 6,9 is anything
    return sorted(found - {100})


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build editions in two languages from exports with canaries; give the workspace and the folder of logs."""
    folder = tmp_path_factory.mktemp("canaries")
    workspace = shutil.copytree(
        ROOT / "tests" / "workspaces" / "library-events",
        folder / "w",
        ignore=shutil.ignore_patterns("editions", "*.duckdb*", "key"),
    )
    settings = workspace / "report.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace('["nl"]', '["nl", "fr"]'), encoding="utf-8")
    exports = folder / "in"
    exports.mkdir()
    lines = [
        f"Voorbeeld,{library},{year}-{3 * quarter + month:02}-12,Verhaaltje {month},X,{count if month == 1 else 0}\n"
        for year, counts in ((2017, BEFORE), (2018, ATTENDANCES))
        for library, quarters in counts.items()
        for quarter, count in enumerate(quarters)
        for month in (1, 2, 3)
    ]
    (exports / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    log = folder / "log"
    log.mkdir()
    for scope in ("overzicht", "HEN"):
        asked = "--workspace", workspace, "--year", "2018", "--exports", exports, "--scope", scope
        _run(log / f"build {scope}.txt", "build", *asked, "--direct", "--published", "2019-02-01")
        _run(log / f"publish {scope}.txt", "publish", *asked)
    return workspace, log


def _run(log, *words):
    call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", call, *map(str, words)], cwd=ROOT, env=dict(os.environ), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    log.write_text(done.stdout + done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def texts(built):
    """Everything that the published files and the concepts say, and the store of safe cells beside them."""
    data = built[0] / "data"
    found = [*texts_of(data / "editions"), *texts_of(data / "concepts")]
    return [(where, text) for where, text in found if "confidential/" not in where or STORE in where]


def sightings(texts):
    found = []
    for where, text in texts:
        parts = "" if "(geometry)" in where or " stream " in where else PARTS  # points of a drawing
        found += [(number, where) for number in canaries() if find_number(number, text, parts=parts)]
    return found


def test_the_canaries_are_what_the_release_hides(built):
    store = built[0] / "data" / "editions" / "overzicht" / "2018" / "1" / "confidential" / STORE
    with closing(open_database(store, read_only=True)) as published:
        found = rows(
            published,
            "select distinct key[1], key[2] from published_cell where mark = 'o' and table_name like 'attendances%' "
            "and key[3] is null and key[4] is null order by all",
        )
    assert found == [("HEN", "2018-K1"), ("HEN", "2018-K2"), ("OSI", "2018-K1"), ("OSI", "2018-K2")]


def test_no_published_file_holds_a_canary(built, texts):
    editions = built[0] / "data" / "editions"
    assert {path.name for path in editions.rglob("report*.pdf")} == {"report.pdf", "report.fr.pdf"}
    assert sightings(texts) == []


def test_nothing_that_a_command_prints_holds_a_canary(built):
    """Neither the build, nor the audit of the coordinator or of an outsider: open cells go by key."""
    workspace, log = built
    edition = workspace / "data" / "editions" / "overzicht" / "2018" / "1"
    _run(log / "public.txt", "audit", "--public", edition)
    _run(log / "audit.txt", "audit", "--workspace", workspace, "--year", "2018")
    assert len(list(log.iterdir())) == 6
    assert sightings(texts_of(log)) == []


def test_the_scan_sees_the_years_which_are_shown_in_every_kind_of_file(texts):
    year = sum(ATTENDANCES["Hendon"])
    seen = {where for where, text in texts if find_number(year, text)}
    for kind in (r"HEN/.*report\.html", r"report\.pdf page", r"report\.pdf/.*\.csv", r"tables/.*\.csv",
                 r"published\.duckdb/", r"report\.fr\.pdf page", r"data/\w+\.csv", r"data/fr/.*\.csv", r"\.parquet/rows",
                 r"tables\.xlsx/", r"tables\.fr\.ods/content"):  # fmt: skip
        assert any(re.search(kind, where) for where in seen), kind


WAYS = ("7919", "7.919", "7 919", "7\u00a0919", "7\u202f919", "7,919", "7919.0", "7919,00")


@pytest.mark.parametrize("written", WAYS)
def test_the_scan_finds_every_way_to_write_a_number(written):
    assert find_number(SMALL, f"er waren {written} deelnames")
    assert find_number(SMALL, f'{{"y":[12,{written}]}}')


@pytest.mark.parametrize("written", ["17919", "79190", "7919abc", "0.7919", "a7919", "7 9190", "12.7919"])
def test_the_scan_takes_no_other_number_for_it(written):
    assert not find_number(SMALL, f"er waren {written} deelnames")


def test_the_scan_looks_inside_arrays_of_charts_and_zipped_files(tmp_path):
    coded = base64.b64encode(struct.pack("<3d", 1, SMALL, 2)).decode()
    (tmp_path / "a.html").write_text(json.dumps({"y": {"dtype": "f8", "bdata": coded}}), encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "sheet.xml").write_text(f"<v>{SMALL}</v>", encoding="utf-8")
    shutil.make_archive(str(tmp_path / "book"), "zip", tmp_path / "b")
    found = {where for number, where in sightings(texts_of(tmp_path)) if number == SMALL}
    assert {"a.html (bdata)", "book.zip/sheet.xml"} <= found


def test_a_canary_in_any_file_of_an_edition_is_found(built, tmp_path):
    edition = built[0] / "data" / "editions" / "overzicht" / "2018" / "1"
    copied = shutil.copytree(edition, tmp_path / "edition")
    page = copied / "public" / "report.html"
    page.write_text(page.read_text("utf-8").replace("[o]", "7.919", 1), encoding="utf-8")
    with closing(open_database(copied / "confidential" / STORE)) as store:
        run(store, f"update published_cell set value = {LARGE}, mark = null where mark = 'o'")
    assert set(sightings(texts_of(copied))) >= set(
        chain([(SMALL, "public/report.html")], [(LARGE, "confidential/published.duckdb/published_cell")])
    )
