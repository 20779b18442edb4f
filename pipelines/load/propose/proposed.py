"""Say of columns that were guessed what their cells mean: codes of words, the order of dates, samples."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipelines.load.discover import FEW, Unknown, likely_code, number_in
from pipelines.load.headers import MEASURES, holds_names, is_personal, plain_words
from pipelines.load.propose.guess import Guess
from pipelines.load.propose.proposal import Proposed, ProposedMap
from pipelines.load.propose.source_draft import ASK
from pipelines.load.read import read_list
from pipelines.sources import Contract, Kind

NOT_EXPORTED = ("accepted_alarm", "break", "domain", "expected", "organisation", "prison", "subdomain")
"""Reference data: the workspace's own, no partner exports them."""

SAMPLES = 3

MINUTES = re.compile(r"\bmin(?:\b|ute|uut|uten)", re.IGNORECASE)
UNSURE = 80
"""How sure it can be that numbers without a unit are minutes: a person looks at it."""

Listed = Mapping[str, Mapping[str, tuple[str, ...]]]


def listed_codes(reference: Path | None, contract: Contract) -> dict[str, dict[str, tuple[str, ...]]]:
    """Give the codes of reference data with their names, by column that refers to them."""
    listed: dict[str, dict[str, tuple[str, ...]]] = {"indicator_code": dict(MEASURES)}
    for column in contract.columns.values():
        dataset, _, key = (column.references or "").partition(".")
        file = reference / f"{dataset}.csv" if reference and dataset else None
        if file is None or not file.is_file():
            continue
        listed[column.name] = {
            row[key]: tuple(
                re.sub(r"\s*\(.*?\)", "", text) for name, text in row.items() if "name" in name and text
            )
            for row in read_list(file)
            if row.get(key)
        }
    return listed


def proposed_column(table: Unknown, contract: Contract, guess: Guess, listed: Listed) -> Proposed:
    """Say what a column that was guessed would be, with the codes that its words likely mean."""
    column = contract.columns[guess.column]
    cells = tuple(dict.fromkeys(table.column(guess.place)))
    values: dict[str, str] = {}
    is_list = column.kind is Kind.ENUM or column.references is not None or column.name in listed
    if is_list and not column.is_partner_number and len(cells) <= FEW:
        codes = listed.get(column.name)
        values = {cell: likely_code(column, cell, codes) or ASK for cell in sorted(cells)}
    is_private = column.kind is Kind.PERSON or is_personal(guess.header)
    is_birthday = column.kind is Kind.YEAR and is_private
    in_minutes = column.kind is Kind.HOURS and is_in_minutes(guess.header, cells, column.maximum)
    is_said = MINUTES.search(guess.header) is not None
    return Proposed(
        guess.column, column.label, guess.header,
        min(guess.confidence, UNSURE) if in_minutes and not is_said else guess.confidence,
        () if is_private else cells[:SAMPLES], {} if is_private else values, guess.join,
        part="year" if is_birthday else None, unit="minutes" if in_minutes else None,
    )  # fmt: skip


def is_in_minutes(header: str, cells: Sequence[str], most: Decimal | None) -> bool:
    """Tell whether bare numbers are minutes: their header says so, or as hours most would be too long."""
    bare = [int(found[1]) for cell in cells if (found := re.fullmatch(r"(\d{1,4})(?:[.,]0+)?", cell))]
    if 2 * len(bare) <= len(cells):
        return False
    is_too_long = most is not None and 2 * sum(number > most for number in bare) > len(bare)
    return MINUTES.search(header) is not None or is_too_long


def date_order(table: Unknown, contracts: Mapping[str, Contract], maps: Sequence[ProposedMap]) -> str | None:
    """Say in which order dates are written, where their cells show it."""
    headers = {
        column.header
        for one in maps
        for column in one.columns
        if contracts[one.dataset].columns[column.column].kind is Kind.DATE or column.part
    }
    cells = [
        cell
        for place, header in enumerate(table.headers)
        if header in headers
        for cell in table.column(place)
    ]
    parts = [found.groups() for cell in cells if (found := re.match(r"(\d+)[/.-](\d+)[/.-](\d+)", cell))]
    if parts and all(len(first) == 4 for first, _, _ in parts):
        return "ymd"
    first, second = (any(int(one[place]) > 12 for one in parts) for place in (0, 1))
    return {(True, False): "dmy", (False, True): "mdy"}.get((first, second))


def with_wanted(maps: Sequence[ProposedMap], contracts: Mapping[str, Contract]) -> list[ProposedMap]:
    """Ask for domain and prison where a contract has them and neither a column nor an activity tells them.

    Without the domain rows would be published under an unknown one, without a word; without the prison they
    count nowhere.
    """
    return [
        replace(
            one,
            wanted=tuple(
                contracts[one.dataset].columns[name]
                for name, others in WANTED.items()
                if {name, *others} - {"activity_id"} <= contracts[one.dataset].columns.keys()
                and not {name, *others} & _told(one)
            ),
        )
        for one in maps
    ]


