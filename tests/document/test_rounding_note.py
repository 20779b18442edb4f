"""Printed numbers that do not add up to their printed total say that rounding is why, and nothing else does."""

from decimal import Decimal

import pytest

from pipelines.document import compose
from pipelines.document.blocks import Table
from pipelines.outline import read_outline
from pipelines.tables import Mark
from tests.document.make_believe import facts, safe, vocabulary
from tests.document.test_compose import blocks

NOTE = "Door afronding kan de som van de getoonde getallen iets verschillen van het totaal."
OUTLINE = """
[[chapters]]
anchor = "situering"
title = { nl = "Situering" }

[[chapters.blocks]]
kind = "table"
measures = ["population_by_statuut.average_population"]
rows = "statuut"
title = { nl = "Naar statuut" }
"""
TOTALLED = OUTLINE + "total = true\n"
STATUTES = ("remand", "sentenced", "internee")


def noted(tmp_path, parts, total, outline=OUTLINE, *, is_beside=True):
    """Tell whether a table of these parts bears the note; the total stands in its own table or in another."""
    path = tmp_path / "outline.toml"
    path.write_text(outline, "utf-8")
    values = [part if isinstance(part, Mark) else Decimal(part) for part in parts]
    own = {(None, "2025", code): value for code, value in zip(STATUTES, values, strict=True)}
    whole = {(None, "2025"): Decimal(total)}
    if not is_beside:
        own[None, "2025", None] = Decimal(total)
    tables = [
        safe("population_by_statuut.average_population", ("prison_code", "period_code", "statuut"), own),
        safe("population.average_population", ("prison_code", "period_code"), whole if is_beside else {}),
    ]
    document = compose(read_outline(path), {one.name: one for one in tables}, facts(), vocabulary())
    (table,) = blocks(document, Table)
    return NOTE in table.notes


@pytest.mark.parametrize(("outline", "is_beside"), [(OUTLINE, True), (TOTALLED, False)])
def test_parts_that_are_off_by_rounding_say_so(tmp_path, outline, is_beside):
    parts = ("101.50", "505.60", "33.90")
    assert noted(tmp_path, parts, "641.00", outline, is_beside=is_beside)


@pytest.mark.parametrize(("outline", "is_beside"), [(OUTLINE, True), (TOTALLED, False)])
@pytest.mark.parametrize(("parts", "total"), [
    (("101.10", "505.60", "34.30"), "641.00"),
    (("101.50", "505.60", "30.90"), "641.00"),
    (("101.50", "505.60", Mark.SUPPRESSED), "641.00"),
])  # fmt: skip
def test_parts_that_add_up_as_printed_or_lack_something_do_not(tmp_path, outline, is_beside, parts, total):
    assert not noted(tmp_path, parts, total, outline, is_beside=is_beside)
