"""Which figures are out: every published release is remembered, so that later ones can't give it away.

`data/register/<period>/<number>-<hash>.duckdb` holds what one release showed and hid; files are only added.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipelines.database import DatabaseError
from pipelines.durable import PRIVATE_FILE, move, remove, sync_file
from pipelines.errors import TechnicalError
from pipelines.protect import (
    Place,
    Protected,
    Released,
    ReleaseHistory,
    join_releases,
    read_published,
    read_releases,
    shown_in,
    write_release_record,
)
from pipelines.release.history import History, aside_of, open_register, read_history
from pipelines.request import Period, RunRequest
from pipelines.tables import Value

HASH_LETTERS = 12
CONFIDENTIAL, STORE = "confidential", "published.duckdb"
OTHER = "andere-"
"""What the names of releases of other workspaces begin with: what they show stands here too."""


def register_of(request: RunRequest) -> Path:
    """Say where a workspace keeps its release history."""
    return request.config.data / "register"


def history_of(request: RunRequest) -> History:
    """Read the release history of a workspace."""
    return read_history(register_of(request))


def earlier_releases(request: RunRequest) -> ReleaseHistory:
    """Give all that any release showed or hid: what other periods showed stands.

    What earlier versions of this period showed stands too where it changed by few persons; in a planned
    revision that goes for all. What was hidden stays hidden. A release that history knows of no edition was
    remembered by a version of the program that took sessions and population for no business of anybody: what
    its editions printed of them is out all the same.
    """
    own: list[Released] = []
    others: list[Released] = []
    history = history_of(request)
    named = {(issue.period, issue.release) for issue in history.issues}
    for number, (period, name) in enumerate(history.in_order, 1):
        releases = read_releases(register_of(request) / period / f"{name}.duckdb")
        if (period, name) not in named and not name.startswith(OTHER):
            printed = _printed(request, history, period)
            releases = tuple(replace(one, shown={**printed, **one.shown}) for one in releases)
        is_own = period == request.period.code and not name.startswith(OTHER)
        (own if is_own else others).extend(replace(release, number=number) for release in releases)
    return join_releases(others, own, is_revision=request.is_revision)


def _printed(request: RunRequest, history: History, period: str) -> Mapping[tuple[str, Place], Value]:
    """Give the figures of a period's editions that history does not know, of the newest where they differ."""
    found: dict[tuple[str, Place], Value] = {}
    for store in _stores(request, history, period):
        found |= shown_in(read_published(store))
    return found


def _stores(request: RunRequest, history: History, period: str) -> Iterator[Path]:
    known = {issue.place for issue in history.issues}
    folders = [path for path in request.editions.glob(f"*/{period}/*") if path.name.isdigit()]
    for folder in sorted(folders, key=lambda path: (int(path.name), path)):
        is_known = (folder.parent.parent.name, period, int(folder.name)) in known
        if not is_known and store_of(folder).is_file():
            yield store_of(folder)


def store_of(folder: Path) -> Path:
    """Say where an edition's store of safe cells is: older ones keep all in one folder."""
    return folder / CONFIDENTIAL / STORE if (folder / CONFIDENTIAL).is_dir() else folder / STORE


def latest_period_out(request: RunRequest) -> Period | None:
    """Give the period that ends last of those with a release, if it ends after the period that is ordered."""
    periods = (_period(code) for code, names in history_of(request).files.items() if names)
    last = max(periods, key=lambda period: period.end, default=request.period)
    return last if last.end > request.period.end else None


def _period(code: str) -> Period:
    year, _, quarter = code.partition("-K")
    return Period(int(year), int(quarter) if quarter else None)


def others_of(request: RunRequest) -> list[str]:
    """Name the releases of other periods and other workspaces, which this one has to keep in mind."""
    history = history_of(request)
    return [
        f"{period}/{name}"
        for period in sorted(history.files)
        for name in history.releases(period)
        if period != request.period.code or name.startswith(OTHER)
    ]


def write_aside(request: RunRequest, done: Protected) -> str:
    """Write a release beside the register, where it counts for nothing yet; give its name.

    A release of the same figures that is in the register already keeps its name, and nothing is written.
    """
    try:
        folder = open_register(register_of(request), request.period.code)
        unnamed = aside_of(folder / "uitgave")
        remove(unnamed)
        digest = write_release_record(
            unnamed, request.period.code, done.tables, done.personal, behind=done.behind
        )[:HASH_LETTERS]
    except (OSError, DatabaseError) as error:
        raise TechnicalError(
            f"{register_of(request)}: hier kan niet geschreven worden ({error}). Er is niets gepubliceerd. "
            "Maak plaats of schrijfrecht en probeer opnieuw."
        ) from error
    known = history_of(request).files.get(request.period.code, ())
    same = [name for name in known if name.endswith(f"-{digest}") and not name.startswith(OTHER)]
    if same:
        remove(unnamed)
        return same[0]
    name = f"{len(known) + 1:04}-{digest}"
    sync_file(unnamed, mode=PRIVATE_FILE)
    move(unnamed, aside_of(folder / f"{name}.duckdb"))
    return name
