"""An edition at a glance: the findings that matter most, and the coordinator's points for policy."""

from collections.abc import Iterator

from pipelines.document.action_plan import counted, objectives_of, plan_finding
from pipelines.document.blocks import Block, Box, KeyFinding, KeyFindings, Note
from pipelines.document.edition import Edition, earlier_code, now_code
from pipelines.document.markdown import blocks_of
from pipelines.document.narrative import narrative_text
from pipelines.document.orders import BlockOrder, Theme
from pipelines.errors import DocumentError
from pipelines.figures import PERIOD
from pipelines.findings import best, cause_of, lead_candidates, move_of
from pipelines.wording import SMALL

POINTS = "aandachtspunten"
"""The file of the coordinator's points for policy."""
OF_PLAN = 0.6
"""Of the plan as a finding: it says whether what was promised was kept."""


def glance_of(edition: Edition, order: BlockOrder) -> list[Block]:
    """Give the weightiest finding of each theme, at most `most` of them, the weightiest first."""
    found = [item for theme in order.themes for item in _finding(edition, theme)]
    chosen = sorted(found, key=lambda pair: -pair[0])[: order.most]
    return [KeyFindings(tuple(item for _, item in chosen))] if chosen else []


def _finding(edition: Edition, theme: Theme) -> Iterator[tuple[float, KeyFinding]]:
    anchor = theme.chapter if theme.chapter in edition.chapters else None
    title = edition.chapters.get(theme.chapter, "")
    if theme.plan:
        objectives = objectives_of(edition)
        if objectives:
            words = edition.words
            number = words.say(
                "glance.of",
                part=words.number(counted(edition, objectives)),
                whole=words.number(len(objectives)),
            )
            text = plan_finding(edition, objectives)
            yield OF_PLAN, KeyFinding(number, f"{text}.", "", anchor, title)
        return
    names = [name for name in theme.measures if _value(edition, name) is not None]
    if not names or names[0] != theme.measures[0]:
        return
    candidates = list(lead_candidates(edition.evidence, edition.scene(names[0])))
    text = best(candidates, ())
    beside = [
        best(list(lead_candidates(edition.evidence, edition.scene(name)))[:1], ()) for name in names[1:]
    ]
    if theme.cause in edition.tables:
        beside += cause_of(edition.evidence, theme.cause, theme.rows, edition.scene(theme.cause))
    more = " ".join(f"{sentence}." for sentence in beside)
    weight = max(one.weight for one in candidates)
    yield weight, KeyFinding(_number(edition, names[0]), f"{text}.", more, anchor, title)


def _value(edition: Edition, name: str) -> object:
    return edition.evidence.exact(name, {**edition.labels, PERIOD: now_code(edition.facts)})


def _number(edition: Edition, name: str) -> str:
    """Give a share as it is, a sure change of a count with its sign, any other count as it is."""
    words, measure = edition.words, edition.evidence.measure(name)
    now, before = now_code(edition.facts), earlier_code(edition.facts)
    move = move_of(edition.evidence, name, edition.labels, now, before)
    if move is not None and move.is_sure and measure.unit != "percent" and move.before >= SMALL:
        return words.signed(words.change(move.now, move.before, unit=measure.unit, decimals=0, places=0))
    cell = edition.evidence.cell(name, {**edition.labels, PERIOD: now})
    assert cell is not None
    return words.show(cell, measure.unit, 0 if measure.unit == "percent" else measure.decimals)


def attention_of(edition: Edition, anchor: str) -> list[Block]:
    """Give the coordinator's points for policy; a definitive edition can't do without them."""
    text, source = narrative_text(edition, POINTS)
    if text is not None:
        blocks = tuple(blocks_of(text, anchor, source=source))
        return [Box(anchor, edition.words.say("attention.title"), blocks)]
    if edition.facts.status == "definitief":
        raise DocumentError(
            f"{source}: dit bestand ontbreekt. Een editie wordt pas definitief met de aandachtspunten van de "
            "coördinator; schrijf ze in dat bestand, als een lijst."
        )
    return [Note(edition.words.say("attention.missing"), "note")]
