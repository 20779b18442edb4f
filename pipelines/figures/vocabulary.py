"""What codes and measures are called in one edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.model import Indicator, IndicatorCatalogue
from pipelines.wording import Wording, capital

Names = Mapping[str, Mapping[str, Mapping[str, str]]]
"""dimension -> code -> language -> name, in the order of the reference data."""


@dataclass(frozen=True)
class Vocabulary:
    """The names of the workspace's own codes, and the register of indicators."""

    names: Names
    register: IndicatorCatalogue

    def name(self, words: Wording, dimension: str, code: str | None) -> str:
        """Name a code: as the reference data do, else as the language's file does, else the code itself."""
        own = self.names.get(dimension, {}).get(code or "", {})
        return own.get(words.language) or own.get("nl") or words.code(dimension, code)

    def codes(self, words: Wording, dimension: str) -> tuple[str, ...]:
        """Give the codes of a dimension in the order of the reference data or of the language's file."""
        return tuple(self.names.get(dimension, {})) or words.known_codes(dimension)

    def measure(self, words: Wording, measure: str) -> "Measure":
        """Give what the register says of a measure; one that it lacks is called by its own name."""
        indicator = self.register.indicators.get(measure)
        name = indicator.name[words.language] if indicator else measure
        return Measure(measure, name, _subject(words, measure, name, indicator), indicator)


@dataclass(frozen=True)
class Measure:
    """A measure with its words: its name, and the subject of a sentence about it ('het aantal deelnames')."""

    code: str
    name: str
    subject: str
    indicator: Indicator | None

    @property
    def unit(self) -> str:
        """The unit that the register names."""
        return self.indicator.unit if self.indicator else ""

    @property
    def decimals(self) -> int:
        """How many decimals a reader sees."""
        return self.indicator.decimals if self.indicator else 0

    @property
    def is_rate(self) -> bool:
        """Tell whether it is one number divided by another."""
        return self.indicator is not None and self.indicator.kind == "ratio"

    def adds_up_over(self, dimension: str) -> bool:
        """Tell whether the parts along the dimension make the total."""
        return self.indicator is not None and dimension in self.indicator.adds_up


def _subject(words: Wording, measure: str, name: str, indicator: Indicator | None) -> str:
    key = f"subject.{measure}"
    if words.has(key):
        return words.say(key)
    is_rate = indicator is not None and indicator.kind == "ratio"
    lowered = name[:1].lower() + name[1:]
    return words.say("subject.rate" if is_rate else "subject.count", name=lowered)


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    return capital(text.rstrip(". ")) + "."
