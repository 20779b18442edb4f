"""What a sentence is about, and what can be said of it without holding it against anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipelines.figures import PERIOD, Grid
from pipelines.findings import say
from pipelines.findings.evidence import Evidence, Labels
from pipelines.model import Indicator
from pipelines.tables import Cell, Mark
from pipelines.wording import capital, lowered

PLAIN = 0.1
"""The weight of what a figure is, which is no news by itself."""
NOUGHT = 0.01
"""Of a figure that is 0: told for want of anything that happened."""
SHARED = 0.15
"""Of what part of all domains it is."""
GAP = 7.0
"""Of people against room for them, where a chart draws both: it is what the chart is for."""
DOMAIN = "domain_code"
ROOM = {"average_population": "capacity_official"}
ATTENDED = ("attendances", "participant_hours")
"""What is only known of the sessions of which somebody recorded who or how many came."""
HELD = "sessions_by_domain.sessions_held"


@dataclass(frozen=True)
class Scene:
    """What a chart or chapter is about: the leading table, its fixed labels, the two periods compared.

    `beside` opens a sentence in the place of the period, where the one before it names it already.
    """

    name: str
    labels: Labels
    now: str
    before: str
    beside: str = ""


@dataclass(frozen=True)
class Candidate:
    """A whole sentence without its full stop, and how much it matters."""

    text: str
    weight: float


def where_of(evidence: Evidence, scene: Scene) -> str:
    """Say where or when: the domain of the chapter, else the period reported."""
    domain = scene.labels.get(DOMAIN)
    if not domain and scene.beside and scene.name.rpartition(".")[2] in ATTENDED:
        return _of_recorded(evidence, scene)
    if not domain:
        return scene.beside or evidence.words.when(scene.now)
    name = evidence.vocabulary.name(evidence.words, "domain_code", domain)
    return evidence.words.say("where.domain_code", label=lowered(name))


def _of_recorded(evidence: Evidence, scene: Scene) -> str:
    """Open what is counted at sessions, beside a sentence that may be about all of them.

    Of how many sessions it is known, where both numbers are shown as they are and some was not recorded;
    else in all, which says nothing of the sessions: a partner may state attendances without any.
    """
    words, place = evidence.words, {**scene.labels, PERIOD: scene.now}
    names = (f"{scene.name.partition('.')[0]}.sessions_recorded", HELD)
    recorded, held = (evidence.exact(name, place) for name in names)
    is_exact = all(name in evidence.tables and evidence.tables[name].base == 1 for name in names)
    if is_exact and recorded is not None and held is not None and 0 < recorded < held:
        return words.say("beside.recorded", recorded=words.number(recorded), held=words.number(held))
    return words.say("beside.in_all")


def plain(evidence: Evidence, scene: Scene) -> Candidate:
    """Say what the total is, or why it can't be said; of groups without a total, whether all are shown."""
    words, measure = evidence.words, evidence.measure(scene.name)
    value = evidence.exact(scene.name, {**scene.labels, PERIOD: scene.now})
    if value is not None:
        text = say.fact(evidence, scene.name, value, where_of(evidence, scene))
        return Candidate(text, PLAIN if value else NOUGHT)
    cell = evidence.cell(scene.name, {**scene.labels, PERIOD: scene.now})
    known = _groups(evidence, scene) if cell is None or cell.mark is Mark.NOT_AVAILABLE else []
    if known:
        is_hidden = any(one.mark is Mark.SUPPRESSED for one in known)
        key = "say.some" if is_hidden else "say.groups"
        return Candidate(capital(words.say(key, subject=measure.subject, when=words.when(scene.now))), 0.0)
    mark = cell.mark if cell is not None and cell.mark is not None else Mark.NOT_AVAILABLE
    is_in_parts = mark is Mark.NOT_AVAILABLE and evidence.is_in_parts(
        scene.name, scene.labels.get("domain_code")
    )
    text = words.say(
        "say.parts" if is_in_parts else f"say.{mark}", subject=measure.subject, when=words.when(scene.now)
    )
    return Candidate(capital(text), 0.0)


def _groups(evidence: Evidence, scene: Scene) -> list[Cell]:
    """Give the cells of the scene that somebody delivered, where there are groups and no total over them."""
    table = evidence.tables.get(scene.name)
    held = {**scene.labels, PERIOD: scene.now}
    return (
        []
        if table is None
        else [
            cell
            for key, cell in table.cells.items()
            if cell.mark is not Mark.NOT_AVAILABLE
            and all(
                held.get(dimension, label) == label
                for dimension, label in zip(table.dimensions, key, strict=True)
            )
        ]
    )


def of_gap(evidence: Evidence, grid: Grid, scene: Scene) -> Iterator[Candidate]:
    """Say how many more, or fewer, people there were than there was room for."""
    mart, _, measure = scene.name.partition(".")
    room = ROOM.get(measure)
    if room is None or [row.code for row in grid.rows] != [measure, room]:
        return
    place = {**scene.labels, PERIOD: scene.now}
    there, most = (evidence.exact(f"{mart}.{name}", place) for name in (measure, room))
    if there is None or most is None or not evidence.is_whole(scene.now, scene.name, scene.labels):
        return
    gap, words = Decimal(there) - Decimal(most), evidence.words
    if round(abs(gap)):
        key = f"gap.{measure}.{'more' if gap > 0 else 'fewer'}"
        when = evidence.words.when(scene.now)
        yield Candidate(capital(words.say_count(key, abs(gap), when=when)), GAP)


def of_share(evidence: Evidence, scene: Scene) -> Iterator[Candidate]:
    """Say what part of all domains a domain is, of what one wants more of, for want of any earlier figure."""
    indicator, earlier = evidence.indicator(scene.name), {**scene.labels, PERIOD: scene.before}
    if not scene.labels.get(DOMAIN) or indicator is None or not _is_shared(indicator):
        return
    before = evidence.cell(scene.name, earlier)
    is_first = before is None or before.mark is Mark.NOT_AVAILABLE
    if (
        not is_first
        or evidence.tables[scene.name].base > 1
        or not evidence.is_whole(scene.now, scene.name, scene.labels)
    ):
        return
    place = {**scene.labels, PERIOD: scene.now}
    part, whole = (evidence.exact(scene.name, labels) for labels in (place, {**place, DOMAIN: None}))
    if part is not None and whole and part != whole:
        said = say.fact(evidence, scene.name, part, where_of(evidence, scene))
        clause = evidence.words.say("clause.share", share=evidence.words.share(part, whole))
        yield Candidate(f"{said}{clause}", SHARED)


def _is_shared(indicator: Indicator) -> bool:
    return indicator.kind == "count" and DOMAIN in indicator.adds_up and indicator.better_when != "lower"
