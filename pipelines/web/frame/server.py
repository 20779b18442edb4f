"""Carry requests to pages and answers back: the only module that knows how a browser is spoken to."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from pipelines.errors import ReportError
from pipelines.faults import spoken
from pipelines.web.frame.exchange import (
    Address,
    Answer,
    Asked,
    Desk,
    Download,
    Handler,
    Page,
    Redirect,
    Stream,
    Upload,
)
from pipelines.web.frame.guard import FRAMED, HEADERS, SAFE, Doorkeeper, Refusal, TooLargeError
from pipelines.web.frame.jobs import running_job
from pipelines.web.frame.pages import LANGUAGES, set_page
from pipelines.web.frame.shelf import shelf
from pipelines.wording import Wording

MOST_BYTES = 512 << 20
"""So much may one form bring, its files together; what a file unpacks to is bounded where files are read."""

MOST_FILES, MOST_FIELDS, MOST_FIELD = 200, 20_000, 4 << 20
STATUS = {Refusal.HOST: 421, Refusal.ORIGIN: 403, Refusal.TOKEN: 401, Refusal.FORM: 403}
OF_ERROR = {1: 409, 2: 400, 3: 500, 4: 409}
"""The HTTP status for each exit code."""

UPLOADS = tempfile.gettempdir()  # not where a page that holds the workspace clears up

R = TypeVar("R", bound=Response)


def make_application(desk: Desk, doorkeeper: Doorkeeper, addresses: Sequence[Address]) -> "Guarded":
    """Give the ASGI application of a workbench: every request passes the guard before anything reads it."""
    made: dict[str, dict[str, Handler]] = {}
    for one in addresses:
        made.setdefault(one.path, {})[one.method] = one.handler
    turn = Lock()
    routes = [
        Route(path, _endpoint(desk, doorkeeper, methods, turn), methods=sorted(methods))
        for path, methods in made.items()
    ]
    routes.append(Route("/middelen/{name}", _asset, methods=["GET"]))
    missing = _missing(desk, doorkeeper)
    return Guarded(
        Starlette(routes=routes, exception_handlers={HTTPException: missing, TooLargeError: missing}),
        desk, doorkeeper,
    )  # fmt: skip


@dataclass(frozen=True)
class Guarded:
    """The application behind the guard."""

    inner: Starlette
    desk: Desk
    doorkeeper: Doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it without reading more than its head."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        request = Request(scope)
        refused = self.doorkeeper.refuse_address(request.method, dict(request.headers))
        token = request.query_params.get("sleutel")
        if refused is None and token is not None and request.method == "GET":
            if self.doorkeeper.exchange(token):
                answer: Response = RedirectResponse("/", status_code=303)
                answer.set_cookie(
                    self.doorkeeper.cookie,
                    self.doorkeeper.session,
                    httponly=True,
                    samesite="strict",
                    path="/",
                )
                await _with_headers(answer)(scope, receive, send)
                return
            refused = self.doorkeeper.refuse_session(request.cookies)
            if refused is None:
                await _with_headers(RedirectResponse("/", status_code=303))(scope, receive, send)
                return
        is_asset = request.url.path.startswith("/middelen/")
        refused = refused or (None if is_asset else self.doorkeeper.refuse_session(request.cookies))
        if refused is not None:
            page = Page("refused.html", {"why": refused.name.lower()}, STATUS[refused])
            await _html(self.desk, self.doorkeeper, page, _language(request))(scope, receive, send)
            return
        await self.inner(scope, _bounded(receive), send)


def _bounded(receive: Receive) -> Receive:
    """Count what comes in, whatever its head said, and stop at the bound."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > MOST_BYTES:
            raise TooLargeError
        return message

    return counted


def _endpoint(
    desk: Desk, doorkeeper: Doorkeeper, methods: Mapping[str, Handler], turn: Lock
) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        language = _language(request)
        handler = methods["GET" if request.method == "HEAD" else request.method]
        with ExitStack() as stack:
            form: dict[str, tuple[str, ...]] = {}
            files: tuple[Upload, ...] = ()
            if request.method not in SAFE:
                if int(request.headers.get("content-length") or 0) > MOST_BYTES:
                    raise TooLargeError
                form, files = await _form(request, stack)
                refused = doorkeeper.refuse_form(form.pop("formulier", ("",))[0])
                if refused is not None:
                    return _html(desk, doorkeeper, Page("refused.html", {"why": "form"}, 403), language)
            asked = Asked(
                desk, language, {name: str(part) for name, part in request.path_params.items()},
                dict(request.query_params), form, files,
            )  # fmt: skip
            return await run_in_threadpool(_answered, handler, asked, doorkeeper, turn)

    return answer


