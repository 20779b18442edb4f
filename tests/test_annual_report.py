"""From exports to an edition: the same input gives the same bytes, and a second run leaves the first in peace."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"
KEY = "5a" * 32
LIBRARIES = ("Hendon", "Osidge", "Colindale")


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Build the same exports in two workspaces, far apart in time zone, language, folder and hash seed."""
    worlds = [
        {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    ]
    return [_build(tmp_path_factory.mktemp(f"world{place}"), world) for place, world in enumerate(worlds)]


def _build(folder, world):
    template = ROOT / "tests" / "workspaces" / "library-events"
    workspace = shutil.copytree(
        template, folder / "w", ignore=shutil.ignore_patterns("editions", "*.duckdb*")
    )
    # fingerprints hang on the key: it is part of the input
    (workspace / "data").mkdir(exist_ok=True)
    (workspace / "data" / "key").write_text(KEY + "\n", encoding="ascii")
    (workspace / "data" / "key").chmod(0o600)
    with (workspace / "report.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[paths]\nkey = "data/key"\n')
    exports = folder / "in"
    exports.mkdir()
    lines = [
        f"Voorbeeld,{library},{year}-{month:02}-12,Verhaaltje {month % 3},X,{month + place}\n"
        for year in (2017, 2018)
        for month in range(1, 13)
        for place, library in enumerate(LIBRARIES)
    ]
    (exports / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    return _run(workspace, exports, world), workspace, exports, world


def _run(workspace, exports, world):
    call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli.app import main; main()"
    words = ["build", "--year", "2018", "--workspace", str(workspace), "--exports", str(exports), "--direct"]
    words += ["--scope", "overzicht", "--published", "2019-02-01", "--json"]
    found = subprocess.run(
        [sys.executable, "-c", call, *words], cwd=ROOT, env={**os.environ, **world}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    (edition,) = json.loads(found.stdout)["editions"]
    return Path(edition)


def _bytes(edition):
    files = [path for path in sorted(edition.rglob("*")) if path.is_file()]
    return {path.relative_to(edition).as_posix(): path.read_bytes() for path in files}


def test_the_same_input_gives_the_same_bytes(twice):
    first, second = (_bytes(edition) for edition, *_ in twice)
    assert first.keys() == second.keys()
    assert {"published.duckdb", "manifest.json", "report.pdf"} <= first.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_manifest_has_the_fingerprint_of_every_file(twice):
    edition = twice[0][0]
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    files = {path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file()}
    assert manifest["outputs"].keys() == files - {"manifest.json"}
    for name, fingerprint in manifest["outputs"].items():
        assert sha256((edition / name).read_bytes()).hexdigest() == fingerprint
    plain = sha256((twice[0][2] / "events.csv").read_bytes()).hexdigest()
    assert manifest["inputs"]
    assert all(plain not in sealed and "events.csv" not in sealed for sealed in manifest["inputs"])


def test_a_second_run_of_the_same_input_leaves_the_edition_as_it_is(twice):
    edition, workspace, exports, world = twice[0]
    before = {path: path.stat().st_mtime_ns for path in edition.rglob("*")}
    assert _run(workspace, exports, world) == edition
    assert {path: path.stat().st_mtime_ns for path in edition.rglob("*")} == before


def test_other_input_makes_a_next_version_and_keeps_the_first(twice):
    edition, workspace, exports, world = twice[1]
    before = _bytes(edition)
    with (exports / "events.csv").open("a", encoding="utf-8") as file:
        file.write("Voorbeeld,Hendon,2018-06-13,Nog een,X,4\n")
    later = _run(workspace, exports, world)
    assert (edition.name, later.name) == ("1", "2")
    assert _bytes(edition) == before
    assert (later / "report.html").read_text("utf-8") != (edition / "report.html").read_text("utf-8")
