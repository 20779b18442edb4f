"""Serve the edition that is being written, on this machine only, and set it again when a file changes."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from urllib.parse import parse_qs, urlsplit

from pipelines.errors import ReportError

EVERY_SECONDS = 0.25
WAIT_SECONDS = 20.0
SCRIPT = """"use strict";
(async () => {
  for (let version = null; ; ) {
    const asked = fetch(`/_version?after=${version ?? ""}`);
    const answer = await asked.then((got) => got.json()).catch(() => null);
    if (answer === null) { await new Promise((resolve) => setTimeout(resolve, 1000)); continue; }
    if (version !== null && answer.version !== version && !answer.message) location.reload();
    version = answer.version;
    document.querySelector(".banner-message")?.remove();
    if (!answer.message) continue;
    const message = document.createElement("pre");
    message.className = "banner-message";
    message.setAttribute("role", "alert");
    message.textContent = answer.message;
    document.body.prepend(message);
  }
})();
"""


@dataclass
class Shown:
    """Which setting of the edition is shown, and what is wrong with the newest; it changes while we serve."""

    version: int = 0
    message: str = ""
    changed: Condition = field(default_factory=Condition)

    def now(self, message: str) -> None:
        """Tell every open page that there is something new."""
        with self.changed:
            self.version, self.message = self.version + 1, message
            self.changed.notify_all()

    def wait_for_other_than(self, version: str) -> Mapping[str, object]:
        """Give the version when it is another one, or after a while."""
        with self.changed:
            self.changed.wait_for(lambda: str(self.version) != version, timeout=WAIT_SECONDS)
            return {"version": self.version, "message": self.message}


def serve(
    folder: Path,
    port: int,
    rebuild: Callable[[], None],
    *,
    watched: Sequence[Path],
    tell: Callable[[str], None],
    stopped: Event | None = None,
) -> None:
    """Serve the folder until interrupted; call `rebuild`, which writes it anew, on each change of `watched`.

    An error of ours in `rebuild` is told and shown on the page; the last good page stays. Port 0 takes a
    free one.
    """
    shown, stop = Shown(), stopped or Event()
    _set(shown, rebuild, tell)
    handler = partial(Page, shown, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        tell(f"http://127.0.0.1:{server.server_port}/report.html")
        try:
            _watch(shown, rebuild, watched, tell, stop)
        except KeyboardInterrupt:
            tell("gestopt")
        finally:
            server.shutdown()


def _watch(
    shown: Shown,
    rebuild: Callable[[], None],
    watched: Sequence[Path],
    tell: Callable[[str], None],
    stop: Event,
) -> None:
    seen = _state(watched)
    while not stop.wait(EVERY_SECONDS):
        found = _state(watched)
        if found != seen:
            seen = found
            _set(shown, rebuild, tell)


def _set(shown: Shown, rebuild: Callable[[], None], tell: Callable[[str], None]) -> None:
    started = time.monotonic()
    try:
        rebuild()
    except ReportError as error:
        tell(str(error))
        shown.now(str(error))
    else:
        tell(f"opnieuw gezet in {time.monotonic() - started:.1f} s".replace(".", ","))
        shown.now("")


def _state(watched: Sequence[Path]) -> Mapping[Path, tuple[int, int]]:
    """Give size and time of each file that is watched: enough to see that one was written."""
    files = (file for root in watched for file in ([root] if root.is_file() else root.rglob("*")))
    facts = ((file, file.stat()) for file in files if file.is_file())
    return {file: (status.st_size, status.st_mtime_ns) for file, status in facts}


class Page(SimpleHTTPRequestHandler):
    """Give the edition's files; the page itself gets a script that waits for the next version."""

    def __init__(self, shown: Shown, *arguments: object, directory: str) -> None:
        self._shown = shown
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # what the server passes on

    def do_GET(self) -> None:
        """Answer from the folder, or about the version."""
        asked = urlsplit(self.path)
        if asked.path == "/_version":
            after = parse_qs(asked.query).get("after", [""])[0]
            self._answer(json.dumps(self._shown.wait_for_other_than(after)).encode(), "application/json")
        elif asked.path == "/_preview.js":
            self._answer(SCRIPT.encode(), "text/javascript")
        elif asked.path.endswith(".html") and (file := Path(self.translate_path(self.path))).is_file():
            self._answer(_awaiting(file.read_bytes()), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(content)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Keep the browser from showing an old version."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def _awaiting(page: bytes) -> bytes:
    page = page.replace(b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1)
    return page.replace(b"</head>", b'<script src="/_preview.js" defer></script></head>', 1)
