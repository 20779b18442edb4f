"""A make-believe document with every kind of block, valid by default, for tests of publishing."""

from collections.abc import Mapping
from typing import Any

from pipelines.document.blocks import (
    Block,
    BodyCell,
    BodyRow,
    BulletList,
    Chapter,
    Chart,
    Colophon,
    Cover,
    Definition,
    Definitions,
    Document,
    HeadCell,
    KeyNumber,
    KeyNumbers,
    Note,
    Paragraph,
    Subheading,
    Table,
)
from pipelines.figures.figure import Figure

QUARTERS = ("2025 K1", "2025 K2", "2025 K3", "2025 K4")
DOMAINS = {
    "welzijn": ("Welzijn", "#8a3b5f"),
    "onderwijs": ("Onderwijs", "#1f5f8b"),
    "tewerkstelling": ("Tewerkstelling", "#8a5a00"),
    "cultuur": ("Cultuur", "#6b4fa0"),
    "sport": ("Sport", "#2f6b3a"),
    "gezondheid": ("Gezondheid", "#a8402a"),
}
SOURCE = "registraties van de partners, stand op 15 februari 2026, definitief"
MESSAGES = {
    "welzijn": "Bezoek met kinderen groeit het sterkst",
    "onderwijs": "Meer cursisten halen een certificaat",
    "tewerkstelling": "Jobcoaching begint vroeger in de detentie",
    "cultuur": "De bibliotheek bereikt de helft van de gedetineerden",
    "sport": "Sport bereikt één op de drie",
    "gezondheid": "Zorgtrajecten duren langer dan vorig jaar",
}


def number(value: float, decimals: int = 0) -> str:
    """Write a number as the report does; the real texts come from wording."""
    return f"{value:,.{decimals}f}".replace(",", "_").replace(".", ",").replace("_", ".")


def cell(value: float, decimals: int = 0) -> BodyCell:
    """Make the cell of a number."""
    return BodyCell(number(value, decimals), sort=str(value))


def hidden(mark: str = "o") -> BodyCell:
    """Make the cell of a mark."""
    return BodyCell(f"[{mark}]", mark=mark)


def bar_plot(values: Mapping[str, float], colour: str) -> dict[str, Any]:
    """Draw horizontal bars with direct labels."""
    names = list(values)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": names,
                "x": list(values.values()),
                "text": [number(value) for value in values.values()],
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {"color": colour},
                "hoverinfo": "text",
            }
        ],
        "layout": {
            **LAYOUT,
            "margin": {"l": 120, "r": 50, "t": 6, "b": 24},
            "yaxis": {"autorange": "reversed", "ticks": "", "showgrid": False, "automargin": True},
            "xaxis": {"showgrid": True, "gridcolor": "#d9dcde", "zeroline": True, "zerolinecolor": "#1a1a1a"},
            "bargap": 0.35,
        },
    }


LAYOUT: Mapping[str, Any] = {
    "font": {"family": "Rapport Sans", "size": 12, "color": "#1a1a1a"},
    "separators": ",.",
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "showlegend": False,
}


def line_plot(series: Mapping[str, tuple[float, ...]]) -> dict[str, Any]:
    """Draw a line a domain over the quarters, labelled at its end."""
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers+text",
            "x": list(QUARTERS),
            "y": list(values),
            "text": ["", "", "", DOMAINS[code][0]],
            "textposition": "middle right",
            "textfont": {"color": DOMAINS[code][1]},
            "line": {"color": DOMAINS[code][1], "width": 2},
            "cliponaxis": False,
            "name": DOMAINS[code][0],
        }
        for code, values in series.items()
    ]
    axes = {"xaxis": {"showgrid": False}, "yaxis": {"gridcolor": "#d9dcde", "rangemode": "tozero"}}
    return {"data": lines, "layout": {**LAYOUT, "margin": {"l": 44, "r": 110, "t": 8, "b": 28}, **axes}}