WANTED = {"prison_code": ("activity_id",), "domain_code": ("subdomain_code", "activity_id")}
"""What is asked though it is not required, with the columns that tell it too."""


def _told(proposed: ProposedMap) -> set[str]:
    """Give the columns that a map fills, or asks because they are required."""
    return {*(one.column for one in proposed.columns), *(one.name for one in proposed.missing)}


PLACED = 80
"""How sure it is that rows without a prison are of the only one of the workspace: a person looks at it."""


def with_prison(proposed: ProposedMap, prisons: Sequence[str]) -> ProposedMap:
    """Take the only prison of the workspace for the rows of a map that tells none; of several it is asked.

    A name of a file is no answer: partners are called after towns too.
    """
    column = next((one for one in proposed.asked if one.name == "prison_code"), None)
    if column is None or len(prisons) != 1:
        return proposed
    only = Proposed(column.name, column.label, "", PLACED, (), {}, constant=prisons[0])
    return replace(
        proposed,
        columns=(*proposed.columns, only),
        missing=tuple(one for one in proposed.missing if one is not column),
        wanted=tuple(one for one in proposed.wanted if one is not column),
    )


ADDED_UP = 70
"""How sure it is that lines that differ in a column nobody knows are parts of one total: it is asked."""


def with_component(
    maps: Sequence[ProposedMap], table: Unknown, apart: Sequence[str], contracts: Mapping[str, Contract]
) -> list[ProposedMap]:
    """Add up lines of counts that only these headers tell apart, where what is counted adds up.

    Distinct persons do not, so such a map stays as it is; headers and cells that name persons say nothing.
    """
    told = [
        header
        for header in apart
        if not is_personal(header) and not holds_names(table.column(table.headers.index(header)))
    ]
    column = contracts["count"].columns.get("component") if "count" in contracts else None
    if not told or column is None or _holds_wholes(table, maps, told):
        return list(maps)
    said = Proposed(
        column.name, column.label, told[0] if len(told) == 1 else "", ADDED_UP,
        tuple(dict.fromkeys(table.column(table.headers.index(told[0]))))[:SAMPLES], {},
        tuple(told) if len(told) > 1 else (),
    )  # fmt: skip
    return [
        replace(one, columns=(*one.columns, said)) if one.dataset == "count" and _adds_up(one) else one
        for one in maps
    ]


WHOLE = re.compile(
    r"(?:waarvan|totaal|totalen|subtotaal|alle[ns]?|samen|dont|total|sous total|tous|toutes|ensemble|of which"
    r"|all|sum|davon|gesamt|insgesamt)(?: .*)?|.* (?:totaal|total)"
)
"""What a line is called that holds other lines, or is held by one: it is no part beside them."""


def _holds_wholes(table: Unknown, maps: Sequence[ProposedMap], apart: Sequence[str]) -> bool:
    """Tell whether some of the lines that these headers tell apart are the sum of others, or within one.

    Their names say so, or their numbers: in every group of at least three, one is the sum of the rest.
    """
    places = [table.headers.index(header) for header in apart]
    if any(WHOLE.fullmatch(plain_words(cell)) for place in places for cell in table.column(place)):
        return True
    used = [
        header
        for one in maps
        for column in one.columns
        if column.column != "value"
        for header in (column.join or (column.header,))
        if header in table.headers
    ]
    keys = [table.headers.index(header) for header in dict.fromkeys(used)]
    values = [
        table.headers.index(column.header)
        for one in maps
        for column in one.columns
        if column.column == "value" and column.header in table.headers
    ]
    groups: dict[tuple[str, ...], list[Decimal]] = {}
    for row in table.rows:
        for place in values[:1]:
            if place < len(row) and (number := number_in(row[place])) is not None:
                groups.setdefault(tuple(row[key] for key in keys if key < len(row)), []).append(number)
    large = [numbers for numbers in groups.values() if len(numbers) > 2 and any(numbers)]
    return len(large) > 1 and all(2 * max(numbers) == sum(numbers) for numbers in large)


def _adds_up(proposed: ProposedMap) -> bool:
    counted = [one.constant for one in proposed.columns if one.column == "indicator_code"]
    named = {one.column for one in proposed.columns}
    return "component" not in named and not {"participants", "borrowers"} & {*counted}


def told_apart_by(table: Unknown, maps: Sequence[ProposedMap], unused: Sequence[str]) -> tuple[str, ...]:
    """Give the unused columns without which lines of counts are the same line several times."""
    used = [
        header
        for one in maps
        if one.dataset == "count"
        for column in one.columns
        if column.column != "value"
        for header in (column.join or (column.header,))
        if header in table.headers
    ]
    if not used:
        return ()
    places = [table.headers.index(header) for header in dict.fromkeys(used)]
    keys = [tuple(row[place] if place < len(row) else "" for place in places) for row in table.rows]
    if len(set(keys)) == len(keys):
        return ()
    return tuple(
        header for header in unused if 1 < len(set(table.column(table.headers.index(header)))) <= FEW
    )
