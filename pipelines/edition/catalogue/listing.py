"""Which editions stand in a folder, from their public files alone."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.request import OVERVIEW, parse_period

MANIFEST, NOTICE, PUBLIC = "manifest.json", "notice.json", "public"
RETRACTION, KEPT = "intrekking.json", "confidential"
"""In the folder of the publisher: who retracted an edition and why, and where its public files went."""
PACKAGE = Path("data") / "datapackage.json"
RETRACTED, ERRATUM = "retracted", "erratum"
PRISONS = Path("data") / "codes" / "prison_code.csv"
CURRENT, REPLACED = "current", "replaced"


@dataclass(frozen=True)
class Notice:
    """What readers of an edition must know first: that it was retracted, or that an error stands in it."""

    kind: str  # retracted | erratum
    day: date
    text: str


@dataclass(frozen=True)
class ListedFile:
    """A public file: its name within the edition, its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ListedEdition:
    """An edition as its public folder tells it; of a retracted one only its notice is left."""

    path: str  # of its public files, relative to the catalogue
    scope: str
    period: str
    version: int
    status: str
    published: date
    languages: tuple[str, ...]
    files: tuple[ListedFile, ...]
    notice: Notice | None = None
    replaced_by: int | None = None
    scope_names: Mapping[str, str] = field(default_factory=dict)
    warning: str = ""  # that its figures are make-believe

    @property
    def state(self) -> str:
        """Retracted, replaced by a later version, or current."""
        if self.notice is not None and self.notice.kind == RETRACTED:
            return RETRACTED
        return CURRENT if self.replaced_by is None else REPLACED

    @property
    def place(self) -> tuple[str, str, int]:
        """What tells it from every other edition."""
        return self.scope, self.period, self.version

    def file(self, name: str) -> ListedFile | None:
        """Give a file of this name, if the edition has it."""
        return next((one for one in self.files if one.name == name), None)


def list_editions(root: Path) -> tuple[ListedEdition, ...]:
    """Read `<scope>/<period>/<version>/` of a publisher or of a web server, the newest period first.

    A publisher's has `public/` in it, or a record of its retraction; a web server's has the files themselves,
    or a notice in their place.

    A folder that holds neither a manifest nor a notice of this edition is passed over.
    """
    found = [one for folder in sorted(root.glob("*/*/*")) if (one := _edition(root, folder)) is not None]
    newest: dict[tuple[str, str], int] = {}
    for one in found:
        if one.state != RETRACTED:
            newest[one.scope, one.period] = max(one.version, newest.get((one.scope, one.period), 0))
    marked = (_replaced(one, newest.get((one.scope, one.period))) for one in found)
    return tuple(sorted(marked, key=_order))


def _order(one: ListedEdition) -> tuple[int, bool, str, int]:
    end = parse_period(one.period).end.toordinal()
    return -end, one.scope != OVERVIEW, f"{one.period}/{one.scope}", -one.version


def _replaced(one: ListedEdition, newest: int | None) -> ListedEdition:
    if newest is None or newest <= one.version or one.state == RETRACTED:
        return one
    return ListedEdition(**{**vars(one), "replaced_by": newest})


def _edition(root: Path, folder: Path) -> ListedEdition | None:
    home = folder / PUBLIC if (folder / PUBLIC).is_dir() else folder
    manifest, notice = _read(home / MANIFEST), _read(home / NOTICE) | _retraction(folder)
    facts = {**notice, **manifest}
    parts = (folder.parent.parent.name, folder.parent.name, folder.name)
    if (str(facts.get("scope")), str(facts.get("period")), str(facts.get("version"))) != parts:
        return None
    return ListedEdition(
        path=home.relative_to(root).as_posix(),
        scope=parts[0],
        period=parts[1],
        version=int(parts[2]),
        status=str(facts.get("status", "voorlopig")),
        published=date.fromisoformat(str(facts["published"])),
        languages=tuple(map(str, facts.get("languages") or _languages(home))),
        files=tuple(_files(home, manifest.get("outputs", {}))),
        notice=_notice(notice),
        scope_names=dict(_scope_names(home, parts[0])),
        warning=str(_read(home / PACKAGE).get("notice", "")),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _retraction(folder: Path) -> dict[str, Any]:
    """Give what the public may know of an edition that its publisher retracted: when and why, not by whom."""
    told = _read(folder / RETRACTION)
    if not told:
        return {}
    facts = {**_read(folder / KEPT / PUBLIC / MANIFEST), "outputs": {}}
    return {**facts, RETRACTED: {"day": str(told["at"])[:10], "text": str(told["why"])}}


def _notice(found: Mapping[str, Any]) -> Notice | None:
    for kind in (RETRACTED, ERRATUM):
        if kind in found:
            told = found[kind]
            return Notice(kind, date.fromisoformat(str(told["day"])), str(told["text"]))
    return None


def _languages(home: Path) -> Iterator[str]:
    """Tell the languages of an edition whose manifest names none, from its pages; the first is Dutch."""
    if (home / "report.html").exists():
        yield "nl"
    for page in sorted(home.glob("report.*.html")):
        yield page.name.split(".")[1]


def _files(home: Path, outputs: Mapping[str, str]) -> Iterator[ListedFile]:
    for name, sha256 in sorted(outputs.items()):
        path = home / name
        if path.is_file():
            yield ListedFile(name, path.stat().st_size, str(sha256))


def _scope_names(home: Path, scope: str) -> Iterator[tuple[str, str]]:
    """Give what the scope is called in each language, as the edition's own list of codes says."""
    wanted = "_T" if scope == OVERVIEW else scope
    try:
        text = (home / PRISONS).read_text("utf-8")
    except OSError:
        return
    for row in csv.DictReader(text.splitlines()):
        if row["code"] == wanted:
            yield from ((name.removeprefix("label_"), label) for name, label in row.items() if name != "code")
