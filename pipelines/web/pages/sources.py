"""Sources: how the file of a partner is read, chosen by menu, with the effect of each choice at once."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.durable import PRIVATE_FOLDER, make_folder, write_whole
from pipelines.errors import ConfigError, ReportError
from pipelines.load import (
    NOT_EXPORTED,
    SeenSheet,
    Trial,
    confirmed,
    draft,
    edited,
    peek,
    propose_source,
    read_certainty,
    read_draft,
    read_questions,
    reason_text,
)
from pipelines.office_text import read_office_text
from pipelines.request import Config, only_run
from pipelines.sources import fits, read_source
from pipelines.web.frame import (
    Answer,
    Asked,
    Page,
    Redirect,
    config_of,
    is_as_seen,
    need_no_job,
    note_written,
    sight_of,
)
from pipelines.web.pages.deliveries import contracts_of, start_load
from pipelines.web.pages.source_changes import form_changes
from pipelines.web.pages.source_form import SourceForm, looks_alike, source_form
from pipelines.web.pages.waiting import waiting_file, waiting_files

NAME = re.compile(r"\w[\w-]{0,99}")
DRAFT = ".toml.ontwerp"
KEPT = 50
"""So many steps can be undone."""


@dataclass(frozen=True)
class Known:
    """A source of the workspace, or what stops it from being read."""

    name: str
    label: str
    files: tuple[str, ...]
    datasets: tuple[str, ...]
    is_draft: bool
    problem: str = ""


def show_sources(asked: Asked) -> Answer:
    """List the sources, finished or not; one that can't be read says why and hides no other."""
    config = config_of(asked)
    contracts = contracts_of(config)
    known = []
    for path in sorted((config.data / "sources").glob("*.toml*")):
        if not path.name.endswith((".toml", DRAFT)):
            continue
        name, is_draft = path.name.split(".toml")[0], path.name.endswith(DRAFT)
        try:
            told = read_draft(read_office_text(path), path.name)
            if not is_draft:
                read_source(path, contracts)
            datasets = tuple(
                contracts[one["dataset"]].label
                for one in told.get("maps", [])
                if one.get("dataset") in contracts
            )
            label = str(told.get("label", ""))
            known.append(Known(name, label, tuple(told.get("files", ())), datasets, is_draft))
        except ReportError as error:
            known.append(Known(name, name, (), (), is_draft, str(error)))
    return Page("sources.html", {"known": known})


def begin(asked: Asked) -> Answer:
    """Propose how a file that waits can be read, as a draft that a person confirms."""
    config, waiting = config_of(asked), waiting_file(asked.desk, asked.parts["mark"])
    found = propose_source(waiting.path, contracts_of(config), reference=config.data / "reference")
    folder = config.data / "sources"
    if not (folder / f"{found.name}{DRAFT}").exists() and not (folder / f"{found.name}.toml").exists():
        with only_run(config.data, "werkbank"):
            make_folder(folder, mode=PRIVATE_FOLDER)
            write_whole(folder / f"{found.name}{DRAFT}", draft(found).encode())
    return Redirect(f"/bronnen/{found.name}?bestand={waiting.mark}")


def find(asked: Asked) -> Answer:
    """Go to the source that knows a file that waits."""
    config, waiting = config_of(asked), waiting_file(asked.desk, asked.parts["mark"])
    for path in sorted((config.data / "sources").glob("*.toml")):
        patterns = read_draft(read_office_text(path), path.name).get("files", [])
        if fits(waiting.name, patterns):
            return Redirect(f"/bronnen/{path.stem}?bestand={waiting.mark}")
    return Redirect(f"/bronnen/nieuw/{waiting.mark}")


def show_source(asked: Asked) -> Answer:
    """Show a source: the file as it is, what each column becomes, and what that makes of its rows."""
    return Page("source.html", _given(asked, config_of(asked), _text(asked)))


def change(asked: Asked) -> Answer:
    """Keep what the form says as the draft, and show what it makes of the file; nothing is loaded."""
    config, text = config_of(asked), _text(asked)
    name = _name(asked)
    told = read_draft(text, name)
    _, sheets = _file(asked, config, told)
    form = source_form(told, {}, contracts_of(config), sheets, config.data / "reference")
    new = edited(text, form_changes(asked, told, form), name)
    is_elsewhere = new != text and not is_as_seen(asked, Path(name), text)
    if new != text and not is_elsewhere:
        with only_run(config.data, "werkbank"):
            _remember(asked, text)
            write_whole(config.data / "sources" / f"{name}{DRAFT}", new.encode())
        note_written(asked, Path(name), new)
    if asked.field("part") == "effect":
        given = _given(asked, config, text if is_elsewhere else new)
        is_another = is_elsewhere or not looks_alike(form, given["form"])
        return Page("effect.html", {**given, "is_another_form": is_another, "is_elsewhere": is_elsewhere})
    if is_elsewhere:
        return Page("source.html", {**_given(asked, config, text), "is_elsewhere": True}, 409)
    return save(asked) if asked.field("do") == "save" else _shown(asked)


