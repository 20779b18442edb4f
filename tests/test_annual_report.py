"""From exports to an edition: the same input gives the same bytes, and a second run leaves the first in peace."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.publishing import AS_CONCEPT, words_that_differ

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
    """Build the concept and publish it; give the edition's folder."""
    asked = [
        "--year",
        "2018",
        "--workspace",
        str(workspace),
        "--exports",
        str(exports),
        "--scope",
        "overzicht",
    ]
    _call(world, "build", *asked, "--direct", "--published", "2019-02-01")
    page = _call(world, "publish", *asked).splitlines()[0]
    return Path(page).parents[1]


def _call(world, *words):
    call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"
    found = subprocess.run(
        [sys.executable, "-c", call, *words], cwd=ROOT, env={**os.environ, **world}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    return found.stdout


def _bytes(edition):
    files = [path for path in sorted(edition.rglob("*")) if path.is_file()]
    return {path.relative_to(edition).as_posix(): path.read_bytes() for path in files}


def test_the_same_input_gives_the_same_bytes(twice):
    """Of the edition, both its halves, and of the concept that it was."""
    for place in ("editions/overzicht/2018/1", "concepts/overzicht/2018"):
        first, second = (_bytes(workspace / "data" / place) for _, workspace, *_ in twice)
        assert first.keys() == second.keys()
        assert {"confidential/published.duckdb", "public/manifest.json", "public/report.pdf"} <= first.keys()
        assert [name for name in first if first[name] != second[name]] == []


def test_an_edition_differs_from_its_concept_in_what_it_says_that_it_is_alone(twice):
    edition, workspace, *_ = twice[0]
    concept = workspace / "data" / "concepts" / "overzicht" / "2018"
    own, made = _bytes(edition), _bytes(concept)
    assert own.keys() == made.keys()
    other = {name for name in own if own[name] != made[name]}
    records = {"public/manifest.json", "public/SHA256SUMS", "confidential/run.json"}
    described = {
        f"public/{name}" for name in ("data/datapackage.json", "dcat.jsonld", "tables.ods", "tables.xlsx")
    }
    assert other == {"public/report.html", "public/report.pdf", *records, *described}
    pages = [each["public/report.html"].decode() for each in (own, made)]
    own_words, made_words = words_that_differ(*pages)
    assert own_words.keys() == {"Voorlopig,", "voorlopig", "Gepubliceerd"} and made_words.keys() == set(
        AS_CONCEPT
    )
    assert own_words["voorlopig"] == made_words["concept"]


def test_the_manifest_has_the_fingerprint_of_every_file(twice):
    edition = twice[0][0]
    public = edition / "public"
    manifest = json.loads((public / "manifest.json").read_text("utf-8"))
    files = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    assert manifest["outputs"].keys() == files - {"manifest.json", "SHA256SUMS"}
    for name, fingerprint in manifest["outputs"].items():
        assert sha256((public / name).read_bytes()).hexdigest() == fingerprint


def test_nothing_public_names_a_delivery_or_the_hash_of_one(twice):
    edition, _, exports, _ = twice[0]
    plain = sha256((exports / "events.csv").read_bytes()).hexdigest()
    sealed = json.loads((edition / "confidential" / "run.json").read_text("utf-8"))["inputs"]
    assert sealed and all(plain not in one and "events.csv" not in one for one in sealed)
    for path in (edition / "public").rglob("*"):
        if path.suffix in {".html", ".json", ".csv"}:
            text = path.read_text("utf-8")
            assert plain not in text and "events.csv" not in text, path


@pytest.fixture
def once(twice, tmp_path):
    """A copy of the first world, for a test that changes it: the order of tests is not fixed."""
    edition, workspace, exports, world = twice[0]
    own = shutil.copytree(workspace, tmp_path / "w")
    return own / edition.relative_to(workspace), own, shutil.copytree(exports, tmp_path / "in"), world


def test_a_second_run_of_the_same_input_leaves_the_edition_as_it_is(once):
    edition, workspace, exports, world = once
    before = {path: path.stat().st_mtime_ns for path in edition.rglob("*")}
    assert _run(workspace, exports, world) == edition
    assert {path: path.stat().st_mtime_ns for path in edition.rglob("*")} == before


def test_other_input_makes_a_next_version_and_keeps_the_first(once):
    edition, workspace, exports, world = once
    before = _bytes(edition)
    with (exports / "events.csv").open("a", encoding="utf-8") as file:
        file.write("Voorbeeld,Hendon,2018-06-13,Nog een,X,4\n")
    later = _run(workspace, exports, world)
    assert (edition.name, later.name) == ("1", "2")
    assert _bytes(edition) == before
    pages = [each / "public" / "report.html" for each in (edition, later)]
    assert pages[0].read_text("utf-8") != pages[1].read_text("utf-8")
