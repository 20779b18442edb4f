"""The appendix of all tables: each mart of the release once, at the scope and period of the edition."""

from collections.abc import Iterator

from pipelines.document.absence import absence
from pipelines.document.blocks import Table
from pipelines.document.edition import Edition
from pipelines.document.orders import BlockOrder
from pipelines.document.report_table import report_table
from pipelines.figures import MEASURE

USUAL = ("prison_code", "period_code")


def all_tables_of(edition: Edition, *, anchor: str, table: int) -> Iterator[Table]:
    """Give a table for each mart that shows anything, its measures beside each other, by its own dimension.

    A mart with more dimensions is shown by the first; the downloads have every cell.
    """
    marts: dict[str, list[str]] = {}
    for name in sorted(edition.tables):
        marts.setdefault(name.split(".")[0], []).append(name)
    number = table
    for mart, names in marts.items():
        dimensions = edition.tables[names[0]].dimensions
        further = [one for one in dimensions if one not in USUAL]
        if not set(USUAL) <= set(dimensions) or MEASURE in dimensions:
            continue
        order = BlockOrder(
            "table",
            measures=_in_order(edition, names),
            rows=further[0] if further else MEASURE,
            total=bool(further),
            order="given",
        )
        if absence(edition, order) is None:
            yield report_table(edition, order, anchor=f"{anchor}-{mart.replace('_', '-')}", number=number)
            number += 1


def _in_order(edition: Edition, names: list[str]) -> tuple[str, ...]:
    """Put measures in the order of the register."""
    known = list(edition.vocabulary.register.indicators)
    return tuple(
        sorted(
            names,
            key=lambda name: (
                known.index(measure) if (measure := name.split(".")[1]) in known else len(known),
                name,
            ),
        )
    )
