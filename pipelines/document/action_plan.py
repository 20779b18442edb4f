"""The local action plan: each objective's target beside what was reached, in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.document.blocks import Block, BodyCell, BodyRow, HeadCell, Note, Paragraph, Table
from pipelines.document.context import ComposeContext, is_partial, so_far_code
from pipelines.document.exhibits import body_cell, source_line
from pipelines.figures import Measure
from pipelines.outline import RESULT_DIMENSIONS, TARGETS
from pipelines.protect import extrapolate_cells, subtract_cells
from pipelines.request import to_date_code
from pipelines.tables import Cell, Mark, Value
from pipelines.wording import capital, lowered

OBJECTIVE = "objective_code"
DOTS = {"reached": "●", "on_track": "●", "off_track": "○", "missed": "○", "open": "–", "unknown": "–"}
"""A dot for each state, beside its words."""
OWN, OWN_TAG = "nl", "nl-BE"
"""The language in which a coordinator words the objectives."""


@dataclass(frozen=True)
class Objective:
    """One line of the plan: what is aimed at, the measure that tells, the target and the result so far.

    `place` is the prison whose objective it is, in an overview. `forecast` is what the year comes to; None =
    the year is over. `rounded_by` is how much less the truth may be than the result.
    """

    code: str
    place: str
    label: str
    measure: Measure
    target: Cell
    result: Cell
    forecast: Cell | None
    rounded_by: int = 0
    is_partial: bool = False

    def state(self, *, is_whole: bool) -> str:
        """Say `reached` or `missed`; while the year runs `on_track`, `off_track` or `open`; or `unknown`.

        What only grows through the year settles early: a target that is reached stays so, as does a limit
        that is passed; a rounded result when it is beyond what rounding does. Nothing else is told of what
        partners did not deliver whole.
        """
        if self.target.value is None or self.result.value is None:
            return "unknown"
        if is_whole and not self.is_partial:
            return "reached" if self._is_met_by(self.result.value) else "missed"
        is_met = self._is_met_by(self.result.value - self.rounded_by)
        if self.cannot_fall and is_met != self.is_lower_better:
            return "reached" if is_met else "missed"
        if self.is_partial:
            return "unknown"
        if self.forecast is None or self.forecast.value is None:
            return "open"
        return "on_track" if self._is_met_by(self.forecast.value) else "off_track"

    def _is_met_by(self, value: Value) -> bool:
        assert self.target.value is not None
        return value <= self.target.value if self.is_lower_better else value >= self.target.value

    @property
    def cannot_fall(self) -> bool:
        """Tell whether the result can only grow until the year is over."""
        return self.measure.indicator is not None and self.measure.indicator.cannot_fall

    @property
    def is_lower_better(self) -> bool:
        """Tell whether less is better."""
        return self.measure.indicator is not None and self.measure.indicator.better_when == "lower"


def action_plan_of(context: ComposeContext, *, anchor: str, table: int) -> list[Block]:
    """Give the plan as a sentence and one table of target, result and state; a note when there is no plan."""
    words = context.words
    objectives = objectives_of(context)
    if not objectives:
        return [Note(words.say("plan.empty", period=_period(context)), "empty")]
    return [Paragraph(f"{plan_finding(context, objectives)}."), _table(context, objectives, anchor, table)]


def plan_finding(context: ComposeContext, objectives: Sequence[Objective]) -> str:
    """Say how many objectives were reached, or are on their way, and of how many no one can tell.

    Without the last a reader would take for missed what is only hidden.
    """
    good = "reached" if _is_whole(context) else "on_track"
    count, words = counted(context, objectives), context.words
    told = words.say_count(
        f"plan.title.{good}", count, reached=words.number(count), count=words.number(len(objectives))
    )
    is_whole = _is_whole(context)
    unknown = sum(one.state(is_whole=is_whole) in ("unknown", "open") for one in objectives)
    return told + (words.say_count("plan.title.unknown", unknown) if unknown else "")


def counted(context: ComposeContext, objectives: Sequence[Objective]) -> int:
    """Count the objectives that are reached or on their way."""
    states = {"reached"} if _is_whole(context) else {"reached", "on_track"}
    return sum(one.state(is_whole=_is_whole(context)) in states for one in objectives)


def objectives_of(context: ComposeContext) -> tuple[Objective, ...]:
    """Give the objectives of the scope and year, in the order of their codes."""
    targets = context.tables.get(TARGETS)
    if targets is None:
        return ()
    facts, words = context.facts, context.words
    found = []
    for key, target in targets.cells.items():
        labels = dict(zip(targets.dimensions, key, strict=True))
        code, prison, measure = labels[OBJECTIVE], labels["prison_code"], labels["measure"]
        is_asked = facts.is_overview or prison == facts.prison_code
        if code is None or measure is None or labels["period_code"] != str(facts.year) or not is_asked:
            continue
        place = context.vocabulary.name(words, "prison_code", prison) if facts.is_overview and prison else ""
        told = context.vocabulary.measure(words, measure)
        result, rounded_by = _published(context, labels, so_far_code(facts))
        found.append(
            Objective(
                code=f"{prison or ''} {code}",
                place=place,
                label=_words_of(context, prison, code),
                measure=told,
                target=target,
                result=result,
                forecast=_forecast(context, labels, told, result),
                rounded_by=rounded_by,
                is_partial=is_partial(facts, str(facts.year), measure, (prison, labels["domain_code"])),
            )
        )
    return tuple(sorted(found, key=lambda one: one.code))


def _words_of(context: ComposeContext, prison: str | None, code: str) -> str:
    key = f"{prison} {context.facts.year} {code}"
    own = context.vocabulary.names.get(OBJECTIVE, {})
    return context.vocabulary.name(context.words, OBJECTIVE, key) if key in own else code


def _forecast(
    context: ComposeContext, labels: Mapping[str, str | None], measure: Measure, so_far: Cell
) -> Cell | None:
    """Give what the year comes to if its rest goes as last year's: from published figures alone.

    A rate stays what it is; different persons can't be estimated so, nor can a stock.
    """
    facts, indicator = context.facts, measure.indicator
    if facts.quarter in (None, 4):
        return None
    if indicator is not None and indicator.kind == "ratio":
        return so_far
    if indicator is None or "period_code" not in indicator.adds_up:
        return Cell(mark=Mark.NOT_APPLICABLE)
    whole, part = (
        _published(context, labels, code)[0]
        for code in (str(facts.year - 1), to_date_code(facts.year - 1, facts.quarter))
    )
    return extrapolate_cells(so_far, whole, part, decimals=measure.decimals)


def _published(context: ComposeContext, labels: Mapping[str, str | None], period: str) -> tuple[Cell, int]:
    """Find what was reached, and how far less the truth may be where figures are rounded.

    That is the published cell of the measure for the same prison and domain in a period, all else at its
    total; a rate is divided again from its sides, since a target is judged before rounding.
    """
    labels = {**labels, "period_code": period}
    wanted = {"prison_code", "period_code"} | ({"domain_code"} if labels.get("domain_code") else set())
    held = {name: labels.get(name) for name in RESULT_DIMENSIONS}

    def others(name: str) -> int:
        return len(set(context.tables[name].dimensions).difference(RESULT_DIMENSIONS))

    for name in sorted(context.tables, key=lambda one: (others(one), one)):
        table = context.tables[name]
        key = tuple(held.get(dimension) for dimension in table.dimensions)
        is_asked = table.measure == labels["measure"] and wanted <= set(table.dimensions)
        if is_asked and key in table.cells:  # a table of months has no cell of the year
            exact = context.evidence.exact(name, held)
            return table.cells[key] if exact is None else Cell(value=exact), table.base - 1
    return Cell(mark=Mark.NOT_AVAILABLE), 0


def _period(context: ComposeContext) -> str:
    return context.words.period(so_far_code(context.facts))


def _is_whole(context: ComposeContext) -> bool:
    facts = context.facts
    return facts.quarter in (None, 4) and not is_partial(facts, str(facts.year))


def _table(context: ComposeContext, objectives: tuple[Objective, ...], anchor: str, number: int) -> Table:
    words = context.words
    is_running = context.facts.quarter not in (None, 4)
    names = ("indicator", "target", "result", "gap", *(["forecast"] if is_running else []), "state")
    heads = tuple(HeadCell(words.say(f"plan.head.{name}")) for name in names)
    tag, places = None if words.language == OWN else OWN_TAG, ["", *(one.place for one in objectives)]
    body = tuple(
        BodyRow(one.label, _cells(context, one), language=tag, group=one.place if one.place != before else "")
        for one, before in zip(objectives, places, strict=False)
    )
    shown = {cell.mark for one in objectives for cell in (one.target, one.result, one.forecast) if cell}
    notes = [f"[{mark}] {words.say(f'mark.{mark}')}." for mark in Mark if mark in shown]
    return Table(
        anchor, number, words.say("plan.table"),
        f"{context.facts.scope_name}, {_period(context)}",
        capital(words.say(f"stub.{OBJECTIVE}")), (heads,), body,
        (*([words.say("plan.forecast")] if is_running else []), *notes), source_line(context),
        "action_plan.csv",
    )  # fmt: skip


def _cells(context: ComposeContext, one: Objective) -> tuple[BodyCell, ...]:
    """Give target, result, how far apart with its sign, what is expected, and a dot with the state."""
    words, measure = context.words, one.measure
    apart = subtract_cells(one.result, one.target)
    gap = body_cell(context, apart, measure)
    if apart.value is not None:
        sign = "+" if apart.value > 0 else ""
        is_share = measure.unit == "percent"
        points = (words.points if is_share else words.number)(apart.value, measure.decimals)
        gap = replace(gap, text=f"{sign}{points}")
    target, result = (body_cell(context, cell, measure) for cell in (one.target, one.result))
    if target.mark is None:
        limit = "at_most" if one.is_lower_better else "at_least"
        target = replace(target, text=words.say(f"plan.{limit}", number=target.text))
    forecast = [body_cell(context, one.forecast, measure)] if one.forecast else []
    state = one.state(is_whole=_is_whole(context))
    shown = BodyCell(f"{DOTS[state]} {words.say(f'plan.{state}')}", state=state)
    return (BodyCell(lowered(measure.name)), target, result, gap, *forecast, shown)
