"""Write the exports of a make-believe world, with faults as real ones have, and the truth beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.sample.exports import (
    CATALOGUE,
    FAULTS,
    MISSING,
    REPEATED_LINES,
    Book,
    Cell,
    FileLayout,
    Line,
    Row,
    lines,
    open_book,
    prison_word,
    write_csv,
    write_workbook,
    writer,
)
from pipelines.sample.truth import FileTruth, reckon, write_truth
from pipelines.sample.world import prison_list, quarter, simulate

MARK = "FICTIEVE-GEGEVENS.txt"
MARK_TEXT = (
    "Deze map bevat fictieve gegevens. Personen, organisaties en cijfers zijn verzonnen;\n"
    "de namen van gevangenissen zijn echt, wat erover staat niet.\n"
)


@dataclass(frozen=True)
class SampleSummary:
    """What was written: how many files and lines, and how much happened in the make-believe world."""

    folder: Path
    files: int
    lines: int
    persons: int
    sessions: int
    attendances: int


def write_sample(
    folder: Path,
    *,
    seed: int = 1,
    prisons: int = 4,
    first_year: int = 2024,
    last_year: int = 2025,
    scale: float = 1.0,
) -> SampleSummary:
    """Write make-believe exports, truth.json and the list of prisons into a folder.

    The same arguments give the same bytes.
    """
    world = simulate(seed=seed, prisons=prisons, first_year=first_year, last_year=last_year, scale=scale)
    book = open_book(world)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(MARK_TEXT, encoding="utf-8")
    written: dict[str, FileTruth] = {}
    for layout in CATALOGUE:
        written |= _write_export(folder, book, layout)
    write_truth(folder / "truth.json", book, written)
    (folder / "prison.csv").write_text(prison_list(world.sites), encoding="utf-8", newline="")
    return SampleSummary(
        folder=folder,
        files=len(written),
        lines=sum(truth.lines for truth in written.values()),
        persons=len(world.people.persons),
        sessions=len(world.sessions),
        attendances=len(world.attendances.person),
    )


def _write_export(folder: Path, book: Book, layout: FileLayout) -> dict[str, FileTruth]:
    truths: dict[str, FileTruth] = {}
    parts, told = _by_period(book, layout), set[Cell]()
    for period, part in parts.items():
        if period == missing_period(layout, book.world.last_year):
            continue
        is_last = period == max(parts)
        faulty = _with_faults(part, layout, period) if is_last else part
        name = f"{layout.source}_{period}.{'csv' if layout.form == 'csv' else 'xlsx'}"
        _write_file(folder / name, faulty, layout, book)
        truths[name] = reckon(part, layout, is_last=is_last, told=told)
    return truths


def missing_period(layout: FileLayout, last_year: int) -> str | None:
    """Give the period of which a source delivered no file, if any."""
    return f"{last_year}-K{MISSING[layout.source]}" if layout.source in MISSING else None


def _by_period(book: Book, layout: FileLayout) -> dict[str, list[Line]]:
    parts: dict[str, list[Line]] = {}
    whole = f"{book.world.first_year}-{book.world.last_year}"
    for day, line in lines(book, layout):
        parts.setdefault(_period(day, layout, whole), []).append(line)
    return parts


def _period(day: date | None, layout: FileLayout, whole: str) -> str:
    if day is None:
        return whole
    return f"{day.year}-K{quarter(day)}" if layout.per == "quarter" else str(day.year)


def _with_faults(part: list[Line], layout: FileLayout, period: str) -> list[Line]:
    """Add lines that stand twice, and lines that must be rejected and of which nothing else speaks."""
    repeats = part[-REPEATED_LINES.get(layout.source, 0) or len(part) :]
    wrong = [
        _wrong(part[-1], number, layout, column, text.format(year=period[:4]))
        for number, (column, text, _) in enumerate(FAULTS.get(layout.source, ()), start=1)
    ]
    return [*part, *repeats, *wrong]


def _wrong(line: Line, number: int, layout: FileLayout, column: str, text: str) -> Line:
    keys = ("session_id", "certificate_id")
    fresh: dict[str, Cell] = {key: f"FOUT-{number}" for key in keys if key in line}
    if layout.kind == "typed":
        # A wrong attendance belongs to a session that exists.
        fresh = {"line_type": "attendance", "attendance": "present", "share": None}
    return line | fresh | {"person_id": "VB-999999"} | {column: text}


def _write_file(path: Path, part: list[Line], layout: FileLayout, book: Book) -> None:
    header = [column.header for column in layout.columns]
    rows = list(_rows(part, layout, book))
    match layout.form:
        case "csv":
            write_csv(path, header, rows, layout.dialect)
        case "xlsx":
            titles: list[Row] = [[title] for title in layout.title]
            write_workbook(path, {"Gegevens": [*titles, header, *rows]})
        case _:
            write_workbook(path, _sheets(rows, header, layout))


def _sheets(rows: list[Row], header: Row, layout: FileLayout) -> Mapping[str, list[Row]]:
    # One sheet for each prison: the name of the sheet says which, so the column goes.
    place = layout.place("prison_code")
    assert place is not None
    sheets: dict[str, list[Row]] = {}
    for row in rows:
        sheet = sheets.setdefault(str(row[place]), [[*header[:place], *header[place + 1 :]]])
        sheet.append([*row[:place], *row[place + 1 :]])
    return sheets


def _rows(part: list[Line], layout: FileLayout, book: Book) -> Iterator[Row]:
    is_sheet = layout.form != "csv"
    words = {site.code: prison_word(site, layout.prison) for site in book.world.sites}
    writers = [(column.field, writer(column, layout.dialect, is_sheet=is_sheet)) for column in layout.columns]
    for number, line in enumerate(part):
        written = line | {"prison_code": words.get(str(line["prison_code"]), line["prison_code"])}
        if layout.source == "filv_avonden" and number % 7 == 3:
            # The same name in another spelling.
            written["activity_name"] = str(line["activity_name"]).upper()
        yield [write(written.get(field)) for field, write in writers]
