"""The appendix of other tables: what the release has and no chapter shows, at the edition's scope and period."""

from collections.abc import Iterable, Iterator

from pipelines.document.absence import lacks_of, without
from pipelines.document.blocks import Table
from pipelines.document.edition import Edition
from pipelines.document.orders import BlockOrder, ChapterOrder
from pipelines.document.report_table import report_table

USUAL = ("prison_code", "period_code")


def shown_by(chapters: Iterable[ChapterOrder]) -> frozenset[tuple[str, str]]:
    """Give each measure with a dimension that a chapter shows it by."""
    return frozenset(
        (name, axis)
        for chapter in chapters
        for block in chapter.blocks
        if block.kind in ("chart", "table")
        for name in (*block.measures, *block.behind)
        for axis in (block.rows, block.columns)
    )


def all_tables_of(edition: Edition, *, anchor: str, table: int) -> Iterator[Table]:
    """Give a table for each mart and dimension of which no chapter shows all, with the measures that it lacks.

    The downloads have every cell.
    """
    number = table
    for (mart, axis), names in _missing(edition).items():
        order = BlockOrder("table", measures=_in_order(edition, names), rows=axis, total=True)
        shown = without(order, lacks_of(edition, order))
        if shown is not None:
            place = f"{anchor}-{mart}-{axis}".replace("_", "-")
            yield report_table(edition, shown, anchor=place, number=number, is_listed=False)
            number += 1


def _missing(edition: Edition) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for name in sorted(edition.tables):
        dimensions = edition.tables[name].dimensions
        further = [one for one in dimensions if one not in USUAL]
        if set(USUAL) <= set(dimensions) and "measure" not in dimensions:
            for axis in further:
                if (name, axis) not in edition.shown:
                    found.setdefault((name.split(".")[0], axis), []).append(name)
    return found


def _in_order(edition: Edition, names: list[str]) -> tuple[str, ...]:
    """Put measures in the order of the register, strangers last."""
    known = {measure: place for place, measure in enumerate(edition.vocabulary.register.indicators)}
    return tuple(sorted(names, key=lambda name: (known.get(name.split(".")[1], len(known)), name)))
