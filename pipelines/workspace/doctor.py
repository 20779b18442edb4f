"""Examine the machine and the workspace: what a report needs, whether it is there, and what to do if not."""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipelines.errors import BusyError, ReportError
from pipelines.load import is_key_of, open_for_reading, read_key
from pipelines.program import TEMPLATES
from pipelines.request import (
    RunRequest,
    machine_reaches_itself,
    only_writer,
    read_request,
    ready_to_write,
    user_folder,
)
from pipelines.sources import read_contracts, read_sources
from pipelines.wording import Wording

PYTHONS = ((3, 11), (3, 15))
"""The first that works, and the first that nobody tried."""

LITTLE_DISK, LITTLE_MEMORY = 2 << 30, 1 << 30
"""Bytes: a year of thirty partners takes less than a gigabyte of each."""

CODES = {"good": 0, "remark": 0, "settings": 2, "machine": 3}


@dataclass(frozen=True)
class Checkup:
    """One thing that was looked at: `good`, or a `remark`, or what is wrong with `settings` or `machine`.

    `told` says what was found, `remedy` what to do; empty when nothing has to be done.
    """

    name: str
    state: str
    told: str
    remedy: str = ""

    @property
    def exit_code(self) -> int:
        """0, 2 for what a setting mends, 3 for the machine."""
        return CODES[self.state]


def examine(workspace: Path, words: Wording) -> tuple[Checkup, ...]:
    """Look at all that a report needs, in the language asked; a fault in one thing hides no other."""
    machine = [_python, _libraries, _fonts, _home, _temporary, _network, _prefect, _memory]
    found = [_guarded(look.__name__[1:], "machine", partial(look, words), words) for look in machine]
    found.append(_guarded("disk", "machine", partial(_disk, workspace, words), words))
    if not (workspace / "report.toml").exists():
        told = words.say("wb.doctor.workspace.none", folder=str(workspace))
        return (*found, Checkup("workspace", "remark", told, words.say("wb.doctor.workspace.begin")))
    found.append(_guarded("workspace", "settings", partial(_workspace, workspace, words), words))
    for look in (_lock, _key, _calendar):
        found.append(
            _guarded(look.__name__[1:], "settings", partial(_of_workspace, look, workspace, words), words)
        )
    return tuple(found)


def _of_workspace(look: Callable[[RunRequest, Wording], Checkup], workspace: Path, words: Wording) -> Checkup:
    return look(read_request(workspace), words)


def _guarded(name: str, state: str, check: Callable[[], Checkup], words: Wording) -> Checkup:
    try:
        return check()
    except ReportError as error:
        return Checkup(name, state, str(error))
    except Exception as error:
        return Checkup(name, "machine", words.say("wb.doctor.failed", kind=type(error).__name__))


def _python(words: Wording) -> Checkup:
    told = words.say("wb.doctor.python", version=platform.python_version(), system=platform.platform())
    first, last = PYTHONS
    if not first <= sys.version_info[:2] < last:
        return Checkup("python", "remark", told, words.say("wb.doctor.python.remedy"))
    return Checkup("python", "good", told)


def _libraries(words: Wording) -> Checkup:
    import_module("pipelines.render")  # says in words what the system lacks, and how to get it
    return Checkup("libraries", "good", words.say("wb.doctor.libraries", version=version("weasyprint")))


def _fonts(words: Wording) -> Checkup:
    found = sorted((TEMPLATES / "fonts").glob("*.woff2"))
    if len(found) < 4:
        return Checkup(
            "fonts", "machine", words.say("wb.doctor.fonts.none"), words.say("wb.doctor.fonts.remedy")
        )
    return Checkup("fonts", "good", words.say_count("wb.doctor.fonts", len(found)))


def _home(words: Wording) -> Checkup:
    folder = user_folder(os.environ, "XDG_CONFIG_HOME", ".config")
    near = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not os.access(near, os.W_OK):
        told = words.say("wb.doctor.home.shut", folder=str(near))
        return Checkup("home", "machine", told, words.say("wb.doctor.home.remedy"))
    return Checkup("home", "good", words.say("wb.doctor.home", folder=str(folder)))


def _temporary(words: Wording) -> Checkup:
    ready_to_write()
    return Checkup("temporary", "good", words.say("wb.doctor.temporary"))


def _network(words: Wording) -> Checkup:
    if machine_reaches_itself():
        return Checkup("network", "good", words.say("wb.doctor.network"))
    return Checkup(
        "network", "machine", words.say("wb.doctor.network.none"), words.say("wb.doctor.network.remedy")
    )


