"""The prisons side by side: their rates with the range that chance alone would give a prison of that size."""

from pipelines.document.axes import headings
from pipelines.document.blocks import BodyRow, Chart, HeadCell, Table
from pipelines.document.charts import definition_anchor
from pipelines.document.edition import Edition, now_code
from pipelines.document.grids import known_tables, measure_of
from pipelines.document.orders import BlockOrder
from pipelines.document.tables import body_cell
from pipelines.figures import PERIOD, Dot, Panel, beside
from pipelines.figures.figure import Figure
from pipelines.findings import band_of, pooled
from pipelines.tables import Cell, Mark
from pipelines.wording import capital, lowered

PRISON = "prison_code"
NOTHING = Cell(mark=Mark.NOT_AVAILABLE)


def beside_of(edition: Edition, order: BlockOrder, *, anchor: str, number: int) -> list[Chart]:
    """Give the chart of all prisons, with its table; nothing where fewer than two have figures."""
    names = [name for name in order.measures if name in edition.tables]
    rows = [
        (str(row.code), row.label)
        for row in headings(edition, known_tables(edition, names), PRISON)
        if any(_cell(edition, name, row.code).mark is not Mark.NOT_AVAILABLE for name in names)
    ]
    if len(rows) < 2 or not names:
        return []
    panels = [_panel(edition, name, [code for code, _ in rows]) for name in names]
    labels = [label for _, label in rows]
    own = next((place for place, (code, _) in enumerate(rows) if code == edition.facts.prison_code), None)
    plot = beside(edition.words, labels, panels, marked=own)
    title, subtitle = _headline(edition, names, rows, panels), _subtitle(edition)
    figure = Figure(
        name=anchor,
        title=title,
        subtitle=subtitle,
        text_alternative=_alternative(edition, subtitle, labels, panels),
        plot={"data": list(plot.traces), "layout": dict(plot.layout)},
        tables=tuple(edition.tables[name] for name in names),
        height=plot.height,
    )
    table = _table(edition, names, rows, anchor=f"{anchor}-cijfers", caption=title, number=number)
    return [Chart(anchor, number, figure, (edition.words.say("beside.note"),), "", table,
        definition_anchor(edition, measure_of(edition, names[0]).code),
    )]  # fmt: skip


def _cell(edition: Edition, name: str, code: str | None) -> Cell:
    place = {PRISON: code, PERIOD: now_code(edition.facts)}
    return edition.evidence.cell(name, place) or NOTHING


def _panel(edition: Edition, name: str, codes: list[str]) -> Panel:
    words, measure = edition.words, measure_of(edition, name)
    labels = {PERIOD: now_code(edition.facts)}
    share = pooled(edition.evidence, name, labels, codes)
    scale = measure.indicator.scale if measure.indicator else 1
    whole = edition.evidence.exact(name, {**labels, PRISON: None})
    line = share * scale if share is not None else None if whole is None else float(whole)
    dots = []
    for code in codes:
        cell = _cell(edition, name, code)
        band = band_of(edition.evidence, name, labels, code, share) if share is not None else None
        dots.append(
            Dot(
                None if cell.value is None else float(cell.value),
                words.show(cell, measure.unit, measure.decimals),
                (band.low, band.high) if band else None,
                is_named=bool(band and band.verdict),
            )
        )
    key = f"beside.unit.{measure.code}"
    unit = words.say(key) if words.has(key) else words.unit(measure.unit)
    return Panel(measure.name, unit, line, tuple(dots))


def _headline(edition: Edition, names: list[str], rows: list[tuple[str, str]], panels: list[Panel]) -> str:
    """Name the first prison further out than chance explains; that none is, only of what all prisons show."""
    words, labels = edition.words, {PERIOD: now_code(edition.facts)}
    codes = [code for code, _ in rows]
    for name, panel in zip(names, panels, strict=True):
        share = pooled(edition.evidence, name, labels, codes)
        for (code, label), dot in zip(rows, panel.dots, strict=True):
            band = band_of(edition.evidence, name, labels, code, share) if share is not None else None
            if band and band.verdict:
                subject = measure_of(edition, name).subject
                key = f"beside.{band.verdict}"
                return capital(words.say(key, prison=label, subject=subject, value=dot.text))
    looked_at = [
        measure_of(edition, name).subject
        for name, panel in zip(names, panels, strict=True)
        if all(dot.band for dot in panel.dots)
    ]
    if not looked_at:
        return words.say("beside.plain")
    return words.say("beside.none", subject=words.listed(looked_at))


def _subtitle(edition: Edition) -> str:
    return edition.words.say("beside.subtitle", period=edition.words.period(now_code(edition.facts)))


def _alternative(edition: Edition, subtitle: str, labels: list[str], panels: list[Panel]) -> str:
    """Read each panel out: a few prisons and a few measures are told whole."""
    words = edition.words
    sentences = [words.say("alt.what", kind=words.say("kind.beside"), what=subtitle)]
    for panel in panels:
        told = [f"{label} {dot.text}" for label, dot in zip(labels, panel.dots, strict=True)]
        sentences.append(words.say("beside.alt", name=panel.name, values=words.listed(told)))
    return " ".join(f"{sentence.rstrip('. ')}." for sentence in sentences)


def _table(
    edition: Edition, names: list[str], rows: list[tuple[str, str]], *, anchor: str, caption: str, number: int
) -> Table:
    measures = [measure_of(edition, name) for name in names]
    body = tuple(
        BodyRow(
            label,
            tuple(
                body_cell(edition, _cell(edition, name, code), measure)
                for name, measure in zip(names, measures, strict=True)
            ),
        )
        for code, label in rows
    )
    download = f"{names[0].split('.', maxsplit=1)[0]}.csv"
    return Table(
        anchor, number, caption, _subtitle(edition), capital(edition.words.say(f"stub.{PRISON}")),
        (tuple(HeadCell(lowered(measure.name)) for measure in measures),), body, (), "", download,
    )  # fmt: skip
