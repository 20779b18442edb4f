"""Bring editions of a workspace of before along: what is public apart from what is not, once, with a copy.

A version of the program before this layout kept all of an edition in one folder, its manifest with the names
and hashes of deliveries among it. Each such edition is written anew beside it, whole, and changes places with
it; whatever moment the power fails, the next run finds the old or the new one and goes on. The bytes of
pages, PDFs and tables stay what they were; release history is read as it is. An outline of that version that
was copied with the workspace makes way for the program's own; one that somebody changed stays.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.durable import PRIVATE_FOLDER, make_folder, move, remove, replace_folder, sync_folder
from pipelines.edition import MANIFEST, STORE, Contents, read_manifest, write_contents

COPY = "voor-omzetting"
OUTLINES = {
    "annual.toml": "5050ed97c9a90d31ab0c722cadf820ce63db59cb3c07b89ca84d50d9d4f66854",
    "quarterly.toml": "666ab8caf4f054dc4e444ded4c7931908eff68bf4fdbbcd58a6b884b1468c113",
}
"""The outlines that version c6b751d came with, by the SHA-256 of their bytes."""

OLD, NEW = ".{name}.vorig-model", ".{name}.nieuw-model"
CONFIDENTIAL_FACTS = ("inputs", "release")
"""What a manifest of before said that nobody outside may know: deliveries with their hashes, the release."""


def migrate(data: Path, editions: Path) -> tuple[str, ...]:
    """Give every edition of the older layout the new one; say what was done, if anything.

    Before the first a copy of the editions and the register is made in `data/voor-omzetting`; outlines of
    before go there.
    """
    _settle(editions)
    old = tuple(_of_before(editions))
    outlines = [data / "outlines" / name for name in OUTLINES if _is_of_before(data / "outlines" / name)]
    if not old and not outlines:
        return ()
    _keep_copy(data, editions)
    for folder in old:
        _convert(folder)
    kept = data / COPY / "outlines"
    for outline in outlines:
        make_folder(kept, mode=PRIVATE_FOLDER)
        move(outline, kept / outline.name)
    what = " en ".join(
        f"{len(some)} {name}" for some, name in ((old, "editie(s)"), (outlines, "opbouw(en)")) if some
    )
    return (f"{what} van een vroegere versie omgezet; zoals ze waren, staan ze in {data / COPY}",)


def _is_of_before(outline: Path) -> bool:
    return outline.is_file() and hashlib.sha256(outline.read_bytes()).hexdigest() == OUTLINES[outline.name]


def _of_before(editions: Path) -> Iterator[Path]:
    """Find editions with a manifest in the folder itself; copies and oddities stay as they are."""
    for path in sorted(editions.glob(f"*/*/*/{MANIFEST}")):
        folder = path.parent
        facts = read_manifest(folder) if folder.name.isdigit() else None
        parts = [folder.parent.parent.name, folder.parent.name, folder.name]
        if facts and [str(facts[name]) for name in ("scope", "period", "version")] == parts:
            yield folder


def _keep_copy(data: Path, editions: Path) -> None:
    copy = data / COPY
    if copy.is_dir():
        return
    aside = copy.with_name(f".{COPY}.aside")
    remove(aside)
    make_folder(aside, mode=PRIVATE_FOLDER)
    for name, folder in (("editions", editions), ("register", data / "register")):
        if folder.is_dir():
            shutil.copytree(folder, aside / name)
    move(aside, copy)


def _convert(folder: Path) -> None:
    new, old = _beside(folder, NEW), _beside(folder, OLD)
    remove(new)
    write_contents(folder, new, _contents(folder))
    sync_folder(folder.parent)
    replace_folder(new, folder, old)


def _contents(folder: Path) -> Contents:
    said: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    kept = {name: said.pop(name) for name in CONFIDENTIAL_FACTS if name in said}
    said.pop("outputs", None)
    files = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    store = {name: files.pop(name) for name in (STORE,) if name in files}
    was = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    return Contents(
        files, {**store, "manifest-before.json": folder / MANIFEST}, said, {**kept, "before": was}
    )


def _settle(editions: Path) -> None:
    """Finish or undo what an interrupted run left: a place that is empty gets the new edition, or the old."""
    for old in editions.glob(f"*/*/{OLD.format(name='*')}"):
        folder = old.with_name(old.name[1:].removesuffix(".vorig-model"))
        new = _beside(folder, NEW)
        if not folder.exists():
            move(new if new.is_dir() else old, folder)
        remove(old)
    for new in editions.glob(f"*/*/{NEW.format(name='*')}"):
        remove(new)


def _beside(folder: Path, pattern: str) -> Path:
    return folder.with_name(pattern.format(name=folder.name))
