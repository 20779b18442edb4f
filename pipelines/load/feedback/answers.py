"""Answer the partner: the rows that were refused, as the partner wrote them, with what to mend in each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.database import Database, rows
from pipelines.errors import TechnicalError
from pipelines.load.casts import named
from pipelines.load.feedback.answer_files import Answer, Refused, RefusedSheet, write_answer
from pipelines.load.reasons import reason_text
from pipelines.load.stage import Original, read_originals
from pipelines.load.summary import UNREAD
from pipelines.sources import Contract, Export, Source, mended_name


@dataclass(frozen=True)
class Fault:
    """One refused cell, or a whole line when it has no column."""

    dataset: str
    sheet: str
    line: int
    column: str | None
    code: str


def write_feedback(
    database: Database,
    exports: Sequence[Export],
    sources: Sequence[Source],
    contracts: Mapping[str, Contract],
    folder: Path,
) -> tuple[Path, ...]:
    """Write a workbook and a CSV to `folder/<source>` for each delivery with refused rows; give the paths.

    The partner mends the marked cells and sends the workbook back under its own name: then exactly its rows
    are loaded. Nothing is written for a delivery whose mended workbook is loaded already, or whose file is
    no longer among the exports. These files hold the partner's own cells, persons too: only the owner of the
    workspace can read them. Raises TechnicalError when they can't be written.
    """
    by_name = {source.name: source for source in sources}
    written: list[Path] = []
    for number, source_name, file, sha256 in rows(
        database,
        "select delivery_id, source_code, file_name, sha256 from load.delivery "
        "where state = 'loaded' order by source_code, file_name",
    ):
        export = next((one for one in exports if (one.source, one.sha256) == (source_name, sha256)), None)
        source = by_name.get(str(source_name))
        faults = _faults(database, number, contracts)
        if export is None or source is None or not faults:
            continue
        name = mended_name(source.name, str(sha256))
        if not _is_mended(database, source, name):
            answer = _answer(str(file), export, source, faults, _unread(database, number))
            written += _write(answer, folder / source.name, name)
    return tuple(written)


def _faults(database: Database, number: object, contracts: Mapping[str, Contract]) -> tuple[Fault, ...]:
    found = []
    refused = rows(
        database,
        "select distinct dataset from load.sheet_count where delivery_id = $1 and rows_rejected > 0",
        [number],
    )
    for dataset in (name for name in contracts if (name,) in refused):
        for sheet, line, column, code in rows(
            database,
            f"select distinct sheet, line, column_name, reason_code from rejected.{named(dataset)} "
            "where delivery_id = $1 order by all",
            [number],
        ):
            name = None if column is None else str(column)
            found.append(Fault(dataset, str(sheet), int(str(line)), name, str(code)))
    return tuple(found)


def _is_mended(database: Database, source: Source, name: str) -> bool:
    found = rows(
        database,
        "select 1 from load.delivery where source_code = $1 and state = 'loaded' "
        "and (file_name = $2 or ends_with(file_name, '/' || $2))",
        [source.name, name],
    )
    return bool(found)


def _unread(database: Database, number: object) -> str:
    """Give how many files of a ZIP were passed by and of which kinds, or ''."""
    found = rows(
        database,
        "select rows_found, column_name from load.finding where delivery_id = $1 and finding_code = $2",
        [number, UNREAD],
    )
    return "; ".join(f"{count}: {kinds}" for count, kinds in found)


def _answer(file: str, export: Export, source: Source, faults: Sequence[Fault], unread: str) -> Answer:
    wanted: dict[str, set[int]] = {}
    for fault in faults:
        wanted.setdefault(fault.sheet, set()).add(fault.line)
    originals = list(read_originals(export.path, source, wanted))
    return Answer(
        unread=unread,
        label=source.label,
        file=file,
        language=source.language,
        header_row=source.layout.header_row,
        is_from_1904=any(original.is_from_1904 for original in originals),
        sheets=tuple(_sheet(original, source, faults) for original in originals),
        reasons=dict(sorted(Counter(fault.code for fault in faults).items())),
    )


def _sheet(original: Original, source: Source, faults: Sequence[Fault]) -> RefusedSheet:
    by_line: dict[int, list[Fault]] = {}
    for fault in faults:
        if fault.sheet == original.sheet:
            by_line.setdefault(fault.line, []).append(fault)
    return RefusedSheet(
        name=original.title,
        header_lines=original.header_lines,
        rows=tuple(
            _refused(number, cells, original, source, by_line[number]) for number, cells in original.lines
        ),
    )


def _refused(
    number: int, cells: Sequence[object], original: Original, source: Source, faults: Sequence[Fault]
) -> Refused:
    marks: dict[int, str] = {}
    told: list[str] = []
    for fault in faults:
        text = reason_text(fault.code, source.language)
        places = _places(fault, original, source)
        for place in places:
            marks[place] = text
        heads = " + ".join(_head(original, place) for place in places)
        told.append(f"{heads}: {text}" if heads else text)
    return Refused(number, tuple(cells), marks, "\n".join(dict.fromkeys(told)))


def _places(fault: Fault, original: Original, source: Source) -> tuple[int, ...]:
    """Give the places of the cells from which a column of the contract was made."""
    found: set[int] = set()
    for mapped in source.maps:
        if mapped.dataset == fault.dataset and (origin := mapped.columns.get(fault.column or "")):
            wanted = origin.wanted
            found |= {original.header.places[group] for group in wanted if group in original.header.places}
    return tuple(sorted(found))


def _head(original: Original, place: int) -> str:
    """Give the header above a place, in the words of the partner."""
    words = [str(line[place]).strip() for line in original.header_lines if place < len(line)]
    return " ".join(" ".join(word.split()) for word in words if word)


def _write(answer: Answer, folder: Path, name: str) -> tuple[Path, Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        return write_answer(answer, folder / name)
    except OSError as error:
        raise TechnicalError(
            f"{folder}: het antwoord kan niet geschreven worden ({error.strerror})"
        ) from error
