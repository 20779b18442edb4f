"""Attendances beside sessions: of how many sessions it is known, or nothing said of the sessions at all."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.findings import Scene
from pipelines.findings.headlines import lead_candidates
from pipelines.tables import Cell, Mark
from tests.findings.worlds import evidence, years

HELD, ATTENDED = "sessions_by_domain.sessions_held", "attendances_by_domain.attendances"
RECORDED, HOURS = "attendances_by_domain.sessions_recorded", "attendances_by_domain.participant_hours"
OPENS = {
    "nl": ("tegelijk", "daarbij"),
    "fr": ("en même temps", "par ailleurs"),
    "en": ("at the same time", "meanwhile"),
}


def beside(
    held: Cell, recorded: Cell | None, opening: str, name: str = ATTENDED, language: str = "nl"
) -> list[str]:
    """Give what may stand beside a sentence about sessions; without spaces that do not break."""
    cells = {HELD: held, RECORDED: recorded, name: Cell(value=261)}
    dimensions = ("prison_code", "period_code", "domain_code")
    tables = [years(one, {"2025": cell}, dimensions) for one, cell in cells.items() if cell is not None]
    scene = Scene(name, {"prison_code": None}, "2025", "2024", opening)
    found = lead_candidates(evidence(*tables, language=language), scene)
    return [re.sub(r"\s", " ", one.text) for one in found]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Van 23 van de 96 sessies is bekend hoeveel er kwamen; in totaal werden 261 deelnames geteld"),
        ("fr", "Pour 23 des 96 séances, on sait combien de personnes sont venues ; au total, on a compté 261 participations"),
        ("en", "For 23 of the 96 sessions it is known how many came; in all, 261 attendances were counted"),
    ],
)  # fmt: skip
def test_of_how_many_sessions_it_is_known_is_said(language, said):
    for opening in OPENS[language]:
        assert beside(Cell(value=96), Cell(value=23), opening, language=language) == [said]


SHOWN = st.one_of(
    st.integers(0, 99).map(lambda number: Cell(value=number)),
    st.sampled_from([Cell(mark=mark) for mark in Mark]),
)


@given(
    SHOWN,
    st.one_of(st.none(), SHOWN),
    st.sampled_from([ATTENDED, HOURS]),
    st.sampled_from(sorted(OPENS)),
    st.integers(0, 1),
)
def test_no_sentence_lays_what_was_counted_at_all_sessions(held, recorded, name, language, turn):
    """Whatever is shown of both: no joining word, and no number of sessions that is not printed as it is."""
    (said,) = beside(held, recorded, OPENS[language][turn], name, language)
    assert not any(word in said.casefold() for word in OPENS[language])
    numbers = [int(one) for one in re.findall(r"\d+", said)]
    pair = (recorded.value if recorded is not None else None), held.value
    is_told = None not in pair and 0 < pair[0] < pair[1]
    assert numbers == ([*pair, 261] if is_told else [261])


def test_what_is_rounded_is_no_number_of_sessions():
    dimensions = ("prison_code", "period_code", "domain_code")
    cells = {HELD: 95, RECORDED: 25, ATTENDED: 260}
    tables = [
        replace(years(name, {"2025": Cell(value=value)}, dimensions), base=5) for name, value in cells.items()
    ]
    scene = Scene(ATTENDED, {"prison_code": None}, "2025", "2024", "daarbij")
    (said,) = [one.text for one in lead_candidates(evidence(*tables), scene)]
    assert said == "In totaal werden 260 deelnames geteld"
