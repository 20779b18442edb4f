"""Numbers in words: key numbers, sentences about a measure, the largest changes."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import escape

from pipelines.document.blocks import BulletList, KeyNumber, KeyNumbers, Note, Paragraph
from pipelines.document.context import ComposeContext, can_compare, earlier_code, now_code, total_cell
from pipelines.document.exhibits.charts import NOTHING, definition_anchor
from pipelines.document.exhibits.grids import grid_of, measure_of
from pipelines.figures import Measure, sentence
from pipelines.outline import BlockSpec
from pipelines.tables import Cell
from pipelines.wording import Change, capital, lowered


def key_numbers_of(context: ComposeContext, spec: BlockSpec) -> list[KeyNumbers]:
    """Give the key numbers that can be shown; the year before goes unsaid where none of them has it."""
    shown = [name for name in spec.measures if _is_shown(context, name)][: spec.most]
    items = tuple(_key_number(context, name) for name in shown)
    is_compared = can_compare(context.facts) and any(
        before is not None and before.value is not None
        for before in (_before(context, name) for name in shown)
    )
    if not is_compared and can_compare(context.facts):
        items = tuple(replace(item, change=None) for item in items)
    return [KeyNumbers(items)] if items else []


def _is_shown(context: ComposeContext, name: str) -> bool:
    return name in context.tables and _now(context, name).value is not None


def _now(context: ComposeContext, name: str) -> Cell:
    return total_cell(context, context.tables[name], now_code(context.facts)) or NOTHING


def _before(context: ComposeContext, name: str) -> Cell | None:
    if not can_compare(context.facts):
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
            return words.say("key.of", value=value, name=lowered(below.name))
    unit = words.unit(measure.unit, cell.value if cell.value is not None else 2) if measure.unit else ""
    is_said = not unit or unit.lower() in measure.name.lower()
    return words.say("key.in", period=words.period(now_code(context.facts))) if is_said else unit


def _key_change(context: ComposeContext, name: str, measure: Measure) -> str | None:
    before = _before(context, name)
    words = context.words
    earlier = words.period(earlier_code(context.facts))
    if before is None:
        return None if can_compare(context.facts) else words.say("key.incomplete")
    if before.value is None:
        return words.say("key.earlier_mark", earlier=earlier, mark=words.show(before))
    change = _change(context, measure, _now(context, name), before)
    if change.direction in ("same", "near"):
        return words.say(f"key.{change.direction}", earlier=earlier)
    return words.say("key.change", change=words.signed(change), earlier=earlier)


def _change(context: ComposeContext, measure: Measure, now: Cell, before: Cell) -> Change:
    assert now.value is not None and before.value is not None
    return context.words.change(now.value, before.value, unit=measure.unit, decimals=measure.decimals)


def sentences_of(context: ComposeContext, spec: BlockSpec) -> list[Paragraph]:
    """Give one paragraph with a sentence for each measure that the release has."""
    said = [statement(context, name) for name in spec.measures if name in context.tables]
    return [Paragraph(escape(" ".join(said), quote=False))] if said else []


def statement(context: ComposeContext, name: str) -> str:
    """Say in a sentence what a measure is now and how it moved."""
    words, measure = context.words, measure_of(context, name)
    now, before = _now(context, name), _before(context, name)
    period, earlier = words.period(now_code(context.facts)), words.period(earlier_code(context.facts))
    subject = measure.subject
    if now.value is None:
        return sentence(words.say(f"say.{now.mark}", subject=subject, period=period))
    value = words.show(now, measure.unit, measure.decimals)
    if before is None or before.value is None:
        return sentence(words.say("say.now", subject=subject, value=value, period=period))
    change = _change(context, measure, now, before)
    return sentence(
        words.say(
            f"say.{change.direction}", subject=subject, value=value, amount=change.amount, earlier=earlier
        )
    )


def changes_of(context: ComposeContext, spec: BlockSpec) -> list[BulletList | Note]:
    """Give the largest changes over the rows of the measures, in words; small counts say too little.

    Nothing is given where the year before is not known: there is no change to tell.
    """
    words = context.words
    earlier = words.period(earlier_code(context.facts))
    if not can_compare(context.facts):
        return [Note(words.say("changes.incomplete", earlier=earlier))]
    moved = [
        found for name in spec.measures if name in context.tables for found in _moves(context, spec, name)
    ]
    largest = sorted(moved)[: spec.most]
    return [BulletList(tuple(escape(text, quote=False) for _, _, text in largest))] if largest else []


def _moves(context: ComposeContext, spec: BlockSpec, name: str) -> Iterator[tuple[Decimal, str, str]]:
    """Give for each row of a measure how much it moved, to sort by, with its label and the words."""
    words = context.words
    asked = replace(spec, measures=(name,), columns="two_years")
    grid = grid_of(context, asked, rows=spec.rows, columns="two_years")
    measure = grid.measure
    for row, (before, now) in zip(grid.rows, grid.cells, strict=True):
        if before.value is None or now.value is None:
            continue
        change = _change(context, measure, now, before)
        if change.percent is not None:
            text = words.say(
                f"changes.{change.direction}",
                label=row.label,
                subject=measure.subject,
                amount=change.amount,
                before=words.show(before, measure.unit, measure.decimals),
                now=words.show(now, measure.unit, measure.decimals),
            )
            yield -change.percent, row.label, capital(text)
