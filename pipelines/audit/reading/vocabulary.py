"""The words by which an edition calls its places and measures, from the code lists that it publishes."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.audit.figures import PERIOD

CODES, INDICATORS, TOTAL = Path("data") / "codes", Path("data") / "indicators.csv", "_T"
NO_PLACE = frozenset({PERIOD, "measure", "objective_code", "indicator"})
SHORT, ENDING = 4, 2
"""A word under so many letters is taken as it stands; of a longer one the last letters may differ."""
UNIT_COLUMN, NAME_COLUMN = -3, -4
"""Where a copy in words has the unit and the name of a measure: before value and mark."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """What words stand for: `labels` by dimension and word (None: the total), `measures` by name."""

    labels: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    measures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stems: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By measure the beginnings of the words that speak of it: of its name and its unit."""
    patterns: tuple[tuple[re.Pattern[str], frozenset[Pair]], ...] = ()
    """What finds a label in a text, with all that it may stand for."""

    def mentioned(self, text: str) -> frozenset[Pair]:
        """Give the labels that a text names."""
        found = (pairs for pattern, pairs in self.patterns if pattern.search(text))
        return frozenset().union(*found)

    def without_labels(self, text: str) -> str:
        """Leave out labels that hold a number themselves, as ages do."""
        for pattern, _ in self.patterns:
            if any(letter.isdigit() for letter in pattern.pattern):
                text = pattern.sub(" ", text)
        return text

    def spoken_of(self, words: str) -> frozenset[str]:
        """Give the measures that some words speak of."""
        found = [word.casefold() for word in re.findall(r"\w+", words)]
        return frozenset(
            measure
            for measure, stems in self.stems.items()
            if any(word.startswith(stem) for word in found for stem in stems)
        )


def read_vocabulary(home: Path) -> Vocabulary:
    """Read the code lists of an edition; one of before these lists has no words."""
    labels: dict[str, dict[str, str | None]] = defaultdict(dict)
    patterns: dict[str, set[Pair]] = defaultdict(set)
    for path in sorted((home / CODES).glob("*.csv")):
        for row in _rows(path, ","):
            for name, word in row.items():
                if name.startswith("label_") and word:
                    code = row["code"]
                    labels[path.stem][word] = None if code == TOTAL else code
                    if code != TOTAL and path.stem not in NO_PLACE:
                        patterns[_pattern(word)].add((path.stem, code))
    measures: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    for row in _rows(home / INDICATORS, ","):
        for name, word in row.items():
            if name.startswith("name_") and word:
                measures[word].add(row["indicator"])
                stems[row["indicator"]] |= _stems(word)
    for name, unit in _units(home):
        for measure in measures.get(name, ()):
            stems[measure] |= _stems(unit)
    compiled = ((re.compile(pattern), frozenset(pairs)) for pattern, pairs in patterns.items())
    return Vocabulary(
        labels,
        {name: frozenset(found) for name, found in measures.items()},
        {name: frozenset(found) for name, found in stems.items()},
        tuple(sorted(compiled, key=lambda one: -len(one[0].pattern))),
    )


def _pattern(word: str) -> str:
    """Write what finds a label in a sentence: a longer word also where it is bent."""
    if len(word) < SHORT:
        return rf"(?<!\w){re.escape(word)}(?!\w)"
    if " " in word or len(word) <= SHORT + ENDING:
        return rf"(?i)(?<!\w){re.escape(word)}"
    return rf"(?i)(?<!\w){re.escape(word[:-ENDING])}"


def _stems(words: str) -> set[str]:
    return {
        word.casefold()[: max(SHORT, len(word) - ENDING)]
        for word in re.findall(r"\w+", words)
        if len(word) > SHORT
    }


def _units(home: Path) -> Iterator[Pair]:
    """Give the name and the unit of each measure, from the copies in words."""
    for path in sorted(home.glob("data/[a-z][a-z]/*.csv")):
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
        yield from sorted(
            {(line[NAME_COLUMN], line[UNIT_COLUMN]) for line in lines[1:] if len(line) > -NAME_COLUMN}
        )


def _rows(path: Path, sign: str) -> Sequence[Mapping[str, str]]:
    if not path.is_file():
        return ()
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=sign))
