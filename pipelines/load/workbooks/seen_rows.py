"""Give the rows of a sheet as its reader sees them: merged cells filled, struck cells and units said."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.load.headers import Header
from pipelines.load.read import refusal
from pipelines.load.workbooks.marks import Block
from pipelines.load.workbooks.typed import Value, cell_text
from pipelines.load.workbooks.workbook import SheetLines
from pipelines.sources import Contract, Kind, Source

MEASURED = (Kind.INTEGER, Kind.DECIMAL, Kind.HOURS, Kind.SHARE)
"""What is counted or measured can't hold for several rows at once; a name or a date can."""


NUMBERED = (*MEASURED, Kind.DATE, Kind.TIME, Kind.YEAR)
"""What a word alone never says."""


@dataclass
class Shown:
    """Rows with what a sheet shows beside their values; counts of it are known once they were all given."""

    rows: Iterator[list[Value]]
    notes: Mapping[int, str] = field(default_factory=dict)
    filled: int = 0
    hidden: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()
    worded: dict[str, list[int]] = field(default_factory=dict)  # lines by the word beside a number


def measured_places(source: Source, contracts: Mapping[str, Contract], header: Header) -> frozenset[int]:
    """Give the columns of which some map reads a number that counts or measures."""
    beside = {place for one in header.beside for place in one.values()}
    return frozenset(beside) | places_of_kinds(source, contracts, header, MEASURED)


def places_of_kinds(
    source: Source, contracts: Mapping[str, Contract], header: Header, kinds: Collection[Kind]
) -> frozenset[int]:
    """Give the columns from which some map reads one of these kinds as it stands."""
    found: set[int] = set()
    for mapped in source.maps:
        columns = contracts[mapped.dataset].columns
        for name, origin in mapped.columns.items():
            if columns[name].kind in kinds and not origin.values and origin.headers in header.places:
                found.add(header.places[origin.headers])
    return frozenset(found)


def shown_rows(
    sheet: SheetLines, header: Header, *, measured: frozenset[int], shares: frozenset[int], decimal: str
) -> Shown:
    """Give the rows of a sheet, from its first, with its marks; `notes` says which lines are no rows.

    A merged cell below the header is said on each of its rows, unless it is measured: then those after the
    first are refused. Struck cells are refused, skipped or read as the layout says, hidden rows read or
    skipped. A number whose format shows a unit of time is given with it; a
    format that shows another scale, or a percentage of what is no share, has its number refused.
    """
    marks, layout = sheet.marks, sheet.layout
    top = header.row + 1
    hidden = tuple(sorted(row + 1 for row in marks.hidden_rows if row >= top))
    places = header.used
    struck_rows = {row for row, place in marks.struck if row >= top and place in places}
    struck = tuple(sorted(row + 1 for row in struck_rows))
    notes: dict[int, str] = {}
    if layout.hidden == "skip":
        notes.update(dict.fromkeys(hidden, "hidden"))
    if layout.struck == "skip":
        notes.update(dict.fromkeys(struck, "struck"))
    blocks = [block for block in marks.merged if block.top >= top and block.bottom > block.top]
    crossed = marks.struck if layout.struck == "refuse" else frozenset()
    shown = Shown(iter(()), notes, hidden=hidden, struck=struck)
    shown.rows = sheet.rows
    if blocks or crossed or marks.units:
        patches = Patches(blocks, crossed, marks.units, measured, measured - shares, decimal)
        shown.rows = _patched(shown, shown.rows, patches)
    return shown


@dataclass(frozen=True)
class Patches:
    """What to change in rows: merged blocks, struck cells and the units of numbers."""

    blocks: Sequence[Block]
    crossed: Collection[tuple[int, int]]
    units: Mapping[tuple[int, int], str]
    measured: Collection[int]
    counted: Collection[int]  # of these the shares aside, which may be shown as percentages
    decimal: str


NOT_COUNTED = {"≈": "approximate", "≷": "range"}
"""What a format says that shows an estimate or a bound, as a text that says it is refused."""


def _patched(shown: Shown, rows: Iterator[list[Value]], patches: Patches) -> Iterator[list[Value]]:
    starting: dict[int, list[Block]] = {}
    for block in patches.blocks:
        starting.setdefault(block.top, []).append(block)
    odd: dict[int, set[int]] = {}
    for line, place in (*patches.crossed, *patches.units):
        odd.setdefault(line, set()).add(place)
    running: list[tuple[Block, Value]] = []
    for number, row in enumerate(rows):
        running = [(block, value) for block, value in running if block.bottom >= number]
        begun = [(one, row[one.left]) for one in starting.get(number, ()) if one.left < len(row)]
        patched = list(row) if running or number in odd else row
        for block, value in running:
            if block.left < len(row) and row[block.left] == "" and value != "":
                patched[block.left] = _below(value, block.left, patches)
                shown.filled += 1
        for place in odd.get(number, ()):
            if place < len(row) and row[place] != "":
                unit = patches.units.get((number, place), "")
                if unit.startswith(("?", "∅")) and place in patches.measured:
                    shown.worded.setdefault(unit.removeprefix("?"), []).append(number + 1)
                patched[place] = _said(row[place], (number, place), patches)
        running += begun
        yield patched


def _below(value: Value, place: int, patches: Patches) -> Value:
    """Give what a merged cell says on a row below its first."""
    if place not in patches.measured:
        return value
    return refusal("merged_cells", cell_text(value, patches.decimal))


def _said(value: Value, place: tuple[int, int], patches: Patches) -> Value:
    """Give a cell that is struck through, or a number with its unit."""
    text, unit = cell_text(value, patches.decimal), patches.units.get(place, "")
    if place in patches.crossed:
        return refusal("struck_through", text)
    if unit == "×" or (unit == "%" and place[1] in patches.counted):
        return refusal("other_scale", text)
    if unit in NOT_COUNTED and place[1] in patches.measured:
        return refusal(NOT_COUNTED[unit], text)
    return f"{text} {unit}" if unit in ("min", "u") else value
