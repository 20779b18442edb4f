"""The calendar as a person and a machine see it: due, late, done, and what a workspace plans by name."""

import json
from datetime import UTC, date, datetime

import icalendar
import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.errors import ConfigError
from pipelines.request import Period, read_config
from pipelines.service.appearances import appearances, calendar_lines, write_catalogue
from pipelines.service.calendar import coming, due, moment_of
from tests.edition.catalogue.sample import lay_out

NOW = datetime(2026, 5, 1, 6, tzinfo=UTC)
SETTINGS = """
[report]
publisher = "Coördinatie Voorbeeld"
languages = ["nl", "fr"]

[schedule]
first = "2025-K4"
"""
PLANNED = """
[[publications]]
period = "2026-K1"
moment = 2026-05-04T09:30:00
cut_off = 2026-04-20
early_access = ["Kabinet Justitie", "Agentschap"]
note = "Met toelichting aan de pers."

[[publications]]
period = "2026-K2"
moment = 2026-08-15T09:00:00
"""


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "report.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "data" / "reference").mkdir(parents=True)
    return tmp_path


def plan(workspace, text=PLANNED):
    (workspace / "data" / "reference" / "publicatiekalender.toml").write_text(text, encoding="utf-8")
    return read_config(workspace)


def test_a_period_that_the_calendar_names_comes_out_at_that_moment_in_brussels_and_others_by_the_rule(
    workspace,
):
    schedule = plan(workspace).settings.schedule
    assert moment_of(Period(2026, 1), schedule) == datetime(2026, 5, 4, 7, 30, tzinfo=UTC)
    assert moment_of(Period(2025, 4), schedule) == moment_of(
        Period(2025, 4), read_config(workspace).settings.schedule
    )
    assert [one.period.code for one in due(schedule, first=Period(2025, 4), now=NOW)] == ["2025-K4", "2025"]
    assert "2026-K1" in [one.period.code for one in coming(schedule, now=NOW)]


def test_the_service_the_status_and_the_refusal_read_the_same_calendar(workspace):
    """One calendar decides: whatever asks for the schedule has the planned moments in it."""
    config = plan(workspace)
    assert [one.period for one in config.settings.schedule.planned] == ["2026-K1", "2026-K2"]
    assert config.settings.schedule.planned[0].cut_off == date(2026, 4, 20)


def test_it_tells_what_is_late_what_comes_and_what_the_calendar_adds(workspace):
    lines, is_late = calendar_lines(plan(workspace), now=NOW)
    assert is_late
    assert lines[0].startswith("2025-K4: te laat, 16/01/2026 06:00")
    (first,) = [line for line in lines if line.startswith("2026-K1")]
    assert first == (
        "2026-K1: komt, 04/05/2026 09:30. Gegevens tot 20 april 2026. Vooraf ingezien door Kabinet Justitie en "
        "Agentschap. Met toelichting aan de pers."
    )
    (second,) = [line for line in lines if line.startswith("2026-K2")]
    assert "15/08/2026 09:00; geen werkdag" in second  # Assumption Day, and a Saturday


@pytest.mark.parametrize(("text", "said"), [
    (PLANNED.replace("2026-K2", "2026-K1"), "deze periode staat er meer dan een keer in"),
    (PLANNED.replace("2026-05-04", "2026-03-04"), "moment: verwacht een tijdstip vanaf 01/04/2026, als 2026-K1 om is"),
    (PLANNED.replace("09:30:00", "09:30:00Z"), "zonder tijdzone"),
    (PLANNED.replace("2026-05-04T09:30:00", '"4 mei"'), "verwacht een datum en uur"),
    (PLANNED.replace('"2026-K1"', '"K1"'), "publications[1].period"),
    (PLANNED.replace("cut_off", "afsluiting"), "publications[1].afsluiting: deze sleutel bestaat niet"),
    (PLANNED.replace("[[publications]]", "[[publications]"), "publicatiekalender.toml"),
])  # fmt: skip
def test_a_mistake_in_the_calendar_is_told_with_its_file_and_place(workspace, text, said):
    with pytest.raises(ConfigError) as error:
        plan(workspace, text)
    assert "publicatiekalender.toml" in str(error.value) and said in str(error.value)


def test_the_command_says_it_writes_the_feed_and_ends_with_1_where_something_is_late(workspace):
    plan(workspace)
    done = CliRunner().invoke(
        app, ["calendar", "--workspace", str(workspace), "--ics", str(workspace / "k.ics")]
    )
    assert done.exit_code == 1 and "2026-K1" in done.stdout
    events = icalendar.Calendar.from_ical((workspace / "k.ics").read_bytes()).walk("VEVENT")
    starts = {str(one["SUMMARY"]): one.decoded("DTSTART") for one in events}
    assert starts["Kwartaalverslag 2026 K1"] == datetime(2026, 5, 4, 7, 30, tzinfo=UTC)


def test_the_calendar_of_a_workspace_without_a_file_is_its_rule(workspace):
    found = {one.period: one.moment for one in appearances(read_config(workspace), now=NOW)}
    assert found["2025-K4"] == datetime(2026, 1, 16, 5, tzinfo=UTC) and {one[:4] for one in found} >= {
        "2025",
        "2026",
    }


def test_the_catalogue_is_written_into_a_folder_once_and_its_first_page_last(workspace):
    home = workspace / "data" / "editions"
    home.mkdir()
    lay_out(home, public=True)
    config = plan(workspace)
    page = write_catalogue(config, home, now=NOW)
    assert page.read_text("utf-8").count("<article") == 5
    assert "15 augustus 2026" in page.read_text("utf-8")
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
    write_catalogue(config, home, now=NOW)
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()} == before
    assert page.stat().st_mode & 0o777 == 0o644


def test_an_edition_that_its_publisher_retracted_is_listed_with_the_reason_and_without_who(workspace):
    home = workspace / "data" / "editions"
    home.mkdir()
    lay_out(home, public=True)
    folder = home / "overzicht" / "2025" / "2"
    (folder / "confidential").mkdir()
    (folder / "public").rename(folder / "confidential" / "public")
    told = {
        "who": "Jan Voorbeeld (fictief)",
        "role": "r",
        "why": "Een reeks ontbrak.",
        "at": "2026-04-03T10:00:00+00:00",
        "login": "jan",
    }
    (folder / "intrekking.json").write_text(json.dumps(told), encoding="utf-8")
    page = write_catalogue(plan(workspace), home, now=NOW).read_text("utf-8")
    assert "Ingetrokken op 3 april 2026: Een reeks ontbrak." in page
    assert "Jan Voorbeeld" not in page and "overzicht/2025/2" not in page
    assert 'id="overzicht-2025-1"' in page and "Vervangen door" not in page


def test_the_command_refuses_a_folder_that_is_not_there(workspace):
    done = CliRunner().invoke(app, ["catalogue", str(workspace / "nergens"), "--workspace", str(workspace)])
    assert done.exit_code != 0 and isinstance(done.exception, ConfigError)
