"""The cells of an edition in tidy form, one a row, as CSV: codes for machines, words for a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.edition.downloads.edition_text import MEASURE, EditionText, code_of, plain
from pipelines.edition.downloads.marts import OBJECTIVE, Mart, Observation, codes, observations
from pipelines.edition.downloads.printed_csv import machine_csv, spreadsheet_csv
from pipelines.model import Indicator
from pipelines.tables import Cell

HOME = "data"
CODES = f"{HOME}/codes"
INDICATORS = f"{HOME}/indicators.csv"
AFTER_KEY = ("indicator", "unit", "value", "flag")
"""The columns of every tidy table behind its dimensions."""
ABOUT_INDICATOR = (
    "indicator", "code", "unit", "decimals", "kind", "better_when", "adds_up", "numerator", "denominator",
)  # fmt: skip


def tidy_tables(marts: Sequence[Mart]) -> Mapping[str, bytes]:
    """Give `data/<mart>.csv` for each mart: RFC 4180, codes, the number empty where a flag stands for it."""
    return {
        f"{HOME}/{mart.name}.csv": machine_csv(
            [*mart.dimensions, *AFTER_KEY],
            [[*codes(one.key), *_machine_fields(one)] for one in observations(mart)],
        )
        for mart in marts
    }


def _machine_fields(one: Observation) -> tuple[str, str, str, str]:
    value = "" if one.cell.value is None else plain(one.cell.value)
    return one.table.measure, one.table.unit, value, one.flag


def tidy_spreadsheets(marts: Sequence[Mart], text: EditionText) -> Mapping[str, bytes]:
    """Give `data/<language>/<mart>.csv` for each mart: BOM, semicolon, decimal comma, in words.

    English keeps the comma as well: the file is for a spreadsheet that was set up in Belgium.
    """
    heads = [text.head(name) for name in AFTER_KEY]
    return {
        f"{HOME}/{text.language}/{mart.name}.csv": spreadsheet_csv(
            [*(text.column(dimension) for dimension in mart.dimensions), *heads],
            [_spoken_row(mart, one, text) for one in observations(mart)],
        )
        for mart in marts
    }


def _spoken_row(mart: Mart, one: Observation, text: EditionText) -> list[str]:
    labels = [text.label(mart.dimensions, one.key, place) for place in range(len(mart.dimensions))]
    name, unit = text.measure_name(one.table.measure), text.unit(one.table)
    return [*labels, name, unit, bracketed(one.cell).replace(".", ","), text.flag(one.flag)]


def bracketed(cell: Cell) -> str:
    """Write a cell: its number, or its mark between brackets."""
    return f"[{cell.mark}]" if cell.value is None else plain(cell.value)


def code_lists(marts: Sequence[Mart], texts: Sequence[EditionText]) -> Mapping[str, bytes]:
    """Give `data/codes/<dimension>.csv`: every code that the tables use, with its name in each language."""
    used: dict[str, dict[str | None, None]] = {}
    for mart in marts:
        for place, dimension in enumerate(mart.dimensions):
            used.setdefault(dimension, {}).update(dict.fromkeys(key[place] for key in mart.keys))
    return {
        f"{CODES}/{dimension}.csv": machine_csv(
            ["code", *(f"label_{text.language}" for text in texts)],
            [[code_of(code), *_names(dimension, code, texts)] for code in _ordered(found)],
        )
        for dimension, found in sorted(used.items())
    }


def _ordered(found: Mapping[str | None, None]) -> list[str | None]:
    """Keep the order of the tables, all of them together last."""
    return sorted(found, key=lambda code: code is None)


def _names(dimension: str, code: str | None, texts: Sequence[EditionText]) -> Iterator[str]:
    for text in texts:
        is_numbered = dimension == OBJECTIVE and code is not None  # plans number alike: no name of its own
        yield str(code) if is_numbered else text.code_label(dimension, code)


def indicators_csv(marts: Sequence[Mart], texts: Sequence[EditionText]) -> bytes:
    """Give the data dictionary: what each indicator in the tables means, as the register says it."""
    register = texts[0].names.register.indicators
    units = {table.measure: table.unit for mart in marts for table in mart.measures}
    aims = {
        str(key[mart.dimensions.index(MEASURE)])
        for mart in marts
        if MEASURE in mart.dimensions
        for key in mart.keys
    }
    known = [measure for measure in register if measure in units or measure in aims]
    strangers = sorted(measure for measure in units if measure not in register)
    languages = [text.language for text in texts]
    head = [*ABOUT_INDICATOR, *(f"{part}_{one}" for part in ("name", "definition") for one in languages)]
    rows = [_about(register[measure], languages) for measure in known]
    rows += [[measure, "", units[measure], *[""] * (len(head) - 3)] for measure in strangers]
    return machine_csv(head, rows)


def _about(indicator: Indicator, languages: Sequence[str]) -> list[str]:
    return [
        indicator.measure, indicator.code, indicator.unit, str(indicator.decimals), indicator.kind,
        indicator.better_when, " ".join(indicator.adds_up), indicator.numerator, indicator.denominator,
        *(indicator.name[one] for one in languages), *(indicator.definition[one] for one in languages),
    ]  # fmt: skip
