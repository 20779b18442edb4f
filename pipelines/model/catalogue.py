"""Read sql/indicators.toml: what each measure means, in three languages and one unit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pipelines.database import Database, run
from pipelines.errors import ConfigError, ModelError
from pipelines.toml import LANGUAGES, STRICT, Place, Text, in_languages, open_toml, written_as

FILE = "indicators.toml"

Translations = Annotated[Mapping[str, str], in_languages(*LANGUAGES)]
"""A text in each language: nl, fr, en."""


@dataclass(frozen=True)
class Indicator:
    """One measure: a count or average that stands in marts, or a ratio of two published ones.

    `adds_up` names the dimensions along which the parts make the total (`period_code`: quarters a year).
    `only_grows`: different persons or things since the start of the year, of which none ever goes away.
    `at_end`: a stock, as it is on the last day of the period.
    `rows` says which rows a count looks at, beside partners' totals: `core.session where status = 'held'`,
    `core.trajectory by ended_month`; `base` is the row and `period` the period of the cell.
    A ratio is numerator / denominator * scale, rounded to `decimals`, made for the mart `per`; both
    sides are a measure of that mart, or `<mart>.<measure>` of another mart with fewer keys. One that
    `is_share` divides a part by its whole: more than all of it does not apply.
    """

    __pydantic_config__ = STRICT

    measure: Annotated[str, written_as("")]
    code: Text
    name: Translations
    definition: Translations
    unit: Text
    kind: Literal["count", "ratio"]
    personal: bool
    better_when: Literal["higher", "lower", "neither"]
    precedent: Text
    adds_up: tuple[Text, ...] = ()
    only_grows: bool = False
    at_end: bool = False
    sources: tuple[Text, ...] = ()
    rows: tuple[Text, ...] = ()
    numerator: str = ""
    denominator: str = ""
    per: tuple[Text, ...] = ()
    decimals: int = 0
    scale: int = 1
    is_share: bool = False

    @property
    def cannot_fall(self) -> bool:
        """Tell whether the year so far is never more than the year comes to."""
        return self.kind == "count" and (self.only_grows or "period_code" in self.adds_up)


@dataclass(frozen=True)
class IndicatorCatalogue:
    """All indicators by the name of their measure."""

    indicators: Mapping[str, Indicator]

    def of_kind(self, kind: str) -> tuple[Indicator, ...]:
        """Give the indicators of a kind (`count` or `ratio`) in the order of the register."""
        return tuple(indicator for indicator in self.indicators.values() if indicator.kind == kind)

    def sides(self, measure: str) -> tuple[str, ...]:
        """Give numerator and denominator of a rate as the register names them; nothing for a count."""
        indicator = self.indicators.get(measure)
        if indicator is None or indicator.kind != "ratio":
            return ()
        return indicator.numerator, indicator.denominator

    def by_code(self, code: str) -> Indicator:
        """Give the indicator with this code or measure name; raise ModelError when there is none."""
        for indicator in self.indicators.values():
            if code in (indicator.code, indicator.measure):
                return indicator
        raise ModelError(f"{code}: geen indicator van het register; kijk in sql/{FILE}")


def read_catalogue(folder: Path) -> IndicatorCatalogue:
    """Read the register; raise ConfigError naming file, line and key of everything that does not fit."""
    file = open_toml(folder / FILE)
    register = IndicatorCatalogue(file.read(dict[str, Indicator], _with_names))
    mistakes = [*_double_codes(register), *_half_ratios(register)]
    if mistakes:
        raise ConfigError("\n".join(file.told(mistakes)))
    return register


def _with_names(table: dict[str, Any]) -> dict[str, Any]:
    """Give each indicator the key under which it stands as its measure."""
    return {key: {"": key, **one} if isinstance(one, dict) else one for key, one in table.items()}


def _double_codes(register: IndicatorCatalogue) -> Iterator[tuple[Place, str]]:
    codes: set[str] = set()
    for indicator in register.indicators.values():
        if indicator.code in codes:
            yield (indicator.measure, "code"), "deze code komt meer dan een keer voor"
        codes.add(indicator.code)


def _half_ratios(register: IndicatorCatalogue) -> Iterator[tuple[Place, str]]:
    for ratio in register.of_kind("ratio"):
        for key, side in (("numerator", ratio.numerator), ("denominator", ratio.denominator)):
            if not side:
                yield (ratio.measure, key), "deze sleutel is verplicht bij kind = 'ratio'; vul hem aan"
            elif side.rsplit(".", 1)[-1] not in register.indicators:
                yield (
                    (ratio.measure, key),
                    "verwacht een maat van dit register, met <mart>. ervoor van een andere",
                )
        if not ratio.per:
            yield (ratio.measure, "per"), "deze sleutel is verplicht bij kind = 'ratio'; vul hem aan"


def store_catalogue(db: Database, register: IndicatorCatalogue) -> None:
    """Write codes and measures to `register.indicator`, so that partners' totals find their measure."""
    run(db, "create schema if not exists register")
    run(
        db,
        "create or replace table register.indicator "
        "(indicator_code varchar, measure varchar, adds_up_over_time boolean, is_count boolean)",
    )
    for indicator in register.indicators.values():
        over_time = "period_code" in indicator.adds_up
        run(
            db,
            "insert into register.indicator values (?, ?, ?, ?)",
            [indicator.code, indicator.measure, over_time, indicator.kind == "count"],
        )
