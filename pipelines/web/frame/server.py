"""Carry requests to pages and answers back: the only module that knows how a browser is spoken to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

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
from pipelines.web.frame.forms import MOST_BYTES, bounded, read_form
from pipelines.web.frame.guard import FRAMED, HEADERS, SAFE, Doorkeeper, Refusal, TooLargeError
from pipelines.web.frame.jobs import running_job
from pipelines.web.frame.pages import LANGUAGES, set_page
from pipelines.web.frame.shelf import shelf
from pipelines.wording import Wording

STATUS = {Refusal.HOST: 421, Refusal.ORIGIN: 403, Refusal.TOKEN: 401, Refusal.FORM: 403}
OF_ERROR = {1: 409, 2: 400, 3: 500, 4: 409}
"""The HTTP status for each exit code."""

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
            page = Page("refused.html", {"why": refused.name.lower(), "back": ""}, STATUS[refused])
            shown = _html(self.desk, self.doorkeeper, page, _language(request), is_known=False)
            await shown(scope, receive, send)
            return
        await self.inner(scope, bounded(receive), send)


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
                try:
                    form, files = await read_form(request, stack)
                except ClientDisconnect:
                    return Response()  # the page was closed meanwhile: nobody hears it
                except OSError as error:
                    page = error_page(spoken(error), _previous(request), desk)
                    return _html(desk, doorkeeper, page, language)
                refused = doorkeeper.refuse_form(form.pop("formulier", ("",))[0])
                if refused is not None:
                    given = {"why": "form", "back": _previous(request)}
                    return _html(desk, doorkeeper, Page("refused.html", given, 403), language)
            asked = Asked(
                desk, language, {name: str(part) for name, part in request.path_params.items()},
                dict(request.query_params), form, files,
                request.cookies.get(_period_cookie(doorkeeper), ""),
            )  # fmt: skip
            return await run_in_threadpool(_answered, handler, asked, doorkeeper, turn, _previous(request))

    return answer


def _answered(handler: Handler, asked: Asked, doorkeeper: Doorkeeper, turn: Lock, back: str) -> Response:
    """Answer, or say in words what stopped it: an error of ours, or one of the machine.

    One page at a time: a second tab waits, so that no page reads the warehouse while another writes in it.
    What no page foresaw is told by its kind alone, as on the command line: its own words may repeat a cell.
    """
    try:
        with turn:
            return _response(asked.desk, doorkeeper, handler(asked), asked.language)
    except Exception as error:
        page = error_page(spoken(error), back, asked.desk)
        if asked.field("part"):
            page = Page("problem.html", page.given)  # the browser's script shows no other status in a part
        return _html(asked.desk, doorkeeper, page, asked.language)


def error_page(error: ReportError, back: str, desk: Desk) -> Page:
    """Give the page of an error: its words, the way back, and the status that goes with its exit code.

    What a fault of the machine broke off may have been half done, so nothing is said of that.
    """
    lines = str(error).replace(f"{desk.aside}/wachtend/", "").splitlines()  # a name alone, as it was sent
    given = {"lines": lines, "back": back, "is_as_it_was": error.exit_code != 3}
    return Page("error.html", given, OF_ERROR.get(error.exit_code, 500))


def _previous(request: Request) -> str:
    """Give the page of the workbench on which a link or form of this request stood, if there was another."""
    told = request.headers.get("referer", "").removeprefix(f"http://{request.headers.get('host')}")
    is_other = request.method not in SAFE or told.partition("?")[0] != request.url.path
    return told if told.startswith("/") and not told.startswith("//") and is_other else ""


def _response(desk: Desk, doorkeeper: Doorkeeper, answer: Answer, language: str) -> Response:
    match answer:
        case Page():
            return _html(desk, doorkeeper, answer, language)
        case Redirect(to=to):
            return _with_headers(RedirectResponse(to, status_code=303))
        case Stream(events=events):
            return _with_headers(StreamingResponse(_sent(events), media_type="text/event-stream"))
        case Download(path=path, kind=kind, keep_as=name):
            shown = FileResponse(path, media_type=kind, filename=name or None)
            return _with_headers(shown, FRAMED if kind == "text/html" and not name else {})


def _sent(events: Iterator[tuple[str, str]]) -> Iterator[str]:
    for name, piece in events:
        lines = "".join(f"data: {line}\n" for line in piece.splitlines() or [""])
        yield f"event: {name}\n{lines}\n"


def _html(
    desk: Desk, doorkeeper: Doorkeeper, page: Page, language: str, *, is_known: bool = True
) -> HTMLResponse:
    given = {
        "form_token": doorkeeper.csrf if is_known else "",
        "job": running_job(desk) if is_known else None,
        "has_menu": is_known and (desk.workspace / "report.toml").exists(),
    }
    made = HTMLResponse(set_page(page, Wording(language), given), status_code=page.status)
    kept = {"taal": language}
    if "period" in page.given:
        kept[_period_cookie(doorkeeper)] = page.given["period"].code
    for name, value in kept.items():
        made.set_cookie(name, value, samesite="strict", path="/", httponly=True)
    return _with_headers(made)


def _period_cookie(doorkeeper: Doorkeeper) -> str:
    """Name what remembers the period: a menu that went back to another one would show other figures."""
    return f"periode-{doorkeeper.port}"


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
        why = {404: "missing", 405: "missing", 413: "large"}.get(status, "unreadable")
        page = Page("refused.html", {"why": why, "back": _previous(request)}, status)
        is_known = doorkeeper.refuse_session(request.cookies) is None
        return _html(desk, doorkeeper, page, _language(request), is_known=is_known)

    return answer
