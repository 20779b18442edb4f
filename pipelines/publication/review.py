"""What a reviewer reads before a concept is signed, as pages that need nothing beside them."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pipelines.durable import write_whole
from pipelines.edition import CONFIDENTIAL, PUBLIC, home_of, is_public, scopes_of, standing
from pipelines.publication.comparing import EditionDifference, difference
from pipelines.publication.concepts import Concept, read_concept, settle_concepts
from pipelines.publication.sign_off import read_sign_offs
from pipelines.render import set_review_page
from pipelines.request import RunRequest, only_writer

CHART = re.compile(
    r'<figure id="([^"]+)"[^>]*>\s*<figcaption>(.*?)</figcaption>.*?<div class="picture">(<svg .*?</svg>)',
    re.S,
)
TAG = re.compile(r"<[^>]+>")
STATES = {
    "delivered": "geleverd",
    "partly": "gedeeltelijk",
    "late": "te laat",
    "missing": "ontbreekt",
    "expected": "verwacht",
}
REASONS = {
    "persons": "te weinig personen",
    "contributors": "te weinig personen achter het cijfer",
    "zero": "een nul die iets verraadt",
    "everyone": "geldt voor iedereen",
    "shared": "een partner zou een andere herkennen",
    "secondary": "zou een ander cijfer verraden",
    "ladder": "zou samen met andere cijfers iets verraden",
    "earlier": "samen met wat al gepubliceerd is",
}


@dataclass(frozen=True)
class Pictured:
    """A chart that is not the one of the edition before; None where it is new or gone."""

    caption: str
    before: str | None  # SVG
    now: str | None


def write_dossiers(request: RunRequest) -> tuple[Path, ...]:
    """Write a dossier beside each concept ordered, for its owner only; give where.

    Raises ConfigError where a concept is missing, BusyError while another writes in the workspace.
    """
    with only_writer(request.config.data, "dossier"):
        settle_concepts(request)
        written = [
            _dossier(request, read_concept(request, scope), scope.folder) for scope in scopes_of(request)
        ]
        for path, page in written:
            write_whole(path, page)
    return tuple(path for path, _ in written)


def difference_page(found: EditionDifference) -> bytes:
    """Set what differs between two editions as a page."""
    return set_review_page("difference", found=found).encode()


def _dossier(request: RunRequest, concept: Concept, scope: str) -> tuple[Path, bytes]:
    before = _newest(home_of(request, scope))
    sentences = _told(concept.folder, "sentences.json", [])
    page = set_review_page(
        "dossier",
        concept=concept,
        found=difference(before, concept.folder) if before else None,
        sentences=sentences,
        words=_words(_told(before, "sentences.json", sentences) if before else sentences, sentences),
        pictures=_pictures(before, concept.folder) if before else [],
        findings=_told(concept.folder, "findings.json", []),
        coverage=_coverage(_told(concept.folder, "coverage.json", [])),
        disclosure=_told(concept.folder, "disclosure.json", {}),
        reasons=REASONS,
        signed=read_sign_offs(concept),
        needed=request.config.settings.publication.sign_offs,
    )
    return dossier_of(concept.folder), page.encode()


def dossier_of(folder: Path) -> Path:
    """Give where the dossier of the concept in a folder is written: beside it."""
    return folder.with_name(f"{folder.name}.dossier.html")


def _newest(home: Path) -> Path | None:
    """Give the newest edition that readers see."""
    seen = [number for number in standing(home).manifests if is_public(home / str(number))]
    return home / str(max(seen)) if seen else None


def _told(folder: Path, name: str, absent: Any) -> Any:
    """Read what was written for the reviewer; an edition of an earlier layout has none."""
    path = folder / CONFIDENTIAL / name
    return json.loads(path.read_text("utf-8")) if path.exists() else absent


def _words(before: list[list[str]], now: list[list[str]]) -> list[tuple[str, str]]:
    """Give what became of the program's sentences: (what it was, what it is), either may be empty."""
    old, new = [text for _, text in before], [text for _, text in now]
    found: list[tuple[str, str]] = []
    for act, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act != "equal":
            gone, come = old[first:last], new[start:end]
            longest = max(len(gone), len(come))
            found += zip(
                gone + [""] * (longest - len(gone)), come + [""] * (longest - len(come)), strict=True
            )
    return found


def _pictures(before: Path, now: Path) -> list[Pictured]:
    """Set each chart that changed beside what it was."""
    old, new = _charts(before), _charts(now)
    names = [*new, *(name for name in old if name not in new)]
    return [
        Pictured((new.get(name) or old[name])[0], old.get(name, ("", None))[1], new.get(name, ("", None))[1])
        for name in names
        if old.get(name) != new.get(name)
    ]


def _charts(folder: Path) -> dict[str, tuple[str, str | None]]:
    page = folder / PUBLIC / "report.html"
    if not page.exists():
        return {}
    return {
        name: (" ".join(TAG.sub(" ", caption).split()), svg)
        for name, caption, svg in CHART.findall(page.read_text("utf-8"))
    }


def _coverage(found: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """Give for each partner and dataset its quarters with their state; what is whole is told in short."""
    by_source: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in found:
        by_source.setdefault((one["source_label"], one["dataset"]), []).append((one["quarter"], one["state"]))
    return [(*names, _in_short(states)) for names, states in sorted(by_source.items())]


def _in_short(states: list[tuple[str, str]]) -> str:
    counted = Counter(state for _, state in states)
    if len(counted) == 1:
        return STATES.get(next(iter(counted)), next(iter(counted)))
    return ", ".join(f"{quarter} {STATES.get(state, state)}" for quarter, state in states)
