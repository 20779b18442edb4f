"""Hold the reading of unknown files against two public benchmarks, of which nothing is kept here.

    python -m tests.benchmarks.foreign pollock FOLDER OUT    # HPI-Information-Systems/Pollock, at c4533b2c
    python -m tests.benchmarks.foreign magritte FOLDER       # HPI-Information-Systems/Magritte, at bf25be42
    python tests/benchmarks/foreign_score.py FOLDER OUT      # Pollock's own scorer, where its packages are

`FOLDER` is a checked out benchmark. For Pollock what is proposed and what is loaded is written to `OUT`, in the
form its scorer reads. Of Magritte a file belongs to the half that rules were tuned on when the first byte of
the SHA-256 of its name is even; the other half was never looked at.
"""

import csv
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from pipelines.database import open_database, rows
from pipelines.errors import ReportError
from pipelines.load.casts import prepare_values
from pipelines.load.discover.derived import derived_lines
from pipelines.load.discover.tables import find_tables
from pipelines.load.discover.unknown_file import read_text
from pipelines.load.stage.staged_sheet import deliver
from pipelines.sources import Column, Contract, DatasetMap, Dialect, Kind, Layout, Origin, Source, read_export

LINES = 300
"""So many lines of each file of Magritte are read: headers stand above, and most totals too."""


def pollock(folder: Path, out: Path) -> None:
    """Write, of each polluted file, the table that a proposal reads and the one that loading gives."""
    for name, read in (("propose", _proposed), ("load", _loaded)):
        (out / name).mkdir(parents=True, exist_ok=True)
        for path in sorted((folder / "polluted_files/csv").glob("*.csv")):
            with (out / name / path.name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, quoting=csv.QUOTE_ALL).writerows(read(path))


def _proposed(path: Path) -> list[Sequence[str]]:

    with path.open("rb") as file:
        _, _, lines = read_text(file)
    tables = find_tables(lines)
    if not tables:
        return [line for line in lines if any(line)]
    first = tables[0]
    return [*([first.headers] if first.has_header else []), *(lines[place] for place in first.rows)]


def _loaded(path: Path) -> list[Sequence[str]]:
    """Give what loading reads as text under a source of these columns, before any cell has a meaning."""

    lines = _proposed(path)
    if not lines:
        return []
    found = _header(path)
    headers = found or [f"kolom {place}" for place in range(1, max(map(len, lines)) + 1)]
    names = {f"c{place}": header for place, header in enumerate(headers) if header}
    columns = {name: Column(name, Kind.TEXT, False, name, name) for name in names}
    contract = Contract("any", "any", "any", ("c0",), columns)
    mapped = DatasetMap("any", {name: Origin(headers=(header,)) for name, header in names.items()})
    layout = Layout(header_row=None if found else 0)
    with path.open("rb") as file:
        signs = read_text(file)[1]
    dialect = Dialect(delimiter=signs.delimiter, quote=signs.quote)  # as the draft says them
    source = Source("any", "any", "any", ("*",), (mapped,), dialect=dialect, layout=layout)
    with closing(open_database()) as database:
        prepare_values(database)
        try:
            export = read_export("any", path, path.name)
            sheets = list(
                deliver(database, export, source, {"any": contract}, decimal=",", table="delivered")
            )
        except ReportError:
            return []
        wanted = ", ".join(f"trim({sheets[0].cells[(header,)]})" for header in names.values())
        sql = f"select {wanted} from {sheets[0].table} where note is null and fault is null order by line"
        body = [tuple(map(str, row)) for row in rows(database, sql)]
    return [*([tuple(names.values())] if found else []), *(row for row in body if any(row))]


def _header(path: Path) -> list[str]:

    with path.open("rb") as file:
        tables = find_tables(read_text(file)[2])
    return list(tables[0].headers) if tables else []


def magritte(folder: Path) -> None:
    """Print F1 of header lines and derived lines, and how many files with a table none was found in."""

    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for group, name, labels, lines in _annotated(folder / "data/row_classification"):
        half = "tuned" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "other"
        tables = find_tables(lines)
        headers = {line for table in tables for line in table.header_lines}
        body = [
            place for place, line in enumerate(lines) if any(map(str.strip, line)) and place not in headers
        ]
        derived = {body[place] for place in derived_lines([lines[place] for place in body])}
        taken = {place for table in tables for place in table.rows} if tables else set(range(len(lines)))
        for what, got in (("header", headers), ("derived", derived)):
            true = {place for place, label in enumerate(labels) if label == what}
            for key in (group, "all"):
                found[half, what, key].update(
                    hit=len(got & true), extra=len(got - true), missed=len(true - got)
                )
        data = {place for place, label in enumerate(labels) if label in ("data", "derived")}
        below = {place for place in data if headers and place > min(headers)}
        found[half, "rows", "all"].update(data=len(data), lost=len(below - taken - headers))
        found[half, "files", "all"].update(
            has=bool(data), none=bool(data) and not headers and "header" in labels
        )
    for (half, what, key), counts in sorted(found.items()):
        figures = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        both = 2 * counts["hit"] + counts["extra"] + counts["missed"]
        f1 = f"F1 {2 * counts['hit'] / both:.3f}; " if what in ("header", "derived") and both else ""
        sys.stdout.write(f"{half:6} {what:8} {key:9} {f1}{figures}" + "\n")


def _annotated(folder: Path) -> Iterator[tuple[str, str, list[str], list[list[str]]]]:
    for path in sorted(folder.glob("*_annotations.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            file = folder / told["group"] / told["filename"]
            with file.open(encoding="utf-8", errors="replace", newline="") as opened:
                lines = [line for _, line in zip(range(LINES), csv.reader(opened), strict=False)]
            yield told["group"], told["filename"], told["line_annotations"][:LINES], lines


if __name__ == "__main__":
    asked = sys.argv[1:]
    if len(asked) < 2 or not Path(asked[1]).is_dir():
        sys.stdout.write(
            "Overgeslagen: geef pollock of magritte, en de map waarin u die benchmark uitpakte.\n"
        )
        sys.exit(0)
    csv.field_size_limit(1 << 30)
    if asked[0] == "pollock":
        pollock(Path(asked[1]), Path(asked[2]))
    else:
        magritte(Path(asked[1]))
