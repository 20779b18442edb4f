"""Which editions are out, in the order in which they came: one truth with the folders that readers see.

`data/register/history.jsonl` has a line per edition that became visible, with the release whose figures it
shows. What is being published stands in `data/register/journal.json` from before the first edition becomes
visible until history knows them all. Whoever finds a journal that another run left finishes it when a reader
may have seen one of its editions, and undoes it when nobody can.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from pipelines.durable import PRIVATE_FOLDER, make_folder, move, remove, sync_folder, write_whole
from pipelines.errors import DisclosureError

HISTORY, JOURNAL = "history.jsonl", "journal.json"
RELEASES = "*.duckdb"
BEING_WRITTEN = ".{name}.wordt-geschreven"
"""The name under which an edition or a release is written, before anybody can see it."""
VERSION = re.compile(r"[1-9][0-9]*")


@dataclass(frozen=True)
class Issue:
    """An edition that is or becomes visible, and the release whose figures it shows."""

    scope: str
    period: str
    version: int
    release: str  # the name of its file in the register, without extension
    folder: str  # relative to the workspace where it lies in it

    @property
    def place(self) -> tuple[str, str, int]:
        """What no two editions share."""
        return self.scope, self.period, self.version


@dataclass(frozen=True)
class History:
    """The releases of a workspace by period, and the editions in the order in which they came out."""

    files: Mapping[str, tuple[str, ...]]
    issues: tuple[Issue, ...]

    def releases(self, period: str) -> tuple[str, ...]:
        """Name the releases of a period in the order in which they came out; one may come out again.

        Those that no edition names come first: a version of the program before this history made them.
        """
        named = [issue.release for issue in self.issues if issue.period == period]
        older = [release for release in self.files.get(period, ()) if release not in named]
        return (*older, *(release for release, _ in groupby(named)))

    @property
    def in_order(self) -> tuple[tuple[str, str], ...]:
        """Name all releases, each by period and name, in the order in which they came out."""
        named = [(issue.period, issue.release) for issue in self.issues]
        older = [
            (period, release)
            for period, releases in sorted(self.files.items())
            for release in releases
            if (period, release) not in named
        ]
        return (*older, *(release for release, _ in groupby(named)))

    def last_version(self, scope: str, period: str) -> int:
        """Give the highest number that an edition ever had; 0 where there was none."""
        numbers = (issue.version for issue in self.issues if issue.place[:2] == (scope, period))
        return max(numbers, default=0)


def read_history(register: Path) -> History:
    """Read history; raise DisclosureError when a line can't be read or a release that it names is gone."""
    periods = sorted(folder for folder in register.glob("*") if folder.is_dir())
    files = {
        folder.name: tuple(sorted(path.stem for path in folder.glob(RELEASES) if path.name[0] != "."))
        for folder in periods
    }
    history = History(files, tuple(_issues(register / HISTORY)))
    for issue in history.issues:
        if issue.release not in files.get(issue.period, ()):
            raise _lost(register, f"de uitgave {issue.period}/{issue.release} van editie {issue.folder}")
    return history


def compare(history: History, register: Path, visible: Iterable[tuple[Path, Mapping[str, object]]]) -> None:
    """Hold history against the manifests of visible editions; raise DisclosureError when it lacks one."""
    for folder, manifest in visible:
        if not is_known(history, manifest):
            raise _lost(register, f"de editie {folder}")


def is_known(history: History, manifest: Mapping[str, object]) -> bool:
    """Tell whether history has an edition: by its place, and by its release where the manifest names that.

    An edition of before they had a status and named their release is known where its period has one.
    """
    place = str(manifest.get("scope")), str(manifest.get("period")), manifest.get("version")
    releases = {issue.release for issue in history.issues if issue.place == place}
    if "release" in manifest:
        return manifest["release"] in releases
    return bool(releases) if "status" in manifest else bool(history.releases(place[1]))


def write_journal(register: Path, issues: Sequence[Issue]) -> None:
    """Say on disk which editions are about to become visible; all of them stand aside, whole."""
    write_whole(register / JOURNAL, _lines(issues))


def settle(register: Path, workspace: Path, editions: Path) -> None:
    """Finish or undo what a run left half-done, and remove what was never to be seen; often does nothing.

    An edition that a reader may have seen is finished, with those that would have come with it. Where all
    of them still stand aside nobody saw one, and the release never was. Folders that are left empty go too.
    """
    issues = _issues(register / JOURNAL)
    folders = [workspace / issue.folder for issue in issues]
    if issues and all(aside_of(folder).is_dir() and not folder.is_dir() for folder in folders):
        remove(register / JOURNAL)
        sync_folder(register)  # first: editions that a journal names and nobody finds count as seen
        for folder in folders:
            remove(aside_of(folder))
    elif issues:
        _finish(register, issues, folders)
    unseen = BEING_WRITTEN.format(name="*")
    asides = *register.glob(".*.aside"), *register.glob(f"*/{unseen}*"), *editions.glob(f"*/*/{unseen}")
    for left in asides:
        remove(left)
    for home in (*editions.glob("*/*"), *editions.glob("*")):
        with suppress(OSError):  # only what is empty goes
            home.rmdir()


def _finish(register: Path, issues: Sequence[Issue], folders: Sequence[Path]) -> None:
    for folder in folders:
        if aside_of(folder).is_dir() and not folder.is_dir():
            move(aside_of(folder), folder)
    for release in {register / issue.period / f"{issue.release}.duckdb" for issue in issues}:
        if not release.exists():
            move(aside_of(release), release)
    known = _issues(register / HISTORY)
    write_whole(register / HISTORY, _lines([*known, *(issue for issue in issues if issue not in known)]))
    remove(register / JOURNAL)


def aside_of(path: Path) -> Path:
    """Say where an edition or a release is written before it becomes visible."""
    return path.with_name(BEING_WRITTEN.format(name=path.name))


def open_register(register: Path, period: str) -> Path:
    """Make the folder of a period's releases, for its owner only."""
    make_folder(register / period, mode=PRIVATE_FOLDER)
    return register / period


def _issues(path: Path) -> list[Issue]:
    try:
        return [Issue(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError) as error:
        raise DisclosureError(
            f"{path}: dit bestand is beschadigd of van een andere versie van het programma. Zet de map "
            f"{path.parent} terug uit een reservekopie: zij zegt wat al gepubliceerd is."
        ) from error


def _lines(issues: Iterable[Issue]) -> bytes:
    return "".join(json.dumps(asdict(issue), ensure_ascii=False) + "\n" for issue in issues).encode()


def _lost(register: Path, what: str) -> DisclosureError:
    return DisclosureError(
        f"{register}: hier ontbreekt {what}. Zonder die geschiedenis kan een nieuw verslag samen met wat al "
        "gepubliceerd is personen verraden; er wordt niets gepubliceerd. Zet de hele map terug uit de "
        "reservekopie, of de map van deze werkruimte als deze van een andere is."
    )
