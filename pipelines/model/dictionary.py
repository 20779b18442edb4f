"""Write docs/indicatoren.md: what each measure means, its SQL, and an example that is computed, not typed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.model.catalogue import Indicator, IndicatorCatalogue, read_catalogue
from pipelines.model.counts import measures
from pipelines.model.example import Example, as_table, open_example, show_cells, show_records
from pipelines.model.header import Model
from pipelines.model.indicator_text import describe, in_order
from pipelines.sources import Contract

OPENING = """# Indicatoren

Dit bestand is gemaakt uit `sql/indicators.toml`, de koppen in `sql/` en de verzonnen rijen van
`sql/example.toml`.
Wijzig het niet met de hand: een test vergelijkt het met wat de bouw maakt.
`jaarverslag explain I11` toont hetzelfde voor één indicator, met de volledige SQL.
"""

ROWS = """## De rijen van de voorbeelden

Alle voorbeelden zijn berekend uit deze verzonnen rijen: tien deelnames en wat erbij hoort.
"""


def write_dictionary(folder: Path, contracts: Mapping[str, Contract]) -> str:
    """Give the whole document as Markdown in Dutch; `folder` is sql/."""
    register = read_catalogue(folder)
    with open_example(folder, contracts) as example:
        marts = in_order(model for model in example.models.values() if model.layer == "marts")
        places = {mart.name: measures(example.db, mart) for mart in marts}
        chapters = [
            _chapter(
                example, indicator, marts, [mart for mart in marts if indicator.measure in places[mart.name]]
            )
            for indicator in register.indicators.values()
        ]
        return "\n".join([OPENING, _overview(register), *chapters, _tables(marts, places), _rows(example)])


def _overview(register: IndicatorCatalogue) -> str:
    lines = [
        [indicator.code, f"[{indicator.name['nl']}](#{indicator.measure})", indicator.unit]
        for indicator in register.indicators.values()
    ]
    return "\n".join([*as_table(["Code", "Indicator", "Eenheid"], lines), ""])


def _chapter(example: Example, indicator: Indicator, marts: Sequence[Model], made_in: Sequence[Model]) -> str:
    divided_in = [mart for mart in marts if mart.name.removeprefix("marts.") in indicator.per]
    return "\n".join(
        [
            f'<a id="{indicator.measure}"></a>',
            "",
            f"## {indicator.code} {indicator.name['nl']}",
            "",
            f"{indicator.definition['nl']}",
            "",
            *(f"- {label}: {text}" for label, text in describe(indicator, made_in).items()),
            "",
            *show_cells(example, indicator, made_in or divided_in),
        ]
    )


def _tables(marts: Sequence[Model], places: Mapping[str, Sequence[str]]) -> str:
    lines = [
        [f"[`{mart.name}`]({_file(mart)})", mart.purpose, ", ".join(mart.grain), ", ".join(places[mart.name])]
        for mart in marts
    ]
    return "\n".join(["## Tabellen", "", *as_table(["Tabel", "Inhoud", "Sleutel", "Maten"], lines), ""])


def _file(mart: Model) -> str:
    return f"../sql/{mart.layer}/{mart.path.name}"


def _rows(example: Example) -> str:
    shown = [
        "\n".join([f"### {dataset}", "", *show_records(example, dataset), ""]) for dataset in example.records
    ]
    return "\n".join([ROWS, *shown]).rstrip() + "\n"
