"""What differs between two versions is told cell by cell, and nothing else is."""

import json

import pytest

from pipelines.cli.differences import difference_facts, difference_lines
from pipelines.edition import Contents, write_aside
from pipelines.errors import ConfigError
from pipelines.protect import write_published
from pipelines.publication import difference, difference_page
from pipelines.release import aside_of
from pipelines.tables import Cell, Mark, SafeTable

KEYS = [(prison, period) for prison in ("GEN", "MEC", None) for period in ("2025-K1", "2025-K2", "2025")]
LISTED = "file,sha256,partner,first_month,last_month\r\n"


@pytest.fixture
def version(tmp_path):
    """Give a way to write a version with these figures and these deliveries."""

    def write(number, figures, deliveries, **facts):
        table = SafeTable(
            "attendances_by_domain.attendances", ("prison_code", "period_code"), "attendances", "attendance",
            {key: one if isinstance(one, Cell) else Cell(one) for key, one in figures.items()}, True,
        )  # fmt: skip
        store = tmp_path / f"{number}.duckdb"
        write_published(store, {table.name: table})
        said = {
            "scope": "overzicht", "period": "2025", "version": number, "published": "2026-02-01",
            "fingerprint": "00", "code_sha256": "c", "is_revision": False, **facts,
        }  # fmt: skip
        folder = tmp_path / "overzicht" / "2025" / str(number)
        kept = {"published.duckdb": store, "deliveries.csv": (LISTED + "".join(deliveries)).encode()}
        write_aside(folder, Contents({"report.html": b"x"}, kept, said))
        aside_of(folder).rename(folder)
        return folder

    return write


def line(file, digest, partner, first, last):
    return f"{file},{digest},{partner},{first},{last}\r\n"


BEFORE = {key: 100 + place for place, key in enumerate(KEYS)}
FIRST = line("a.csv", "1", "Voorbeeldpartner", "2025-01", "2025-03")
SECOND = line("b.csv", "2", "Andere partner", "2025-04", "2025-06")


@pytest.mark.parametrize("changed", [(), (KEYS[0],), (KEYS[0], KEYS[2], KEYS[6], KEYS[8]), tuple(KEYS)])
def test_exactly_the_cells_that_changed_are_told_with_their_old_and_new_figure(version, changed):
    now = {key: value + (5 if key in changed else 0) for key, value in BEFORE.items()}
    found = difference(version(1, BEFORE, [FIRST]), version(2, now, [FIRST]))
    told = {
        tuple(one.key.split("|")[1:]): (one.before.value, one.now.value, one.change) for one in found.figures
    }
    assert told == {tuple(label or "" for label in key): (BEFORE[key], BEFORE[key] + 5, 5) for key in changed}
    assert (found.appeared, found.vanished) == ((), ())


def test_a_cause_is_a_partner_and_months_and_only_of_figures_of_those_months(version):
    now = {key: value + 5 for key, value in BEFORE.items()}
    corrected = line("a.csv", "9", "Voorbeeldpartner", "2025-01", "2025-03")
    found = difference(version(1, BEFORE, [FIRST, SECOND]), version(2, now, [corrected, SECOND]))
    assert found.kind == "correction"
    (cause,) = found.causes
    assert (cause.partner, cause.what, cause.first_month, cause.last_month) == (
        "Voorbeeldpartner", "changed", "2025-01", "2025-03",
    )  # fmt: skip
    by_period = {one.labels["period_code"]: bool(one.causes) for one in found.figures}
    assert by_period == {"2025-K1": True, "2025-K2": False, "2025": True}
    assert "a.csv" not in json.dumps(difference_facts(found)), "the name of a file is not told"


@pytest.mark.parametrize(("facts", "deliveries", "kind"), [
    ({"is_revision": True, "code_sha256": "d"}, [SECOND], "planned"),
    ({"code_sha256": "d"}, [FIRST], "method"),
    ({"code_sha256": "d"}, [SECOND], "correction"),
    ({}, [FIRST], "correction"),
])  # fmt: skip
def test_a_revision_has_a_kind(version, facts, deliveries, kind):
    assert difference(version(1, BEFORE, [FIRST]), version(2, BEFORE, deliveries, **facts)).kind == kind


def test_what_is_shown_no_more_or_for_the_first_time_is_told(version):
    now = {**BEFORE, KEYS[0]: Cell(mark=Mark.SUPPRESSED), ("BRU", "2025"): 7}
    del now[KEYS[1]]
    found = difference(version(1, BEFORE, [FIRST]), version(2, now, [FIRST]))
    (one,) = found.figures
    assert (one.change, one.now.mark) == (None, "o")
    assert found.appeared == ("attendances_by_domain.attendances|BRU|2025",)
    assert found.vanished == ("attendances_by_domain.attendances|GEN|2025-K2",)
    lines = list(difference_lines(difference_facts(found)))
    assert "attendances_by_domain.attendances prison_code=GEN period_code=2025-K1: 100 -> [o]" in lines
    page = difference_page(found).decode()
    assert "[o]" in page and page.count("<tr>") == 2 and 'lang="nl"' in page


def test_versions_of_another_scope_or_no_edition_are_refused(version, tmp_path):
    one = version(1, BEFORE, [])
    with pytest.raises(ConfigError, match="geen editie en geen concept"):
        difference(one, tmp_path)
    (one / "public" / "manifest.json").write_text(
        (one / "public" / "manifest.json").read_text("utf-8").replace("overzicht", "GEN"), "utf-8"
    )
    with pytest.raises(ConfigError, match="gaat over"):
        difference(one, version(2, BEFORE, []))
