"""Which figures are out: every published release is remembered, so that later ones can't give it away.

`data/register/<period>/<number>-<hash>.duckdb` holds what one release showed and hid; files are only added.
"""

from collections.abc import Mapping
from pathlib import Path

from pipelines.protect import Place, ReleaseHistory, read_release, write_release_record
from pipelines.request import RunRequest
from pipelines.tables import SafeTable, Value

HASH_LETTERS = 12


def earlier_releases(request: RunRequest) -> ReleaseHistory:
    """Give what other periods' newest releases showed, and all that any release hid.

    What this period's own earlier releases showed does not hold it: it is made anew, as a next version, and
    rounded alike where figures are rounded. In a revision nothing that was shown holds; what was hidden stays
    hidden.
    """
    shown: dict[tuple[str, Place], Value] = {}
    own: Mapping[tuple[str, Place], Value] = {}
    hidden: set[tuple[str, Place]] = set()
    bases: set[int] = set()
    for folder in sorted(_home(request).glob("*")):
        releases = [read_release(path) for path in sorted(folder.glob("*.duckdb"))]
        hidden |= {place for release in releases for place in release.hidden}
        bases |= {base for release in releases for base in release.bases}
        if folder.name == request.period.code:
            own = releases[-1].shown if releases else {}
        elif not request.is_revision:
            shown.update(releases[-1].shown)
    return ReleaseHistory(shown, frozenset(hidden), own=own, bases=frozenset(bases))


def others_of(request: RunRequest) -> list[str]:
    """Name the releases of other periods, which this one has to keep in mind."""
    names = (path.relative_to(_home(request)).as_posix() for path in _home(request).glob("*/*.duckdb"))
    return sorted(name for name in names if not name.startswith(f"{request.period.code}/"))


def remember(request: RunRequest, tables: Mapping[str, SafeTable], personal: frozenset[str]) -> None:
    """Add this release to the register, before any reader can see it; the same release is added once."""
    folder = _home(request) / request.period.code
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / ".aside"
    aside.unlink(missing_ok=True)
    digest = write_release_record(aside, request.period.code, tables, personal)[:HASH_LETTERS]
    known = sorted(folder.glob("*.duckdb"))
    if any(path.stem.endswith(f"-{digest}") for path in known):
        aside.unlink()
    else:
        aside.rename(folder / f"{len(known) + 1:04}-{digest}.duckdb")


def _home(request: RunRequest) -> Path:
    return request.config.data / "register"