def heat_plot() -> dict[str, Any]:
    """Draw a heat table with its colour bar."""
    grid = [[12, 30, 18, 44], [20, 10, 33, 41], [9, 22, 31, 15]]
    trace = {"type": "heatmap", "z": grid, "x": list(QUARTERS), "y": ["Gent", "Brugge", "Hasselt"]}
    return {
        "data": [{**trace, "colorscale": "Blues"}],
        "layout": {**LAYOUT, "margin": {"l": 70, "t": 8, "b": 28}},
    }


def figure(name: str, plot: Mapping[str, Any], **facts: Any) -> Figure:
    """Make a figure with words."""
    words = {
        "title": "Er namen meer gedetineerden deel aan sport dan in 2024",
        "subtitle": "aantal deelnames per domein, 2025",
        "text_alternative": "Staafdiagram van de deelnames per domein. De meeste deelnames telt sport met 1.842, "
        "de minste gezondheid met 412.",
    }
    return Figure(name=name, plot=plot, tables=(), **{**words, **facts})


def domain_table(anchor: str, number_: int, *, download: str | None = None, caption: str = "") -> Table:
    """Make a table with a row a domain, decimals, marks and a total."""
    values = (1204, 988, 640, 1105, 1842, 412)
    rows = tuple(
        BodyRow(DOMAINS[code][0], (*(cell(value / 4 + i * 7) for i in range(4)), cell(value)), domain=code)
        for code, value in zip(DOMAINS, values, strict=True)
    )
    last = BodyRow(rows[-1].header, (hidden(), cell(96), hidden(), cell(104), cell(412)), domain="gezondheid")
    total = BodyRow("Alle domeinen", (*(cell(1500 + i * 31) for i in range(4)), cell(6191)), is_total=True)
    return Table(
        anchor=anchor,
        number=number_,
        caption=caption or "Deelnames per domein en kwartaal",
        subtitle="aantal deelnames, alle gevangenissen, 2025",
        stub="Domein",
        head=(
            (HeadCell("Kwartaal", columns=4), HeadCell("2025")),
            tuple(HeadCell(q[5:]) for q in QUARTERS) + (HeadCell("jaar"),),
        ),
        body=(*rows[:-1], last, total),
        notes=("[o] onderdrukt: minder dan 5 personen, of nodig om zo'n getal te beschermen.",),
        source=SOURCE,
        download=download,
    )


def long_table(anchor: str, number_: int, rows: int = 120) -> Table:
    """Make a table over many pages."""
    body = tuple(
        BodyRow(
            f"Activiteit {i + 1:03d}: lezen en schrijven",
            (BodyCell("Open School Voorbeeld"), cell(i * 3 % 47), cell(i * 2.5 % 90, 1)),
        )
        for i in range(rows)
    )
    head = ((HeadCell("Organisatie"), HeadCell("Sessies"), HeadCell("Duur", unit="uren")),)
    return Table(
        anchor,
        number_,
        "Alle activiteiten",
        "sessies en uren, 2025",
        "Activiteit",
        head,
        body,
        (),
        SOURCE,
        f"{anchor}.csv",
    )


def wide_table(anchor: str, number_: int) -> Table:
    """Make a table that turns the page."""
    months = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    prisons = (
        "Antwerpen",
        "Beveren",
        "Brugge",
        "Dendermonde",
        "Gent",
        "Hasselt",
        "Ieper",
        "Leuven Centraal",
        "Mechelen",
    )
    body = tuple(
        BodyRow(prison, tuple(cell(100 + (i * 37 + j * 91) % 900) for j in range(13)))
        for i, prison in enumerate(prisons)
    )
    head = (tuple(HeadCell(month) for month in (*months, "2025")),)
    return Table(
        anchor, number_, "Sessies per gevangenis en maand", "aantal gehouden sessies, 2025", "Gevangenis", head, body, (), SOURCE, f"{anchor}.csv", is_wide=True
    )  # fmt: skip


