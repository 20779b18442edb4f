"""Release history and the editions that readers see are one truth, whatever happens in between."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.edition.store import settle_editions
from pipelines.errors import DisclosureError, TechnicalError
from pipelines.release.release_history import history_of, register_of
from pipelines.request.run_request import read_request
from tests.make_believe_release import publish
from tests.publish_and_end import facts

ROOT = Path(__file__).parent.parent.parent
MOMENTS = ("before", "seen", "after", "at last")


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2025, quarter=1)


def assert_one_truth(order):
    found = facts(order)
    assert found["visible"] == found["remembered"]
    assert set(found["releases"]) == {release for *_, release in found["visible"]}
    assert found["left over"] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "how",
    ["kill", pytest.param("full", marks=pytest.mark.long), pytest.param("interrupt", marks=pytest.mark.long)],
)
def test_whatever_ends_a_publication_at_any_write_the_next_run_finds_or_makes_one_truth(order, how):
    """At each write that `publish` does: SIGKILL, a disk that is full from there on, Ctrl-C.

    `publish_and_end.py` makes a world with a first edition of the overview, publishes three scopes in a child
    process that meets its end at the n-th write, for every n, and tells what stood then, what the next
    run's settling made of it, and what a new attempt made of that.
    """
    found = subprocess.run(
        [sys.executable, "-m", "tests.publish_and_end", str(order.config.workspace), how, "publish"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    ends = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(ends) >= 40
    for end in ends:
        before, seen, after, at_last = (len(end[moment]["visible"]) for moment in MOMENTS)
        assert all(one in end["after"]["visible"] for one in end["seen"]["visible"]), (
            "what a reader saw is gone"
        )
        assert after == (before if seen == before else before + 3), (
            "half came out, or what nobody saw came out unasked",
            end["place"],
        )
        assert at_last == before + 3
        for moment in ("after", "at last"):
            assert end[moment]["visible"] == end[moment]["remembered"], (moment, end["place"])
            assert set(end[moment]["releases"]) == {release for *_, release in end[moment]["visible"]}
            assert end[moment]["left over"] == [], (moment, end["place"])
    assert len({len(end["after"]["visible"]) for end in ends}) == 2


def test_a_release_of_a_failed_publication_counts_for_nothing(order):
    publish(order, GEN=6, mark="first")
    editions = order.editions / "GEN"
    editions.mkdir()
    (editions / order.period.code).write_text("een bestand waar de map moet komen")
    with pytest.raises(TechnicalError, match="probeer opnieuw"):
        publish(order, "overzicht", "GEN", GEN=63, mark="never seen")
    assert_one_truth(order)
    assert history_of(order).releases(order.period.code) == history_of(order).files[order.period.code]


def test_the_number_of_a_deleted_newest_version_is_not_given_again(order):
    publish(order, GEN=6, mark="a")
    assert publish(order, GEN=7, mark="b") == {"overzicht": 2}
    shutil.rmtree(order.editions / "overzicht" / "2025-K1" / "2")
    assert publish(order, GEN=6, mark="a") == {"overzicht": 3}


def test_copies_and_broken_manifests_are_named_and_passed_over(order):
    publish(order, GEN=6, mark="a")
    home = order.editions / "overzicht" / "2025-K1"
    shutil.copytree(home / "1", home / "1 (kopie)")
    shutil.copytree(home / "1", home / "7")
    shutil.copytree(home / "1", home / "8")
    (home / "8" / "public" / "manifest.json").write_text("{", "utf-8")
    shutil.copytree(home, order.editions / "overzicht" / "2025-K1 (kopie)")
    found = settle_editions(order).oddities
    for name in ("1 (kopie)", "2025-K1/7", "2025-K1/8/manifest.json", "2025-K1 (kopie)/1"):
        assert any(f"{name}:" in line for line in found), (name, found)
    assert publish(order, GEN=7, mark="b") == {"overzicht": 9}


@pytest.mark.parametrize("lost", ["register", "register/2025-K1", "register/history.jsonl"])
def test_a_lost_history_stops_with_words(order, lost):
    publish(order, GEN=6)
    path = order.config.data / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(DisclosureError, match="reservekopie"):
        settle_editions(order)


def test_a_history_of_another_workspace_or_day_stops_with_words(order, tmp_path):
    publish(order, GEN=6, mark="a")
    older = shutil.copytree(register_of(order), tmp_path / "older")
    publish(order, GEN=7, mark="b")
    shutil.rmtree(register_of(order))
    shutil.copytree(older, register_of(order))
    with pytest.raises(DisclosureError, match="2025-K1/2"):
        settle_editions(order)


def test_a_damaged_history_stops_with_words(order):
    publish(order, GEN=6)
    with (register_of(order) / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write("{half")
    with pytest.raises(DisclosureError, match="beschadigd"):
        settle_editions(order)


def test_a_history_of_before_editions_named_their_release_is_taken_over(order):
    publish(order, GEN=6)
    (register_of(order) / "history.jsonl").unlink()
    edition = order.editions / "overzicht" / "2025-K1" / "1"
    said = json.loads((edition / "public" / "manifest.json").read_text("utf-8"))
    for half in ("public", "confidential"):  # all in one folder, as it was then
        for path in (edition / half).iterdir():
            path.rename(edition / path.name)
        (edition / half).rmdir()
    (edition / "run.json").unlink()
    (edition / "manifest.json").write_text(
        json.dumps({name: value for name, value in said.items() if name != "status"}), "utf-8"
    )
    settle_editions(order)
    assert len(history_of(order).releases("2025-K1")) == 1


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_history_is_for_its_owner_and_an_edition_for_everybody(order, umask):
    before = os.umask(umask)
    try:
        publish(order, GEN=6)
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in register_of(order).rglob("*")}
    assert {modes[path] for path in modes if path.is_file()} == {0o600}
    assert {modes[path] for path in modes if path.is_dir()} | {register_of(order).stat().st_mode & 0o777} == {
        0o700
    }
    everything = [order.editions, *order.editions.rglob("*")]
    kept = [path for path in everything if "confidential" in path.parts]
    seen = [path for path in everything if "confidential" not in path.parts]
    for paths, folder, file in ((seen, 0o755, 0o644), (kept, 0o700, 0o600)):
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {folder}
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {file}
