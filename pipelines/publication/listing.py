"""List the editions of a workspace: what stands, what took its place, what was retracted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.edition import public_of, standing
from pipelines.publication.retraction import Retraction, read_retraction


@dataclass(frozen=True)
class Erratum:
    """Which error stands in a definitive edition, and the version that took its place because of it."""

    day: str
    text: str
    version: int


@dataclass(frozen=True)
class ListedEdition:
    """An edition with its manifest; `replaced_by` is the newest version that stands, if another."""

    folder: Path
    facts: Mapping[str, Any]
    replaced_by: int | None
    retraction: Retraction | None
    erratum: Erratum | None = None

    @property
    def public(self) -> Path | None:
        """Say where its public files are; None where it was retracted."""
        return None if self.retraction else public_of(self.folder)

    @property
    def place(self) -> str:
        """Name it as its folder does: `<scope>/<period>/<version>`."""
        return "/".join(self.folder.parts[-3:])


def editions_of(editions: Path) -> tuple[ListedEdition, ...]:
    """List every edition under a folder, by scope, period and version."""
    homes = [home for home in sorted(editions.glob("*/*")) if home.is_dir() and home.name[0] != "."]
    return tuple(one for home in homes for one in _of_home(home))


def _of_home(home: Path) -> list[ListedEdition]:
    manifests = standing(home).manifests
    retracted = {number: read_retraction(home / str(number)) for number in manifests}
    newest = max((number for number in manifests if retracted[number] is None), default=0)
    errata = dict(_errata(manifests))
    return [
        ListedEdition(
            home / str(number), manifests[number], newest if number < newest else None, retracted[number],
            errata.get(number),
        )
        for number in sorted(manifests)
    ]  # fmt: skip


def _errata(manifests: Mapping[int, Mapping[str, Any]]) -> Iterator[tuple[int, Erratum]]:
    """Give the errors that later versions tell of earlier ones."""
    for number, facts in sorted(manifests.items()):
        replaces = facts.get("replaces", {})
        if replaces.get("erratum"):
            yield int(replaces["version"]), Erratum(str(facts["published"]), str(replaces["erratum"]), number)
