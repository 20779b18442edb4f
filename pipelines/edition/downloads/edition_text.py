"""What the downloads say of an edition in one of its languages: its facts and the names of everything."""

from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.document import Document, EditionMetadata
from pipelines.edition.downloads.marts import HELD, OBJECTIVE, PERIOD, PRISON, TOTAL, Mart
from pipelines.figures import Vocabulary
from pipelines.outline import OWN_DIMENSION
from pipelines.request import Period
from pipelines.tables import REVISED, Key, SafeTable, Value
from pipelines.wording import Wording, capital, lowered

MEASURE = "measure"
"""A dimension whose codes are measures: what an objective is about."""
PERCENT = "percent"


@dataclass(frozen=True)
class EditionText:
    """An edition in one language: the document that was set, its facts, its words, and the names of codes."""

    document: Document
    facts: EditionMetadata
    words: Wording
    names: Vocabulary
    known: dict[tuple[str, str | None], str] = field(default_factory=dict, compare=False, repr=False)
    """Labels of codes and units that were looked up before: a table asks each a thousand times."""

    @property
    def language(self) -> str:
        """nl, fr or en."""
        return self.facts.language

    @property
    def period(self) -> Period:
        """The period that is reported."""
        return Period(self.facts.year, self.facts.quarter)

    @property
    def suffix(self) -> str:
        """What the names of files in this language end with, before their extension: nothing in the first."""
        first = self.facts.languages[0] if self.facts.languages else self.language
        return "" if self.language == first else f".{self.language}"

    def column(self, dimension: str) -> str:
        """Name a dimension as the head of a column."""
        key = f"stub.{dimension}"
        if dimension in self.names.names.get(OWN_DIMENSION, {}):
            return capital(self.names.name(self.words, OWN_DIMENSION, dimension))
        return capital(self.words.say(key) if self.words.has(key) else dimension.removesuffix("_code"))

    def head(self, name: str) -> str:
        """Name a column that is no dimension."""
        return capital(self.words.say(f"column.{name}"))

    def label(self, dimensions: tuple[str, ...], key: Key, place: int) -> str:
        """Name what stands at a place of a key."""
        dimension, code = dimensions[place], key[place]
        if dimension == OBJECTIVE and code is not None:
            return self._objective(dict(zip(dimensions, key, strict=True)), code)
        return self.code_label(dimension, code)

    def _objective(self, labels: dict[str, str | None], code: str) -> str:
        """Name an objective: plans of prisons and years number alike."""
        year = (labels.get(PERIOD) or "")[:4]
        known = self.names.names.get(OBJECTIVE, {}).get(f"{labels.get(PRISON)} {year} {code}", {})
        return f"{code}: {known['nl']}" if known else code

    def code_label(self, dimension: str, code: str | None) -> str:
        """Name a code of a dimension; None is all of it."""
        if (dimension, code) not in self.known:
            self.known[dimension, code] = self._code_label(dimension, code)
        return self.known[dimension, code]

    def _code_label(self, dimension: str, code: str | None) -> str:
        if dimension == PERIOD and code is not None:
            return self.words.period(code)
        if dimension == MEASURE and code is not None:
            return self.measure_name(code)
        return capital(self.names.name(self.words, dimension, code))

    def measure_name(self, measure: str) -> str:
        """Name a measure as the register does."""
        return self.names.measure(self.words, measure).name

    def mart_title(self, mart: Mart) -> str:
        """Say what a mart holds: its measures, and by what."""
        measures = [lowered(self.measure_name(table.measure)) for table in mart.measures]
        by = [lowered(self.column(dimension)) for dimension in mart.dimensions]
        words = self.words
        return capital(words.say("sheet.by", measures=words.listed(measures), by=words.listed(by)))

    def decimals(self, table: SafeTable) -> int:
        """Tell with how many decimals a reader sees a measure."""
        return self.names.measure(self.words, table.measure).decimals

    def unit(self, table: SafeTable) -> str:
        """Name the unit of a table's figures."""
        if ("unit", table.unit) not in self.known:
            name = "%" if table.unit == PERCENT else self.words.unit(table.unit)
            self.known["unit", table.unit] = name
        return self.known["unit", table.unit]

    def flag(self, flag: str) -> str:
        """Say in a few words what the letters of a flag mean; nothing where there is none."""
        keys = [{HELD: "flag.held", REVISED: "flag.revised"}.get(one, f"mark.{one}") for one in flag.split()]
        return "; ".join(self.words.say(key) for key in keys)


def plain(value: Value) -> str:
    """Write a number for machines: digits, a decimal point where it has decimals, no thousands signs."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def code_of(code: str | None) -> str:
    """Write a code, or that of all of a dimension."""
    return TOTAL if code is None else code
