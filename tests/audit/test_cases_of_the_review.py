"""What a first attacker, written by others, found in editions of version c6b751d: ours must find as much.

The truth beside the editions is used to score alone; the attack reads tables/*.csv and the declared knowledge.
"""

import pytest
from kept import attacked, missed, score, truths, unpack

from pipelines.audit import in_words
from pipelines.public_knowledge import PublicKnowledge

NOTHING = PublicKnowledge(offer=False, sessions=False, population=False, own_figures=False)


def place(**labels):
    return frozenset(labels.items())


def spans(found):
    return {each.name: (each.lowest, each.highest) for each in found.ranges}


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    return unpack("sample-year-and-late-row", tmp_path_factory.mktemp("year")) / "overzicht" / "2025"


@pytest.fixture(scope="module")
def first_version(year):
    return attacked(year / "1")


def test_partner_within_domain_gives_31_of_73_attendances_of_the_sample(year, first_version):
    found = score(first_version, truths(year / "1"), "attendances")
    assert (found.hidden, found.small) == (73, 22)
    assert (found.exact, found.exact_small) >= (31, 9)
    assert missed(first_version, truths(year / "1")) == []


def test_the_partner_in_health_gives_two_persons_in_employment(first_version):
    known = spans(first_version)
    house = {"prison_code": "DHK", "period_code": "2025"}
    assert known["attendances", place(**house, domain_code="gezondheid")] == (81, 81)
    assert known["attendances", place(**house, domain_code="tewerkstelling")] == (2, 2)


def test_trajectories_follow_from_what_ran_began_and_ended(first_version):
    running = [each for each in first_version.exact if each.name[0] == "trajectories_running"]
    assert len(running) >= 3


def test_traits_of_the_population_under_the_threshold_are_seen(first_version):
    exposed = {in_words(cell.name[1]) for cell in first_version.exposed}
    assert {"gender=X period_code=2025", "age_band=18-24 period_code=2024 prison_code=DHK"} <= exposed


def test_without_knowledge_of_partners_one_edition_gives_no_attendances(year):
    found = attacked(year / "1", public=NOTHING)
    assert score(found, truths(year / "1"), "attendances").exact == 0
    assert missed(found, truths(year / "1")) == []


def test_a_late_row_gives_the_profile_of_one_woman(year):
    """Version 2 is version 1 and one attendance of one woman at yoga in Gent."""
    found = attacked(year)
    different = {in_words(cell.name[1]) for cell in found.differences if cell.name[0] == "participants"}
    assert different >= {
        "organisation_code=YOGV period_code=2025",
        "domain_code=sport period_code=2025 prison_code=GEN",
        "age_band=35-49 period_code=2025 prison_code=GEN",
        "history=returning period_code=2025 prison_code=GEN",
        "period_code=2025 statuut=sentenced",
        "language_group=dutch period_code=2025",
    }
    assert not found.is_clean
    assert missed(found, truths(year)) == []


def test_quarters_and_year_of_the_sample(tmp_path):
    home = unpack("sample-quarters-and-year", tmp_path)
    found = attacked(home)
    counted = score(found, truths(home), "attendances")
    assert (counted.hidden, counted.small) == (89, 27)
    assert (counted.exact, counted.exact_small) >= (35, 9)
    assert missed(found, truths(home)) == []


def test_two_years_to_date_give_a_quarter_by_subtraction(tmp_path):
    home = unpack("seed-11-quarters", tmp_path)
    found = attacked(home)
    counted = score(found, truths(home), "attendances")
    assert (counted.hidden, counted.small) == (80, 22)
    assert (counted.exact, counted.exact_small) >= (9, 3)
    mechelen = place(prison_code="MEC", period_code="2025-K4", domain_code="tewerkstelling")
    assert spans(found)["attendances", mechelen] == (6, 6)
    assert missed(found, truths(home)) == []


def test_one_quarter_by_itself_gives_nothing(tmp_path):
    home = unpack("seed-11-quarters", tmp_path)
    assert score(attacked(home / "overzicht" / "2025-K1"), truths(home), "attendances").exact == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("periods", "public", "hidden", "small", "exact", "exact_small"),
    [
        pytest.param(
            ("2025-K1", "2025-K2", "2025-K3", "2025-K4"), NOTHING, 156, 61, 16, 8, marks=pytest.mark.long
        ),
        (("",), None, 192, 77, 70, 29),
    ],
    ids=["quarters", "quarters and year"],
)
def test_eighteen_prisons(tmp_path, periods, public, hidden, small, exact, exact_small):
    home = unpack("seed-12-eighteen-prisons", tmp_path)
    found = attacked(*(home / "overzicht" / period for period in periods), public=public)
    counted = score(found, truths(home), "attendances")
    assert (counted.hidden, counted.small) == (hidden, small)
    assert (counted.exact, counted.exact_small) >= (exact, exact_small)
    assert missed(found, truths(home)) == []


def test_rounded_quarters_and_year_give_no_small_figure_by_their_sums(tmp_path):
    home = unpack("sample-rounded", tmp_path)
    found = attacked(home, public=NOTHING)
    assert found.exact == ()
    assert found.narrow == ()
    assert missed(found, truths(home)) == []


@pytest.mark.slow
def test_rounding_does_not_widen_what_few_talks_leave(tmp_path):
    """In one talk there is one person, whatever the multiple of 5 that is printed."""
    home = unpack("sample-rounded", tmp_path)
    found = attacked(home)
    assert found.exact == ()
    assert len(found.narrow) >= 11
    assert {dict(each.name[1])["prison_code"] for each in found.narrow} == {"DHK", "MEC"}
    assert missed(found, truths(home)) == []
