"""A workbench as a user starts it: the command itself, spoken to over the wire and by nothing of ours."""

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

COMMAND = [sys.executable, "-m", "pipelines.cli", "werkbank", "--no-browser"]
REPORT_TOML = '[report]\ntitle = "Proefverslag"\npublisher = "Voorbeeld (fictief)"\n'


@dataclass
class Bench:
    """A workbench that runs: its address, and the cookie of the one who opened it."""

    process: subprocess.Popen
    port: int
    token: str
    cookie: str = ""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(self, method, path, body=b"", **headers):
        """Ask something; a header that is None is left out."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {
            "Host": self.host,
            "Cookie": self.cookie,
            "Connection": "close",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        wire.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if body or method == "POST":
            given.setdefault("Content-Length", str(len(body)))
        for name, value in given.items():
            if value is not None:
                wire.putheader(name, value)
        with closing(wire):
            wire.endheaders(body or None)
            answer = wire.getresponse()
            text = answer.read().decode()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def enter(self):
        """Come in by the address that was printed."""
        reply = self.ask("GET", f"/?sleutel={self.token}")
        self.cookie = reply.headers["set-cookie"].split(";")[0]
        return reply

    def form_token(self, path="/"):
        return re.search(r'name="formulier" value="([0-9a-f]+)"', self.ask("GET", path).text)[1]

    def send(self, path, fields, *, seen=None, **headers):
        """Send a form as the page itself does."""
        fields = {"formulier": self.form_token(seen or path), **fields}
        return self.post(path, fields, **headers)

    def post(self, path, fields, **headers):
        given = {
            "Origin": f"http://{self.host}",
            "Content-Type": "application/x-www-form-urlencoded",
            **headers,
        }
        return self.ask("POST", path, urlencode(fields, doseq=True).encode(), **given)


@dataclass
class Reply:
    status: int
    headers: dict
    text: str


@contextmanager
def workbench(folder: Path, *arguments: str) -> Iterator[Bench]:
    """Start the command in a folder, and stop it as Ctrl-C does."""
    process = subprocess.Popen(
        [*COMMAND, "--workspace", str(folder), *arguments],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.readline()
    port, token = re.search(r"http://127\.0\.0\.1:(\d+)/\?sleutel=(\S+)", said).groups()
    process.stderr.readline()
    try:
        yield Bench(process, int(port), token)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def make_workspace(folder: Path) -> Path:
    """Make a workspace with a settings file and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.toml").write_text(REPORT_TOML, "utf-8")
    return folder
