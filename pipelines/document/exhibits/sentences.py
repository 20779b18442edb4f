"""Numbers in words: key numbers with their change, and sentences about measures."""

from dataclasses import replace
from html import escape

from pipelines.document.blocks import Block, KeyNumber, KeyNumbers, Paragraph
from pipelines.document.context import (
    ComposeContext,
    can_compare,
    earlier_code,
    is_total_revised,
    now_code,
    total_cell,
    total_key,
)
from pipelines.document.exhibits.charts import definition_anchor
from pipelines.document.exhibits.grids import measure_of
from pipelines.figures import Measure
from pipelines.findings import best, lead_candidates, move_of
from pipelines.outline import KeyNumbersSpec, SentencesSpec
from pipelines.tables import Cell, Mark
from pipelines.wording import lowered

NOTHING = Cell(mark=Mark.NOT_AVAILABLE)
NOT_COMPARED = ("key.break", "key.incomplete")
"""Why figures are not held against the year before."""


def key_numbers_of(context: ComposeContext, spec: KeyNumbersSpec) -> list[Block]:
    """Give the key numbers that can be shown; the year before goes unsaid where none of them has it.

    What keeps all of them from being compared, a break or what was not delivered, is said once, below them.
    """
    shown = [name for name in spec.measures if _is_shown(context, name)][: spec.most]
    items = tuple(_key_number(context, name) for name in shown)
    can_be = any(can_compare(context, name) for name in shown)
    is_compared = can_be and any(
        before is not None and before.value is not None
        for before in (_before(context, name) for name in shown)
    )
    if not is_compared and all(can_compare(context, name) for name in shown):
        items = tuple(replace(item, change=None) for item in items)
    for key in NOT_COMPARED:
        if len(items) > 1 and all(item.change == context.words.say(key) for item in items):
            plain = tuple(replace(item, change=None) for item in items)
            return [KeyNumbers(plain), not_compared(context, key)]
    return [KeyNumbers(items)] if items else []


def not_compared(context: ComposeContext, key: str) -> Paragraph:
    """Say what keeps key numbers from being held against the year before, one of NOT_COMPARED."""
    earlier = context.words.period_noun(earlier_code(context.facts))
    return Paragraph(escape(context.words.say(f"{key}.all", earlier=earlier), quote=False))


def _is_shown(context: ComposeContext, name: str) -> bool:
    return name in context.tables and _now(context, name).value is not None


def _now(context: ComposeContext, name: str) -> Cell:
    return total_cell(context, context.tables[name], now_code(context.facts)) or NOTHING


def _before(context: ComposeContext, name: str) -> Cell | None:
    if not can_compare(context, name):
        return None
    return total_cell(context, context.tables[name], earlier_code(context.facts))


def _key_number(context: ComposeContext, name: str) -> KeyNumber:
    words, measure = context.words, measure_of(context, name)
    cell = _now(context, name)
    return KeyNumber(
        value=words.show(cell, measure.unit, measure.decimals),
        label=measure.name,
        unit=_unit(context, name, measure, cell),
        change=_key_change(context, name, measure),
        definition=definition_anchor(context, measure.code),
        domain=context.domain,
        key=total_key(context, context.tables[name], now_code(context.facts)),
        is_revised=is_total_revised(context, context.tables[name], now_code(context.facts)),
    )


def _unit(context: ComposeContext, name: str, measure: Measure, cell: Cell) -> str:
    """Give the unit; of a rate what it is divided by; the period where the label says it already."""
    words = context.words
    indicator = measure.indicator
    if indicator is not None and measure.is_rate:
        mart = name.split(".", maxsplit=1)[0]
        full = indicator.denominator if "." in indicator.denominator else f"{mart}.{indicator.denominator}"
        below = context.vocabulary.measure(words, full.split(".")[1])
        table = context.tables.get(full)
        base = total_cell(context, table, now_code(context.facts)) if table else None
        if base is not None and base.value is not None:
            value = words.show(base, below.unit, below.decimals)
            own = f"key.of.{measure.code}"
            return words.say(own if words.has(own) else "key.of", value=value, name=lowered(below.name))
    unit = words.unit(measure.unit, cell.value if cell.value is not None else 2) if measure.unit else ""
    is_said = not unit or unit.lower() in measure.name.lower()
    if indicator is not None and indicator.at_end and is_said:
        return words.say(context.evidence.last_day)
    return words.when(now_code(context.facts)) if is_said else unit


def _key_change(context: ComposeContext, name: str, measure: Measure) -> str | None:
    """Say how far a number is from the year before, as its sentence does; across a break nothing is said.

    What chance explains is not told as a change: the earlier number stands there.
    """
    before, words = _before(context, name), context.words
    now_period, earlier = now_code(context.facts), earlier_code(context.facts)
    if before is None:
        return None if can_compare(context, name) else words.say("key.incomplete")
    if before.value is None:
        return words.say("key.earlier_mark", earlier=words.period(earlier), mark=words.show(before))
    move = move_of(context.evidence, name, context.labels, now_period, earlier)
    if move is None:
        return words.say("key.break")
    if not move.is_sure:
        now, was = (words.amount(value, measure.unit, measure.decimals) for value in (move.now, move.before))
        kind = "same" if move.verdict == "same" else "near" if now == was else "open"
        own = f"key.{kind}.rate"
        key = own if measure.unit == "percent" and words.has(own) else f"key.{kind}"
        return words.say(key, before=was, when=words.before("when", earlier, now_period))
    change = words.change(move.now, move.before, unit=measure.unit, decimals=measure.decimals)
    named = words.before("noun", earlier, now_period)
    return words.say("key.change", change=words.signed(change), earlier=named)


def sentences_of(context: ComposeContext, spec: SentencesSpec) -> list[Paragraph]:
    """Give one paragraph with a sentence for each measure that the release has."""
    known = [name for name in spec.measures if name in context.tables]
    said = [statement(context, name) for name in known]
    return [Paragraph(escape(" ".join(said), quote=False))] if said else []


def statement(context: ComposeContext, name: str) -> str:
    """Say in a sentence what a measure is now and how it moved."""
    return f"{best(list(lead_candidates(context.evidence, context.scene(name)))[:1], ())}."
