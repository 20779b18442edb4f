"""The lines under a chart or table: marks, what does not add up, denominators, breaks, the source."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipelines.document.context import ComposeContext, now_code
from pipelines.document.edition_metadata import Break
from pipelines.document.exhibits.titles import has_prisons
from pipelines.figures import PERIOD, Grid, Measure, is_revised, marks, period_of, sentence
from pipelines.findings import incomplete_in
from pipelines.outline import MEASURE
from pipelines.tables import REVISED, Mark, Value, as_printed
from pipelines.wording import lowered

DOMAIN = "domain_code"
EXACT = Decimal("0.01")
"""To which each part is known: parts that are further from their total lack something else than rounding."""


def notes_for(context: ComposeContext, grids: Iterable[Grid]) -> tuple[str, ...]:
    """Give the notes that these grids need, each once, in a fixed order."""
    known = list(grids)
    lines = [line for grid in known for line in _persons(context, grid)] + _others(context, known)
    lines += [context.words.say("adds.rounded") for grid in known if _is_off_by_rounding(context, grid)]
    lines += [line for grid in known for line in _unknown(context, grid)]
    lines += [*_undelivered(context, known)]
    lines += [line for grid in known for line in _denominator(context, grid)]
    lines += [line for grid in known for line in _partial(context, grid)]
    lines += [line for grid in known for line in _breaks(context, grid)]
    shown = {mark for grid in known for mark in marks(grid)}
    lines += [_mark(context, mark) for mark in Mark if mark in shown]
    if any(_has_revised(grid) for grid in known):
        lines.append(sentence(f"[{REVISED}] {context.words.say('flag.revised')}"))
    return tuple(dict.fromkeys(lines))


def source_line(context: ComposeContext, measures: Iterable[Measure] = ()) -> str:
    """Give where numbers come from, until which day they tell, and how final they are."""
    words, facts = context.words, context.facts
    datasets = sorted({source for one in measures if one.indicator for source in one.indicator.sources})
    named = words.listed([words.code("dataset", name) for name in datasets])
    key = "source.datasets" if datasets else "source.plain"
    return words.say(
        key, datasets=named, last=words.day(facts.last_day), status=words.say(f"edition.{facts.status}")
    )


def _has_revised(grid: Grid) -> bool:
    return any(is_revised(grid, row, column) for row in grid.rows for column in grid.columns)


def _mark(context: ComposeContext, mark: Mark) -> str:
    return sentence(f"[{mark}] {context.words.say(f'mark.{mark}')}")


def _persons(context: ComposeContext, grid: Grid) -> list[str]:
    """Warn where persons stand beside a total that they do not make."""
    dimension = _beside_a_total(grid)
    if dimension is None or not _counts_persons(grid.measure):
        return []
    key = f"adds.persons.{dimension}"
    return [context.words.say(key if context.words.has(key) else "adds.persons")]


def _others(context: ComposeContext, grids: Sequence[Grid]) -> list[str]:
    """Name in one line the other measures whose parts do not make their total."""
    found = [grid for grid in grids if _beside_a_total(grid) and not _counts_persons(grid.measure)]
    names = list(dict.fromkeys(lowered(grid.measure.name) for grid in found))
    return [sentence(context.words.say("adds.other", name=context.words.listed(names)))] if names else []


def _undelivered(context: ComposeContext, grids: Sequence[Grid]) -> list[str]:
    """Name the domains that are no row because nobody delivered anything of them."""
    if not grids or grids[0].rows[0].dimension != DOMAIN:
        return []
    shown = {row.code for row in grids[0].rows}
    place = {**context.labels, PERIOD: now_code(context.facts)}
    tables = [table for grid in grids for table in grid.tables if DOMAIN in table.dimensions]
    cells = {
        code: [context.evidence.cell(table.name, {**place, DOMAIN: code}) for table in tables]
        for code in context.facts.domains
        if code not in shown
    }
    absent = [
        lowered(context.vocabulary.name(context.words, DOMAIN, code))
        for code, found in cells.items()
        if any(cell is not None for cell in found)
        and all(cell is None or cell.mark is Mark.NOT_AVAILABLE for cell in found)
    ]
    return [context.words.say("note.undelivered", domains=context.words.listed(absent))] if absent else []


def _is_off_by_rounding(context: ComposeContext, grid: Grid) -> bool:
    """Tell whether numbers as printed, added up, differ from their total, here or elsewhere in the report."""
    parts = [place for place, row in enumerate(grid.rows) if not row.is_total]
    dimension = grid.rows[parts[0]].dimension if parts else MEASURE
    if len(parts) < 2 or dimension == MEASURE or grid.measure.is_rate:
        return False
    for place, column in enumerate(grid.columns):
        values = [grid.cells[part][place].value for part in parts]
        total = _total_of(context, grid, place, period_of(grid.rows[parts[0]], column))
        if total is None or None in values:
            continue
        off = abs(sum(Decimal(value) for value in values if value is not None) - Decimal(total))
        shown = [as_printed(value, grid.measure.decimals) for value in values if value is not None]
        if sum(shown) != as_printed(total, grid.measure.decimals) and off < len(parts) * EXACT:
            return True
    return False


def _total_of(context: ComposeContext, grid: Grid, place: int, period: str | None) -> Value | None:
    """Give the total under a column; else that of the same measure wherever the report has it."""
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        if row.is_total:
            return cells[place].value
    fixed = {**context.labels, **grid.fixed, PERIOD: period or now_code(context.facts)}
    own = {table.measure for table in grid.tables}
    for table in context.tables.values():
        if table.measure in own and {*table.dimensions} <= fixed.keys():
            cell = table.cells.get(tuple(fixed[dimension] for dimension in table.dimensions))
            if cell is not None and cell.value is not None:
                return cell.value
    return None


def _beside_a_total(grid: Grid) -> str | None:
    """Give the dimension along which the parts do not make the total that stands under them, if any."""
    measure = grid.measure
    if measure.is_rate or not any(row.is_total for row in grid.rows) or len(grid.rows) < 2:
        return None
    dimension = next(row.dimension for row in grid.rows if not row.is_total)
    return None if dimension == MEASURE or measure.adds_up_over(dimension) else dimension


def _counts_persons(measure: Measure) -> bool:
    indicator = measure.indicator
    return (
        indicator is not None and measure.unit == "person" and (indicator.personal or not indicator.adds_up)
    )


def _denominator(context: ComposeContext, grid: Grid) -> list[str]:
    """Print what a rate was divided by, with its number for the scope and period; beside prisons, for all."""
    indicator = grid.measure.indicator
    if indicator is None or not grid.measure.is_rate:
        return []
    words = context.words
    mart = grid.tables[0].name.split(".")[0] if grid.tables else ""
    name = indicator.denominator if "." in indicator.denominator else f"{mart}.{indicator.denominator}"
    below = context.vocabulary.measure(words, name.split(".")[1])
    table = context.tables.get(name)
    known = [sentence(words.say("denominator.plain", name=lowered(below.name)))]
    if table is None:
        return known
    prison = None if has_prisons(grid) else context.facts.prison_code
    labels = {"prison_code": prison, PERIOD: now_code(context.facts), **context.fixed}
    cell = table.cells.get(tuple(labels.get(dimension) for dimension in table.dimensions))
    if cell is None or cell.value is None:
        return known
    value = words.show(cell, below.unit, below.decimals)
    period = words.period(now_code(context.facts))
    return [sentence(words.say("denominator", name=lowered(below.name), value=value, period=period))]


def _unknown(context: ComposeContext, grid: Grid) -> list[str]:
    """Print of how many participants a trait is not known, where participants are what the groups hold."""
    dimension = next((row.dimension for row in grid.rows if not row.is_total), "")
    mart = f"participants_by_{dimension}"
    if all(table.name.split(".")[0] != mart for table in grid.tables):
        return []
    name = f"{mart}.participants"
    place = {**context.labels, PERIOD: now_code(context.facts), dimension: "unknown"}
    cell = context.evidence.cell(name, place)
    key = f"unknown.{dimension}"
    if cell is None or not context.words.has(key) or cell.value == 0:
        return []
    if cell.value is None:
        return [sentence(context.words.say(f"{key}.{cell.mark}"))] if cell.mark is Mark.SUPPRESSED else []
    told = [sentence(context.words.say_count(key, cell.value))]
    return told + ([sentence(context.words.say("unknown.rate"))] if grid.measure.is_rate else [])


def _partial(context: ComposeContext, grid: Grid) -> list[str]:
    named = incomplete_in(context.evidence, grid, context.labels)
    words = context.words
    return [sentence(words.say("note.incomplete", periods=words.listed(named)))] if named else []


def _is_about(context: ComposeContext, grid: Grid, domain: str | None) -> bool:
    """Tell whether a break of a domain shows in the grid: not in a chapter on another, nor in population."""
    has_domains = any("domain_code" in table.dimensions for table in grid.tables)
    return domain is None or (has_domains and context.domain in (None, domain))


def break_day(context: ComposeContext, one: Break) -> str:
    """Date a break, with the prison and the domain that it concerns where it does not concern all."""
    places = (("prison_code", one.prison_code), ("domain_code", one.domain_code))
    names = [context.vocabulary.name(context.words, dimension, code) for dimension, code in places if code]
    named = f" ({', '.join(names)})" if names else ""
    return f"{context.words.day(one.day)}{named}"


def break_note(context: ComposeContext, one: Break) -> str:
    """Tell of a break under a figure that compares across it."""
    return context.words.say("note.break", date=break_day(context, one), note=one.note)


def _breaks(context: ComposeContext, grid: Grid) -> list[str]:
    """Tell of breaks within the periods that the grid compares."""
    codes = {period_of(row, column) for row in grid.rows for column in grid.columns}
    years = [int(code[:4]) for code in codes if code] or [context.facts.year]
    facts = context.facts
    prisons = {row.code for row in grid.rows if row.dimension == "prison_code"} | {None, facts.prison_code}
    return [
        break_note(context, one)
        for one in facts.breaks
        if min(years) < max(years)
        and min(years) <= one.day.year <= max(years)
        and one.prison_code in prisons
        and _is_about(context, grid, one.domain_code)
    ]
