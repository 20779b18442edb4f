"""The local action plan: each objective's target beside what was reached, in words, a chart and a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from pipelines.document.blocks import Block, BodyCell, BodyRow, BulletList, Chart, HeadCell, Note, Table
from pipelines.document.edition import Edition, is_partial, now_code, partial_codes
from pipelines.document.notes import source_line
from pipelines.document.tables import body_cell
from pipelines.figures import Grid, Heading, Measure, Story, Subject, draw
from pipelines.model import Indicator
from pipelines.protect import divide_cells
from pipelines.tables import Cell, Mark, SafeTable
from pipelines.wording import capital

TARGETS = "action_plan.target_value"
OBJECTIVE = "objective_code"
PERCENT = Indicator(
    "attainment", "", {}, {}, unit="percent", kind="ratio", personal=False, better_when="higher"
)
RESULT_DIMENSIONS = {"prison_code", "period_code", "domain_code"}


@dataclass(frozen=True)
class Objective:
    """One line of the plan: what is aimed at, the measure that tells, the target and the result."""

    code: str
    label: str
    measure: Measure
    target: Cell
    result: Cell

    def state(self, *, is_whole: bool) -> str:
        """Say `reached`, `missed`, `open` while the year runs, or `unknown` when a number is not shown."""
        if self.target.value is None or self.result.value is None:
            return "unknown"
        lower = self.measure.indicator is not None and self.measure.indicator.better_when == "lower"
        is_reached = (
            self.result.value <= self.target.value if lower else self.result.value >= self.target.value
        )
        if not is_whole:
            return "open"
        return "reached" if is_reached else "missed"


def action_plan_of(edition: Edition, *, anchor: str, figure: int, table: int) -> list[Block]:
    """Give the plan in words, as a chart of progress and as a table; a note when there is no plan."""
    words = edition.words
    objectives = objectives_of(edition)
    if not objectives:
        period = words.period(now_code(edition.facts))
        return [Note(words.say("plan.empty", period=period), "empty")]
    listed = BulletList(tuple(_sentence(edition, one) for one in objectives))
    chart = _chart(edition, objectives, anchor, figure)
    return [listed, *([chart] if chart else []), _table(edition, objectives, f"{anchor}-tabel", table)]


def objectives_of(edition: Edition) -> tuple[Objective, ...]:
    """Give the objectives of the scope and year, in the order of their codes."""
    targets = edition.tables.get(TARGETS)
    if targets is None:
        return ()
    facts, words = edition.facts, edition.words
    found = []
    for key, target in targets.cells.items():
        labels = dict(zip(targets.dimensions, key, strict=True))
        code, prison, measure = labels[OBJECTIVE], labels["prison_code"], labels["measure"]
        is_asked = facts.is_overview or prison == facts.prison_code
        if code is None or measure is None or labels["period_code"] != str(facts.year) or not is_asked:
            continue
        name = edition.vocabulary.name(words, OBJECTIVE, code)
        place = edition.vocabulary.name(words, "prison_code", prison)
        found.append(
            Objective(
                code=f"{prison or ''} {code}",
                label=f"{place}: {name}" if facts.is_overview and prison else name,
                measure=edition.vocabulary.measure(words, measure),
                target=target,
                result=_result(edition.tables, labels),
            )
        )
    return tuple(sorted(found, key=lambda one: one.code))


def _result(tables: Mapping[str, SafeTable], labels: Mapping[str, str | None]) -> Cell:
    """Find what was reached: the published cell of the measure for the same prison, year and domain."""
    wanted = {"prison_code", "period_code"} | ({"domain_code"} if labels.get("domain_code") else set())
    for name in sorted(tables):
        table = tables[name]
        if table.measure == labels["measure"] and wanted <= set(table.dimensions) <= RESULT_DIMENSIONS:
            key = tuple(labels.get(dimension) for dimension in table.dimensions)
            return table.cells.get(key, Cell(mark=Mark.NOT_AVAILABLE))
    return Cell(mark=Mark.NOT_AVAILABLE)


def _is_whole(edition: Edition) -> bool:
    facts = edition.facts
    return facts.quarter is None and not is_partial(facts, str(facts.year))


def _sentence(edition: Edition, one: Objective) -> str:
    words = edition.words
    text = words.say(
        "plan.sentence",
        label=one.label,
        subject=one.measure.subject,
        result=words.spoken(one.result, one.measure.unit, one.measure.decimals),
        target=words.spoken(one.target, one.measure.unit, one.measure.decimals),
        state=words.say(f"plan.{one.state(is_whole=_is_whole(edition))}"),
    )
    return escape(text, quote=False)


def _chart(edition: Edition, objectives: tuple[Objective, ...], anchor: str, number: int) -> Chart | None:
    """Draw each result as a percentage of its target; nothing when none can be shown."""
    words = edition.words
    period = now_code(edition.facts)
    cells = tuple((_attained(one),) for one in objectives)
    if all(row[0].value is None for row in cells):
        return None
    measure = Measure("attainment", words.say("plan.attainment"), words.say("plan.subject"), PERCENT)
    rows = tuple(Heading(OBJECTIVE, one.code, _chart_label(edition, one)) for one in objectives)
    columns = (Heading("period_code", period, words.period(period)),)
    grid = Grid(rows, columns, cells, measure, (edition.tables[TARGETS],))
    reached = sum(one.state(is_whole=True) == "reached" for one in objectives)
    title = words.say("plan.title", reached=words.number(reached), count=words.number(len(objectives)))
    subtitle = words.say("plan.subtitle", period=words.period(period))
    story = Story(Cell(mark=Mark.NOT_APPLICABLE), None, words.period(period), "")
    subject = Subject(grid, words, partial_codes(edition.facts))
    drawn = draw("bullet", subject, story, name=anchor, subtitle=subtitle, title=title)
    return Chart(anchor, number, drawn, (words.say("plan.note"),), source_line(edition), None)


def _chart_label(edition: Edition, one: Objective) -> str:
    lower = one.measure.indicator is not None and one.measure.indicator.better_when == "lower"
    return edition.words.say("plan.lower", label=one.label) if lower else one.label


def _attained(one: Objective) -> Cell:
    """Divide the result by the target where every division of published cells is made."""
    return divide_cells(one.result, one.target, decimals=0)


def _table(edition: Edition, objectives: tuple[Objective, ...], anchor: str, number: int) -> Table:
    words = edition.words
    heads = tuple(
        HeadCell(words.say(f"plan.head.{name}"))
        for name in ("indicator", "target", "result", "percent", "state")
    )
    rate = Measure("attainment", "", "", PERCENT)
    body = tuple(
        BodyRow(
            one.label,
            (
                BodyCell(one.measure.name),
                body_cell(edition, one.target, one.measure),
                body_cell(edition, one.result, one.measure),
                body_cell(edition, _attained(one), rate),
                BodyCell(capital(words.say(f"plan.{one.state(is_whole=_is_whole(edition))}"))),
            ),
        )
        for one in objectives
    )
    shown = {cell.mark for one in objectives for cell in (one.target, one.result)}
    marks = tuple(f"[{mark}] {words.say(f'mark.{mark}')}." for mark in Mark if mark in shown)
    return Table(
        anchor, number, words.say("plan.table"), f"{edition.facts.scope_name}, {edition.facts.year}",
        capital(words.say(f"stub.{OBJECTIVE}")), (heads,), body, marks, source_line(edition),
        "action_plan.csv",
    )  # fmt: skip
