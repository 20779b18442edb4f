"""A folder for a web server holds what was published and nothing else, whole, and what history knows."""

import json
import shutil

import pytest

from pipelines.errors import ConfigError, DisclosureError
from pipelines.publication import editions_of, plan, put, retract
from pipelines.publication.target import aside_of
from pipelines.release.release_history import history_of, register_of
from pipelines.request.run_request import read_request
from pipelines.verify import verify
from tests.breaking_off import end_at_rename
from tests.cli.test_app import jaarverslag
from tests.make_believe_release import publish


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2025, quarter=1)


@pytest.fixture
def target(tmp_path):
    return tmp_path / "www"


def placed(order, target):
    """Put all editions there; say what changed."""
    steps = plan(editions_of(order.editions), target, history_of(order))
    put(steps, target)
    return [step.text for step in steps]


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_only_what_is_public_is_put_there_and_only_once(order, target):
    publish(order, "GEN", "overzicht", GEN=6)
    assert placed(order, target) == ["+ GEN/2025-K1/1", "+ overzicht/2025-K1/1"]
    for scope in ("GEN", "overzicht"):
        assert files_of(target / scope / "2025-K1" / "1") == files_of(
            order.editions / scope / "2025-K1" / "1" / "public"
        )
    assert not [path for path in target.rglob("*") if "confidential" in path.name or path.suffix == ".duckdb"]
    assert {path.stat().st_mode & 0o777 for path in target.rglob("*") if path.is_file()} == {0o644}
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    assert placed(order, target) == []
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before


def test_a_next_version_is_added_and_the_one_before_keeps_its_place(order, target):
    publish(order, GEN=6, mark="a")
    placed(order, target)
    publish(order, GEN=7, mark="b")
    assert placed(order, target) == ["+ overzicht/2025-K1/2"]
    assert (target / "overzicht" / "2025-K1" / "1" / "report.html").exists()


def test_of_a_retracted_edition_a_notice_is_left_that_says_when_and_why_and_not_by_whom(order, target):
    publish(order, GEN=6)
    placed(order, target)
    retract(order, 1, who="An Voorbeeld", role="directeur", why="verkeerde lijst")
    assert placed(order, target) == ["- overzicht/2025-K1/1"]
    (left,) = [path for path in target.rglob("*") if path.is_file()]
    notice = json.loads(left.read_text("utf-8"))
    assert (notice["version"], notice["retracted"]["text"]) == (1, "verkeerde lijst")
    assert "Voorbeeld" not in left.read_text("utf-8")
    assert placed(order, target) == []
    with pytest.raises(ConfigError, match="ingetrokken: verkeerde lijst"):
        verify(target / "overzicht" / "2025-K1" / "1")


def test_an_erratum_stands_beside_the_edition_that_it_is_about(order, target):
    publish(order, GEN=6, mark="a")
    placed(order, target)
    publish(order, GEN=7, mark="b", more={"replaces": {"version": 1, "erratum": "een cijfer te laag"}})
    assert placed(order, target) == ["! overzicht/2025-K1/1", "+ overzicht/2025-K1/2"]
    notice = json.loads((target / "overzicht" / "2025-K1" / "1" / "notice.json").read_text("utf-8"))
    assert (notice["erratum"]["text"], notice["erratum"]["version"]) == ("een cijfer te laag", 2)
    assert editions_of(order.editions)[0].erratum.version == 2
    found = verify(target / "overzicht" / "2025-K1" / "1")
    assert [one for one in found.differences if one.kind == "hash"] == []
    (told,) = found.notices
    assert (
        told.startswith("notice.json: in deze editie staat een fout")
        and "een cijfer te laag; versie 2" in told
    )
    assert verify(target / "overzicht" / "2025-K1" / "2").notices == ()


def test_a_workspace_that_was_set_back_and_forgets_a_release_is_noticed(order, target, tmp_path):
    publish(order, GEN=6, mark="a")
    older = shutil.copytree(order.config.data, tmp_path / "older")
    publish(order, GEN=7, mark="b")
    placed(order, target)
    before = files_of(target)
    for name in ("register", "editions"):
        shutil.rmtree(order.config.data / name)
        shutil.copytree(older / name, order.config.data / name)
    with pytest.raises(
        DisclosureError, match="overzicht/2025-K1/2: hier staat een editie die de geschiedenis"
    ):
        placed(order, target)
    publish(order, GEN=8, mark="c")  # takes the number that is out already
    with pytest.raises(DisclosureError, match="hier staat een andere editie"):
        placed(order, target)
    assert files_of(target) == before


@pytest.mark.parametrize("at", range(1, 7))
def test_an_interrupted_copy_shows_nothing_half_and_the_next_finishes_it(order, target, monkeypatch, at):
    publish(order, "GEN", "overzicht", GEN=6)
    retract(order, 1, who="An Voorbeeld", role="directeur", why="x") if at > 4 else None
    end_at_rename(monkeypatch, at, lambda: placed(order, target))
    for place in target.glob("*/*/[0-9]*"):
        source = order.editions / place.relative_to(target) / "public"
        assert not source.is_dir() or files_of(place) == files_of(source), "half an edition is seen"
    placed(order, target)
    assert placed(order, target) == []
    assert not list(target.glob("*/*/.*"))
    assert not aside_of(target / "GEN" / "2025-K1" / "1").exists()


def test_the_command_lists_what_would_change_and_changes_nothing(order, target):
    publish(order, GEN=6)
    words = ["publish", "all", str(target), "--workspace", str(order.config.workspace)]
    found = jaarverslag(*words, "--dry-run")
    assert (found.returncode, found.stdout) == (0, "+ overzicht/2025-K1/1\n"), found.stderr
    assert not target.exists()
    assert jaarverslag(*words).returncode == 0
    assert (target / "overzicht" / "2025-K1" / "1" / "SHA256SUMS").exists()
    assert register_of(order).exists()
    unknown = jaarverslag("publish", "overzicht/2025-K1/7", str(target), *words[3:])
    assert unknown.returncode == 2 and "overzicht/2025-K1/1" in unknown.stderr


def test_nothing_lies_in_the_folder_before_its_time(library_workspace, target):
    order = read_request(library_workspace, year=2099, quarter=1)
    publish(order, GEN=6)
    found = jaarverslag("publish", "all", str(target), "--workspace", str(library_workspace))
    assert found.returncode == 1 and "kalender" in found.stderr
    assert not target.exists()


def test_the_command_leaves_a_catalogue_of_what_stands_there(order, target):
    publish(order, GEN=6)
    where = ["--workspace", str(order.config.workspace)]
    assert jaarverslag("publish", "all", str(target), *where).returncode == 0
    page = (target / "index.html").read_text("utf-8")
    assert 'id="overzicht-2025-k1-1"' in page and (target / "kalender.ics").exists()
    retract(order, 1, who="An Voorbeeld", role="directeur", why="verkeerde lijst")
    assert jaarverslag("publish", "all", str(target), *where).returncode == 0
    page = (target / "index.html").read_text("utf-8")
    assert "verkeerde lijst" in page and "An Voorbeeld" not in page and "report.html" not in page
