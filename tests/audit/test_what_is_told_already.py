"""What an audit finds is held against what was out before: only what is known more closely now is new."""

from hand import attack, edition

from pipelines.audit import Outsider, audit_public

HOURS = """
    prison_code period_code domain_code participant_hours
    GEN 2025 sport   60.{0}
    GEN 2025 cultuur [o]
    GEN 2025 .       100.{0}
"""
COUNTS = """
    prison_code period_code domain_code attendances
    GEN 2025 sport   {}
    GEN 2025 cultuur {}
    GEN 2025 welzijn {}
    GEN 2025 .       100
"""


def told_anew(tmp_path, before, after):
    """Publish two versions of a table; give the finds of both that the first alone does not tell."""
    edition(tmp_path / "old", "2025", 1, by_domain=before)
    edition(tmp_path / "new", "2025", 2, by_domain=after)
    both = audit_public([tmp_path / "old", tmp_path / "new"], Outsider())
    old = audit_public([tmp_path / "old"], Outsider(), asked=both.found)
    assert both.finds
    return [text for find, text in both.finds.items() if not old.tells(find)]


def test_an_average_that_was_as_good_as_known_and_is_printed_with_more_decimals_is_not_new(tmp_path):
    assert told_anew(tmp_path, HOURS.format("01"), HOURS.format("012")) == []


def test_a_range_that_a_new_version_makes_narrower_is_new(tmp_path):
    """Two hidden figures that come to five; then one of them is shown."""
    (found,) = told_anew(tmp_path, COUNTS.format("95", "[o]", "[o]"), COUNTS.format("95", "2", "[o]"))[-1:]
    assert "welzijn" in found


def test_a_figure_that_was_shown_is_told_and_its_neighbour_with_it(tmp_path):
    assert told_anew(tmp_path, COUNTS.format("60", "30", "10"), COUNTS.format("60", "[o]", "[o]")) == []


PRESENT = """
    prison_code period_code average_population
    DHK 2025 8.02
"""
BY_GENDER = """
    prison_code period_code gender average_population
    DHK 2025 M [o]
    DHK 2025 V [o]
    DHK 2025 X {}
"""


def test_of_a_trait_no_more_is_asked_than_there_were_people(tmp_path):
    """A prison of eight is printed as such; at a threshold of ten nothing can make nine of them possible."""
    edition(tmp_path / "a", population=PRESENT, population_by_gender=BY_GENDER.format("[o]"))
    assert attack(tmp_path / "a", threshold=10).narrow == ()
    edition(tmp_path / "b", population=PRESENT, population_by_gender=BY_GENDER.format("3.51"))
    assert len(attack(tmp_path / "b", threshold=10).narrow) == 2