def _answered(handler: Handler, asked: Asked, doorkeeper: Doorkeeper, turn: Lock) -> Response:
    """Answer, or say in words what stopped it: an error of ours, or one of the machine.

    One page at a time: a second tab waits, so that no page reads the warehouse while another writes in it.
    What no page foresaw is told by its kind alone, as on the command line: its own words may repeat a cell.
    """
    try:
        with turn:
            return _response(asked.desk, doorkeeper, handler(asked), asked.language)
    except Exception as error:
        return _html(asked.desk, doorkeeper, error_page(spoken(error)), asked.language)


def error_page(error: ReportError) -> Page:
    """Give the page of an error: its words, and the status that goes with its exit code."""
    lines = str(error).splitlines()
    return Page("error.html", {"lines": lines}, OF_ERROR.get(error.exit_code, 500))


async def _form(request: Request, stack: ExitStack) -> tuple[dict[str, tuple[str, ...]], tuple[Upload, ...]]:
    """Read a form; its files lie in a folder of the system that goes when the answer is made."""
    fields: dict[str, tuple[str, ...]] = {}
    files: list[Upload] = []
    folder: Path | None = None
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD) as form:
        for name, value in form.multi_items():
            if not isinstance(value, UploadFile):
                fields[name] = (*fields.get(name, ()), value)
            elif value.filename:
                folder = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(dir=UPLOADS)))
                path = folder / str(len(files))
                with path.open("wb") as kept:
                    await run_in_threadpool(shutil.copyfileobj, value.file, kept)
                files.append(Upload(value.filename, path))
    return fields, tuple(files)


def _response(desk: Desk, doorkeeper: Doorkeeper, answer: Answer, language: str) -> Response:
    match answer:
        case Page():
            return _html(desk, doorkeeper, answer, language)
        case Redirect(to=to, done=done):
            sign = "&" if "?" in to else "?"
            return _with_headers(
                RedirectResponse(f"{to}{sign}gedaan={done}" if done else to, status_code=303)
            )
        case Stream(events=events):
            return _with_headers(StreamingResponse(_sent(events), media_type="text/event-stream"))
        case Download(path=path, kind=kind, keep_as=name):
            shown = FileResponse(path, media_type=kind, filename=name or None)
            return _with_headers(shown, FRAMED if kind == "text/html" and not name else {})


def _sent(events: Iterator[tuple[str, str]]) -> Iterator[str]:
    for name, piece in events:
        lines = "".join(f"data: {line}\n" for line in piece.splitlines() or [""])
        yield f"event: {name}\n{lines}\n"


def _html(desk: Desk, doorkeeper: Doorkeeper, page: Page, language: str) -> HTMLResponse:
    has_menu = page.template != "refused.html"
    given = {
        "form_token": doorkeeper.csrf if has_menu else "",
        "job": running_job(desk) if has_menu else None,
        "has_menu": has_menu and (desk.workspace / "report.toml").exists(),
    }
    made = HTMLResponse(set_page(page, Wording(language), given), status_code=page.status)
    made.set_cookie("taal", language, samesite="strict", path="/", httponly=True)
    return _with_headers(made)


def _with_headers(answer: R, others: Mapping[str, str] | None = None) -> R:
    answer.headers.update({**HEADERS, **(others or {})})
    return answer


def _language(request: Request) -> str:
    """Give the language that was chosen, now or before; else the first of the browser that we have."""
    wished = [request.query_params.get("taal"), request.cookies.get("taal")]
    wished += [one.strip()[:2] for one in request.headers.get("accept-language", "").split(",")]
    return next((one for one in wished if one in LANGUAGES), "nl")


def _asset(request: Request) -> Response:
    found = shelf().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    kept = {"Cache-Control": "private, max-age=3600"}
    return _with_headers(FileResponse(found.path, media_type=found.kind), kept)


def _missing(desk: Desk, doorkeeper: Doorkeeper) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 413
        given = {"why": {404: "missing", 405: "missing", 413: "large"}.get(status, "unreadable")}
        return _html(desk, doorkeeper, Page("refused.html", given, status), _language(request))

    return answer
