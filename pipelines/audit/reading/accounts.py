"""Account for numbers in running text: by the shown figures of what a sentence names, or what these give.

A sentence can only be read as words and numbers. So a number counts as accounted for where some figure that
is shown, of nothing but what the sentence and its heads name, is that number as printed; a change or a
percentage where two of them give it. What is left belongs to no table, and where the words name a hidden
figure, to that.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from pipelines.audit.figures import PERIOD, Name, Place
from pipelines.audit.periods import months_of
from pipelines.audit.reading.vocabulary import Pair, Vocabulary

NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<sign>[+\u2212-])?"
    r"(?P<number>\d{1,3}(?:[.\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d+)(?P<rest>[.,]\d+)?(?![\w-])"
)  # 7.099, 1 312, 6,7 or 6.7
UNIT = re.compile(r"[\s\u00a0\u202f]*(%|procentpunt|points? de pourcentage|percentage points?)", re.I)
MORE = re.compile(r"meer|minder|hoger|lager|plus|moins|more|fewer|less|higher|lower|verschil|tegenover", re.I)
MONTHS = "jan|feb|mrt|maart|mar|apr|mei|may|mai|jun|juin|jul|juil|aug|août|sep|okt|oct|nov|dec|déc|fév|avr"
DATES = re.compile(
    rf"\b\d{{1,2}}(?:er)?\s+(?:{MONTHS})\w*(?:\s+\d{{4}})?|(?:{MONTHS})\w*\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\b(?:19|20)\d{2}-(?:19|20)\d{2}\b|\b\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.+Z-]+)?"
    r"|\b(?:19|20)\d{2}\b(?![.,]\d)",
    re.I,
)
COUNTED = re.compile(
    r"\b(?:figuur|figure|tabel|tableau|table|grafiek|graphique|chart|hoofdstuk|chapitre|chapter|versie|version|"
    r"bladzijde|pagina|page|p\.|drempel|seuil|threshold)\s*\d+|\(\d+ (?:van|sur|of) \d+\)|^\s*\d+\.(?:\s|$)",
    re.I,
)
"""What only counts the parts of a report: `Figuur 3`, `1. Zonder bewaking`."""
RULE = re.compile(
    r"(?:Getallen over|Les nombres portant sur|Numbers of) 1 (?:tot|à|to) \d+ "
    r"(?:personen worden niet getoond|personnes ne sont pas affichés|people are not shown)"
    r"|(?:Wat van minder dan|Ce qui vient de moins de|What comes from fewer than) \d+"
    r"|(?:veelvoud van|multiple de|multiple of) \d+"
    r"|(?:minder dan|moins de|less than) \d+ (?:van het echte|du nombre|away)"
    r"|(?:Een getoonde 0 kan dus ook|Un 0 affiché peut donc aussi valoir de|A 0 that is shown may thus be) "
    r"1 (?:tot|à|to) \d+"
)
"""How an edition says by which rule it hides or rounds: numbers of the rule, and of no person."""
END = re.compile(r"[.;!?)](?=\s|$)")
"""Where a sentence or a bracket ends: what comes after it tells nothing of a number before it."""
THINGS = re.compile(
    r"\b(?:rijen|lignes|rows|leveringen|livraisons|deliveries|bestanden|fichiers|files)\b", re.I
)
"""What is counted of deliveries: no figure of a measure."""
UNKNOWN, TARGET = "unknown", "target_value"
LETTERS = re.compile(r"[^\W\d_]{3}")
NEAR = 3
"""So many words after a number, or before it, tell of what it is a number."""
STEPS = (Decimal(1), Decimal("0.1"), Decimal("0.01"))


@dataclass(frozen=True)
class Said:
    """A number in a text, whether it tells a change or a percentage, and the words near it."""

    text: str
    value: Decimal
    is_change: bool
    is_percentage: bool
    words: str


def numbers_in(text: str) -> Iterator[Said]:
    """Read the numbers of a text; dates, rules and the numbers of figures, tables and points are none."""
    bare = text
    for none in (RULE, DATES, COUNTED):
        bare = none.sub(lambda found: " " * len(found[0]), bare)
    for found in NUMBER.finditer(bare):
        digits = re.sub(r"\D", "", found["number"])
        value = Decimal(digits + (found["rest"] or "").replace(",", "."))
        after, before = END.split(bare[found.end() :])[0], END.split(bare[: found.start()])[-1]
        unit = UNIT.match(after)
        words = [*re.findall(r"[^\W\d]+", before)[-1:], *re.findall(r"[^\W\d]+", after)[:NEAR]]
        is_change = bool(found["sign"]) or bool(unit and unit[1] != "%") or bool(MORE.search(" ".join(words)))
        yield Said(found[0], value, is_change, bool(unit), " ".join(words))


@dataclass(frozen=True)
class Accounts:
    """The figures of one edition, by the labels that a text must name to speak of them."""

    shown: Mapping[Name, Decimal]
    hidden: frozenset[Name]
    words: Vocabulary
    own: frozenset[Pair] = frozenset()
    """What the whole edition is about: one prison."""
    _kept: dict[frozenset[Pair], "Named"] = field(default_factory=dict)

    def unaccounted(self, text: str, context: str) -> Iterator[tuple[Said, Name | None]]:
        """Give the numbers of a text that no shown figure explains, with the hidden figure they may be."""
        said = tuple(numbers_in(self.words.without_labels(text)))
        if not said:
            return
        labels = self.words.mentioned(f"{context} | {text}")
        if {name for name, _ in labels}.isdisjoint(name for name, _ in self.own):
            labels |= self.own
        named = self.named(labels)
        is_bare = not LETTERS.search(text) and self._is_understood(context)
        for each in said:
            spoken = frozenset() if each.is_percentage else self.words.spoken_of(each.words)
            if not named.explains(each, spoken):
                about = spoken or (self.words.spoken_of(context) if is_bare else frozenset())
                of_things = THINGS.search(f"{context} {text}")
                yield each, None if of_things else self._hidden(labels, about)

    def is_of(self, key: str, text: str) -> bool:
        """Tell whether the numbers of a cell are shown figures of the measure that its key names."""
        printed = self._printed.get(key.partition("|")[0].partition(".")[2], frozenset())
        return all(said.value in printed for said in numbers_in(text))

    @cached_property
    def _printed(self) -> Mapping[str, frozenset[Decimal]]:
        found: dict[str, set[Decimal]] = defaultdict(set)
        for (measure, _), value in self.shown.items():
            found[measure] |= {value, *_rounded(value)}
        return {measure: frozenset(values) for measure, values in found.items()}

    def _is_understood(self, context: str) -> bool:
        """Tell whether the code lists explain the words beside a cell, of its row and column."""
        return all(
            not LETTERS.search(head)
            or bool(self.words.mentioned(head) or self.words.spoken_of(head))
            or any(head in own for own in self.words.labels.values())
            for head in context.split(" | ")[-2:]
        )

    def named(self, labels: frozenset[Pair]) -> "Named":
        """Give the figures of nothing but what these labels name."""
        if labels not in self._kept:
            # Without code lists nobody can tell what words name: any figure may be meant.
            own = {
                rest: found
                for rest, found in self._by_rest.items()
                if not self.words.patterns or _named_by(rest, labels)
            }
            self._kept[labels] = Named(labels, tuple(one for found in own.values() for one in found))
        return self._kept[labels]

    @cached_property
    def _by_rest(self) -> Mapping[Place, list[tuple[str, Place, str, Decimal]]]:
        found = defaultdict(list)
        for (measure, place), value in self.shown.items():
            period = next((code for name, code in place if name == PERIOD), "")
            rest, about = _rest(place), dict(place).get("measure", measure)
            # A target stands among the figures that it is a target for.
            found[rest].append((about if measure == TARGET else measure, rest, period, value))
        return found

    def _hidden(self, labels: frozenset[Pair], spoken: frozenset[str]) -> Name | None:
        """Give the hidden figure that words speak of: one with a label of every dimension that they name."""
        dimensions = {name for name, _ in labels}
        fitting = [
            name
            for name in self.hidden
            if name[0] in spoken
            and _rest(name[1]) <= labels
            and {head for head, _ in _rest(name[1])} == dimensions
        ]
        return max(fitting, key=lambda name: (len(name[1]), sorted(name[1])), default=None)


def _named_by(rest: Place, labels: frozenset[Pair]) -> bool:
    """Tell whether a text names these labels; that something is not known needs no word of its own."""
    return all(pair in labels or pair[1] == UNKNOWN for pair in rest)


def _rest(place: Place) -> Place:
    return frozenset(pair for pair in place if pair[0] not in (PERIOD, "measure", "objective_code"))


@dataclass(frozen=True)
class Named:
    """The shown figures of some labels: (measure, labels, period, value)."""

    labels: frozenset[Pair]
    figures: tuple[tuple[str, Place, str, Decimal], ...]

    def explains(self, said: Said, spoken: frozenset[str]) -> bool:
        """Tell whether a number is one of these figures as printed, or what two of them give."""
        values = [value for measure, _, _, value in self.figures if not spoken or measure in spoken]
        if any(is_printed(value, said.value) for value in values) or said.value in self.projections:
            return True
        if said.is_change and _rounded(said.value) & self.changes:
            return True
        return said.is_percentage and bool(_rounded(said.value) & self.percentages)

    @cached_property
    def _series(self) -> list[list[Decimal]]:
        found = defaultdict(list)
        for measure, rest, _, value in self.figures:
            found[measure, rest].append(value)
        return list(found.values())

    @cached_property
    def changes(self) -> frozenset[Decimal]:
        """Give the differences of one figure between periods, in as many decimals as it may be printed."""
        steps = {abs(one - other) for own in self._series for one in own for other in own}
        return frozenset(number for step in steps for number in _rounded(step))

    @cached_property
    def projections(self) -> frozenset[Decimal]:
        """Give what a year comes to when it goes on as the year to date, as an action plan says."""
        to_date = (
            (len(months_of(period) or ()), value) for _, _, period, value in self.figures if "JTD" in period
        )
        return frozenset(
            (value * 12 / months).quantize(Decimal(1), ROUND_HALF_UP) for months, value in to_date if months
        )

    @cached_property
    def percentages(self) -> frozenset[Decimal]:
        """Give changes in percent, and shares of a figure in a whole of the same measure and period."""
        rates = {abs(one / other - 1) * 100 for own in self._series for one in own for other in own if other}
        wholes = defaultdict(list)
        for measure, _, period, value in self.figures:
            wholes[measure, period].append(value)
        rates |= {
            one / other * 100 for own in wholes.values() for one in own for other in own if other >= one > 0
        }
        return frozenset(number for rate in rates for number in _rounded(rate))


def is_printed(exact: Decimal, said: Decimal) -> bool:
    """Tell whether a number is what an exact one looks like in print."""
    return exact == said or any(exact.quantize(step, ROUND_HALF_UP) == said for step in STEPS)


def _rounded(value: Decimal) -> set[Decimal]:
    return {value.quantize(step, ROUND_HALF_UP).normalize() for step in STEPS}
