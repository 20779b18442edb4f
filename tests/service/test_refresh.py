"""A look at a real workspace with the clock injected: made when due, made anew for what came late, and told."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest

from pipelines.database import open_database
from pipelines.load import deliveries, withdraw
from pipelines.progress import Steps
from pipelines.request.lock import only_run
from pipelines.service import TIME_ZONE, refresh, status
from pipelines.service.words import FAULTS
from tests.serving import HEAD, versions

SCHEDULE = '\n[schedule]\nscope = "HEN"\nfirst = "2018-K1"\n'


def line(month, count=20):
    return f"Voorbeeld,Hendon,2018-{month:02}-12,Verhaaltje,X,{count + month}\n"


@pytest.fixture
def service(library_workspace):
    """Give a way to look at a moment, to deliver files and to read what was told."""
    with (library_workspace / "report.toml").open("a", encoding="utf-8") as file:
        file.write(SCHEDULE)
    source = library_workspace / "data" / "sources" / "events.toml"
    source.write_text(source.read_text("utf-8").replace('["events.csv"]', '["events*.csv"]'), "utf-8")
    exports = library_workspace / "data" / "exports"
    exports.mkdir()

    class Service:
        workspace = library_workspace
        edition = library_workspace / "data" / "editions" / "HEN" / "2018-K1"

        def at(self, text):
            now = datetime.fromisoformat(text).replace(tzinfo=TIME_ZONE)
            return refresh(
                library_workspace,
                Steps(quiet=True),
                now=now,
                every=timedelta(minutes=15),
                tell=lambda _: None,
            )

        def deliver(self, name, *lines):
            (exports / name).write_text(HEAD + "".join(lines), encoding="utf-8")

        def told(self):
            paths = sorted((library_workspace / "data" / "service" / "berichten").glob("*.eml"))
            mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]
            return [(mail["Subject"].removeprefix("[jaarverslag] "), mail.get_content()) for mail in mails]

    return Service()


@pytest.mark.slow
def test_a_quarter_comes_out_when_due_and_again_for_what_came_late_about_it(service):
    service.deliver("events_1.csv", line(1), line(2), line(3))
    assert service.at("2018-04-16T05:59").made == ()
    assert versions(service.edition) == []
    assert [period.code for period, _ in service.at("2018-04-16T06:00").made] == ["2018-K1"]
    assert versions(service.edition) == [1]
    assert service.at("2018-04-16T06:15").made == (), "made twice"

    service.deliver("events_2.csv", line(4), line(5))
    assert service.at("2018-05-20T06:00").made == (), "a file about another quarter makes nothing anew"

    service.deliver("events_1.csv", line(1, 40), line(2), line(3))
    (made,) = service.at("2018-06-01T06:00").made
    assert made[0].code == "2018-K1" and versions(service.edition) == [1, 2]
    assert service.at("2018-06-01T06:15").made == ()
    assert "events_1.csv" in service.told()[-1][1]


def test_a_late_file_that_is_the_first_of_its_quarter_lets_it_come_out(service):
    looked = service.at("2018-04-16T06:00")
    assert [code for code, _ in looked.failures] == ["2018-K1"]
    assert len(service.told()) == 1
    assert service.at("2018-04-16T06:05").failures == (), "tried again at once"
    service.at("2018-04-16T06:15")
    assert len(service.told()) == 1, "told twice"
    found = status(service.workspace, now=datetime(2018, 4, 16, 6, 20, tzinfo=TIME_ZONE))
    assert found.exit_code in (1, 3) and "2018-K1: lukt niet" in "\n".join(found.lines)

    service.deliver("events_1.csv", line(1), line(2), line(3))
    assert [period.code for period, _ in service.at("2018-04-16T06:30").made] == ["2018-K1"]
    found = status(service.workspace, now=datetime(2018, 4, 16, 6, 35, tzinfo=TIME_ZONE))
    assert found.exit_code == 0, found.lines
    silent = status(service.workspace, now=datetime(2018, 4, 17, tzinfo=TIME_ZONE))
    assert silent.exit_code == 3 and "zwijgt" in silent.lines[0]


def test_a_busy_workspace_is_no_failure(service):
    service.deliver("events_1.csv", line(1))
    with only_run(service.workspace / "data"):
        looked = service.at("2018-04-16T06:00")
    assert looked.is_busy and looked.failures == () and service.told() == []


def test_a_file_that_is_refused_is_told_in_words_and_stops_nothing_for_good(service):
    service.deliver("events_1.csv", *[line(1).replace("Hendon", "Nergens")] * 20)
    looked = service.at("2018-04-10T06:00")
    assert [code for code, _ in looked.failures] == ["exports"]
    (text,) = [text for subject, text in service.told() if "inlezen van de exports" in subject]
    assert FAULTS[1] in text
    service.deliver("events_1.csv", line(1))
    assert service.at("2018-04-10T06:15").failures == ()


def test_partners_that_are_missing_are_named_before_the_date(service):
    expected = service.workspace / "data" / "reference" / "expected.csv"
    expected.write_text(
        "source_code,dataset,prison_code,frequency,valid_from,valid_to\nevents,session,,quarter,2018-01-01,\n",
        "utf-8",
    )
    service.deliver("events_1.csv", line(1).replace("2018-01", "2017-12"))
    service.at("2018-04-08T06:00")
    service.at("2018-04-09T06:00")
    service.at("2018-04-10T06:00")
    reminders = [text for subject, text in service.told() if "te herinneren" in subject]
    assert len(reminders) == 1 and "16 april 2018" in reminders[0] and "2018-K1" in reminders[0]
    service.at("2018-04-15T06:00")
    assert len([subject for subject, _ in service.told() if "te herinneren" in subject]) == 2


@pytest.mark.slow
def test_a_file_that_is_taken_back_makes_its_quarter_anew(service):
    service.deliver("events_1.csv", line(1), line(2))
    service.deliver("events_3.csv", line(3))
    service.at("2018-04-16T06:00")
    assert versions(service.edition) == [1]
    database = open_database(service.workspace / "data" / "warehouse.duckdb")
    (number,) = [one.number for one in deliveries(database) if one.file == "events_3.csv"]
    withdraw(database, number, at=datetime(2018, 5, 1))
    database.close()
    (service.workspace / "data" / "exports" / "events_3.csv").unlink()
    service.at("2018-05-01T06:00")
    assert versions(service.edition) == [1, 2]
