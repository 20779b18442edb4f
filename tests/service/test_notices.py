"""Somebody is told: by a real conversation with a mail server, or by a file that waits."""

import socketserver
import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from pipelines.request.calendar import Period
from pipelines.request.settings import read_config
from pipelines.service import words
from pipelines.service.notices import Notice, drop, send_waiting
from pipelines.service.state import Attempt, State, beat, read_heartbeat, read_state, write_state
from pipelines.service.world import read_contacts

NOW = datetime(2026, 4, 16, 4, 0, tzinfo=UTC)


class MailServer(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs; keeps what it is sent."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (text := self.rfile.readline()) != b".\r\n":
                    lines.append(text)
                self.server.mails.append(b"".join(lines))
            if verb == b"RCPT":
                self.server.to.append(line)
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")


@pytest.fixture
def server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer) as found:
        found.mails, found.to = [], []
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def config_of(workspace, notify=""):
    text = (workspace / "report.toml").read_text("utf-8")
    (workspace / "report.toml").write_text(f"{text}\n[notify]\n{notify}\n", "utf-8")
    return read_config(workspace)


def mails_in(config, folder):
    paths = sorted((config.data / "service" / folder).glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


NOTICE = Notice("sleutel", "verslag over 2026 K1 verschenen", "Het verslag is verschenen: café.\n")


def test_without_a_mail_server_a_notice_is_a_file_for_its_owner(library_workspace):
    config = config_of(library_workspace)
    path = drop(config, NOTICE, NOW)
    assert path.stat().st_mode & 0o777 == 0o600
    (mail,) = mails_in(config, "berichten")
    assert mail["Subject"] == "[jaarverslag] verslag over 2026 K1 verschenen"
    assert "café" in mail.get_content()
    assert send_waiting(config) == ()


def test_a_notice_is_sent_to_all_whom_the_workspace_names_and_once(library_workspace, server):
    port = server.server_address[1]
    config = config_of(
        library_workspace,
        f'to = ["a@voorbeeld.invalid", "b@voorbeeld.invalid"]\nsmtp = "127.0.0.1:{port}"\nsecurity = "none"',
    )
    drop(config, NOTICE, NOW)
    assert send_waiting(config) == () and send_waiting(config) == ()
    assert len(server.mails) == 1 and b"verschenen" in server.mails[0]
    assert [line.split(b"<")[1].rstrip(b">") for line in server.to] == [
        b"a@voorbeeld.invalid",
        b"b@voorbeeld.invalid",
    ]
    assert mails_in(config, "te-versturen") == [] and len(mails_in(config, "berichten")) == 1


def test_a_mail_server_that_is_away_loses_nothing(library_workspace, server):
    port = server.server_address[1]
    config = config_of(
        library_workspace, 'to = ["a@voorbeeld.invalid"]\nsmtp = "127.0.0.1:1"\nsecurity = "none"'
    )
    drop(config, NOTICE, NOW)
    (trouble,) = send_waiting(config)
    assert "1 bericht(en) niet verstuurd" in trouble
    text = (library_workspace / "report.toml").read_text("utf-8")
    (library_workspace / "report.toml").write_text(text.replace("127.0.0.1:1", f"127.0.0.1:{port}"), "utf-8")
    assert send_waiting(read_config(library_workspace)) == ()
    assert len(server.mails) == 1


def test_a_missing_password_is_told_and_nothing_is_sent(library_workspace, server):
    port = server.server_address[1]
    notify = f'to = ["a@voorbeeld.invalid"]\nsmtp = "127.0.0.1:{port}"\nsecurity = "none"\nuser = "x"'
    config = config_of(library_workspace, notify)
    drop(config, NOTICE, NOW)
    (trouble,) = send_waiting(config, {})
    assert "JAARVERSLAG_SMTP_PASSWORD" in trouble and server.mails == []


@pytest.mark.parametrize(("code", "says"), [(1, "controle"), (2, "instelling"), (3, "machine")])
def test_a_failure_says_what_happened_what_stands_and_what_to_do(code, says):
    attempt = Attempt("K1 is niet geleverd", code, 1, "2026-04-16T06:10:00+02:00")
    notice = words.failed("2026-K1", "K1 is niet geleverd", code, attempt)
    for part in (says, "staat er nog", "K1 is niet geleverd", "16/04/2026 06:10", "jaarverslag status"):
        assert part in notice.text


def test_a_fault_of_the_program_never_repeats_what_stood_in_a_cell():
    try:
        int("Jan Voorbeeld")
    except ValueError as error:
        told = words.cause(error)
    assert "ValueError" in told and "Voorbeeld" not in told


def test_a_reminder_has_a_letter_for_each_partner():
    missing = {
        "Voorbeeld vzw": ["Deelnames, GEN, 2026-K1"],
        "Fictief": ["Sessies, alle gevangenissen, 2026-K1"],
    }
    contacts = {"Fictief": "fictief@voorbeeld.invalid"}
    notice = words.reminder(Period(2026, 1), NOW, missing, contacts, days=7)
    assert notice.text.count("----") == 4 and "16 april 2026" in notice.text
    assert "Aan: fictief@voorbeeld.invalid" in notice.text and "geen adres bekend" in notice.text
    assert "Deelnames, GEN, 2026-K1" in notice.text


def test_contacts_stand_in_the_workspace(library_workspace):
    config = config_of(library_workspace)
    assert read_contacts(config) == {}
    (config.data / "contacts.toml").write_text('"Voorbeeld vzw" = "a@voorbeeld.invalid"\n', "utf-8")
    assert read_contacts(config) == {"Voorbeeld vzw": "a@voorbeeld.invalid"}
    (config.data / "contacts.toml").write_text('"Voorbeeld vzw" = 3\n', "utf-8")
    with pytest.raises(Exception, match="Voorbeeld vzw: verwacht"):
        read_contacts(config)


def test_what_is_remembered_reads_back_and_a_damaged_file_counts_as_none(library_workspace):
    config = config_of(library_workspace)
    state = State("2026-K1", input="x", months={"a.csv 0": ("2026-01", "2026-03")}, told={"k": "t"})
    state = state.failed("2026-K1", "vol", 3, NOW)
    write_state(config, state)
    assert read_state(config) == state
    (config.data / "service" / "state.json").write_text("[]", "utf-8")
    assert read_state(config) == State()


def test_a_clock_that_was_set_back_keeps_nothing_waiting():
    state = State().failed("2026-K1", "vol", 3, NOW)
    assert not state.may_try("2026-K1", NOW)
    assert state.may_try("2026-K1", NOW - timedelta(days=400))
    assert state.may_try("2026-K1", NOW + timedelta(minutes=10))


def test_a_sign_of_life_says_until_when_it_holds(library_workspace):
    config = config_of(library_workspace)
    assert read_heartbeat(config) is None
    beat(config, NOW, every=timedelta(minutes=15), troubles=0)
    assert read_heartbeat(config)["silent_after"] == NOW + timedelta(minutes=45)
