"""Tables that no mart has but readers look for: prisons by year side by side, and the partners of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.edition.downloads.edition_text import EditionText
from pipelines.edition.downloads.marts import PERIOD, PRISON, Mart, Observation, total_of
from pipelines.tables import Cell, Mark, SafeTable, labels

ORGANISATION = "organisation_code"


@dataclass(frozen=True)
class Compared:
    """Rows with labels and an observation a measure; None where the edition has no such cell."""

    title: str
    heads: tuple[str, ...]
    measures: tuple[SafeTable, ...]
    labels: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[Observation | None, ...], ...]


def compared_tables(
    marts: Sequence[Mart], headlines: Sequence[SafeTable], text: EditionText
) -> tuple[Compared, ...]:
    """Give the fiches: each prison by year, and each prison's partners in the period that is reported."""
    found = [_prisons_by_year(headlines, text), _partners(marts, text)]
    return tuple(one for one in found if one is not None)


def _prisons_by_year(headlines: Sequence[SafeTable], text: EditionText) -> Compared | None:
    """Set the headlines of every prison by year: a year before it opened or after it closed does not apply.

    A prison has cells while it exists, so a year of which no headline has a cell is one in which it did not.
    """
    years = sorted({code for table in headlines for code in labels(table, PERIOD) if len(code) == 4})
    if not years:
        return None
    present = {code for table in headlines for code in labels(table, PRISON)}
    usual = [code for code in text.names.codes(text.words, PRISON) if code in present]
    prisons: list[str | None] = [*usual, *sorted(present - set(usual)), None]
    heads = (text.column(PRISON), text.head("year"))
    rows = [
        ((text.code_label(PRISON, prison), year), tuple(_yearly(headlines, prison, year)))
        for prison in prisons
        for year in years
        if prison is not None or any(total_of(table, None, year) for table in headlines)
    ]
    return Compared(
        text.words.say("sheet.prisons_by_year"), heads, tuple(headlines),
        tuple(found for found, _ in rows), tuple(cells for _, cells in rows),
    )  # fmt: skip


def _yearly(headlines: Sequence[SafeTable], prison: str | None, year: str) -> Iterator[Observation | None]:
    existed = any(total_of(table, prison, year) is not None for table in headlines)
    for table in headlines:
        cell = total_of(table, prison, year) or (None if existed else Cell(mark=Mark.NOT_APPLICABLE))
        place = {PRISON: prison, PERIOD: year}
        key = tuple(place.get(dimension) for dimension in table.dimensions)
        yield None if cell is None else Observation(key, table, cell)


def _partners(marts: Sequence[Mart], text: EditionText) -> Compared | None:
    """Set for each prison the partners of which anything is known in the period, with all their measures."""
    wanted = (PRISON, PERIOD, ORGANISATION)
    measures = tuple(table for mart in marts if mart.dimensions == wanted for table in mart.measures)
    keys = [
        key
        for key in dict.fromkeys(key for mart in marts if mart.dimensions == wanted for key in mart.keys)
        if key[1] == text.period.code and key[2] is not None and _is_known(measures, key)
    ]
    if not keys:
        return None
    heads = (text.column(PRISON), text.column(ORGANISATION))
    found = tuple((text.code_label(PRISON, key[0]), text.code_label(ORGANISATION, key[2])) for key in keys)
    cells = tuple(
        tuple(Observation(key, table, table.cells[key]) if key in table.cells else None for table in measures)
        for key in keys
    )
    title = text.words.say("sheet.partners", period=text.words.period(text.period.code))
    return Compared(title, heads, measures, found, cells)


def _is_known(measures: Sequence[SafeTable], key: tuple[str | None, ...]) -> bool:
    """Tell whether a partner delivered anything but zeros about a prison in a period, shown or not."""
    cells = [table.cells[key] for table in measures if key in table.cells]
    return any(cell.value != 0 and cell.mark is not Mark.NOT_AVAILABLE for cell in cells)
