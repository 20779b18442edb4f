"""Put what is public of editions into a folder for a web server: only what changed, each edition whole.

An edition stands there as `<scope>/<period>/<version>/` with its public files; where it was retracted only a
notice is left, and beside one with an erratum the notice says so. What stands there and release history does
not know stops everything: then the workspace was set back to an older copy, or the folder is another's.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.durable import (
    PUBLIC_FILE,
    PUBLIC_FOLDER,
    make_folder,
    remove,
    replace_folder,
    sync_folder,
    write_synced,
    write_whole,
)
from pipelines.edition import MANIFEST, SUMS
from pipelines.errors import ConfigError, DisclosureError
from pipelines.publication.listing import ListedEdition
from pipelines.publication.sealed_prints import sealed_files
from pipelines.release import History, aside_of, is_known

NOTICE = "notice.json"
GOING = ".{name}.verdwijnt"
SIGNS = {"add": "+", "seal": "*", "notice": "!", "take away": "-", "leave": "?"}


@dataclass(frozen=True)
class Step:
    """What happens to an edition's place in the folder: `add`, `seal`, `notice`, `take away`.

    `leave` is an edition of before its public files lay apart: it can't be put anywhere as it is.
    """

    act: str
    edition: ListedEdition
    notice: bytes | None

    @property
    def text(self) -> str:
        """Say it in a line."""
        return f"{SIGNS[self.act]} {self.edition.place}"


def plan(editions: Sequence[ListedEdition], target: Path, history: History) -> tuple[Step, ...]:
    """Say what putting these editions there changes.

    Raises ConfigError where the target is no folder or lies in a workspace's own, DisclosureError where an
    edition stands there that history does not have, or that is not the one of that place.
    """
    if target.exists() and not target.is_dir():
        raise ConfigError(f"{target}: dit is geen map")
    _stop_on_strangers(target, history)
    return tuple(step for one in editions for step in _steps(one, target / one.place))


def put(steps: Iterable[Step], target: Path) -> None:
    """Do what was planned; whatever moment it is interrupted, each edition there is whole or not there."""
    make_folder(target, mode=PUBLIC_FOLDER)
    for left in [*target.glob("*/*/.*.wordt-geschreven"), *target.glob("*/*/.*.verdwijnt")]:
        remove(left)
    for step in (one for one in steps if one.act != "leave"):
        place = target / step.edition.place
        make_folder(place.parent, mode=PUBLIC_FOLDER)
        if step.act == "seal":
            for name, content in sealed_files(step.edition).items():
                make_folder((place / name).parent, mode=PUBLIC_FOLDER)
                write_whole(place / name, content, mode=PUBLIC_FILE)
        elif step.act == "notice":
            write_whole(place / NOTICE, step.notice or b"", mode=PUBLIC_FILE)
        else:
            _replace(place, step)


def _steps(one: ListedEdition, place: Path) -> Iterator[Step]:
    notice = _notice(one)
    if one.public is None:
        if not place.is_dir() or {path.name for path in place.iterdir()} != {NOTICE}:
            yield Step("take away", one, notice)
        return
    if not (one.public / SUMS).is_file():
        yield Step("leave", one, None)
    elif not place.is_dir() or not (place / SUMS).is_file():
        yield Step("add", one, notice)
    elif (place / SUMS).read_bytes() != (one.public / SUMS).read_bytes():
        raise DisclosureError(
            f"{place}: hier staat een andere editie dan {one.folder}. Er is niets veranderd. Is de map van "
            "een andere werkruimte, of werd een van beide teruggezet uit een oude reservekopie?"
        )
    else:
        yield from _beside(one, place, notice)


def _beside(one: ListedEdition, place: Path, notice: bytes | None) -> Iterator[Step]:
    """Say what is to be written beside the files of an edition that stands there."""
    if any(not (place / name).is_file() for name in sealed_files(one)):
        yield Step("seal", one, notice)
    if notice is not None and (not (place / NOTICE).is_file() or (place / NOTICE).read_bytes() != notice):
        yield Step("notice", one, notice)


def _replace(place: Path, step: Step) -> None:
    """Write what is to stand there beside it, whole, and let it change places with what does."""
    aside, going = aside_of(place), place.with_name(GOING.format(name=place.name))
    make_folder(aside, mode=PUBLIC_FOLDER)
    for name, content in _contents(step):
        make_folder((aside / name).parent, mode=PUBLIC_FOLDER)
        write_synced(aside / name, content, mode=PUBLIC_FILE)
    for inner in [aside, *(path for path in aside.rglob("*") if path.is_dir())]:
        sync_folder(inner)
    replace_folder(aside, place, going)


def _contents(step: Step) -> Iterator[tuple[str, bytes]]:
    public = step.edition.public
    if public is not None:
        for path in sorted(path for path in public.rglob("*") if path.is_file()):
            yield path.relative_to(public).as_posix(), path.read_bytes()
        yield from sealed_files(step.edition).items()
    if step.notice is not None:
        yield NOTICE, step.notice


def _notice(one: ListedEdition) -> bytes | None:
    """Give what readers must know first: when and why an edition was retracted, or the error in it."""
    if one.retraction is not None:
        told: dict[str, Any] = {"retracted": {"day": one.retraction.at[:10], "text": one.retraction.why}}
    elif one.erratum is not None:
        told = {"erratum": {"day": one.erratum.day, "text": one.erratum.text, "version": one.erratum.version}}
    else:
        return None
    names = ("scope", "period", "version", "status", "published", "languages")
    facts = {name: one.facts[name] for name in names if name in one.facts}
    return (json.dumps({**facts, **told}, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _stop_on_strangers(target: Path, history: History) -> None:
    for path in sorted(target.glob("*/*/*")):
        facts = _facts(path) if path.name.isdigit() else None
        if facts is not None and not is_known(history, facts):
            raise DisclosureError(
                f"{path}: hier staat een editie die de geschiedenis van deze werkruimte niet kent. Er is "
                "niets veranderd en niets gepubliceerd. Werd de werkruimte teruggezet uit een oude "
                "reservekopie, zet dan een nieuwere terug; is de map van een andere werkruimte, kies dan "
                "een andere."
            )


def _facts(place: Path) -> Mapping[str, Any] | None:
    for name in (MANIFEST, NOTICE):
        try:
            found = json.loads((place / name).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        return {"status": "", **found} if isinstance(found, dict) else None
    return None
