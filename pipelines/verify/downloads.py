"""Hold the downloads of an edition against its printed tables and each other: tidy CSV, workbooks, SDMX."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pipelines.verify.books import Leaf, read_book
from pipelines.verify.tables import Grid, bare, told_in

HOME, TOTAL, MARKED, REVISED = "data/", "_T", ("o", "nb", "nvt"), "r"
REMARKS = ("held_until_revision", "revised")
"""Columns of a printed table that name the measures of a row of which something is told."""
AFTER_KEY = ("indicator", "unit", "value", "flag")
PRISON, PERIOD = "prison_code", "period_code"
HEADLINES = "data/sdmx/headlines.csv"
STATUS = {"Q": "[o]", "O": "[nb]", "M": "[nvt]"}


@dataclass(frozen=True)
class Entry:
    """A cell as the tidy copy for machines has it: its codes by dimension, its measure, and what it shows."""

    where: str
    labels: Mapping[str, str]
    measure: str
    shown: str  # a number with a decimal point, or a mark between brackets
    is_revised: bool = False


def differences(files: Mapping[str, bytes], machine: Mapping[str, Grid]) -> Iterator[str]:
    """Say of each number of a download that it is not that of the printed tables, by file, row and column.

    An edition of before these downloads has none to hold. Raises UnicodeDecodeError, csv.Error or ValueError
    for a file that can't be read.
    """
    entries = {mart: list(_entries(name, rows)) for name, mart, rows in _tidy(files)}
    for mart, found in entries.items():
        if mart not in machine:
            yield f"{HOME}{mart}.csv: er is geen tables/{mart}.csv om het tegen te houden"
        else:
            yield from _against_printed(found, machine[mart])
    for mart in sorted(machine.keys() - entries.keys() if entries else ()):
        yield f"{HOME}{mart}.csv: ontbreekt naast {machine[mart].file}"
    yield from _against_sdmx(files, entries)
    for language in _languages(files):
        worded = {mart: _worded(files, language, mart, found) for mart, found in entries.items()}
        for mart, rows in worded.items():
            yield from _against_words(f"{HOME}{language}/{mart}.csv", entries[mart], rows)
        yield from _books(files, language, entries, worded)


def _tidy(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    for name in sorted(files):
        found = re.fullmatch(rf"{HOME}(\w+)\.csv", name)
        if found and found[1] != "indicators":
            yield name, found[1], _rows(files[name], ",")


def _rows(content: bytes, sign: str) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=sign, strict=True))


def _entries(name: str, rows: Sequence[Mapping[str, str]]) -> Iterator[Entry]:
    for number, row in enumerate(rows, 2):
        labels = {key: bare(value) for key, value in row.items() if key not in AFTER_KEY}
        flags = row["flag"].split()
        shown = next((f"[{flag}]" for flag in flags if flag in MARKED), row["value"])
        where = f"{name}, rij {number}, kolom value"
        yield Entry(where, labels, row["indicator"], shown, is_revised=REVISED in flags)


def _against_printed(found: Sequence[Entry], grid: Grid) -> Iterator[str]:
    """Hold each tidy cell against the printed table, and look for cells that only the table has."""
    printed = {}
    revised = set()
    dimensions = list(found[0].labels) if found else []
    for row in grid.rows:
        key = tuple(bare(label) for label in row[: len(dimensions)])
        revised |= {(key, name) for name in told_in(grid, row, "revised")}
        for column, name in enumerate(grid.header):
            if column >= len(dimensions) and row[column]:
                printed[key, name] = row[column]
    held = set()
    for one in found:
        key = tuple("" if label == TOTAL else label for label in one.labels.values())
        held.add((key, one.measure))
        text = printed.get((key, one.measure))
        if text is None or not _same(text, one.shown):
            yield f"{one.where}: {one.shown or 'leeg'}; in {grid.file}: {text or 'leeg'}"
        if one.is_revised != ((key, one.measure) in revised):
            yield f"{one.where.replace('value', 'flag')}: herzien of niet; in {grid.file} is het anders"
    for key, name in sorted(printed.keys() - held):
        if name not in REMARKS:
            place = " ".join(filter(None, key)) or "totaal"
            yield f"{grid.file}, {place}, {name}: ontbreekt in {HOME}{grid.mart}.csv"


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def _against_sdmx(files: Mapping[str, bytes], entries: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """Hold each headline against a total by prison and period of the tables that have its measure."""
    totals: dict[tuple[str, str, str], set[tuple[str, bool]]] = {}
    for found in entries.values():
        for one in found:
            others = (label for name, label in one.labels.items() if name not in (PRISON, PERIOD))
            if {PRISON, PERIOD} <= one.labels.keys() and all(label == TOTAL for label in others):
                area = re.sub(r"[^A-Za-z0-9_@$-]", "_", one.labels[PRISON])
                place = (area, one.labels[PERIOD].replace("-K", "-Q"), one.measure.upper())
                totals.setdefault(place, set()).add((one.shown, one.is_revised))
    for line, row in enumerate(_rows(files.get(HEADLINES, b""), ","), 2):
        shown = STATUS.get(row["OBS_STATUS"], row["OBS_VALUE"])
        known = totals.get((row["REF_AREA"], row["TIME_PERIOD"], row["INDICATOR"]), set())
        flags = {is_revised for text, is_revised in known if _same(shown, text)}
        if not flags:
            there = " of ".join(sorted({text for text, _ in known})) or "niets"
            yield f"{HEADLINES}, rij {line}, kolom OBS_VALUE: {shown}; in {HOME}: {there}"
        elif row.get("OBS_REVISED") and (row["OBS_REVISED"] == "R") not in flags:
            yield f"{HEADLINES}, rij {line}, kolom OBS_REVISED: herzien of niet; in {HOME} is het anders"


def _languages(files: Mapping[str, bytes]) -> list[str]:
    return sorted({name.split("/")[1] for name in files if re.fullmatch(rf"{HOME}[a-z][a-z]/\w+\.csv", name)})


@dataclass(frozen=True)
class Worded:
    """A row of a copy in words: its labels, the name and unit of its measure, and what it shows."""

    where: str
    labels: tuple[str, ...]
    name: str
    unit: str
    shown: str


def _worded(files: Mapping[str, bytes], language: str, mart: str, found: Sequence[Entry]) -> list[Worded]:
    """Read the copy in words; its columns are the dimensions, name, unit, value and flag, in this order."""
    name = f"{HOME}{language}/{mart}.csv"
    lines = files[name].decode("utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";", strict=True))[1:]  # two columns may have the same head
    count = len(found[0].labels) if found else 0
    return [
        Worded(
            f"{name}, rij {number}, kolom {count + 3}",
            tuple(bare(label) for label in row[:count]),
            bare(row[count]),
            row[count + 1],
            row[count + 2] if row[count + 2].startswith("[") else row[count + 2].replace(",", "."),
        )
        for number, row in enumerate(rows, 2)
    ]


def _against_words(name: str, found: Sequence[Entry], worded: Sequence[Worded]) -> Iterator[str]:
    if len(found) != len(worded):
        yield f"{name}: {len(worded)} rijen; in de kopie voor machines: {len(found)}"
    for exact, told in zip(found, worded, strict=False):
        if not _same(exact.shown, told.shown):
            yield f"{told.where}: {told.shown}; in {exact.where}: {exact.shown}"


def _books(
    files: Mapping[str, bytes],
    language: str,
    entries: Mapping[str, Sequence[Entry]],
    worded: Mapping[str, Sequence[Worded]],
) -> Iterator[str]:
    """Hold the workbooks of a language: the tables at their end are those of the marts, in order of name."""
    suffix = "" if language == _first_language(files) else f".{language}"
    for kind in ("xlsx", "ods"):
        name = f"tables{suffix}.{kind}"
        if name not in files:
            yield f"{name}: ontbreekt"
            continue
        marts = sorted(entries)
        try:
            leaves = read_book(files[name])
        except ValueError as error:
            yield f"{name}: geen leesbaar werkboek ({error})"
            continue
        for leaf, mart in zip(leaves[len(leaves) - len(marts) :], marts, strict=True):
            yield from _leaf(name, leaf, worded[mart])
        yield from _fiches(name, leaves[: len(leaves) - len(marts)], entries, worded)


def _first_language(files: Mapping[str, bytes]) -> str:
    try:
        return str(json.loads(files["manifest.json"])["languages"][0])
    except (KeyError, ValueError, IndexError, TypeError):
        return "nl"


def _leaf(name: str, leaf: Leaf, worded: Sequence[Worded]) -> Iterator[str]:
    """Hold each number of a sheet against its row and measure in words, and look for those it lacks."""
    count = len(worded[0].labels) if worded else 0
    wanted: dict[tuple[tuple[str, ...], str], list[Worded]] = {}
    for one in worded:
        wanted.setdefault((one.labels, f"{one.name} ({one.unit})"), []).append(one)
    heads, *rows = leaf.rows or ((),)
    for number, row in enumerate(rows, 1):
        labels = row[:count]
        for head, text in zip(heads[count:], row[count:], strict=True):
            expected = wanted.get((labels, head), [])
            if text and not text.startswith("[x]") and expected:
                exact = expected.pop(0)
                if not _same(text, exact.shown):
                    place = f"{name}, {leaf.name}, rij {number} ({', '.join(labels)}), {head}"
                    yield f"{place}: {text}; in {exact.where}: {exact.shown}"
    for (labels, head), left in wanted.items():
        if left:
            place = f"{name}, {leaf.name}, {', '.join(labels)}, {head}"
            yield f"{place}: ontbreekt; in {left[0].where}: {left[0].shown}"


def _fiches(
    name: str,
    leaves: Sequence[Leaf],
    entries: Mapping[str, Sequence[Entry]],
    worded: Mapping[str, Sequence[Worded]],
) -> Iterator[str]:
    """Hold the tables that gather cells of several marts: each is one that a mart shows for that place.

    A place is a prison with a year or with a partner; where marts show several for it, any of them will do.
    """
    shown: dict[tuple[str, str, str], set[str]] = {}
    for mart, found in entries.items():
        for exact, told in zip(found, worded[mart], strict=False):
            by = dict(zip(exact.labels, told.labels, strict=True))
            head = f"{told.name} ({told.unit})"
            others = {key: label for key, label in exact.labels.items() if key not in (PRISON, PERIOD)}
            if PRISON in by and PERIOD in by and all(label == TOTAL for label in others.values()):
                shown.setdefault((by[PRISON], by[PERIOD], head), set()).add(told.shown)
            if PRISON in by and list(others) == ["organisation_code"]:
                shown.setdefault((by[PRISON], by["organisation_code"], head), set()).add(told.shown)
    for leaf in leaves:
        heads, *rows = leaf.rows or ((),)
        for number, row in enumerate(rows, 1):
            for head, text in zip(heads[2:], row[2:], strict=True):
                known = shown.get((row[0], row[1], head))
                if known and text and not any(_same(text, one) for one in known):
                    place = f"{name}, {leaf.name}, rij {number} ({row[0]}, {row[1]}), {head}"
                    yield f"{place}: {text}; elders: {' of '.join(sorted(known))}"
