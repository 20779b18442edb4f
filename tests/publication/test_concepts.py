"""A build is a concept; it becomes an edition only while it is what it was made from, and by whose word is kept."""

import json
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from pipelines.edition import standing
from pipelines.errors import ConfigError, GateError
from pipelines.progress import Steps
from pipelines.publication import ready_concepts, sign
from pipelines.publication.concepts import settle_concepts
from pipelines.release.history import aside_of
from pipelines.release.release_history import history_of
from pipelines.report import build_report, publish_report
from pipelines.request import UNNAMED
from pipelines.request.run_request import read_request
from pipelines.service import TIME_ZONE, keep_to_calendar
from tests.publishing import AS_CONCEPT, event, sum_anew, words_that_differ

QUIET = Steps(quiet=True)


def ordered(workspace, **more):
    return read_request(workspace, year=2018, scope="HEN", **more)


@pytest.fixture
def workspace(built_workspace, tmp_path):
    return shutil.copytree(built_workspace, tmp_path / "w")


def concept_of(workspace):
    return workspace / "data" / "concepts" / "HEN" / "2018"


def test_a_build_is_no_known_figure_and_no_edition(workspace):
    order = ordered(workspace)
    assert history_of(order).issues == () and history_of(order).files == {}
    assert not order.editions.exists()
    assert "CONCEPT, niet gepubliceerd" in (concept_of(workspace) / "public" / "report.html").read_text(
        "utf-8"
    )


def test_a_concept_is_made_by_a_build_before_it_is_published(workspace):
    shutil.rmtree(concept_of(workspace))
    with pytest.raises(ConfigError, match="jaarverslag build --year 2018 --scope HEN"):
        ready_concepts(ordered(workspace))


def test_nothing_comes_out_under_the_name_that_stands_for_the_publisher(workspace):
    settings = workspace / "report.toml"
    told = re.sub('publisher = "[^"]*"', f'publisher = "{UNNAMED}"', settings.read_text("utf-8"))
    settings.write_text(told, "utf-8")
    with pytest.raises(ConfigError, match=r"report\.toml: bij publisher staat nog"):
        ready_concepts(ordered(workspace))


