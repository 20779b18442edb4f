"""What changed since the version before is told in full, and that others wait for the revision."""

from dataclasses import replace

from pipelines.edition.causes import CHANGED, CORRECTION, METHOD, PLANNED, Cause
from pipelines.edition.revisions import MOST, Why, revisions_between
from pipelines.figures import Vocabulary
from pipelines.model import read_catalogue
from pipelines.program import PROGRAM
from pipelines.tables import Cell, Mark, SafeTable

NAMES = {"prison_code": {"GEN": {"nl": "Gent"}, "MEC": {"nl": "Mechelen"}}}
WORDS = Vocabulary(NAMES, read_catalogue(PROGRAM / "sql"))


def table(held=(), **cells):
    found = {
        (code, "2025"): value if isinstance(value, Cell) else Cell(value) for code, value in cells.items()
    }
    return SafeTable(
        "attendances.attendances", ("prison_code", "period_code"), "attendances", "attendance", found, True,
        held=frozenset((code, "2025") for code in held),
    )  # fmt: skip


def told(before, now, language="nl", why=Why(CORRECTION)):  # noqa: B008  frozen
    return revisions_between({before.name: before}, {now.name: now}, WORDS, language, why)


def test_a_figure_that_changed_is_told_with_its_old_and_its_new_value():
    (one,) = told(table(GEN=1205, MEC=310), table(GEN=1260, MEC=310))
    assert one.what.endswith(": Gent, 2025")
    assert (one.before, one.now) == ("1.205", "1.260")


def test_a_figure_that_is_no_longer_shown_is_told_too():
    (one,) = told(table(GEN=1205), table(GEN=Cell(mark=Mark.SUPPRESSED)))
    assert one.now == "[o]"
    assert one.reason == "wordt niet meer getoond"


def test_where_nothing_changed_nothing_is_told():
    assert told(table(GEN=1205), table(GEN=1205)) == ()


def test_that_figures_wait_for_the_revision_is_told_and_not_which():
    (one,) = told(table(GEN=1205, MEC=310), table(GEN=1205, MEC=310, held=("GEN",)))
    assert one.what == "andere cijfers over personen blijven die van de vorige versie"


def test_many_changes_are_counted_and_none_is_left_out():
    before = table(**{f"P{number:03}": 100 for number in range(MOST + 7)})
    now = replace(before, cells={key: Cell(200) for key in before.cells})
    found = told(before, now, "en")
    assert len(found) == MOST + 1
    assert found[-1].what == "other figures: 7"


OCAV = Cause("Voorbeeldpartner", CHANGED, "2025-02", "2025-03")
LATE = Cause("Andere partner", CHANGED, "2026-01", "2026-02")


def test_a_correction_names_the_partners_whose_deliveries_tell_of_the_period():
    for why, reason in (
        (Why(CORRECTION, (OCAV, LATE)), "verbetering: gewijzigde gegevens van Voorbeeldpartner"),
        (Why(CORRECTION, (LATE,)), "gewijzigde gegevens van partners"),
        (Why(CORRECTION), "verbetering van lijsten of instellingen"),
        (Why(PLANNED, (OCAV,)), "geplande herziening"),
        (Why(METHOD), "andere berekening"),
    ):
        (one,) = told(table(GEN=1205), table(GEN=1260), why=why)
        assert one.reason == reason
