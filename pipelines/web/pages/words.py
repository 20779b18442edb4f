"""Words: the chapters of the coordinator beside the page as it will be, with what the figures bear."""

import re
from typing import Any

from pipelines.durable import make_folder, write_whole
from pipelines.errors import ConfigError
from pipelines.request import OVERVIEW, RunRequest, only_writer, read_request
from pipelines.web.frame import (
    Answer,
    Asked,
    Download,
    Page,
    Redirect,
    config_of,
    is_as_seen,
    note_written,
    period_of,
    sight_of,
    start_job,
)
from pipelines.web.pages.edition import KINDS, options
from pipelines.web.pages.safety import newest_of

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}")
FOLDER_MODE = 0o755
FILE_MODE = 0o644


def show_words(asked: Asked) -> Answer:
    """Show the chapters, and one of them to write in; its page comes after, or with it if that is asked."""
    return Page("words.html", _given(asked, sets_page="blad" in asked.query))


def show_paper(asked: Asked) -> Answer:
    """Show the page as it will be, to stand in the place where the page of the words says that it comes."""
    return Page("paper.html", _given(asked))


def keep_words(asked: Asked) -> Answer:
    """Keep what was written as Markdown, and show the page as it will be."""
    from pipelines.edition import read_words

    name, request = asked.field("deel"), _request(asked)
    concept = newest_of(request.config, request.period, request.scope)
    files = {} if concept is None else {one.name: one for one in read_words(request, concept)}
    if name not in files:
        raise ConfigError(asked.words.say("wb.words.none"))
    path, before, text = files[name].path, files[name].text, _as_file(asked.form.get("text", ("",))[0])
    is_refused = text != before and not is_as_seen(asked, path, before)
    if text != before and not is_refused:
        with only_writer(config_of(asked).data, "werkbank"):
            make_folder(path.parent, mode=FOLDER_MODE)
            write_whole(path, text.encode(), mode=FILE_MODE)
        note_written(asked, path, text)
    is_part = asked.field("part") == "page"
    if not is_part and not is_refused:
        chapter = f"scope={request.scope}&verslagtaal={request.languages[0]}&deel={name}"
        return Redirect(f"/woorden?periode={request.period.code}&{chapter}")
    given = _given(asked, sets_page=is_part) | {"refused": text if is_refused else ""}
    return Page("written.html", given) if is_part else Page("words.html", given, 409)


def _as_file(text: str) -> str:
    """Give what a form sent as an editor would save it."""
    lines = text.replace("\r\n", "\n").replace("\v", "\n").rstrip()  # a break within a paragraph of Word
    return f"{lines}\n" if lines else ""


def _given(asked: Asked, *, sets_page: bool = True) -> dict[str, Any]:
    """Give what is shown of the part that is asked; without its page, that takes seconds."""
    from pipelines.edition import read_words, write_words

    request = _request(asked)
    given: dict[str, Any] = {
        "period": request.period, "scope": request.scope, "files": (), "chosen": None,
        "language_of_report": request.languages[0],
        "languages_of_report": request.config.settings.report.languages,
        "overview": OVERVIEW, "version": "", "refused": "", "seen": "",
    }  # fmt: skip
    concept = newest_of(request.config, request.period, request.scope)
    if concept is None:
        return given
    if sets_page:
        desk = write_words(request, concept)
        files, version = desk.files, _laid(asked, desk.page)
    else:
        files, version = read_words(request, concept), ""
    name = asked.field("deel") or asked.query.get("deel", "")
    chosen = next((one for one in files if one.name == name), files[0] if files else None)
    seen = sight_of(chosen.text) if chosen else ""
    return {**given, "files": files, "chosen": chosen, "version": version, "seen": seen}


def _laid(asked: Asked, page: str) -> str:
    """Lay the page where the browser asks for it, and give what tells it from an earlier one."""
    from pipelines.edition import write_page_assets

    folder = asked.desk.aside / "voorbeeld"
    make_folder(folder, mode=0o700)
    if not (folder / "assets").exists():
        write_page_assets(folder)
    write_whole(folder / "report.html", page.encode())
    return str(abs(hash(page)))


def _request(asked: Asked) -> RunRequest:
    period = period_of(asked)
    scope = asked.field("scope") or asked.query.get("scope", OVERVIEW)
    language = asked.field("verslagtaal") or asked.query.get("verslagtaal", "")
    return read_request(
        asked.desk.workspace, year=period.year, quarter=period.quarter, scope=scope,
        languages=(language,) if language else (),
    )  # fmt: skip


def give_page(asked: Asked) -> Answer:
    """Give the page as it will be, and what lies beside it."""
    folder = (asked.desk.aside / "voorbeeld").resolve()
    path = (folder / asked.parts["file"]).resolve()
    if not (path.is_relative_to(folder) and path.is_file()):
        raise ConfigError(asked.words.say("wb.refused.missing"))
    return Download(path, KINDS.get(path.suffix, "text/css" if path.suffix == ".css" else "image/svg+xml"))


def begin_words(asked: Asked) -> Answer:
    """Write a starting file for each chapter that has none, with the figures as a proposal."""
    request = _request(asked)
    arguments = ["narrative", "new", *options(request.period, request.scope), "--lang", request.languages[0]]
    told = asked.words.say("wb.job.words")
    job = start_job(asked.desk, told, tuple(arguments), back=f"/woorden?periode={request.period.code}")
    return Redirect(f"/taken/{job.number}")
