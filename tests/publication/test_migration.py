"""A workspace of before comes along once: the same bytes in the new halves, whatever ends it on the way."""

import json
import shutil
import tarfile
from pathlib import Path

import duckdb
import pytest

from pipelines.audit import read_editions
from pipelines.edition.store import settle_editions, standing
from pipelines.protect import read_published, shown_in, write_published
from pipelines.publication import editions_of, settle_concepts
from pipelines.publication.migration import COPY, migrate
from pipelines.release.release_history import earlier_releases, history_of, read_releases, register_of
from pipelines.request.run_request import read_request
from tests.breaking_off import end_at_rename
from tests.make_believe_release import publish, table_of

WORKSPACES = Path(__file__).parents[1] / "workspaces"

DELIVERIES = {"events.csv": "ab" * 32}
"""What the manifests of version c6b751d said of their inputs: names of files with their plain hashes."""


@pytest.fixture
def order(library_workspace):
    """A workspace with two editions as version c6b751d laid them out, and no history of editions."""
    order = read_request(library_workspace, year=2025, quarter=1)
    publish(order, "GEN", "overzicht", GEN=63)
    (register_of(order) / "history.jsonl").unlink()
    for home in order.editions.glob("*/*/1"):
        said = json.loads((home / "public" / "manifest.json").read_text("utf-8"))
        for half in ("public", "confidential"):
            for path in (home / half).iterdir():
                path.rename(home / path.name)
            (home / half).rmdir()
        for name in ("run.json", "SHA256SUMS"):
            (home / name).unlink()
        said = {name: value for name, value in said.items() if name != "status"} | {"inputs": DELIVERIES}
        said["outputs"]["published.duckdb"] = "00"
        (home / "published.duckdb").unlink()
        write_published(home / "published.duckdb", {"t.participants": table_of(order, GEN=63)})
        (home / "manifest.json").write_text(json.dumps(said), "utf-8")
    return order


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def assert_new(order, before):
    for home in order.editions.glob("*/*/1"):
        assert {path.name for path in home.iterdir()} == {"public", "confidential"}
        own = {
            name: content
            for name, content in files_of(home / "public").items()
            if "/" in name or "report" in name
        }
        old = before[home.relative_to(order.editions).as_posix()]
        assert own == {name: old[name] for name in own} and {"report.html", "tables/a.csv"} == own.keys()
        assert (home / "confidential" / "published.duckdb").read_bytes() == old["published.duckdb"]
        public = b"".join(files_of(home / "public").values()).decode()
        assert "events.csv" not in public and DELIVERIES["events.csv"] not in public
        assert standing(home.parent).manifests[1]["inputs"] == DELIVERIES
    assert not list(order.editions.glob("*/*/.*"))


def test_editions_get_the_new_halves_with_the_same_bytes_and_a_copy_of_before_is_kept(order):
    before = {f"{home.parent.parent.name}/2025-K1/1": files_of(home) for home in order.editions.glob("*/*/1")}
    known = earlier_releases(order)
    told = settle_concepts(order)
    assert "2 editie(s) van een vroegere versie omgezet" in told.oddities[0]
    assert_new(order, before)
    assert (earlier_releases(order), history_of(order).issues) == (known, ())
    kept = order.config.data / COPY
    assert {name: files_of(kept / "editions" / name) for name in before} == before
    assert files_of(kept / "register") == files_of(register_of(order))
    assert kept.stat().st_mode & 0o777 == 0o700
    assert settle_concepts(order).oddities == (), "not once"
    assert len(editions_of(order.editions)) == len(read_editions([order.editions])) == 2


def test_the_next_publication_goes_on_from_them(order):
    settle_concepts(order)
    assert publish(order, GEN=64, mark="next") == {"overzicht": 2}
    settle_editions(order)


@pytest.mark.parametrize("at", range(1, 8))
def test_whatever_ends_it_the_next_run_goes_on(order, monkeypatch, at):
    before = {f"{home.parent.parent.name}/2025-K1/1": files_of(home) for home in order.editions.glob("*/*/1")}
    end_at_rename(monkeypatch, at, lambda: migrate(order.config.data, order.editions))
    for name, files in before.items():
        home = order.editions / name
        halves = home.is_dir() and (home / "public").is_dir()
        assert halves or not home.is_dir() or files_of(home) == files, "neither the old nor the new"
    settle_concepts(order)
    assert_new(order, before)
    assert {name: files_of(order.config.data / COPY / "editions" / name) for name in before} == before


def test_copies_and_broken_manifests_are_left_as_they_are(order):
    home = order.editions / "GEN" / "2025-K1"
    shutil.copytree(home / "1", home / "7")
    shutil.copytree(home / "1", home / "1 (kopie)")
    before = files_of(home / "7"), files_of(home / "1 (kopie)")
    settle_concepts(order)
    assert (files_of(home / "7"), files_of(home / "1 (kopie)")) == before


@pytest.fixture
def made_before(tmp_path):
    """A workspace that the program of version c6b751d made itself: `sample --prisons 1 --scale 0.1` and `build
    --year 2025 --quarter 1`. Its exports, sources and plotly.js were left out, to keep it small.
    """
    safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # not before Python 3.11.4
    with tarfile.open(WORKSPACES / "made-by-c6b751d.tar.xz") as packed:
        packed.extractall(tmp_path, **safely)
    return read_request(tmp_path, year=2025, quarter=2)


def test_a_workspace_that_the_older_program_made_comes_along(made_before):
    data = made_before.config.data
    before = files_of(data)
    (data / "outlines" / "own.toml").write_text("# somebody's own\n", "utf-8")
    told = settle_concepts(made_before)
    assert "1 editie(s) en 2 opbouw(en) van een vroegere versie omgezet" in told.oddities[0]
    assert [path.name for path in (data / "outlines").iterdir()] == ["own.toml"]
    home = "editions/overzicht/2025-K1/1/"
    now = files_of(data)
    for name, content in before.items():
        assert now[f"{COPY}/{name}"] == content, "not in the copy"
        if name.startswith("register/"):
            assert now[name] == content
        elif name.startswith(home) and not name.endswith(("manifest.json", "published.duckdb")):
            assert now[f"{home}public/{name.removeprefix(home)}"] == content
    [register] = (data / "register" / "2025-K1").glob("*.duckdb")
    with duckdb.connect(str(register), read_only=True) as opened:
        [(kept,)] = opened.execute(
            "select count(*) from released_cell where shown_value is not null"
        ).fetchall()
    [known] = read_releases(register)
    assert len(known.shown) == kept > 50
    assert not history_of(made_before).issues
    [edition] = read_editions([made_before.editions])
    assert edition.period == "2025-K1"
    assert settle_concepts(made_before).oddities == (), "not once"


def test_what_an_edition_of_before_printed_is_out_though_the_register_was_never_told(made_before):
    """It remembered nothing of sessions and population: a later edition that hides them would be subtracted from."""
    [home] = made_before.editions.glob("*/*/1")
    printed = shown_in(read_published(home / "published.duckdb"))
    assert any(measure == "sessions_held" for measure, _ in printed)
    for _ in range(2):
        assert earlier_releases(made_before).figures.items() >= printed.items()
        settle_concepts(made_before)  # the same once it is brought along


def test_an_outline_of_before_that_somebody_changed_stays(made_before):
    own = made_before.config.data / "outlines" / "annual.toml"
    own.write_bytes(own.read_bytes() + b"\n# mine\n")
    settle_concepts(made_before)
    assert own.read_bytes().endswith(b"# mine\n")
