"""core.break and core.prison: what makes figures before and after a day hard to compare."""

from datetime import date

import pytest

from pipelines.model import read_breaks
from tests.sql.warehouse import build, slice_of
from tests.tabular import given, records, shown

MODELS = ("core.break", "core.prison", "core.organisation", "marts.sessions_by_domain")


@pytest.fixture
def changed(db):
    """A prison under a new name, one that closed for another that opened, and one of old."""
    given(
        db,
        "raw.prison",
        """
        prison_code | prison_name | valid_from | valid_to   | successor_code
        OUD         | Oude Post   | 1950-01-01 | 2024-07-01 | NIE
        NIE         | Nieuwe Post | 2024-07-01 |            |
        GEN         | Gent        | 1950-01-01 | 2025-03-01 |
        GEN         | Gent Noord  | 2025-03-01 | 2026-06-01 |
        GEN         | Gent Zuid   | 2026-06-01 |            |
    """,
    )
    given(db, "raw.domain", "domain_code | domain_order\nsport | 1")
    return db


def test_prisons_that_open_close_or_change_their_name_break_a_series(changed):
    build(changed, *MODELS)
    assert shown(
        changed, "core.break", "break_date", "break_kind", "prison_code", "successor_code"
    ) == records("""
        break_date | break_kind     | prison_code | successor_code
        2024-07-01 | prison_closed  | OUD         | NIE
        2024-07-01 | prison_opened  | NIE         |
        2025-03-01 | prison_renamed | GEN         |
    """)


def test_a_prison_has_its_name_at_the_cut_off(changed):
    build(changed, *MODELS)
    assert shown(
        changed, "core.prison", "prison_code", "prison_name", "opened_date", "closed_date"
    ) == records("""
        prison_code | prison_name | opened_date | closed_date
        GEN         | Gent Noord  | 1950-01-01  |
        NIE         | Nieuwe Post | 2024-07-01  |
        OUD         | Oude Post   | 1950-01-01  | 2024-07-01
    """)
    build(changed, *MODELS, year=2024)
    assert ("Gent",) in slice_of(changed, "core.prison", "prison_name", prison_code="GEN")


def test_a_prison_has_cells_only_while_it_exists(changed):
    build(changed, *MODELS)
    for prison, quarters in (("OUD", ["2024-K1", "2024-K2"]), ("NIE", ["2024-K3", "2024-K4"])):
        found = slice_of(
            changed, "marts.sessions_by_domain", "period_code", prison_code=prison, domain_code=None
        )
        assert [code for (code,) in found if code.startswith("2024-K")] == quarters


def test_what_the_reference_data_state_comes_with_its_words(changed):
    given(
        changed,
        "raw.break",
        """
        break_date | prison_code | domain_code | note_nl       | note_en
        2020-03-13 |             | sport       | Lockdown.     | Lockdown.
        2026-03-13 |             |             | Na het einde. |
        2012-03-13 |             |             | Lang geleden. |
    """,
    )
    build(changed, *MODELS)
    first, *others = read_breaks(changed)
    assert (first.day, first.kind, first.domain_code) == (date(2020, 3, 13), "stated", "sport")
    assert first.notes == {"nl": "Lockdown.", "en": "Lockdown."}
    assert [found.kind for found in others] == ["prison_closed", "prison_opened", "prison_renamed"]


def test_partners_that_merge_break_a_series(changed):
    given(
        changed,
        "raw.organisation",
        """
        organisation_code | organisation_name | valid_from | valid_to   | successor_code
        WEST              | De West           | 2000-01-01 | 2022-01-01 | RING
        STOP              | De Stopper        | 2000-01-01 | 2022-01-01 |
        RING              | De Ring           | 2022-01-01 |            |
    """,
    )
    build(changed, *MODELS)
    merger = read_breaks(changed)[0]
    assert (merger.kind, merger.organisation_code, merger.successor_code) == (
        "organisation_merged",
        "WEST",
        "RING",
    )