def _shown(asked: Asked) -> Redirect:
    """Go to the source, with the file on which it is tried."""
    mark = f"?bestand={asked.field('bestand')}" if asked.field("bestand") else ""
    return Redirect(f"/bronnen/{_name(asked)}{mark}")


def undo(asked: Asked) -> Answer:
    """Take the last change back."""
    config, name = config_of(asked), _name(asked)
    steps = _steps(asked)
    if steps:
        with only_run(config.data, "werkbank"):
            before = read_office_text(steps[-1])
            write_whole(config.data / "sources" / f"{name}{DRAFT}", before.encode())
            steps[-1].unlink()
    return _shown(asked)


def discard(asked: Asked) -> Answer:
    """Do away with a draft; the source that stands, if any, stays."""
    config = config_of(asked)
    with only_run(config.data, "werkbank"):
        (config.data / "sources" / f"{_name(asked)}{DRAFT}").unlink(missing_ok=True)
        for step in _steps(asked):
            step.unlink()
    return Redirect("/bronnen")


def save(asked: Asked) -> Answer:
    """Make the draft the source, if it can be one; then its files are loaded, as far as they are there."""
    need_no_job(asked.desk)
    config, name = config_of(asked), _name(asked)
    aside = config.data / "sources" / f"{name}{DRAFT}"
    if aside.exists():
        checked = asked.desk.aside / "bron" / f"{name}.toml"
        make_folder(checked.parent, mode=PRIVATE_FOLDER)
        write_whole(checked, aside.read_bytes())
        given = _given(asked, config, read_office_text(aside))
        if given["form"].questions or given["trial"].problem:
            return Page("source.html", {**given, "is_refused": True}, 400)
        try:
            read_source(checked, contracts_of(config))
        except ReportError as error:
            raise type(error)(str(error).replace(str(checked), checked.name)) from error
        with only_run(config.data, "werkbank"):
            source = confirmed(read_office_text(aside), name)
            write_whole(config.data / "sources" / f"{name}.toml", source.encode())
            aside.unlink()
            for step in _steps(asked):
                step.unlink()
    patterns = read_draft(_text(asked), name).get("files", [])
    if any(fits(one.name, patterns) for one in waiting_files(asked.desk)):
        return Redirect("/leveringen/wachtend")
    return start_load(asked)


def _given(asked: Asked, config: Config, text: str) -> dict[str, Any]:
    name = _name(asked)
    told = read_draft(text, name)
    file, sheets = _file(asked, config, told)
    contracts, reference = contracts_of(config), config.data / "reference"
    form: SourceForm = source_form(told, read_certainty(text, name), contracts, sheets, reference)
    trial = asked.desk.trials.try_source(file, text, contracts, reference) if file else Trial()
    return {
        "name": name, "form": form, "file": file.name if file else "", "sheets": sheets, "trial": trial,
        "mark": asked.query.get("bestand") or asked.field("bestand"),
        "labels": {key: one.label for key, one in contracts.items()},
        "others": {key: one.label for key, one in contracts.items() if key not in NOT_EXPORTED},
        "is_another_form": False, "is_elsewhere": False, "is_refused": False, "seen": sight_of(text),
        "reason": reason_text, "steps": len(_steps(asked)), "toml": text, "remarks": read_questions(text),
        "is_draft": (config.data / "sources" / f"{name}{DRAFT}").exists(),
    }  # fmt: skip


def _file(asked: Asked, config: Config, told: dict[str, Any]) -> tuple[Path | None, tuple[SeenSheet, ...]]:
    """Give the file on which a source is tried: the one that was asked, else the newest that it knows."""
    mark = asked.query.get("bestand") or asked.field("bestand")
    waiting = waiting_files(asked.desk)
    paths = [one.path for one in waiting if one.mark == mark]
    others = [one.path for one in waiting] + [path for path in config.exports.rglob("*") if path.is_file()]
    fitting = [path for path in others if fits(path.name, told.get("files", []))]
    paths += sorted(fitting, key=lambda path: path.stat().st_mtime, reverse=True)
    return (paths[0], peek(paths[0])) if paths else (None, ())


def _name(asked: Asked) -> str:
    name = asked.parts["name"]
    if not NAME.fullmatch(name):
        raise ConfigError(asked.words.say("wb.source.missing", name=name))
    return name


def _text(asked: Asked) -> str:
    """Read the draft, or the source that stands."""
    folder, name = config_of(asked).data / "sources", _name(asked)
    for path in (folder / f"{name}{DRAFT}", folder / f"{name}.toml"):
        if path.is_file():
            return read_office_text(path)
    raise ConfigError(asked.words.say("wb.source.missing", name=name))


def _steps(asked: Asked) -> list[Path]:
    folder = asked.desk.aside / "ongedaan" / _name(asked)
    return sorted(folder.glob("*.toml"), key=lambda path: int(path.stem))


def _remember(asked: Asked, text: str) -> None:
    """Keep what stood, to take a change back."""
    steps = _steps(asked)
    folder = asked.desk.aside / "ongedaan" / _name(asked)
    make_folder(folder, mode=PRIVATE_FOLDER)
    number = int(steps[-1].stem) + 1 if steps else 1
    write_whole(folder / f"{number}.toml", text.encode())
    for old in steps[: -KEPT + 1]:
        old.unlink()
