"""An edition at a glance: the findings that matter most, and the coordinator's points for policy."""

from collections.abc import Iterator

from pipelines.document.action_plan import counted, objectives_of, plan_finding
from pipelines.document.blocks import Block, Box, KeyFinding, KeyFindings, Note, Paragraph
from pipelines.document.context import ComposeContext, earlier_code, now_code
from pipelines.document.narrative import blocks_of, narrative_text
from pipelines.errors import DocumentError
from pipelines.figures import PERIOD
from pipelines.findings import best, cause_of, lead_candidates, move_of
from pipelines.outline import GlanceSpec, Theme
from pipelines.tables import Mark
from pipelines.wording import SMALL

POINTS = "aandachtspunten"
"""The file of the coordinator's points for policy."""
OF_PLAN = 0.6
"""Of the plan as a finding: it says whether what was promised was kept."""


def glance_of(context: ComposeContext, spec: GlanceSpec) -> list[Block]:
    """Give the weightiest finding of each theme, at most `most` of them, the weightiest first."""
    found = [item for place, theme in enumerate(spec.themes) for item in _finding(context, theme, place)]
    chosen = sorted(found, key=lambda pair: -pair[0])[: spec.most]
    if not chosen:
        return []
    return [KeyFindings(tuple(item for _, item in chosen)), *_alone(context, spec)]


def _alone(context: ComposeContext, spec: GlanceSpec) -> Iterator[Paragraph]:
    """Say why nothing rose or fell, where nobody delivered anything of the period before."""
    earlier = earlier_code(context.facts)
    place = {**context.labels, PERIOD: earlier}
    cells = [context.evidence.cell(name, place) for theme in spec.themes for name in theme.measures]
    if all(cell is None or cell.mark is Mark.NOT_AVAILABLE for cell in cells):
        yield Paragraph(context.words.say("glance.alone", earlier=context.words.period_noun(earlier)))


def _finding(context: ComposeContext, theme: Theme, place: int) -> Iterator[tuple[float, KeyFinding]]:
    """Give a theme's finding and its weight, led by the first of its measures that is shown.

    What stands with it opens with a word in the place of the period, each with another than the one before.
    """
    anchor = theme.chapter if theme.chapter in context.chapters else None
    title = context.chapters.get(theme.chapter, "")
    if theme.plan:
        objectives = objectives_of(context)
        if objectives:
            words = context.words
            number = words.say(
                "glance.of",
                part=words.number(counted(context, objectives)),
                whole=words.number(len(objectives)),
            )
            text = plan_finding(context, objectives)
            yield OF_PLAN, KeyFinding(number, f"{text}.", "", anchor, title)
        return
    names = [name for name in theme.measures if _value(context, name) is not None]
    if not names or not (_is_compared(context, names) or any(_value(context, name) for name in names)):
        return  # nothing but nought, held against nothing
    candidates = list(lead_candidates(context.evidence, context.scene(names[0])))
    text = best(candidates, ())
    others = []
    for turn, name in enumerate(names[1:], start=place):
        beside = context.words.say(f"beside.opening.{turn % 2 + 1}")
        found = list(lead_candidates(context.evidence, context.scene(name, beside=beside)))
        others.append(best(found[:1], ()))
    if theme.cause is not None and theme.cause in context.tables and names[0] == theme.measures[0]:
        others += cause_of(context.evidence, theme.cause, theme.rows, context.scene(theme.cause))
    if theme.parts is not None and theme.parts in context.tables and not _is_compared(context, names):
        others += cause_of(context.evidence, theme.parts, theme.rows, context.scene(theme.parts))
    more = " ".join(f"{sentence}." for sentence in others)
    weight = max(one.weight for one in candidates)
    yield weight, KeyFinding(_number(context, names[0]), f"{text}.", more, anchor, title)


def _is_compared(context: ComposeContext, names: list[str]) -> bool:
    now, before = now_code(context.facts), earlier_code(context.facts)
    return any(move_of(context.evidence, name, context.labels, now, before) is not None for name in names)


def _value(context: ComposeContext, name: str) -> object:
    return context.evidence.exact(name, {**context.labels, PERIOD: now_code(context.facts)})


def _number(context: ComposeContext, name: str) -> str:
    """Give a share as it is, a sure change of a count with its sign, any other count as it is."""
    words, measure = context.words, context.evidence.measure(name)
    now, before = now_code(context.facts), earlier_code(context.facts)
    move = move_of(context.evidence, name, context.labels, now, before)
    if move is not None and move.is_sure and measure.unit != "percent" and move.before >= SMALL:
        return words.signed(words.change(move.now, move.before, unit=measure.unit, decimals=0, places=0))
    cell = context.evidence.cell(name, {**context.labels, PERIOD: now})
    assert cell is not None
    return words.show(cell, measure.unit, 0 if measure.unit == "percent" else measure.decimals)


def attention_of(context: ComposeContext, anchor: str) -> list[Block]:
    """Give the coordinator's points for policy; a definitive edition can't do without them."""
    text, source = narrative_text(context, POINTS)
    if text is not None:
        blocks = tuple(blocks_of(text, anchor, source=source))
        return [Box(anchor, context.words.say("attention.title"), blocks)]
    if context.facts.status == "definitief":
        raise DocumentError(
            f"{source}: dit bestand ontbreekt. Een editie wordt pas definitief met de aandachtspunten van de "
            "coördinator; schrijf ze in dat bestand, als een lijst."
        )
    return [Note(context.words.say("attention.missing"), "note")]