def document(**changed: Any) -> Document:
    """Make the whole document; override what a test is about."""
    whole: dict[str, Any] = {
        "language": "nl-BE",
        "title": "Jaarverslag 2025, alle gevangenissen",
        "description": "Hulp en dienstverlening aan gedetineerden in 2025",
        "created": "2026-03-01T09:00:00+00:00",
        "cover": Cover(
            title="Jaarverslag 2025",
            subtitle="Hulp en dienstverlening aan gedetineerden",
            scope="Alle gevangenissen",
            period="Januari tot en met december 2025",
            status="Voorlopig, versie 1",
            publisher="Coördinatie Voorbeeld",
            published="1 maart 2026",
            warning="VOORBEELD - fictieve gegevens",
        ),
        "chapters": chapters(),
        "colophon": Colophon(
            (
                ("Uitgever", "Coördinatie Voorbeeld"),
                ("Versie", "1, voorlopig"),
                ("Stand van de gegevens", "15 februari 2026"),
                (
                    "Verzegelde vingerafdruk van de invoer",
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                ),
            )
        ),
    }
    return Document(**{**whole, **changed})


def chapters() -> tuple[Chapter, ...]:
    """Make the chapters."""
    domains = tuple(domain_chapter(code, str(5 + i), i) for i, code in enumerate(DOMAINS))
    return (key_chapter(), foreword(), offer_chapter(), *domains, method_chapter(), appendix())


def key_chapter() -> Chapter:
    """Make the year on one page."""
    items = tuple(
        KeyNumber(
            value,
            f"deelnames aan {name[0].lower()}",
            "deelnames",
            "4,2 % meer dan in 2024",
            "def-deelnames",
            code,
        )
        for (code, name), value in zip(
            DOMAINS.items(), ("1.204", "988", "640", "1.105", "1.842", "412"), strict=True
        )
    )
    chart = Chart(
        "figuur-1", 1,
        figure("kerncijfers", line_plot({code: tuple(200 + i * 40 + q * (i * 9 - 20) for q in range(4)) for i, code in enumerate(DOMAINS)}),
               title="Sport en gezondheid groeiden, welzijn nam af", subtitle="deelnames per kwartaal, 2025"),
        (), SOURCE, domain_table("tabel-figuur-1", 1, download="deelnames.csv"), "def-deelnames",
    )  # fmt: skip
    return Chapter("kerncijfers", "", "Kerncijfers", (KeyNumbers(items), chart), "Het jaar op één bladzijde")


def foreword() -> Chapter:
    """Make running text with links, languages and abbreviations."""
    text = (
        "De hulp- en dienstverlening aan gedetineerden is een opdracht van vele partners samen. In 2025 namen <strong>meer "
        "gedetineerden</strong> deel dan het jaar voordien, al bleef het aanbod in de <em>zomermaanden</em> dunner. De "
        '<abbr title="centrale opvang- en regietafel">CORT</abbr> volgde de wachtlijsten op; de werkgroep '
        '<span lang="fr">« liens familiaux »</span> werkte verder aan het kinderbezoek. Meer uitleg staat in '
        '<a href="#methode">Methode en kwaliteit</a> en op <a href="https://voorbeeld.be/uitleg">de uitlegpagina</a>.'
    )
    points = BulletList(
        (
            "een aanbod in elk domein;",
            "een antwoord binnen de <em>afgesproken</em> termijn;",
            "een vlotte toeleiding na vrijlating.",
        )
    )
    return Chapter("voorwoord", "1", "Voorwoord", (Paragraph(text), Paragraph(text), points, Paragraph(text)))


