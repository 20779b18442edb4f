"""The headings of a grid's rows and columns: periods, measures, or the codes of a dimension."""

from collections.abc import Mapping

from pipelines.document.context import (
    QUARTER_AXIS,
    TOTAL_AXIS,
    YEAR_AXIS,
    ComposeContext,
    crossing,
    periods,
    whole_period,
)
from pipelines.figures import Heading
from pipelines.outline import MEASURE, OWN_DIMENSION, PERIOD_AXES
from pipelines.tables import SafeTable, labels
from pipelines.wording import capital, lowered

Tables = Mapping[str, SafeTable]
"""Safe tables by the name of their measure."""


def headings(
    context: ComposeContext, tables: Tables, axis: str, *, total: bool = False
) -> tuple[Heading, ...]:
    """Give the headings of an axis; a dimension's codes stand in the order of the reference data."""
    if axis in PERIOD_AXES:
        shown = periods(context, axis)
        return (*shown, whole_period(context)) if total and axis == "quarters" else shown
    if axis in (QUARTER_AXIS, YEAR_AXIS):
        return crossing(context, axis)
    if axis == TOTAL_AXIS:
        name = next(context.vocabulary.measure(context.words, code).name for code in tables)
        return (Heading(TOTAL_AXIS, None, name),)
    if axis == MEASURE:
        return tuple(
            Heading(MEASURE, code, context.vocabulary.measure(context.words, code).name) for code in tables
        )
    return _named(context, axis, _codes(context, tables, axis), total=total)


def _named(context: ComposeContext, axis: str, codes: list[str], *, total: bool) -> tuple[Heading, ...]:
    """Give the codes with their names; a total under a single code would say the same twice."""
    names = [capital(context.vocabulary.name(context.words, axis, code)) for code in codes]
    found = [Heading(axis, code, name) for code, name in zip(codes, names, strict=True)]
    if total and len(codes) != 1:
        found.append(Heading(axis, None, capital(context.vocabulary.name(context.words, axis, None))))
    return tuple(found)


def _codes(context: ComposeContext, tables: Tables, dimension: str) -> list[str]:
    """Give the codes that the tables know, in the order of the reference data, strangers last."""
    present = {
        label
        for table in tables.values()
        if dimension in table.dimensions
        for label in labels(table, dimension)
    }
    usual = [code for code in context.vocabulary.codes(context.words, dimension) if code in present]
    if dimension == "domain_code":
        usual = [code for code in context.facts.domains if code in present]
    found = usual + sorted(present - set(usual))
    if dimension == "subdomain_code" and context.domain is not None:
        return [code for code in found if context.facts.subdomains.get(code) == context.domain]
    return found


def by_phrase(context: ComposeContext, axis: str, name: str = "") -> str | None:
    """Give `per domein` for an axis, unless the name of the measure ends with it already."""
    key, own = f"by.{axis}", context.vocabulary.names.get(OWN_DIMENSION, {})
    if context.words.has(key):
        phrase = context.words.say(key)
    elif axis in own:
        named = context.vocabulary.name(context.words, OWN_DIMENSION, axis)
        phrase = context.words.say("by.own_dimension", name=lowered(named))
    else:
        return None
    return None if lowered(name).endswith(phrase) else phrase
