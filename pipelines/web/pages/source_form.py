"""The mapping of a file as a form: what each column of the contract comes from, and back to TOML."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.load import ASK, MEASURES, SURE, SeenSheet, is_asked, read_list
from pipelines.sources import Column, Contract, Kind, fits

FEW = 40
"""A column with so many different words at most can be a list of codes."""

CONSTANT = "="
JOINED = "+"
"""What stands in the menu for one value for all rows, and for several headers that say it together."""


@dataclass(frozen=True)
class Word:
    """A word of the partner, how often it stands in the lines that are looked at, and its meaning."""

    text: str
    code: str

    @property
    def mark(self) -> str:
        """Give what names its field: the same whatever other words there are, and fit for an address."""
        return f"w{sha256(self.text.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Line:
    """A column of the contract in the form: its choice, and what a person still has to say of it."""

    column: Column
    name: str  # of its fields in the form
    choice: str
    told: str  # the headers that are joined
    constant: str
    codes: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]
    is_minutes: bool
    sure: int | None
    is_asked: bool
    is_used: bool

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the draft asks a person to look at it."""
        return self.sure is not None and self.sure < SURE

    @property
    def is_hours(self) -> bool:
        """Tell whether its numbers may be minutes."""
        return self.column.kind is Kind.HOURS

    def knows(self, word: Word) -> bool:
        """Tell whether a word is a code or a name of the list as it stands; other words are refused."""
        return word.text.casefold() in {one.casefold() for pair in self.codes for one in pair}

    @property
    def unknown(self) -> int:
        """Count the words that nobody gave a meaning."""
        return sum(word.code == ASK for word in self.words)


@dataclass(frozen=True)
class MapForm:
    """One dataset that the file gives, with its columns."""

    place: int
    contract: Contract
    lines: tuple[Line, ...]
    each_line: bool | None = None  # lines that are equal are rows each; None = it can't be asked


@dataclass(frozen=True)
class SourceForm:
    """A whole source as a form."""

    label: str
    organisation: str
    files: str
    dates: str
    maps: tuple[MapForm, ...]
    headers: tuple[str, ...]
    organisations: tuple[tuple[str, str], ...] = ()
    below: Mapping[str, str] = field(default_factory=dict)  # what headers that go below each other give

    @property
    def questions(self) -> tuple[tuple[str, str, str], ...]:
        """Give what a person must say first: a key of the locale files, a field and what it is about."""
        found = [("wb.source.ask.label", "label", "")] if self.label in (ASK, "") else []
        if self.organisation in (ASK, ""):
            found.append(("wb.source.ask.organisation", "organisation", ""))
        for line in (line for one in self.maps for line in one.lines):
            if line.is_asked:
                found.append(("wb.source.ask.column", line.name, line.column.label))
            elif line.unknown:
                found.append(("wb.source.ask.words", line.name, line.column.label))
        return tuple(found)

    @property
    def used(self) -> Mapping[str, str]:
        """Give what each header of the file becomes."""
        found: dict[str, str] = {}
        for line in (line for one in self.maps for line in one.lines):
            for header in line.told.split(" + ") if line.choice == JOINED else [line.choice]:
                found.setdefault(header, line.column.label)
        return {**{header: found[made] for header, made in self.below.items() if made in found}, **found}


def looks_alike(form: SourceForm, other: SourceForm) -> bool:
    """Tell whether two forms have the same fields, and ask the same."""
    return [_fields(one) for one in form.maps] == [_fields(one) for one in other.maps]


def _fields(one: MapForm) -> list[object]:
    lines = [
        (line.choice, line.is_asked, line.unknown, {word.text for word in line.words}) for line in one.lines
    ]
    return [one.contract.name, one.each_line is None, *lines]


