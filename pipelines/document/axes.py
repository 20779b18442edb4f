"""The headings of a grid's rows and columns: periods, measures, or the codes of a dimension."""

from collections.abc import Mapping

from pipelines.document.edition import (
    PERIOD_AXES,
    QUARTER_AXIS,
    TOTAL_AXIS,
    YEAR_AXIS,
    Edition,
    crossing,
    periods,
    whole_period,
)
from pipelines.figures import MEASURE, Heading
from pipelines.tables import SafeTable, labels
from pipelines.wording import capital, lowered

Tables = Mapping[str, SafeTable]
"""Safe tables by the name of their measure."""


def headings(edition: Edition, tables: Tables, axis: str, *, total: bool = False) -> tuple[Heading, ...]:
    """Give the headings of an axis; a dimension's codes stand in the order of the reference data."""
    if axis in PERIOD_AXES:
        shown = periods(edition, axis)
        return (*shown, whole_period(edition)) if total and axis == "quarters" else shown
    if axis in (QUARTER_AXIS, YEAR_AXIS):
        return crossing(edition, axis)
    if axis == TOTAL_AXIS:
        name = next(edition.vocabulary.measure(edition.words, code).name for code in tables)
        return (Heading(TOTAL_AXIS, None, name),)
    if axis == MEASURE:
        return tuple(
            Heading(MEASURE, code, edition.vocabulary.measure(edition.words, code).name) for code in tables
        )
    return _named(edition, axis, _codes(edition, tables, axis), total=total)


def _named(edition: Edition, axis: str, codes: list[str], *, total: bool) -> tuple[Heading, ...]:
    """Give the codes with their names; a total under a single code would say the same twice."""
    names = [capital(edition.vocabulary.name(edition.words, axis, code)) for code in codes]
    found = [Heading(axis, code, name) for code, name in zip(codes, names, strict=True)]
    if total and len(codes) != 1:
        found.append(Heading(axis, None, capital(edition.vocabulary.name(edition.words, axis, None))))
    return tuple(found)


def _codes(edition: Edition, tables: Tables, dimension: str) -> list[str]:
    """Give the codes that the tables know, in the order of the reference data, strangers last."""
    present = {
        label
        for table in tables.values()
        if dimension in table.dimensions
        for label in labels(table, dimension)
    }
    usual = [code for code in edition.vocabulary.codes(edition.words, dimension) if code in present]
    if dimension == "domain_code":
        usual = [code for code in edition.facts.domains if code in present]
    found = usual + sorted(present - set(usual))
    if dimension == "subdomain_code" and edition.domain is not None:
        return [code for code in found if edition.facts.subdomains.get(code) == edition.domain]
    return found


def by_phrase(edition: Edition, axis: str, name: str = "") -> str | None:
    """Give `per domein` for an axis, unless the name of the measure ends with it already."""
    key = f"by.{axis}"
    if not edition.words.has(key):
        return None
    phrase = edition.words.say(key)
    return None if lowered(name).endswith(phrase) else phrase
