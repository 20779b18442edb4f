"""The appendix of other tables: what the release has and no chapter shows, of scope and period."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.document.blocks import Table
from pipelines.document.context import ComposeContext
from pipelines.document.exhibits import by_phrase, report_table
from pipelines.document.missing_blocks import lacks_of, without
from pipelines.outline import (
    MEASURE,
    ChapterSpec,
    ChartSpec,
    TableSpec,
    all_measures_of,
    axes_of,
    measures_of,
)

MOST_COLUMNS = 6
USUAL = ("prison_code", "period_code")


def shown_by(chapters: Iterable[ChapterSpec]) -> frozenset[tuple[str, str]]:
    """Give each measure with a dimension that a chapter shows it by."""
    return frozenset(
        (name, axis)
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, ChartSpec | TableSpec)
        for name in all_measures_of(block)
        for axis in axes_of(block)
    )


def all_tables_of(context: ComposeContext, *, anchor: str, table: int) -> Iterator[Table]:
    """Give for each dimension, in tables of so many columns, the measures that no chapter shows by it.

    The downloads have every cell.
    """
    number = table
    for axis, names in _missing(context).items():
        asked = TableSpec(measures=_in_order(context, names), rows=axis, total=True)
        order = without(asked, lacks_of(context, asked))
        parts = list(_in_parts(measures_of(order) if order else ()))
        for step, measures in enumerate(parts, 1):
            title = _title(context, axis, step, len(parts))
            part = replace(asked, measures=measures, title={"nl": title, context.words.language: title})
            place = f"{anchor}-{axis}-{number}".replace("_", "-")
            yield report_table(context, part, anchor=place, number=number, is_listed=False)
            number += 1


def _title(context: ComposeContext, axis: str, part: int, count: int) -> str:
    title = context.words.say("tables.other", by=by_phrase(context, axis) or "")
    if count == 1:
        return title
    return context.words.say("tables.part", title=title, part=str(part), all=str(count))


def _missing(context: ComposeContext) -> dict[str, list[str]]:
    """Give the measures by the dimension that no chapter shows them by."""
    found: dict[str, list[str]] = {}
    for name in sorted(context.tables):
        dimensions = context.tables[name].dimensions
        if set(USUAL) <= set(dimensions) and MEASURE not in dimensions:
            for axis in dimensions:
                if axis not in USUAL and (name, axis) not in context.shown:
                    found.setdefault(axis, []).append(name)
    return found


def _in_order(context: ComposeContext, names: list[str]) -> tuple[str, ...]:
    """Put measures in the order of the register, strangers last, each measure once."""
    known = {measure: place for place, measure in enumerate(context.vocabulary.register.indicators)}
    ordered = sorted(names, key=lambda name: (known.get(name.split(".")[1], len(known)), name))
    return tuple({name.split(".")[1]: name for name in reversed(ordered)}.values())[::-1]


def _in_parts(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Deal measures over tables of about the same width."""
    count = -(-len(names) // MOST_COLUMNS)
    for place in range(count):
        yield names[place * len(names) // count : (place + 1) * len(names) // count]
