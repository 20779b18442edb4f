"""A retraction takes an edition from readers and from nothing else, whatever ends it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.audit import read_editions
from pipelines.edition.store import next_stamp, standing
from pipelines.errors import ConfigError
from pipelines.publication import editions_of, retract, settle_concepts
from pipelines.release.release_history import earlier_releases, history_of
from pipelines.request.run_request import read_request
from tests.make_believe_release import publish

ROOT = Path(__file__).parents[2]
SAID = {"who": "An Voorbeeld", "role": "directeur", "why": "verkeerde lijst"}


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2025, quarter=1)


def test_what_was_retracted_is_seen_by_nobody_and_stays_known(order):
    publish(order, GEN=63)
    before, known = history_of(order), earlier_releases(order)
    folder = retract(order, 1, **SAID)
    assert not (folder / "public").exists()
    assert (folder / "confidential").stat().st_mode & 0o777 == 0o700
    (listed,) = editions_of(order.editions)
    assert (listed.public, listed.retraction.why, listed.place) == (
        None,
        "verkeerde lijst",
        "overzicht/2025-K1/1",
    )
    settle_concepts(order)
    assert (history_of(order), earlier_releases(order)) == (before, known), "retraction counted as protection"
    assert read_editions([order.editions])[0].period == "2025-K1", "the attacker forgot it"


def test_its_number_and_its_like_are_never_given_again_by_themselves(order):
    publish(order, GEN=6, mark="same")
    retract(order, 1, **SAID)
    stamp = next_stamp(order, "overzicht", "same", "voorlopig")
    assert (stamp.version, stamp.is_published) == (2, False)


def test_of_the_versions_that_stand_the_newest_takes_the_place_of_the_others(order):
    for number in (6, 7, 8):
        publish(order, GEN=number, mark=str(number))
    retract(order, 3, **SAID)
    assert [one.replaced_by for one in editions_of(order.editions)] == [2, None, None]
    assert set(standing(order.editions / "overzicht" / "2025-K1").manifests) == {1, 2, 3}


@pytest.mark.parametrize(("version", "more"), [(2, {}), (1, {"who": " "}), (1, {"why": ""})])
def test_a_retraction_says_who_and_why_and_of_what_stands(order, version, more):
    publish(order, GEN=6)
    with pytest.raises(ConfigError):
        retract(order, version, **{**SAID, **more})
    assert (order.editions / "overzicht" / "2025-K1" / "1" / "public").is_dir()


def test_what_was_retracted_is_not_retracted_twice(order):
    publish(order, GEN=6)
    retract(order, 1, **SAID)
    with pytest.raises(ConfigError, match="geen editie die ingetrokken"):
        retract(order, 1, **SAID)


@pytest.mark.slow
@pytest.mark.parametrize(
    "how",
    ["kill", pytest.param("full", marks=pytest.mark.long), pytest.param("interrupt", marks=pytest.mark.long)],
)
def test_whatever_ends_a_retraction_at_any_write_the_next_run_finds_or_finishes_it(order, how):
    found = subprocess.run(
        [sys.executable, "-m", "tests.publish_and_end", str(order.config.workspace), how, "retract"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    ends = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(ends) >= 3
    for end in ends:
        after, last = end["after"], end["at last"]
        assert len(after["visible"]) == (0 if after["retracted"] else 1), end["place"]
        assert after["away"] == after["retracted"]
        assert (last["visible"], len(last["retracted"])) == ([], 1)
        for moment in ("after", "at last"):
            assert end[moment]["remembered"] == end["before"]["remembered"]
            assert end[moment]["left over"] == []
    assert {len(end["after"]["visible"]) for end in ends} == {0, 1}
