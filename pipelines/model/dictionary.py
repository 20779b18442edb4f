"""Write docs/indicatoren.md: what each measure means, its SQL, and an example that is computed, not typed."""

import tomllib
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from pipelines.database import Database, open_database, rows, run
from pipelines.load import prepare
from pipelines.model.build import build_models
from pipelines.model.counts import measures
from pipelines.model.facts import describe, in_order
from pipelines.model.header import Model
from pipelines.model.register import Indicator, Register, read_register
from pipelines.sources import Contract

EXAMPLE = "example.toml"
EXAMPLE_YEAR = 2025
EXAMPLE_CELLS = 5

OPENING = """# Indicatoren

Dit bestand is gemaakt uit `sql/indicators.toml`, de koppen in `sql/` en de verzonnen rijen van
`sql/example.toml`.
Wijzig het niet met de hand: een test vergelijkt het met wat de bouw maakt.
"""


def write_dictionary(folder: Path, contracts: Mapping[str, Contract]) -> str:
    """Give the whole document as Markdown in Dutch; `folder` is sql/."""
    register = read_register(folder)
    with closing(open_database()) as db:
        models = _build_example(db, folder, contracts)
        marts = in_order(model for model in models.values() if model.layer == "marts")
        places = {mart.name: measures(db, mart) for mart in marts}
        chapters = [
            _chapter(db, indicator, [mart for mart in marts if indicator.measure in places[mart.name]])
            for indicator in register.indicators.values()
        ]
        return "\n".join([OPENING, _overview(register), *chapters, _tables(marts, places)])


def _build_example(db: Database, folder: Path, contracts: Mapping[str, Contract]) -> dict[str, Model]:
    prepare(db, contracts)
    example = tomllib.loads((folder / EXAMPLE).read_text(encoding="utf-8"))
    for dataset, records in example.items():
        for line, record in enumerate(records, start=2):
            origin = {"delivery_id": 1, "source_code": "voorbeeld", "sheet": "", "line": line}
            _insert(db, f'raw."{dataset}"', {**origin, **record})
    parameters = {"report_year": EXAMPLE_YEAR, "last_date": date(EXAMPLE_YEAR + 1, 1, 1)}
    return build_models(db, folder, parameters)


def _insert(db: Database, table: str, record: Mapping[str, object]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in record), ", ".join("?" for _ in record)
    run(db, f"insert into {table} ({names}) values ({marks})", list(record.values()))


def _overview(register: Register) -> str:
    lines = [
        f"| {indicator.code} | [{indicator.name['nl']}](#{indicator.measure}) | {indicator.unit} |"
        for indicator in register.indicators.values()
    ]
    return "\n".join(["| Code | Indicator | Eenheid |", "|---|---|---|", *lines, ""])


def _chapter(db: Database, indicator: Indicator, marts: Sequence[Model]) -> str:
    return "\n".join(
        [
            f'<a id="{indicator.measure}"></a>',
            "",
            f"## {indicator.code} {indicator.name['nl']}",
            "",
            f"{indicator.definition['nl']}",
            "",
            *(f"- {label}: {text}" for label, text in describe(indicator, marts).items()),
            "",
            *_example(db, indicator, marts),
        ]
    )


def _example(db: Database, indicator: Indicator, marts: Sequence[Model]) -> list[str]:
    for mart in marts:
        keys = [name for name in mart.grain if name != "period_code"]
        found = rows(
            db,
            f"select {', '.join(keys)}, {indicator.measure} from {mart.name} "
            f"where period_code = '{EXAMPLE_YEAR}' and {indicator.measure} > 0 "
            f"order by all limit {EXAMPLE_CELLS}",
        )
        if found:
            lines = ["| " + " | ".join(_shown(cell) for cell in row) + " |" for row in found]
            heading = [*keys, indicator.measure]
            return [
                f"Voorbeeld ({EXAMPLE_YEAR}, uit `{mart.name}`):",
                "",
                f"| {' | '.join(heading)} |",
                "|" + "---|" * len(heading),
                *lines,
                "",
            ]
    return []


def _shown(cell: object) -> str:
    return "alle" if cell is None else str(cell)


def _tables(marts: Sequence[Model], places: Mapping[str, Sequence[str]]) -> str:
    lines = [
        f"| `{mart.name}` | {mart.purpose} | {', '.join(mart.grain)} | {', '.join(places[mart.name])} |"
        for mart in marts
    ]
    return "\n".join(
        ["## Tabellen", "", "| Tabel | Inhoud | Sleutel | Maten |", "|---|---|---|---|", *lines, ""]
    )
