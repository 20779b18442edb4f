"""A fiche for each prison: its own numbers on one page, in the overview."""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.document.blocks import Block, Subheading
from pipelines.document.edition import Edition
from pipelines.document.orders import BlockOrder
from pipelines.document.report_table import report_table
from pipelines.document.sentences import key_numbers_of
from pipelines.tables import labels


def fiches_of(edition: Edition, order: BlockOrder, *, anchor: str, table: int) -> Iterator[Block]:
    """Give for each prison a heading, its key numbers, and its offer by domain."""
    present = {
        code
        for name in order.measures
        if name in edition.tables
        for code in labels(edition.tables[name], "prison_code")
    }
    usual = [code for code in edition.vocabulary.codes(edition.words, "prison_code") if code in present]
    for place, code in enumerate([*usual, *sorted(present - set(usual))]):
        name = edition.vocabulary.name(edition.words, "prison_code", code)
        here = replace(edition, facts=replace(edition.facts, prison_code=code, scope_name=name))
        keys = list(key_numbers_of(here, replace(order, most=6)))
        by_domain = replace(
            order,
            measures=tuple(one for one in order.measures if _has_domain(edition, one)),
            rows="domain_code",
            total=True,
        )
        yield Subheading(f"{anchor}-{code.lower()}", name, 2)
        yield from keys
        if by_domain.measures:
            yield report_table(here, by_domain, anchor=f"{anchor}-{code.lower()}-tabel", number=table + place)


def _has_domain(edition: Edition, name: str) -> bool:
    return name in edition.tables and "domain_code" in edition.tables[name].dimensions