def _prefect(words: Wording) -> Checkup:
    try:
        told = words.say("wb.doctor.prefect", version=version("prefect"))
    except PackageNotFoundError:
        return Checkup(
            "prefect", "machine", words.say("wb.doctor.prefect.none"), words.say("wb.doctor.prefect.remedy")
        )
    alchemy = version("sqlalchemy")
    if tuple(map(int, alchemy.split(".")[:2])) >= (
        2,
        1,
    ):  # then its scheduler plans nothing, and says nothing
        told = words.say("wb.doctor.prefect.old", version=alchemy)
        return Checkup("prefect", "machine", told, words.say("wb.doctor.prefect.remedy"))
    return Checkup("prefect", "good", told)


def _memory(words: Wording) -> Checkup:
    for line in Path("/proc/meminfo").read_text("ascii").splitlines():
        if line.startswith("MemAvailable:"):
            free = int(line.split()[1]) << 10
            told = words.say("wb.doctor.memory", free=_gigabytes(words, free))
            if free < LITTLE_MEMORY:
                return Checkup("memory", "remark", told, words.say("wb.doctor.memory.remedy"))
            return Checkup("memory", "good", told)
    return Checkup("memory", "remark", words.say("wb.doctor.memory.unknown"))


def _disk(workspace: Path, words: Wording) -> Checkup:
    near = next(parent for parent in (workspace.resolve(), *workspace.resolve().parents) if parent.exists())
    free = shutil.disk_usage(near).free
    told = words.say("wb.doctor.disk", free=_gigabytes(words, free), folder=str(near))
    if free < LITTLE_DISK:
        return Checkup("disk", "machine", told, words.say("wb.doctor.disk.remedy"))
    return Checkup("disk", "good", told)


def _gigabytes(words: Wording, size: int) -> str:
    return f"{words.number(Decimal(size) / (1 << 30), 1)} GB"


def _workspace(workspace: Path, words: Wording) -> Checkup:
    config = read_request(workspace).config
    contracts = read_contracts(config.own_or_program("contracts"))
    folder = config.data / "sources"
    sources = read_sources(folder, contracts) if folder.is_dir() else ()
    drafts = sorted(path.name for path in folder.glob("*.ontwerp"))
    told = words.say_count("wb.doctor.workspace", len(sources))
    if drafts:
        return Checkup(
            "workspace", "remark", told, words.say("wb.doctor.workspace.drafts", names=words.listed(drafts))
        )
    return Checkup("workspace", "good", told)


def _lock(request: RunRequest, words: Wording) -> Checkup:
    try:
        with only_writer(request.config.data, "doctor"):
            return Checkup("lock", "good", words.say("wb.doctor.lock"))
    except BusyError as error:
        return Checkup("lock", "remark", str(error))


def _key(request: RunRequest, words: Wording) -> Checkup:
    path = request.key
    if not path.exists():
        told = words.say("wb.doctor.key.none", path=str(path))
        return Checkup("key", "settings", told, words.say("wb.doctor.key.restore"))
    key = read_key(path)
    with open_for_reading(request.config) as database:
        if not is_key_of(database, key):
            told = words.say("wb.doctor.key.other", path=str(path))
            return Checkup("key", "settings", told, words.say("wb.doctor.key.restore"))
    if path.stat().st_mode & 0o077:
        told = words.say("wb.doctor.key.open", path=str(path))
        return Checkup("key", "settings", told, words.say("wb.doctor.key.close", path=str(path)))
    return Checkup(
        "key", "good", words.say("wb.doctor.key", path=str(path)), words.say("wb.doctor.key.sheet")
    )


def _calendar(request: RunRequest, words: Wording) -> Checkup:
    from pipelines.service import TIME_ZONE, status  # needs what `_libraries` looks for

    found = status(request.config.workspace, now=datetime.now(TIME_ZONE))
    told = "; ".join(found.lines[:2])
    if found.exit_code:
        return Checkup("calendar", "remark", told, words.say("wb.doctor.calendar.remedy"))
    return Checkup("calendar", "good", told)


def checkup_lines(found: tuple[Checkup, ...], words: Wording) -> Iterator[str]:
    """Give a line for each thing that was looked at, and below it what to do."""
    for one in found:
        sign = {"good": "✓", "remark": "·"}.get(one.state, "✗")
        yield f"{sign} {words.say(f'wb.doctor.name.{one.name}')}: {one.told}"
        if one.remedy and one.state != "good":
            yield f"    {one.remedy}"