CHANGES = {
    "a word": ("data/narrative/2018/HEN/nl/aandachtspunten.md", "- Minder praten.\n"),
    "a list": ("data/reference/expected.csv", "\n"),
    "a source": ("data/sources/events.toml", "# anders\n"),
    "a setting": ("report.toml", "# anders\n"),
    "an export": ("data/exports/events.csv", event(6, 30)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_concept_of_which_the_inputs_changed_is_refused(workspace, what):
    assert ready_concepts(ordered(workspace)).concepts.keys() == {"HEN"}
    name, more = CHANGES[what]
    with (workspace / name).open("a", encoding="utf-8") as file:
        file.write(more)
    with pytest.raises(GateError, match="jaarverslag build"):
        ready_concepts(ordered(workspace))


@pytest.mark.parametrize("are_summed", [False, True], ids=["sums left", "sums written anew"])
@pytest.mark.parametrize("name", ["report.html", "report.pdf", "tables/population.csv", "extra.txt"])
def test_a_concept_that_was_touched_is_refused(workspace, name, are_summed):
    public = concept_of(workspace) / "public"
    path = public / name
    path.write_bytes(path.read_bytes()[:-1] + b"9" if path.exists() else b"")
    if are_summed:
        sum_anew(public)
    with pytest.raises(GateError, match="gewijzigd of is beschadigd"):
        ready_concepts(ordered(workspace))


@pytest.mark.parametrize("moment", ["old aside, new aside", "old aside", "new in place", "new half written"])
def test_whenever_a_concept_was_interrupted_the_next_run_has_the_old_or_the_new_one_whole(workspace, moment):
    place = concept_of(workspace)
    old, new = place.with_name(".2018.vervangen"), aside_of(place)
    before = (place / "public" / "SHA256SUMS").read_bytes()
    shutil.copytree(place, new)
    (new / "public" / "SHA256SUMS").write_bytes(b"new")
    if moment != "new half written":
        place.rename(old)
    if moment == "old aside":
        shutil.rmtree(new)
    if moment == "new in place":
        new.rename(place)
    settle_concepts(ordered(workspace))
    found = (place / "public" / "SHA256SUMS").read_bytes()
    assert found == (before if moment in {"old aside", "new half written"} else b"new")
    assert [path.name for path in place.parent.iterdir()] == ["2018"]


@pytest.mark.slow
@pytest.mark.parametrize("act", ["replace", "rename"])
def test_a_concept_that_is_replaced_is_the_old_or_the_new_one_whenever_it_is_killed(library_workspace, act):
    """Where two folders can change places (Linux), one of them stands there before the next run as well."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.publish_and_end", str(library_workspace), "kill", act],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    ends = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(ends) >= 8
    for end in ends:
        for moment in ("seen", "after") if act == "replace" else ("after",):
            assert end[moment]["concepts"]["overzicht"] in (["old"] * 2, ["new"] * 2), end["place"]
        assert end["at last"]["concepts"]["overzicht"] == ["new"] * 2
        assert end["after"]["left over"] == end["at last"]["left over"] == []
    assert {end["after"]["concepts"]["overzicht"][0] for end in ends} == {"old", "new"}


def test_a_year_is_definitive_only_as_it_was_signed(workspace):
    asked = ordered(workspace, is_definitive=True)
    with pytest.raises(GateError, match="afgetekend"):
        ready_concepts(asked)
    ((concept, signed),) = sign(ordered(workspace), who="An Voorbeeld", role="coördinator")
    assert signed.login and (concept.folder / "aftekening.json").stat().st_mode & 0o777 == 0o600
    ready_concepts(asked)
    (concept.folder / "confidential" / "findings.json").write_text("[1]\n", "utf-8")
    with pytest.raises(GateError, match="afgetekend"):
        ready_concepts(asked)


def test_a_workspace_may_ask_for_a_second_person(workspace):
    with (workspace / "report.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[publication]\nsign_offs = 2\n")
    order = ordered(workspace, is_definitive=True)
    build_report(order, QUIET)
    for who in ("An Voorbeeld", "an voorbeeld"):
        sign(order, who=who, role="coördinator")
        with pytest.raises(GateError, match="door 1 van de 2"):
            ready_concepts(order)
    sign(order, who="Bo Voorbeeld", role="directeur")
    ready_concepts(order)


@pytest.mark.parametrize("what", ["a word", "an export"])
def test_nobody_signs_a_concept_that_is_no_longer_what_its_inputs_make(workspace, what):
    name, more = CHANGES[what]
    with (workspace / name).open("a", encoding="utf-8") as file:
        file.write(more)
    with pytest.raises(GateError, match="niets gepubliceerd of afgetekend"):
        sign(ordered(workspace), who="An Voorbeeld", role="coördinator")
    assert not (concept_of(workspace) / "aftekening.json").exists()


@pytest.mark.parametrize(("who", "role"), [("", "directeur"), ("An", " ")])
def test_nobody_signs_without_a_name_and_a_role(workspace, who, role):
    with pytest.raises(ConfigError, match="niets leegs"):
        sign(ordered(workspace), who=who, role=role)


@pytest.mark.slow
def test_a_signed_concept_becomes_definitive_and_the_record_says_by_whom(workspace):
    order = ordered(workspace, is_definitive=True)
    sign(order, who="An Voorbeeld", role="coördinator")
    (edition,) = publish_report(order, QUIET)
    manifest = standing(edition.folder.parent).manifests[1]
    assert manifest["status"] == "definitief"
    assert [(one["who"], one["role"]) for one in manifest["signed"]] == [("An Voorbeeld", "coördinator")]
    public = json.loads((edition.folder / "public" / "manifest.json").read_text("utf-8"))
    assert "signed" not in public and "concept" not in public
    pages = [
        (folder / "public" / "report.html").read_text("utf-8")
        for folder in (edition.folder, concept_of(workspace))
    ]
    own, made = words_that_differ(*pages)
    assert own.keys() == {"Definitief,", "definitief", "Gepubliceerd"} and made.keys() == set(AS_CONCEPT)
    assert own["definitief"] == made["concept"]
    assert len(history_of(order).issues) == 1
    assert publish_report(order, QUIET) == (edition,), "published twice"
    assert len(history_of(order).issues) == 1


@pytest.mark.parametrize(("now", "early", "error"), [
    ("2019-01-31T06:00", "", GateError),
    ("2019-01-31T06:00", "persconferentie", None),
    ("2019-02-01T06:00", "", None),
    ("2019-02-01T06:00", "persconferentie", ConfigError),
])  # fmt: skip
def test_nothing_comes_out_before_its_time_without_a_reason(workspace, now, early, error):
    order = ordered(workspace, early=early)
    moment = datetime.fromisoformat(now).replace(tzinfo=TIME_ZONE)
    if error is None:
        keep_to_calendar(order, now=moment)
    else:
        with pytest.raises(error):
            keep_to_calendar(order, now=moment)
