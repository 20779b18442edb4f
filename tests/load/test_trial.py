"""A draft is tried before it is written: what it would count stands beside what the file says."""

import time
from pathlib import Path

import pytest

from pipelines.load import propose_source, trial_lines, try_proposal
from pipelines.load.trial import Trial
from tests.load.intake import CONTRACTS, REFERENCE, write


def tried(folder: Path, content: str, name: str = "x_2025.csv") -> Trial:
    write(folder / "in", {name: content})
    path = folder / "in" / name
    proposal = propose_source(path, CONTRACTS, reference=write(folder / "names", REFERENCE))
    return try_proposal(path, proposal, CONTRACTS)


GOOD = "Gevangenis;Periode;Deelnames\nNergens;2025-01;8\nGent;2025-01;7\nTotaal;;15\n"


def test_totals_by_prison_and_period_stand_beside_those_of_the_file(tmp_path: Path) -> None:
    trial = tried(tmp_path, GOOD)
    assert trial.agrees
    (pair,) = trial.comparisons
    assert (pair.loaded, pair.cells, pair.printed) == (15, 15, (15,))
    told = "\n".join(trial_lines(trial))
    assert "Nergens  2025-01" in told and "15 als totaal gedrukt" in told and "KLOPT NIET" not in told


def test_a_printed_total_that_differs_is_told(tmp_path: Path) -> None:
    trial = tried(tmp_path, GOOD.replace("15", "16"))
    assert not trial.agrees
    assert any(line.endswith("<- KLOPT NIET") for line in trial_lines(trial))


@pytest.mark.parametrize(
    "content",
    [
        "Library;Month;Kind of day;Participants\nGent;2025-01;A;12\nGent;2025-01;B;12\nGent;2025-02;A;7\n",
        "Jaar;Gevangenis;Deelnames\n2023;Gent;1\n2024;Gent;2\n\nJaar;Gevangenis;Uitleningen\n2025;Gent;9\n",
        "Gevangenis;Periode;Deelnames\nGent;2025-01;8\nGent;2025-02;ongeveer 9\nGent;2025-03;7\n",
    ],
)
def test_a_draft_that_loses_or_adds_something_says_so(tmp_path: Path, content: str) -> None:
    trial = tried(tmp_path, content)
    assert not trial.agrees
    told = "\n".join(trial_lines(trial))
    assert "Let op: niet alles klopt" in told or "kan nog niet gelezen worden" in told


def test_what_must_be_said_first_is_asked_for(tmp_path: Path) -> None:
    trial = tried(tmp_path, 'Gevangenis,Periode,Deelnames\nGent,2025-01,"1,200"\nGent,2025-02,"2,300"\n')
    assert "decimal" in trial.problem and "decimal" in "\n".join(trial_lines(trial))


def test_nothing_of_a_trial_is_kept(tmp_path: Path) -> None:
    tried(tmp_path, GOOD)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        ["x_2025.csv", *REFERENCE]
    )


def test_200_columns_of_1000_rows_take_less_than_two_seconds(tmp_path: Path) -> None:
    """The goal is 2 s; twice that fails, since other work slows a processor down too."""
    header = ";".join(["Gevangenis", "Datum", *(f"Teller {place} van iets" for place in range(198))])
    rows = [
        ";".join([f"P{row % 30}", f"{row % 28 + 1:02}/03/2025", *(str((row * 7 + place) % 997) for place in range(198))])
        for row in range(1000)
    ]  # fmt: skip
    start = time.process_time()
    tried(tmp_path, "\n".join([header, *rows]))
    assert time.process_time() - start < 4