def source_form(
    draft: Mapping[str, Any],
    sure: Mapping[tuple[int, str], int],
    contracts: Mapping[str, Contract],
    sheets: Sequence[SeenSheet],
    reference: Path,
) -> SourceForm:
    """Read a draft or source into the form that shows it."""
    layout = draft.get("table", {})
    made = [layout[key] for key in ("sheet_as", "year_as", "period_as") if key in layout]
    for below in several(layout.get("unpivot", [])):
        made += [below[key] for key in ("names_to", "values_to") if key in below]
    headers = dict.fromkeys(header for sheet in sheets for header in sheet.headers if header)
    maps = [
        _map(mapped, place, contracts[mapped["dataset"]], sure=sure, sheets=sheets, reference=reference)
        for place, mapped in enumerate(draft.get("maps", []))
        if mapped.get("dataset") in contracts
    ]  # fmt: skip
    files = "; ".join(several(draft.get("files", [])))
    return SourceForm(
        str(draft.get("label", "")), str(draft.get("organisation", "")), files,
        str(draft.get("dialect", {}).get("dates", "")), tuple(maps), (*headers, *made),
        tuple(_listed(reference, "organisation.organisation_code")),
        {
            header: below["values_to"]
            for below in several(layout.get("unpivot", []))
            if isinstance(below, dict) and "values_to" in below
            for header in headers
            if fits(header, below.get("columns", ()))
        },
    )  # fmt: skip


def _map(
    mapped: Mapping[str, Any],
    place: int,
    contract: Contract,
    *,
    sure: Mapping[tuple[int, str], int],
    sheets: Sequence[SeenSheet],
    reference: Path,
) -> MapForm:
    listed = mapped.get("columns", {})
    lines = []
    for column in contract.columns.values():
        origin = listed.get(column.name)
        told = origin if isinstance(origin, dict) else {"from": origin} if origin else {}
        named = several(told.get("from", []))
        values = told.get("values", {})
        choice = JOINED if "join" in told else CONSTANT if "constant" in told else (named[0] if named else "")
        codes = tuple(_codes(column, reference))
        line = Line(
            column, f"m{place}.{column.name}", choice, " + ".join(several(told.get("join", []))),
            str(told.get("constant", "")).replace(ASK, ""), codes,
            tuple(_words(choice, values, sheets)) if codes and not column.is_partner_number else (),
            told.get("unit") == "minutes", sure.get((place, column.name)),
            is_asked(column.name, listed, contract),
            bool(told) or is_asked(column.name, listed, contract),
        )  # fmt: skip
        lines.append(line)
    key = contract.columns[contract.key[0]]
    can_ask = key.is_partner_number and len(contract.key) == 1 and not mapped.get("repeated")
    each = bool(mapped.get("each_line")) if can_ask and key.name not in listed else None
    return MapForm(place, contract, tuple(lines), each)


def _words(header: str, values: Mapping[str, str], sheets: Sequence[SeenSheet]) -> Iterator[Word]:
    """Give the words of the file under a header, those of the list first."""
    yield from (Word(text, code) for text, code in values.items())
    seen: set[str] = set()
    for sheet in sheets:
        if header not in sheet.headers:
            continue
        place = sheet.headers.index(header)
        seen |= {
            line.cells[place].strip()
            for line in sheet.lines
            if line.kind == "row" and place < len(line.cells) and line.cells[place].strip()
        }
    found = sorted(seen - values.keys())
    if values and len(found) + len(values) <= FEW:
        yield from (Word(text, "") for text in found)


def _codes(column: Column, reference: Path) -> Iterator[tuple[str, str]]:
    """Give the codes that a column may have, with a name where the workspace's lists have one."""
    measures = MEASURES if column.name == "indicator_code" else ()
    yield from ((value, value) for value in (*column.values, *measures))
    if column.references:
        yield from _listed(reference, column.references)


def _listed(reference: Path, column: str) -> Iterator[tuple[str, str]]:
    dataset, _, key = column.partition(".")
    path = reference / f"{dataset}.csv"
    for row in read_list(path):
        name = row.get("name_nl") or row.get(f"{dataset}_name") or row.get(key, "")
        yield row.get(key, ""), name


def several(value: Any) -> list[Any]:
    """Give one or more as a list, as TOML takes both."""
    return list(value) if isinstance(value, list) else [value]
