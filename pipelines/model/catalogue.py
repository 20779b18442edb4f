"""Read sql/indicators.toml: what each measure means, in three languages and one unit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.database import Database, run
from pipelines.errors import ModelError

FILE = "indicators.toml"
LANGUAGES = ("nl", "fr", "en")

Texts = Mapping[str, str]
"""A text per language: nl, fr, en."""


@dataclass(frozen=True)
class Indicator:
    """One measure: a count or average that stands in marts, or a ratio of two published ones.

    `adds_up` names the dimensions along which the parts make the total (`period_code`: quarters a year).
    `only_grows`: different persons or things since the start of the year, of which none ever goes away.
    `rows` says which rows a count looks at, beside partners' totals: `core.session where status = 'held'`,
    `core.trajectory by ended_month`; `base` is the row and `period` the period of the cell.
    A ratio is numerator / denominator * scale, rounded to `decimals`, made for the mart `per`; both
    sides are a measure of that mart, or `<mart>.<measure>` of another mart with fewer keys. One that
    `is_share` divides a part by its whole: more than all of it does not apply.
    """

    measure: str
    code: str
    name: Texts
    definition: Texts
    unit: str
    kind: str
    personal: bool
    better_when: str
    adds_up: tuple[str, ...] = ()
    only_grows: bool = False
    sources: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    precedent: str = ""
    numerator: str = ""
    denominator: str = ""
    per: tuple[str, ...] = ()
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


KINDS = {
    "code": str,
    "name": dict,
    "definition": dict,
    "unit": str,
    "kind": str,
    "personal": bool,
    "better_when": str,
    "adds_up": list,
    "only_grows": bool,
    "sources": list,
    "rows": list,
    "precedent": str,
    "numerator": str,
    "denominator": str,
    "per": list,
    "decimals": int,
    "scale": int,
    "is_share": bool,
}
REQUIRED = ("code", "name", "definition", "unit", "kind", "personal", "better_when", "precedent")
CHOICES = {"kind": ("count", "ratio"), "better_when": ("higher", "lower", "neither")}
RATIO = ("numerator", "denominator", "per")


def read_catalogue(folder: Path) -> IndicatorCatalogue:
    """Read the register; raise ModelError naming file, measure and key of everything that does not fit."""
    path = folder / FILE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{path}: het register kan niet gelezen worden ({error})") from error
    mistakes = [mistake for measure, entry in entries.items() for mistake in _mistakes(measure, entry)]
    codes = [entry.get("code") for entry in entries.values() if isinstance(entry, dict)]
    mistakes += [f"code {code}: komt meer dan een keer voor" for code in sorted(_doubles(codes))]
    if mistakes:
        raise ModelError("\n".join(f"{path}: {mistake}" for mistake in mistakes))
    register = IndicatorCatalogue({measure: _indicator(measure, entry) for measure, entry in entries.items()})
    _check_ratios(path, register)
    return register


def _mistakes(measure: str, entry: object) -> list[str]:
    if not isinstance(entry, dict):
        return [f"{measure}: verwacht een sectie [{measure}]"]
    found = [f"{measure}.{key}: deze sleutel bestaat niet" for key in entry.keys() - KINDS.keys()]
    required = REQUIRED + (RATIO if entry.get("kind") == "ratio" else ())
    found += [f"{measure}.{key}: deze sleutel is verplicht" for key in required if key not in entry]
    found += [
        f"{measure}.{key}: verwacht {KINDS[key].__name__}, gevonden {entry[key]!r}"
        for key in entry.keys() & KINDS.keys()
        if type(entry[key]) is not KINDS[key]
    ]
    found += [
        f"{measure}.{key}: verwacht een van {', '.join(choices)}; gevonden {entry[key]!r}"
        for key, choices in CHOICES.items()
        if key in entry and entry[key] not in choices
    ]
    found += [
        f"{measure}.{key}.{language}: deze tekst ontbreekt"
        for key in ("name", "definition")
        for language in LANGUAGES
        if isinstance(entry.get(key), dict) and not entry[key].get(language)
    ]
    return sorted(found)


def _doubles(codes: list[object]) -> set[str]:
    return {str(code) for code in codes if codes.count(code) > 1}


def _indicator(measure: str, entry: dict[str, object]) -> Indicator:
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return Indicator(measure=measure, **{**entry, **lists})  # type: ignore[arg-type]  # checked by _mistakes


def _check_ratios(path: Path, register: IndicatorCatalogue) -> None:
    for ratio in register.of_kind("ratio"):
        for side in (ratio.numerator, ratio.denominator):
            measure = side.rsplit(".", 1)[-1]
            if measure not in register.indicators:
                raise ModelError(
                    f"{path}: {ratio.measure} deelt met {side}, maar die maat staat niet in het register"
                )


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
