"""Find out which sign a file puts before decimals where its source does not say; never guess."""

from collections.abc import Iterable, Mapping, Sequence

from pipelines.database import Database, rows
from pipelines.errors import SourceError
from pipelines.load.casts import quoted
from pipelines.load.parse.resubmission import formats_before
from pipelines.load.stage import StagedSheet
from pipelines.sources import Contract, Export, Kind, Source, mended_start

WRITTEN = r"^[+-]?(?:\d{1,3}(?:[%s ]\d{3})+[%s]\d+|\d+[%s](?:\d{1,2}|\d{4,})|(?:0|\d{4,})[%s]\d+)(?: ?%%)?$"
"""A number whose decimal mark is sure: it stands before one, two, four or more digits, or after a group."""

OPEN = r"^[+-]?[1-9]\d{0,2}[%s]\d{3}(?: ?%%)?$"
"""A number that is thousands with the one mark and a fraction with the other."""


UNSURE = r"^[+-]?[1-9]\d{0,2}[%s]\d\d0(?: ?%%)?$"
"""A fraction that ends in a zero which nobody writes who writes others shorter: it may be thousands."""


def usual_decimal(database: Database, export: Export, source: Source) -> str:
    """Give the mark that a file has unless it shows another: of mended rows that of the rows they mend."""
    known = formats_before(database, export, "decimal_mark")
    return known or source.dialect.decimal or ("." if source.language == "en" else ",")


def decimal_of(
    database: Database,
    export: Export,
    source: Source,
    contracts: Mapping[str, Contract],
    sheets: Sequence[StagedSheet],
) -> str:
    """Give the mark that a file has; raise SourceError when its numbers can be read in two ways.

    `1.200` in a Dutch file is 1200, as everyone there writes it; `1,200` alone could be 1,2 or the 1200 of an
    English program.
    Only amounts and shares are asked: of durations and counts a stray mark says nothing of the file.
    """
    usual = usual_decimal(database, export, source)
    if source.dialect.decimal is not None or mended_start(export.name) is not None:
        return usual
    comma = point = commas_open = points_open = 0
    for sheet in sheets:
        cells = sorted(set(_amounts(source, contracts, sheet)))
        found = _evidence(database, sheet.table, cells)
        comma, point = comma + found[0], point + found[1]
        commas_open, points_open = commas_open + found[2], points_open + found[3]
    is_fraction = commas_open if usual == "," else points_open
    if not comma and not point and is_fraction:
        sign = "komma" if usual == "," else "punt"
        raise SourceError(
            f"{export.path}: in de getallen van {source.name} staat een {sign} alleen voor drie cijfers: "
            "die kan voor decimalen staan of duizendtallen scheiden. Zet in "
            f'data/sources/{source.name}.toml onder [dialect]: decimal = "," (of ".")'
        )
    if comma and point and (commas_open or points_open):
        raise SourceError(
            f"{export.path}: in de getallen van bron {source.name} staat nu eens een komma en dan weer een "
            f"punt voor de decimalen. Zet in data/sources/{source.name}.toml onder [dialect]: "
            'decimal = "," (of ".")'
        )
    mark = usual if bool(comma) == bool(point) else "," if comma else "."
    cells_of = ((sheet.table, sorted(set(_amounts(source, contracts, sheet)))) for sheet in sheets)
    if (comma or point) and any(_may_be_thousands(database, *one, mark=mark) for one in cells_of):
        raise SourceError(
            f"{export.path}: in de getallen van bron {source.name} staan naast decimalen getallen zoals "
            f"1{mark}200: dat kan 1200 of 1,2 zijn. Vraag de partner om duizendtallen zonder teken te "
            "schrijven, of zet in "
            f'data/sources/{source.name}.toml onder [dialect]: decimal = "," (of ".")'
        )
    return mark


def _may_be_thousands(database: Database, table: str, cells: Sequence[str], *, mark: str) -> bool:
    """Tell whether a column has both shorter fractions and `1.200`."""
    shorter = rf"^[+-]?\d+[{mark}]\d{{1,2}}(?: ?%)?$"
    return any(
        rows(
            database,
            f"select 1 from (select clean_text({cell}) as cell from {table}) "
            f"having bool_or(regexp_matches(cell, {quoted(shorter)})) "
            f"and bool_or(regexp_matches(cell, {quoted(UNSURE % mark)}))",
        )
        for cell in cells
    )


def _amounts(source: Source, contracts: Mapping[str, Contract], sheet: StagedSheet) -> Iterable[str]:
    for mapped in source.maps:
        for name, origin in mapped.columns.items():
            kind = contracts[mapped.dataset].columns[name].kind
            if kind in (Kind.DECIMAL, Kind.SHARE) and origin.headers:
                yield sheet.cells[origin.headers]


def _evidence(database: Database, table: str, cells: Sequence[str]) -> tuple[int, ...]:
    """Count distinct numbers surely written with a comma and with a point, and the open ones of each."""
    if not cells:
        return 0, 0, 0, 0
    comma, point = (WRITTEN % (other, mark, mark, mark) for mark, other in ((",", "."), (".", ",")))
    counted = ", ".join(
        f"count(*) filter (regexp_matches(cell, {quoted(pattern)}))"
        for pattern in (comma, point, OPEN % ",", OPEN % ".")
    )
    distinct = " union ".join(f"select distinct {cell} as cell from {table}" for cell in cells)
    (found,) = rows(database, f"select {counted} from (select clean_text(cell) as cell from ({distinct}))")
    return tuple(int(str(number)) for number in found)
