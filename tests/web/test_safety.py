"""Who may not see or change anything does not: each point over the wire, against the command as it is started."""

import socket
import subprocess
from pathlib import Path

import pytest

from pipelines.web.frame.guard import Doorkeeper
from tests.web_bench import COMMAND, make_workspace, workbench

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    with workbench(make_workspace(tmp_path_factory.mktemp("safe") / "Jan Peeters (fictief)")) as made:
        assert made.ask("GET", "/").status == 401  # before anyone came in
        made.enter()
        yield made


def test_it_listens_on_this_machine_alone(bench):
    own = socket.gethostbyname(socket.gethostname())
    others = [own] if not own.startswith("127.") else []
    listening = [
        line.split()[1].partition(":")[0]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{bench.port:04X}") and line.split()[3] == "0A"
    ]
    assert listening == ["0100007F"]  # 127.0.0.1, as the kernel writes it
    for other in others:
        with pytest.raises(OSError):
            socket.create_connection((other, bench.port), timeout=2)


def test_the_page_answers_who_came_in_by_the_address(bench):
    reply = bench.ask("GET", "/")
    assert reply.status == 200 and "Werkbank" in reply.text


@pytest.mark.parametrize(
    "path", ["/", "/nieuw", "/sleutel", "/leveringen", "/uitgave", "/taken/1/verloop", "/nergens"]
)
def test_nothing_is_shown_without_the_cookie(bench, path):
    reply = bench.ask("GET", path, Cookie=None)
    assert reply.status == 401
    assert "formulier" not in reply.text


def test_the_address_opens_once(bench):
    assert bench.ask("GET", f"/?sleutel={bench.token}", Cookie=None).status == 401


@pytest.mark.parametrize("token", ["", "x", "é" * 5])
def test_a_guessed_token_opens_nothing(token):
    doorkeeper = Doorkeeper(1)
    assert not doorkeeper.exchange(token)
    assert doorkeeper.exchange(doorkeeper.token)
    assert not doorkeeper.exchange(token)


def test_the_token_does_not_stay_in_the_address_and_the_cookie_is_out_of_reach_of_scripts(tmp_path):
    with workbench(make_workspace(tmp_path)) as made:
        reply = made.enter()
        assert (reply.status, reply.headers["location"]) == (303, "/")
        flags = {part.strip().lower() for part in reply.headers["set-cookie"].split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/"} <= flags


@pytest.mark.parametrize(
    "host",
    [
        "kwaad.example",
        "kwaad.example:80",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.kwaad.example",
        None,
        "[::1]",
    ],
)
def test_a_foreign_host_is_refused(bench, host):
    """A name of another site that is made to point to this machine (DNS rebinding) has that name as Host."""
    reply = bench.ask("GET", "/", Host=host)
    assert reply.status in (400, 421)
    assert "formulier" not in reply.text


@pytest.mark.parametrize(
    "origin",
    [
        "http://kwaad.example",
        "null",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:1",
        "http://localhost:{port}.kwaad.example",
        None,
    ],
)
def test_a_form_of_another_site_is_refused(bench, origin):
    given = None if origin is None else origin.format(port=bench.port)
    reply = bench.send("/sleutel", {"key": "00", "sum": "00"}, Origin=given)
    assert reply.status == 403


def test_a_page_of_another_site_reads_nothing(bench):
    assert bench.ask("GET", "/", Origin="http://kwaad.example").status == 403
    assert bench.ask("GET", "/", **{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert "access-control-allow-origin" not in bench.ask("GET", "/").headers


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_form_without_the_token_of_this_session_changes_nothing(bench, token):
    fields = {} if token is None else {"formulier": token}
    assert bench.post("/sleutel", {**fields, "key": "00", "sum": "00"}).status == 403


def test_the_policy_allows_no_code_in_the_page_and_no_frame_around_it(bench):
    reply = bench.ask("GET", "/sleutel")
    policy = dict(
        part.strip().partition(" ")[::2] for part in reply.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'" and policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'" and policy["form-action"] == "'self'"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-store"
    assert "<script>" not in reply.text and " style=" not in reply.text and " onclick" not in reply.text


@pytest.mark.parametrize(
    "name", ["..%2f..%2freport.toml", "report.toml", "base.html", "..", "%2e%2e/report.toml"]
)
def test_no_other_file_can_be_asked_as_part_of_a_page(bench, name):
    assert bench.ask("GET", f"/middelen/{name}").status == 404


def test_what_is_sent_is_bounded_before_it_is_read(bench):
    reply = bench.ask(
        "POST", "/sleutel", Origin=f"http://{bench.host}", Content_Length=str(1 << 40),
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert reply.status == 413


def test_too_long_a_field_is_refused_in_words(bench):
    boundary = b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n'
    body = boundary + b"0" * (5 << 20) + b"\r\n--x--\r\n"
    reply = bench.ask(
        "POST",
        "/sleutel",
        body,
        Origin=f"http://{bench.host}",
        **{"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert reply.status in (400, 413) and "onleesbaar" in reply.text


def test_nothing_is_said_of_what_was_asked(tmp_path):
    """No line of a log: an address, a form or a name of a file could be about a person."""
    with workbench(make_workspace(tmp_path / "w")) as made:
        made.enter()
        made.ask("GET", "/leveringen?zoek=Peeters")
        made.send("/sleutel", {"key": "Peeters", "sum": "Jan"})
        made.ask("GET", "/nergens/Peeters")
        made.process.terminate()
        said = "".join(made.process.communicate(timeout=20))
    assert "Peeters" not in said and "GET" not in said and "Traceback" not in said


def test_a_port_that_is_taken_is_said_with_its_code(tmp_path):
    with workbench(make_workspace(tmp_path)) as made:
        second = subprocess.run(
            [*COMMAND, "--workspace", tmp_path, "--port", str(made.port)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 2 and "deze poort kan niet gebruikt worden" in second.stderr
