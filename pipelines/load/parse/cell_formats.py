"""Find out how a file writes dates and numbers where its source does not say; never guess."""

from collections.abc import Iterable, Mapping, Sequence

from pipelines.database import Database, rows, run
from pipelines.errors import SourceError
from pipelines.load.casts import CellFormats
from pipelines.load.parse.decimals import decimal_of
from pipelines.load.parse.numbering import numbered_columns
from pipelines.load.parse.resubmission import formats_before
from pipelines.load.stage import StagedSheet
from pipelines.sources import Contract, DatasetMap, Export, Kind, Source


def formats_of(
    database: Database,
    export: Export,
    source: Source,
    contracts: Mapping[str, Contract],
    sheets: Sequence[StagedSheet],
) -> CellFormats:
    """Say how the file writes numbers and dates.

    Raises SourceError when its dates or numbers can be read in two ways and the source does not say which.
    """
    decimal = decimal_of(database, export, source, contracts, sheets)
    start = "1904-01-01" if any(sheet.is_from_1904 for sheet in sheets) else "1899-12-30"
    order = _order(database, export, source, contracts, sheets)
    excel_dates = source.dialect.excel_dates or _excel_dates(database, export, source, contracts, sheets)
    suffix = formats_before(database, export, "number_suffix") or ""  # mended rows keep that of their file
    return CellFormats(
        source.name,
        decimal,
        order,
        start,
        excel_dates,
        suffix,
        numbered_columns(source, contracts) if suffix else (),
    )


def _excel_dates(
    database: Database,
    export: Export,
    source: Source,
    contracts: Mapping[str, Contract],
    sheets: Sequence[StagedSheet],
) -> str:
    """Tell whether a spreadsheet of another country swapped day and month.

    It makes dates of those days that can also be a month, and leaves the others as they were typed: where
    no real date has a day above 12 and no typed one a day (or, typed the other way, a month) below 13; or
    where real dates fall in the period that the name of the file tells only when they are swapped.
    """
    real = typed = 0
    for sheet in sheets:
        cells = sorted({cell for mapped in source.maps for cell in _date_cells(mapped, contracts, sheet)})
        for cell in cells:
            found = rows(
                database,
                "select count(*) filter (is_real), count(*) filter (is_real and third > 12), "
                "count(*) filter (not is_real), count(*) filter (not is_real and first <= 12 and second "
                "<= 12) "
                "from (select is_date_year_first(text) as is_real, "
                "try_cast(date_part_text(text, 1) as integer) as first, "
                "try_cast(date_part_text(text, 2) as integer) as second, "
                "try_cast(date_part_text(text, 3) as integer) as third "
                f"from (select clean_text({cell}) as text from {sheet.table} where note is null) "
                "where is_date_year_first(text) or is_date_short_first(text))",
            )
            ((dates, late, texts, open_texts),) = ([int(str(number)) for number in row] for row in found)
            if late or open_texts:
                continue
            if (
                sheet.written.encoding is None
                and not texts
                and _fall_in_only_swapped(database, export.name, sheet.table, cell)
            ):
                return "refuse"
            real, typed = real + dates if texts else real, typed + texts if dates else typed
    return "refuse" if real and typed else "keep"


def _fall_in_only_swapped(database: Database, name: str, table: str, cell: str) -> bool:
    """Tell whether all dates of a column lie in the period of a name when day and month are swapped.

    As they are, at least a third of them, and three, must lie outside.
    """
    ((dates, outside, inside_swapped),) = rows(
        database,
        "select count(*), count(*) filter (day_read < first_day or day_read >= end_day), "
        "count(*) filter (day_swapped >= first_day and day_swapped < end_day) from ("
        "select read_date(text, 'dmy', '1899-12-30') as day_read, "
        "read_swapped_date(text, 'dmy', '1899-12-30') as day_swapped, "
        "period_start_of_name($1) as first_day, period_end_of_name($1) as end_day "
        f"from (select clean_text({cell}) as text from {table} where note is null) "
        "where is_date_year_first(text))",
        [name],
    )
    number, odd = int(str(dates)), int(str(outside))
    return odd >= 3 and 3 * odd >= number and int(str(inside_swapped)) == number


def _order(
    database: Database,
    export: Export,
    source: Source,
    contracts: Mapping[str, Contract],
    sheets: Sequence[StagedSheet],
) -> str:
    if source.dialect.dates is not None:
        return source.dialect.dates
    first = second = either = 0
    for sheet in sheets:
        cells = {cell for mapped in source.maps for cell in _date_cells(mapped, contracts, sheet)}
        found = _evidence(database, sheet.table, sorted(cells))
        first, second, either = first + found[0], second + found[1], either + found[2]
    known = formats_before(database, export, "date_order")
    if known is not None and not (first or second):
        return known
    if (first and second) or (either and not first and not second):
        raise SourceError(
            f"{export.path}: dag en maand zijn niet te onderscheiden in de datums van bron {source.name}. "
            f'Zet in data/sources/{source.name}.toml onder [dialect]: dates = "dmy" (of mdy)'
        )
    return "mdy" if second else "dmy"


def store_formats(database: Database, delivery_id: int, manner: CellFormats, source_sha256: str) -> None:
    """Remember how a delivery was read: for the few rows of it that come back mended, and by which source."""
    run(
        database,
        "insert into load.manner (delivery_id, date_order, decimal_mark, number_suffix, "
        "source_sha256) values ($1, $2, $3, $4, $5)",
        [delivery_id, manner.dates, manner.decimal, manner.suffix, source_sha256],
    )


def _date_cells(
    mapped: DatasetMap, contracts: Mapping[str, Contract], delivered: StagedSheet
) -> Iterable[str]:
    for name, origin in mapped.columns.items():
        is_date = contracts[mapped.dataset].columns[name].kind is Kind.DATE or origin.part == "year"
        if is_date and origin.headers:
            yield delivered.cells[origin.headers]


def _evidence(database: Database, table: str, cells: Sequence[str]) -> tuple[int, int, int]:
    """Count short dates whose first number must be the day, whose second must be, and the open ones."""
    if not cells:
        return 0, 0, 0
    listed = ", ".join(cells)
    ((first, second, either),) = rows(
        database,
        "select count(*) filter (one > 12), count(*) filter (two > 12), "
        "count(*) filter (one <= 12 and two <= 12 and one <> two) from ("
        "select try_cast(date_part_text(cell, 1) as integer) as one, "
        "try_cast(date_part_text(cell, 2) as integer) as two from ("
        f"select distinct clean_text(unnest([{listed}])) as cell from {table}) "
        "where is_date_short_first(cell))",
    )
    assert isinstance(first, int) and isinstance(second, int) and isinstance(either, int)
    return first, second, either
