"""Each kind of fault that a first reader found, kept from coming back."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipelines.figures import Grid, Heading
from pipelines.findings.evidence import Rift
from pipelines.findings.headlines import Candidate, best, course, headline, lead_candidates, opening
from pipelines.findings.moves import move_of
from pipelines.tables import Cell, Mark, SafeTable
from tests.findings.worlds import Release as Published
from tests.findings.worlds import counts, evidence, row_grid, scene, years

HELD = "sessions_by_domain.sessions_held"
DIMENSIONS = ("prison_code", "period_code", "domain_code")


def held(**cells: int | Mark) -> SafeTable:
    """Give sessions by period: `y2025=..., K3_2025=...`."""
    made = {}
    for name, value in cells.items():
        code = name[1:] if name.startswith("y") else f"{name[3:]}-{name[:2]}"
        made[code] = Cell(mark=value) if isinstance(value, Mark) else Cell(value=value)
    return years(HELD, made, DIMENSIONS)


def leads(table: SafeTable, **more: object) -> list[str]:
    known = evidence(table, **more)
    return [one.text for one in lead_candidates(known, scene(table.name))]


def test_flip_the_data_and_the_sentence_flips():
    up, down = leads(held(y2025=500, y2024=300))[0], leads(held(y2025=300, y2024=500))[0]
    assert up.replace("\xa0", " ") == "In 2025 vonden 500 sessies plaats, 66,7 % meer dan in 2024"
    assert down.replace("\xa0", " ") == "In 2025 vonden 300 sessies plaats, 40,0 % minder dan in 2024"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "In 2025 vonden 500 sessies plaats, 66,7 % meer dan in 2024"),
        ("fr", "En 2025, 500 séances ont eu lieu, soit 66,7 % de plus qu’en 2024"),
        ("en", "In 2025, 500 sessions took place, 66.7% more than in 2024"),
    ],
)
def test_three_languages_say_the_same(language, said):
    known = evidence(held(y2025=500, y2024=300), language=language)
    found = next(one.text for one in lead_candidates(known, scene(HELD)))
    assert re.sub(r"\s", " ", found) == said


def test_a_small_base_is_told_in_numbers():
    assert "18 meer dan in 2024" in leads(held(y2025=21, y2024=3))[0]


def test_what_chance_explains_is_told_by_both_numbers():
    assert leads(held(y2025=110, y2024=100))[0] == "In 2025 vonden 110 sessies plaats, tegenover 100 in 2024"


def test_eight_of_ten_thousand_fewer_is_nearly_the_same():
    assert "nagenoeg evenveel als in 2024" in leads(held(y2025=9812 - 8, y2024=9812))[0]


def test_nothing_is_compared_with_a_period_that_is_not_whole():
    table = held(y2025=500, y2024=300)
    assert leads(table, incomplete=frozenset({"2024-K2"})) == ["In 2025 vonden 500 sessies plaats"]


@pytest.mark.parametrize(
    ("day", "compares"), [((2025, 1, 1), False), ((2024, 1, 1), True), ((2024, 6, 1), False)]
)
def test_nothing_is_compared_across_a_break(day, compares):
    found = leads(held(y2025=500, y2024=300), rifts=(Rift(date(*day), None, None),))
    assert ("2024" in found[0]) == compares


def test_a_break_of_another_prison_or_domain_does_not_stand_in_the_way():
    rifts = (Rift(date(2025, 1, 1), "GEN", None), Rift(date(2025, 1, 1), None, "sport"))
    assert "2024" in leads(held(y2025=500, y2024=300), rifts=rifts)[0]


def test_changes_are_of_unrounded_figures():
    """598,4 to 641,2 is 7,15 percent; of 598 and 641 it would be 7,2."""
    name = "population.average_population"
    table = years(name, {"2025": Cell(value=Decimal("641.2")), "2024": Cell(value=Decimal("598.49"))})
    assert "7,1\xa0%" in leads(table)[0]


def test_only_the_period_reported_leads():
    """The summer of the year before fell deepest; a report on 2025 tells of 2025."""
    table = held(
        K1_2024=1000, K2_2024=1000, K3_2024=10, K4_2024=1000, y2024=3010,
        K1_2025=1000, K2_2025=1000, K3_2025=500, K4_2025=1000, y2025=3500,
    )  # fmt: skip
    known = evidence(table)
    (found,) = course(known, scene(HELD))
    assert found.text.replace("\xa0", " ") == (
        "In het derde kwartaal vonden 500 sessies plaats, 50,0 % minder dan in het tweede kwartaal"
    )
    quarter = next(one.text for one in lead_candidates(known, scene(HELD, "2025-K3", "2024-K3")))
    assert quarter.startswith("In het derde kwartaal van 2025 vonden 500 sessies plaats")


def test_a_superlative_skips_no_hidden_cell():
    """Persoonlijke reden 61 of 193, three hidden with 100 together: one of them may be 98."""
    shown = Published(
        ("welzijn", "sport", "cultuur", "zorg"),
        (Cell(value=61), Cell(mark=Mark.SUPPRESSED), Cell(mark=Mark.SUPPRESSED), Cell(value=32)),
        Cell(value=193),
    )
    table = counts(shown)
    known = evidence(table)
    said = headline(known, "bars", row_grid(table, "domain_code", known), scene(table.name))
    assert said.startswith("Van de getoonde domeinen")


def test_a_tie_has_no_winner():
    table = counts(Published(("welzijn", "sport"), (Cell(value=9), Cell(value=9)), Cell(value=18)))
    known = evidence(table)
    said = headline(known, "bars", row_grid(table, "domain_code", known), scene(table.name))
    assert "meeste" not in said


def test_a_rounded_figure_rises_only_beyond_its_rounding():
    table = held(y2025=160, y2024=120)
    rounded = SafeTable(table.name, table.dimensions, table.measure, "", table.cells, True, base=5)
    assert move_of(evidence(table), HELD, {}, "2025", "2024").verdict == "up"
    assert move_of(evidence(rounded), HELD, {}, "2025", "2024").verdict == "open"


def test_no_three_headlines_begin_alike():
    said: tuple[str, ...] = ()
    for number in range(6):
        found = [
            Candidate(f"Het aantal deelnames in domein {number} steeg", 2.0),
            Candidate(f"In domein {number} waren er meer deelnames", 1.0),
        ]
        said += (best(found, said),)
    openings = [opening(text) for text in said]
    assert max(openings.count(one) for one in openings) == 2


def quarters(**cells: tuple[int | Mark, ...]) -> SafeTable:
    """Give attendances by domain in the four quarters of 2025."""
    made = {
        (None, f"2025-K{number}", code): Cell(mark=value) if isinstance(value, Mark) else Cell(value=value)
        for code, values in cells.items()
        for number, value in enumerate(values, start=1)
    }
    name = "attendances_by_domain.attendances"
    return SafeTable(name, DIMENSIONS, "attendances", "attendance", made, True)


FALLING = {"welzijn": (600, 590, 400, 600), "sport": (900, 950, 700, 960), "cultuur": (300, 310, 190, 280)}
EACH = "Elk domein had in het derde kwartaal minder deelnames dan in het tweede kwartaal"


@pytest.mark.parametrize(("changed", "is_said"), [
    ({}, True),
    ({"cultuur": (300, 310, 300, 280)}, False),  # chance brings that
    ({"cultuur": (300, 310, 400, 280)}, False),
    ({"cultuur": (300, 310, Mark.SUPPRESSED, 280)}, False),
    ({"cultuur": (300, Mark.NOT_AVAILABLE, 190, 280)}, False),
])  # fmt: skip
def test_what_every_domain_did_is_said_only_if_each_surely_did(changed, is_said):
    table = quarters(**{**FALLING, **changed})
    known = evidence(table)
    periods = [f"2025-K{number}" for number in (1, 2, 3, 4)]
    grid = row_grid(table, "domain_code", known, periods)
    said = headline(known, "multiples", grid, scene(table.name))
    assert (said == EACH) == is_said
    fewer = replace(grid, rows=grid.rows[:-1], cells=grid.cells[:-1])
    assert headline(known, "multiples", fewer, scene(table.name)) != EACH


def test_a_chart_is_not_held_against_a_year_that_it_does_not_draw():
    """4,4 % more than in 2024 over the quarters of 2025 alone: nobody can see it."""
    table = held(y2025=500, y2024=300, K1_2025=100, K2_2025=130, K3_2025=140, K4_2025=130)
    known = evidence(table)
    measure = known.measure(HELD)
    drawn = {
        codes: Grid(
            tuple(Heading("period_code", code, code) for code in codes),
            (Heading("measure", "sessions_held", "sessies"),),
            tuple((table.cells.get((None, code, None), Cell(value=1)),) for code in codes),
            measure,
            (table,),
        )
        for codes in (("2025-K1", "2025-K2"), ("2024-K1", "2024-K2", "2025-K1", "2025-K2"))
    }
    titles = [headline(known, "stacked", grid, scene(HELD)) for grid in drawn.values()]
    assert "2024" not in titles[0]
    assert "met 66,7\xa0% tegenover 2024" in titles[1]


def test_a_wait_is_held_against_a_wait_in_days():
    """22 and 23 days are a step of the median, no change; 22 and 26 are, and not of 18,2 percent."""
    name = "waiting_list.waiting_days_median"
    found = [
        leads(years(name, {"2025": Cell(value=now), "2024": Cell(value=22)}))[0].replace("\xa0", " ")
        for now in (23, 26)
    ]
    assert found == [
        "In 2025 wachtte de helft van wie kon beginnen hoogstens 23 dagen, tegenover 22 in 2024",
        "In 2025 wachtte de helft van wie kon beginnen hoogstens 26 dagen, 4 dagen meer dan in 2024",
    ]


def test_where_the_year_is_hidden_a_chart_tells_its_last_shown_quarter():
    table = held(
        y2025=Mark.SUPPRESSED, y2024=400, K3_2024=100, K4_2024=100,
        K3_2025=90, K4_2025=Mark.SUPPRESSED,
    )  # fmt: skip
    known = evidence(table)
    codes = ("2024-K3", "2024-K4", "2025-K3", "2025-K4")
    heads = tuple(Heading("period_code", code, code) for code in codes)
    cells = (tuple(table.cells[None, code, None] for code in codes),)
    grid = Grid((Heading("total", None, "sessies"),), heads, cells, known.measure(HELD), (table,))
    said = headline(known, "lines", grid, scene(HELD))
    assert said == "In het derde kwartaal van 2025 vonden 90 sessies plaats, tegenover 100 een jaar eerder"


@pytest.mark.parametrize(("last_year", "said"), [
    ((1000, 1000, 520, 1000), None),  # every summer
    ((1000, 1000, 900, 1000), "In het derde kwartaal vonden 500 sessies plaats, 50,0 % minder dan in het tweede kwartaal"),
    ((500, 500, 505, 500), "In het vierde kwartaal vonden 1.000 sessies plaats, 100 % meer dan een jaar eerder"),
])  # fmt: skip
def test_a_season_is_no_news(last_year, said):
    before = {f"K{number}_2024": value for number, value in enumerate(last_year, start=1)}
    now = {"K1_2025": 1000, "K2_2025": 1000, "K3_2025": 500, "K4_2025": 1000}
    found = [one.text.replace("\xa0", " ") for one in course(evidence(held(**before, **now)), scene(HELD))]
    assert (found[0] if found else None) == said


def test_what_every_domain_did_again_is_told_as_a_season():
    table = quarters(**FALLING)
    earlier = {(None, f"2024{key[1][4:]}", key[2]): cell for key, cell in table.cells.items()}
    both = replace(table, cells={**table.cells, **earlier})
    known = evidence(both)
    periods = [f"{year}-K{number}" for year in (2024, 2025) for number in (1, 2, 3, 4)]
    grid = row_grid(both, "domain_code", known, periods)
    assert headline(known, "multiples", grid, scene(both.name)) == (
        "Zoals in 2024 had elk domein in het derde kwartaal minder deelnames dan ervoor"
    )