def offer_chapter() -> Chapter:
    """Make the chapter with all of the offer."""
    values = {
        name: value
        for (name, _), value in zip(DOMAINS.values(), (1204, 988, 640, 1105, 1842, 412), strict=True)
    }
    chart = Chart(
        "figuur-2",
        2,
        figure("aanbod", bar_plot(values, "#1d4f5f")),
        ("Personen tellen niet op over de domeinen.",),
        SOURCE,
        domain_table("tabel-figuur-2", 2),
    )
    heat = Chart(
        "figuur-3",
        3,
        figure("drukte", heat_plot(), title="In K4 was het het drukst", height=240),
        (),
        SOURCE,
        None,
    )
    blocks: tuple[Block, ...] = (
        Paragraph("Het aanbod bleef over het hele jaar genomen op peil. " * 6),
        Subheading("sessies", "Sessies"),
        chart,
        Subheading("deelnames", "Deelnames"),
        Paragraph(
            "Personen die aan meer dan één domein deelnamen, tellen in elk domein mee en in het totaal één keer. "
            * 2
        ),
        domain_table("tabel-1", 1, download="deelnames.csv"),
        Note("Voor Hasselt leverde één partner voor het derde kwartaal nog geen gegevens.", "missing"),
        Subheading("drukte", "Drukte"),
        heat,
        wide_table("tabel-2", 2),
    )
    return Chapter(
        "aanbod", "4", "Aanbod en deelname", blocks, "Er waren meer sessies en er ging minder verloren"
    )


def domain_chapter(code: str, number_: str, order: int) -> Chapter:
    """Make one domain's chapter."""
    name, colour = DOMAINS[code]
    items = tuple(KeyNumber(value, label, unit, change, None, code) for value, label, unit, change in (
        ("1.842", "Deelnames", "deelnames", "4,2 % meer dan in 2024"), ("37,5 %", "Deelnamegraad", "van 4.912 gedetineerden", "bleef gelijk"), ("[o]", "Uitval", "personen", None)))  # fmt: skip
    parts = {"Fitness": 812, "Teamsport": 604, "Individueel": 233, "Andere activiteiten": 193}
    chart = Chart(
        f"figuur-{4 + order}",
        4 + order,
        figure(
            f"{code}-vormen",
            bar_plot(parts, colour),
            height=190,
            title=f"{name}: de meeste deelnames gaan naar een vaste groep",
        ),
        (),
        SOURCE,
        None,
    )
    blocks: tuple[Block, ...] = (
        KeyNumbers(items),
        Paragraph("De kwartalen lopen gelijk met die van vorig jaar, met een dip in de zomer. " * 5),
        Subheading(f"{code}-kwartalen", "Per kwartaal"),
        domain_table(f"tabel-{3 + order}", 3 + order),
        Subheading(f"{code}-vormen", "Naar vorm", level=3),
        Note(
            "In 2021 wijzigde de telling van de groepssessies: eerdere jaren zijn niet vergelijkbaar.",
            "break",
        ),
        chart,
    )
    return Chapter(
        code,
        number_,
        MESSAGES[code],
        blocks,
        "Een op de drie gedetineerden nam minstens één keer deel.",
        code,
    )


def method_chapter() -> Chapter:
    """Make definitions, an empty part and a table of words."""
    terms = Definitions(
        (
            Definition(
                "def-deelnames",
                "Deelnames",
                "Aanwezigheden van een persoon op een gehouden sessie; één persoon kan vaak deelnemen.",
            ),
            Definition(
                "def-deelnemers",
                "Deelnemers",
                "Verschillende personen met minstens één deelname in de periode.",
            ),
        )
    )
    revision = Table(
        "tabel-20", 20, "Herzieningen", "alle edities", "Editie", ((HeadCell("Datum"), HeadCell("Reden")),),
        (BodyRow("versie 1", (BodyCell("1 maart 2026"), BodyCell("eerste uitgave"))), BodyRow("versie 2", (BodyCell("2 mei 2026"), BodyCell("aanvulling van een partner")))),
        (), SOURCE,
    )  # fmt: skip
    blocks = (
        Subheading("begrippen", "Begrippen"),
        terms,
        Note("Geen enkele partner leverde gegevens over wachtlijsten.", "empty"),
        Note("De cijfers zijn voorlopig."),
        revision,
    )
    return Chapter("methode", "16", "Methode en kwaliteit", blocks)


def appendix() -> Chapter:
    """Make a chapter with a table over pages."""
    return Chapter("bijlagen", "A", "Bijlagen", (long_table("tabel-21", 21),))
