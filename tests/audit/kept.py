"""Editions that an earlier version of the program made (make-believe), and the truth of what they withhold."""

import csv
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path

from pipelines.audit import OutsideAudit, Outsider, Rules, audit_editions, read_editions
from pipelines.public_knowledge import PublicKnowledge, read_public_knowledge

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "editions"
HAIR = Decimal("0.0011")


@dataclass(frozen=True)
class Truth:
    """The values that a withheld figure truly had, and the fewest persons behind it."""

    values: tuple[Decimal, ...]
    persons: Decimal


@dataclass(frozen=True)
class Score:
    """How many withheld figures of a measure are known exactly, how many of those are of few persons."""

    hidden: int
    small: int
    exact: int
    exact_small: int


def unpack(name: str, folder: Path) -> Path:
    with zipfile.ZipFile(KEPT / f"{name}.zip") as kept:
        assert "FICTIEVE-GEGEVENS.txt" in kept.namelist()
        kept.extractall(folder)
    return folder


def truths(folder: Path) -> dict[tuple[str, frozenset[tuple[str, str]]], Truth]:
    found = defaultdict(list)
    for path in sorted(folder.rglob("truth.csv")):
        for line in csv.DictReader(StringIO(path.read_text(encoding="utf-8"))):
            place = frozenset(tuple(pair.split("=", 1)) for pair in line["place"].split())
            found[line["measure"], place].append((Decimal(line["value"]), Decimal(line["persons"])))
    return {
        name: Truth(tuple(value for value, _ in pairs), min(persons for _, persons in pairs))
        for name, pairs in found.items()
    }


def known_offer() -> PublicKnowledge:
    """What the sample's workspace declares: who works in which domain."""
    return read_public_knowledge(ROOT / "data")


def attacked(*folders: Path, public: PublicKnowledge | None = None, threshold: int = 5) -> OutsideAudit:
    outsider = Outsider(Rules(threshold=threshold), known_offer() if public is None else public)
    return audit_editions(read_editions(folders), outsider)


def score(found: OutsideAudit, true, measure: str, threshold: int = 5) -> Score:
    own = [each for each in found.ranges if each.name[0] == measure and each.is_withheld]
    small = [each for each in own if 0 < true[each.name].persons < threshold]
    return Score(
        len(own), len(small), sum(each.is_exact for each in own), sum(each.is_exact for each in small)
    )


def missed(found: OutsideAudit, true) -> list[object]:
    """Give the ranges in which none of the true values lies."""
    return [
        each
        for each in found.ranges
        if each.name in true
        and not any(
            each.lowest - HAIR <= value and (each.highest is None or value <= each.highest + HAIR)
            for value in true[each.name].values
        )
    ]
