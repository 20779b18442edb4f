"""The prisons side by side: their rates with the range that chance alone would give a prison of that size."""

from collections.abc import Sequence

from pipelines.document.blocks import BodyRow, Chart, HeadCell, Table
from pipelines.document.context import ComposeContext, now_code
from pipelines.document.exhibits.axes import headings
from pipelines.document.exhibits.charts import definition_anchor
from pipelines.document.exhibits.grids import known_tables, measure_of
from pipelines.document.exhibits.tables import body_cell
from pipelines.figures import PERIOD, Dot, Figure, Heading, Panel, beside
from pipelines.findings import band_of, pooled
from pipelines.outline import BesideSpec
from pipelines.tables import Cell, Mark
from pipelines.wording import capital, lowered

PRISON = "prison_code"
NOTHING = Cell(mark=Mark.NOT_AVAILABLE)


def beside_of(context: ComposeContext, spec: BesideSpec, *, anchor: str, number: int) -> list[Chart]:
    """Give the chart of all prisons, with its table; nothing where fewer than two have figures."""
    known = known_tables(context, [name for name in spec.measures if name in context.tables])
    places = headings(context, known, PRISON) if known else ()
    names = [name for name in spec.measures if name in context.tables and _tells(context, name, places)]
    rows = [
        (str(row.code), row.label)
        for row in places
        if any(_cell(context, name, row.code).mark is not Mark.NOT_AVAILABLE for name in names)
    ]
    if len(rows) < 2 or not names:
        return []
    panels = [_panel(context, name, [code for code, _ in rows]) for name in names]
    labels = [label for _, label in rows]
    own = next((place for place, (code, _) in enumerate(rows) if code == context.facts.prison_code), None)
    plot = beside(context.words, labels, panels, marked=own)
    title, subtitle = _headline(context, names, rows, panels), _subtitle(context, names)
    figure = Figure(
        name=anchor,
        title=title,
        subtitle=subtitle,
        text_alternative=_alternative(context, names, rows),
        plot={"data": list(plot.traces), "layout": dict(plot.layout)},
        tables=tuple(context.tables[name] for name in names),
        height=plot.height,
    )
    table = _table(context, names, rows, anchor=f"{anchor}-cijfers", caption=title, number=number)
    return [Chart(anchor, number, figure, (context.words.say("beside.note"),), "", table,
        definition_anchor(context, measure_of(context, names[0]).code),
    )]  # fmt: skip


def _tells(context: ComposeContext, name: str, places: Sequence[Heading]) -> bool:
    """Tell whether a panel would show anything: of some prison a figure that is not 0, or a hidden one."""
    cells = [_cell(context, name, place.code) for place in places]
    return any(cell.value or cell.mark is Mark.SUPPRESSED for cell in cells)


def _cell(context: ComposeContext, name: str, code: str | None) -> Cell:
    place = {PRISON: code, PERIOD: now_code(context.facts)}
    return context.evidence.cell(name, place) or NOTHING


def _panel(context: ComposeContext, name: str, codes: list[str]) -> Panel:
    words, measure = context.words, measure_of(context, name)
    labels = {PERIOD: now_code(context.facts)}
    share = pooled(context.evidence, name, labels, codes)
    scale = measure.indicator.scale if measure.indicator else 1
    whole = context.evidence.exact(name, {**labels, PRISON: None})
    line = share * scale if share is not None else None if whole is None else float(whole)
    dots = []
    for code in codes:
        cell = _cell(context, name, code)
        band = band_of(context.evidence, name, labels, code, share) if share is not None else None
        dots.append(
            Dot(
                None if cell.value is None else float(cell.value),
                words.show(cell, measure.unit, measure.decimals),
                (band.low, band.high) if band else None,
                band.far if band else None,
                is_named=bool(band and band.verdict),
            )
        )
    key = f"beside.unit.{measure.code}"
    unit = words.say(key) if words.has(key) else words.unit(measure.unit)
    return Panel(measure.name, unit, line, tuple(dots))


def _headline(
    context: ComposeContext, names: list[str], rows: list[tuple[str, str]], panels: list[Panel]
) -> str:
    """Name the first prison further out than chance explains; that none is, only of what all prisons show."""
    words, labels = context.words, {PERIOD: now_code(context.facts)}
    codes = [code for code, _ in rows]
    for name, panel in zip(names, panels, strict=True):
        share = pooled(context.evidence, name, labels, codes)
        for (code, label), dot in zip(rows, panel.dots, strict=True):
            band = band_of(context.evidence, name, labels, code, share) if share is not None else None
            if band and band.verdict:
                subject = measure_of(context, name).subject
                key = f"beside.{band.verdict}"
                return capital(words.say(key, prison=label, subject=subject, value=dot.text))
    looked_at = [
        measure_of(context, name).subject
        for name, panel in zip(names, panels, strict=True)
        if all(dot.band for dot in panel.dots)
    ]
    if not looked_at:
        return words.say("beside.plain")
    return words.say("beside.none", subject=words.listed(looked_at))


def _subtitle(context: ComposeContext, names: list[str]) -> str:
    period = context.words.period(now_code(context.facts))
    return context.words.say_count("beside.subtitle", len(names), period=period)


def _alternative(context: ComposeContext, names: list[str], rows: list[tuple[str, str]]) -> str:
    """Read each panel out: a few prisons and a few measures are told whole, marks in words."""
    words = context.words
    sentences = [words.say("kind.beside")]
    for name in names:
        measure = measure_of(context, name)
        cells = [(label, _cell(context, name, code)) for code, label in rows]
        told = [
            f"{label} {words.show(cell, measure.unit, measure.decimals)}"
            if cell.mark is None
            else f"{label} {words.say(f'mark.{cell.mark}')}"
            for label, cell in cells
        ]
        sentences.append(words.say("beside.alt", name=lowered(measure.name), values=words.listed(told)))
    return " ".join(f"{sentence.rstrip('. ')}." for sentence in sentences)


def _table(
    context: ComposeContext,
    names: list[str],
    rows: list[tuple[str, str]],
    *,
    anchor: str,
    caption: str,
    number: int,
) -> Table:
    measures = [measure_of(context, name) for name in names]
    body = tuple(
        BodyRow(
            label,
            tuple(
                body_cell(context, _cell(context, name, code), measure)
                for name, measure in zip(names, measures, strict=True)
            ),
        )
        for code, label in rows
    )
    download = f"{names[0].split('.', maxsplit=1)[0]}.csv"
    return Table(
        anchor, number, caption, _subtitle(context, names), capital(context.words.say(f"stub.{PRISON}")),
        (tuple(HeadCell(lowered(measure.name)) for measure in measures),), body, (), "", download,
    )  # fmt: skip
