"""A fiche for each prison: its own numbers on one page, in the overview."""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.document.blocks import Block, Note, Subheading
from pipelines.document.context import ComposeContext, now_code
from pipelines.document.exhibits import key_numbers_of, report_table
from pipelines.document.missing_blocks import lacks_of, without
from pipelines.outline import FichesSpec, KeyNumbersSpec, TableSpec
from pipelines.tables import labels

MOST = 6
"""Key numbers of a prison: what stands beside its table on one page."""


def fiches_of(context: ComposeContext, spec: FichesSpec, *, anchor: str, table: int) -> Iterator[Block]:
    """Give for each prison a heading, its key numbers, and its offer by domain where there are more."""
    number, silent = table, []
    for code in _places(context, spec):
        name = context.vocabulary.name(context.words, "prison_code", code)
        here = replace(context, facts=replace(context.facts, prison_code=code, scope_name=name))
        keys = key_numbers_of(here, KeyNumbersSpec(measures=spec.measures, most=MOST))
        if not keys:
            silent.append(name)
            continue
        place = f"{anchor}-{code.lower()}"
        yield Subheading(place, name, 2)
        yield from keys
        by_domain = _by_domain(here, spec, name)
        if by_domain is not None:
            yield report_table(here, by_domain, anchor=f"{place}-tabel", number=number, is_listed=False)
            number += 1
    if silent:
        words = context.words
        period = words.period(now_code(context.facts))
        yield Note(words.say("fiche.missing", names=words.listed(silent), period=period), "missing")


def _places(context: ComposeContext, spec: FichesSpec) -> list[str]:
    """Give the prisons that any table knows, in the order of the reference data, strangers last."""
    present = {
        code
        for name in spec.measures
        if name in context.tables
        for code in labels(context.tables[name], "prison_code")
    }
    usual = [code for code in context.vocabulary.codes(context.words, "prison_code") if code in present]
    return [*usual, *sorted(present - set(usual))]


def _by_domain(context: ComposeContext, spec: FichesSpec, name: str) -> TableSpec | None:
    """Ask for the prison's table of domains; with one domain the key numbers say it all."""
    measures = tuple(one for one in spec.measures if _has_domain(context, one))
    caption = context.words.say("fiche.title", name=name)
    titles = dict.fromkeys(("nl", context.words.language), caption)
    asked = TableSpec(measures=measures, rows="domain_code", total=True, title=titles)
    if not measures or len(context.facts.domains) < 2:
        return None
    shown = without(asked, lacks_of(context, asked))
    return shown if isinstance(shown, TableSpec) else None


def _has_domain(context: ComposeContext, name: str) -> bool:
    return name in context.tables and "domain_code" in context.tables[name].dimensions
