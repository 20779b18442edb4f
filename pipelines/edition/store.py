"""The editions that readers see: which stand, what is next, and how new ones become visible together."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.durable import PUBLIC_FOLDER, make_folder, move
from pipelines.edition.edition_folder import MANIFEST, is_public, read_manifest
from pipelines.edition.sealing import seal
from pipelines.errors import ConfigError, TechnicalError
from pipelines.release import (
    VERSION,
    Issue,
    aside_of,
    compare,
    history_of,
    register_of,
    settle,
    write_journal,
)
from pipelines.request import RunRequest


@dataclass(frozen=True)
class Standing:
    """The editions in a folder by version, with their manifests; and what lies there that is no edition."""

    manifests: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    last_number: int = 0  # of anything that stands there under a number
    oddities: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditionVersion:
    """Which version of an edition this is, when it is published and from which inputs."""

    version: int
    published: date
    fingerprint: str
    status: str
    is_published: bool  # the newest edition that stands has the same inputs and status


@dataclass(frozen=True)
class Settled:
    """What a run found before it began."""

    oddities: tuple[str, ...]


def settle_editions(request: RunRequest) -> Settled:
    """Finish or undo what another run left, and hold release history against what readers see.

    Raises DisclosureError when history lacks an edition that stands. Folders that are no edition are passed
    over and named.
    """
    try:
        _settle(request)
    except OSError as error:
        raise TechnicalError(
            f"{error.filename}: een vorige publicatie kan niet afgewerkt worden ({error.strerror}). Zorg "
            "voor plaats en schrijfrecht en probeer opnieuw; tot dan wordt er niets gepubliceerd."
        ) from error
    history = history_of(request)
    homes = [home for home in sorted(request.editions.glob("*/*")) if home.is_dir() and home.name[0] != "."]
    found = {home: standing(home) for home in homes}
    compare(history, register_of(request), _visible(found))
    return Settled(tuple(oddity for each in found.values() for oddity in each.oddities))


def standing(home: Path) -> Standing:
    """Read the manifests of the versions in `<scope>/<period>/`."""
    manifests: dict[int, Mapping[str, Any]] = {}
    oddities: list[str] = []
    numbers = [0]
    for folder in sorted(path for path in home.glob("*") if path.name[0] != "." and path.is_dir()):
        if not VERSION.fullmatch(folder.name):
            oddities.append(f"{folder}: geen nummer van een versie, wellicht een kopie; overgeslagen")
            continue
        numbers.append(int(folder.name))
        manifest = read_manifest(folder)
        if manifest is None:
            oddities.append(f"{folder / MANIFEST}: ontbreekt of is onleesbaar; deze map wordt overgeslagen")
        elif (manifest["scope"], manifest["period"], str(manifest["version"])) != (
            home.parent.name,
            home.name,
            folder.name,
        ):
            oddities.append(f"{folder}: een kopie of hernoemde map van een andere editie; overgeslagen")
        else:
            manifests[int(folder.name)] = manifest
    return Standing(manifests, max(numbers), tuple(oddities))


def home_of(request: RunRequest, scope: str) -> Path:
    """Say where the versions of a scope's edition stand."""
    return request.editions / scope / request.period.code


def newest_edition(request: RunRequest) -> Path:
    """Give the folder of the newest version of the edition; raise ConfigError when there is none."""
    home = home_of(request, request.scope)
    manifests = standing(home).manifests
    if not manifests:
        raise ConfigError(f"{home}: hier staat nog geen editie; maak ze met jaarverslag publish")
    return home / str(max(manifests))


def sealed_name(request: RunRequest, delivered: str) -> str:
    """Compute how a manifest names a delivery among the inputs of its edition: under seal."""
    return seal(request.key, delivered)


def next_stamp(request: RunRequest, scope: str, mark: str, status: str) -> EditionVersion:
    """Give version and date: those of the newest edition if it has the same inputs, else the next version.

    An edition that was retracted is never given again, be its inputs the same.

    A number that an edition ever had is not given again, also when its folder is gone.
    """
    found = standing(home_of(request, scope))
    newest = max(found.manifests, default=0)
    last = max(found.last_number, history_of(request).last_version(scope, request.period.code))
    if newest == last > 0:
        stands, is_visible = found.manifests[newest], is_public(home_of(request, scope) / str(newest))
        if is_visible and (stands["fingerprint"], stands.get("status")) == (mark, status):
            day = date.fromisoformat(stands["published"])
            return EditionVersion(newest, day, mark, status, is_published=True)
    day = request.published or request.run.started.date()
    return EditionVersion(last + 1, day, mark, status, is_published=False)


def show_together(request: RunRequest, issues: Sequence[Issue], write: Callable[[], None]) -> None:
    """Write editions aside and make them visible: all of them, or none if anything stops it before the first.

    What is interrupted later is finished at once, or else by the next run before it does anything.
    """
    folders = [request.config.workspace / issue.folder for issue in issues]
    try:
        for folder in folders:
            make_folder(folder.parent, mode=PUBLIC_FOLDER)
        write()
        write_journal(register_of(request), issues)
        for folder in folders:
            move(aside_of(folder), folder)
        _settle(request)
    except BaseException as error:
        with suppress(OSError):
            _settle(request)
        if isinstance(error, OSError):
            raise TechnicalError(
                f"{error.filename}: publiceren lukt niet ({error.strerror}). Zorg voor plaats en "
                "schrijfrecht en probeer opnieuw: wat nog niet af is, wordt dan eerst afgewerkt."
            ) from error
        raise


def _settle(request: RunRequest) -> None:
    settle(register_of(request), request.config.workspace, request.config.editions)


def _visible(found: Mapping[Path, Standing]) -> list[tuple[Path, Mapping[str, Any]]]:
    return [
        (home / str(version), manifest)
        for home, each in found.items()
        for version, manifest in sorted(each.manifests.items())
    ]
