"""What a sentence says of hidden, missing and unknown cells holds in every world that publishes the same.

The worlds are made by trying all numbers; the claim is read from the sentence itself. No code of the engine judges.
"""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.findings.bounds import ranges
from pipelines.findings.headlines import headline
from pipelines.findings.text_alternative import alternative
from pipelines.tables import Cell, Mark, SafeTable
from tests.findings.worlds import (
    AGES,
    REGISTER,
    counts,
    evidence,
    number,
    releases,
    row_grid,
    scene,
    worlds,
)

MANY = settings(max_examples=150, deadline=None)
NAME = "sessions_by_domain.sessions_cancelled"


@MANY
@given(releases())
def test_the_range_of_a_hidden_cell_holds_every_value_that_it_may_have(release):
    table = counts(release)
    found = ranges(table, REGISTER.indicators["sessions_cancelled"])
    for world in worlds(release):
        for code, value in world.items():
            span = found[None, "2025", code]
            assert span.low <= value and (span.high is None or value <= span.high)


@MANY
@given(releases())
def test_with_a_shown_total_and_nothing_missing_no_wider_than_it_must_be(release):
    assume(
        release.total.value is not None and all(cell.mark is not Mark.NOT_AVAILABLE for cell in release.cells)
    )
    found = ranges(counts(release), REGISTER.indicators["sessions_cancelled"])
    possible = list(worlds(release))
    for code, cell in zip(release.codes, release.cells, strict=True):
        if cell.mark is Mark.SUPPRESSED:
            assert found[None, "2025", code].high == max(world[code] for world in possible)


@MANY
@given(releases())
def test_the_most_is_said_only_where_it_is_so_in_every_world(release):
    table = counts(release)
    known = evidence(table)
    said = headline(known, "bars", row_grid(table, "domain_code", known), scene(NAME))
    claim = re.fullmatch(
        r"(Van de getoonde domeinen waren er )?[Ii]n het domein (\w+)( waren er)? de meeste sessies: (\d+)",
        said,
    )
    if claim is None:
        return
    code, value = claim[2], int(claim[4])
    shown = dict(zip(release.codes, release.cells, strict=True))
    assert shown[code].value == value
    if claim[1]:
        assert all(cell.value is None or cell.value < value for other, cell in shown.items() if other != code)
        return
    for world in worlds(release):
        assert all(world[code] > other for name, other in world.items() if name != code), (said, world)


@MANY
@given(releases())
def test_where_no_world_makes_it_false_the_most_is_said(release):
    """Saying nothing is no way out: what holds in every world is said as it is."""
    possible = list(worlds(release))
    leaders = {
        code
        for code in release.codes
        if all(
            all(world[code] > other for name, other in world.items() if name != code) for world in possible
        )
    }
    shown = dict(zip(release.codes, release.cells, strict=True))
    leaders = {code for code in leaders if shown[code].value}
    assume(leaders)
    table = counts(release)
    known = evidence(table)
    (leader,) = leaders
    said = headline(known, "bars", row_grid(table, "domain_code", known), scene(NAME))
    assert said == f"In het domein {leader} waren er de meeste sessies: {shown[leader].value}"


@MANY
@given(releases())
def test_highest_and_lowest_in_a_text_alternative_hold_in_every_world(release):
    table = counts(release)
    known = evidence(table)
    fixed = {"prison_code": None, "period_code": "2025"}
    said = alternative(known, "bars", row_grid(table, "domain_code", known), fixed, "sessies")
    values = [cell.value for cell in release.cells if cell.value is not None]
    for word, best in (("hoogste", max), ("laagste", min)):
        claim = re.search(rf"Het {word} (getoonde )?cijfer is (\d+)", said)
        if claim is None:
            continue
        assert int(claim[2]) == best(values)
        if not claim[1]:
            for world in worlds(release):
                assert best(world.values()) == int(claim[2]), (said, world)


@MANY
@given(releases(AGES))
def test_those_of_no_known_group_may_all_be_of_any(release):
    """Participants of unknown age could each be of every age: a leader leads wherever they are."""
    name = "participants_by_age_band.participants"
    table = counts(release, name, "age_band")
    known = evidence(table)
    said = headline(known, "bars", row_grid(table, "age_band", known), scene(name))
    claim = re.fullmatch(r"In de leeftijdsgroep (.*) waren er de meeste personen: (\d+)", said)
    if claim is None:
        return
    shown = {
        known.words.code("age_band", code): cell
        for code, cell in zip(release.codes, release.cells, strict=True)
    }
    unknown = shown.pop("leeftijd onbekend", Cell(value=0))
    assert unknown.value is not None
    for code, cell in shown.items():
        if code != claim[1]:
            assert cell.value is not None and cell.value + unknown.value < int(claim[2])


@MANY
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(["", "now", "before"]))
def test_a_rise_or_fall_is_of_two_shown_numbers_and_beyond_chance(now, before, hidden):
    cells = {"2025": Cell(value=now), "2024": Cell(value=before)}
    if hidden:
        cells["2025" if hidden == "now" else "2024"] = Cell(mark=Mark.SUPPRESSED)
    table = SafeTable(
        NAME,
        ("prison_code", "period_code", "domain_code"),
        "sessions_cancelled",
        "session",
        {(None, code, None): cell for code, cell in cells.items()},
        True,
    )
    known = evidence(table)
    grid = row_grid(table, "domain_code", known, ("2024", "2025"))
    said = headline(known, "lines", grid, scene(NAME))
    assert "2024" not in headline(known, "lines", row_grid(table, "domain_code", known), scene(NAME))
    moved = re.search(r"(steeg|daalde) met ([\d.,]+)(\s%)?|([\d.,]+)(\s%)? (meer|minder) dan", said)
    if hidden:
        assert moved is None
    if moved is None:
        return
    is_up = moved[1] == "steeg" or moved[6] == "meer"
    assert is_up == (now > before)
    assert abs(now - before) > 1.96 * (now + before) ** 0.5
    amount, is_percent = number(moved[2] or moved[4]), bool(moved[3] or moved[5])
    assert is_percent == (before >= 20)
    exact = abs(now - before) * 100 / before if is_percent else abs(now - before)
    assert abs(float(amount) - exact) <= (0.05 if exact < 100 and is_percent else 0.5)
