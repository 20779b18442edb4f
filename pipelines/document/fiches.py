"""A fiche for each prison: its own numbers on one page, in the overview."""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.document.absence import lacks_of, without
from pipelines.document.blocks import Block, Note, Subheading
from pipelines.document.edition import Edition, now_code
from pipelines.document.orders import BlockOrder
from pipelines.document.report_table import report_table
from pipelines.document.sentences import key_numbers_of
from pipelines.tables import labels


def fiches_of(edition: Edition, order: BlockOrder, *, anchor: str, table: int) -> Iterator[Block]:
    """Give for each prison a heading, its key numbers, and its offer by domain where there are more."""
    number, silent = table, []
    for code in _places(edition, order):
        name = edition.vocabulary.name(edition.words, "prison_code", code)
        here = replace(edition, facts=replace(edition.facts, prison_code=code, scope_name=name))
        keys = key_numbers_of(here, replace(order, most=6))
        if not keys:
            silent.append(name)
            continue
        place = f"{anchor}-{code.lower()}"
        yield Subheading(place, name, 2)
        yield from keys
        by_domain = _by_domain(here, order, name)
        if by_domain is not None:
            yield report_table(here, by_domain, anchor=f"{place}-tabel", number=number, is_listed=False)
            number += 1
    if silent:
        words = edition.words
        period = words.period(now_code(edition.facts))
        yield Note(words.say("fiche.missing", names=words.listed(silent), period=period), "missing")


def _places(edition: Edition, order: BlockOrder) -> list[str]:
    """Give the prisons that any table knows, in the order of the reference data, strangers last."""
    present = {
        code
        for name in order.measures
        if name in edition.tables
        for code in labels(edition.tables[name], "prison_code")
    }
    usual = [code for code in edition.vocabulary.codes(edition.words, "prison_code") if code in present]
    return [*usual, *sorted(present - set(usual))]


def _by_domain(edition: Edition, order: BlockOrder, name: str) -> BlockOrder | None:
    """Ask for the prison's table of domains; with one domain the key numbers say it all."""
    measures = tuple(one for one in order.measures if _has_domain(edition, one))
    caption = edition.words.say("fiche.title", name=name)
    titles = dict.fromkeys(("nl", edition.words.language), caption)
    asked = replace(
        order, kind="table", measures=measures, rows="domain_code", columns="period", total=True, title=titles
    )
    if not measures or len(edition.facts.domains) < 2:
        return None
    return without(asked, lacks_of(edition, asked))


def _has_domain(edition: Edition, name: str) -> bool:
    return name in edition.tables and "domain_code" in edition.tables[name].dimensions
