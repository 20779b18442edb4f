"""Propose how an unknown export maps onto contracts, as a draft that a person confirms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipelines.errors import ConfigError, LoadError
from pipelines.load.discover import Unknown, read_unknown
from pipelines.load.propose.guess import Guess, fit, guess_columns
from pipelines.load.propose.left_out import equal_lines, left_out
from pipelines.load.propose.map_by_measure import map_by_measure
from pipelines.load.propose.measures import measure_columns
from pipelines.load.propose.nameless import nameless_columns
from pipelines.load.propose.participants import (
    MEETING,
    REPEATED,
    SEAT,
    Guesses,
    share_out,
    with_names,
    with_session_number,
)
from pipelines.load.propose.periods_apart import (
    NAMED,
    PERIOD_AS,
    YEAR_AS,
    asked,
    running_totals,
    weeks_and_school_years,
    with_period_of_name,
    with_year,
    without_year,
)
from pipelines.load.propose.proposal import Proposal, ProposedMap
from pipelines.load.propose.proposed import (
    NOT_EXPORTED,
    Listed,
    date_order,
    listed_codes,
    proposed_column,
    told_apart_by,
    with_component,
    with_prison,
    with_wanted,
)
from pipelines.load.propose.sheets import prison_in, together, told_of_sheets
from pipelines.load.propose.unpivot import Sideways, months_of_days, sideways, stand_below
from pipelines.sources import Contract, Origin, made_columns

MEETINGS = ("date", "week")
"""What stands above the columns of a matrix of attendances."""

TOTALS = "count"
"""The dataset of a table of totals, in which each column of numbers counts something."""


def propose_source(
    path: Path,
    contracts: Mapping[str, Contract],
    *,
    dataset: str | None = None,
    reference: Path | None = None,
) -> Proposal:
    """Find table, dialect and likely contract (or the one named) of an unknown file.

    A list of participants gets maps of sessions and attendances, and a table of totals one for each column
    that counts something, unless a contract is named. Periods beside each other are put below each other.
    `reference` is the folder of reference data: with it, names of prisons and domains are proposed as codes.
    Raises LoadError when there is no table in it that resembles a contract.
    """
    if dataset is not None and dataset not in contracts:
        raise ConfigError(f"--dataset {dataset}: verwacht een van {', '.join(sorted(contracts))}")
    prison = next(
        (one.columns["prison_code"] for one in contracts.values() if "prison_code" in one.columns), None
    )
    codes = {one.name: listed_codes(reference, one) for one in contracts.values()}
    prisons = codes.get(TOTALS, {}).get("prison_code")
    whole = together(read_unknown(path), prison, prisons)
    found = whole.table
    if not found.rows:
        raise LoadError(
            f"{path}: onder de kop op regel {found.header_row} staat enkel een totaal, geen rij per "
            "gevangenis of periode. Vraag de partner de rijen die dat totaal vormen, of een sjabloon "
            "(jaarverslag source template)"
        )
    beside = sideways(found, partial(prison_in, prison, prisons))
    table = stand_below(found, beside) if beside else found
    chosen = (
        [contracts[dataset]]
        if dataset
        else [
            one
            for one in contracts.values()
            if one.name not in NOT_EXPORTED
            and (not beside or beside[0].sort not in MEETINGS or one.name in (MEETING, SEAT, TOTALS))
        ]
    )
    maps = _maps(table, chosen, codes, beside)
    if not maps:
        raise LoadError(
            f"{path}: geen enkele kolom lijkt op die van een contract. Vraag de gegevens op een sjabloon "
            "(jaarverslag source template), of schrijf de bron met de hand"
        )
    names = (*whole.sheets[:1], path.stem)
    dated = [with_year(_with_period(one, beside), table, names) for one in maps]
    maps = with_wanted(
        [with_period_of_name(_asked(one, table, beside), names) for one, _ in dated], contracts
    )
    maps = [with_prison(one, tuple(prisons or ())) for one in maps]
    made = {header for one in maps for column in one.columns for header in (column.header, *column.join)}
    used = made | {header for one in beside for header in one.columns}
    totals = tuple(found.headers[place] for place in sorted(found.total_columns))
    unused = [header for header in found.headers if header and header not in (*used, *totals)]
    left = left_out(found, unused)
    below = [header for header in table.headers if header and header not in (*used, *totals)]
    apart = told_apart_by(table, maps, below)
    maps = with_component(maps, table, apart, contracts)
    proposal = Proposal(
        path.name, whole.sheets, found.encoding, found.delimiter, found.signs.quote if found.signs else '"',
        found.header_row, found.header_height, date_order(table, contracts, maps), tuple(maps),
        dropped=left.dropped, unused=left.unused,
        beside=beside, totals=totals, apart=apart,
        questions=(
            *told_of_sheets(whole), *nameless_columns(whole.alike), *weeks_and_school_years(table),
            *running_totals((path.stem, *found.headers, *(one.sheet or one.title for one in whole.alike))),
            *left.questions, *equal_lines(found, maps),
        ), continued=whole.continued,
        others=tuple(f"{one.place}: {', '.join(one.headers[:6])}" for one in whole.others),
        sheet_as=whole.sheet_as if whole.sheet_as in made else None,
        title_as=whole.title_as if whole.title_as in made else None,
        year_as=YEAR_AS if any(from_name for _, from_name in dated) else None,
        period_as=PERIOD_AS if any(one.header == PERIOD_AS for own in maps for one in own.columns) else None,
        tables=whole.alike,
    )  # fmt: skip
    return with_session_number(proposal, contracts)


def _asked(proposed: ProposedMap, table: Unknown, beside: Sequence[Sideways]) -> ProposedMap:
    """Ask for the year of periods that have none: such a map takes nothing in before a person says so."""
    if not without_year(proposed, table):
        return proposed
    headers = list(beside[0].columns) if beside else sorted(set(_cells_of(proposed, table)))
    columns = tuple(asked(one, headers) if one.column == "period_code" else one for one in proposed.columns)
    return replace(proposed, columns=columns)


def _cells_of(proposed: ProposedMap, table: Unknown) -> tuple[str, ...]:
    period = next(one for one in proposed.columns if one.column == "period_code")
    return table.column(table.headers.index(period.header))


def _maps(
    table: Unknown, chosen: Sequence[Contract], listed: Mapping[str, Listed], beside: Sequence[Sideways]
) -> list[ProposedMap]:
    """Give the maps of the contract that the table fits best; none when it fits no contract at all."""
    periods = beside[0].names_to if beside and beside[0].sort == "period" else ""
    found = {one.name: _guesses(table, one, listed[one.name], periods) for one in chosen}
    guesses = with_names(found, table)
    contracts = {one.name: one for one in chosen}
    if beside and beside[0].sort in MEETINGS:  # each column is a meeting: a number on the line is a person's
        guesses = {
            name: tuple(one for one in own if one.column != "session_id") for name, own in guesses.items()
        }
    best = max(chosen, key=lambda one: fit(guesses[one.name], one))
    kept = share_out(guesses, best.name, table) or {best.name: guesses[best.name]}
    maps = [
        _map(table, contracts[name], own, listed[name], is_list=len(kept) > 1, beside=beside)
        for name, own in kept.items()
        if own
    ]
    return map_by_measure(table, maps[0], kept[TOTALS], beside) if TOTALS in kept and maps else maps


def _guesses(table: Unknown, contract: Contract, listed: Listed, periods: str) -> Guesses:
    """Guess the columns of a contract; what a table of totals counts may be called anything."""
    guesses = guess_columns(table, contract, listed)
    names = {name for one in guesses for name in (one.column, one.header)}
    if contract.name == TOTALS and periods and not names & {"period_code", periods}:  # months by number
        guesses = (*guesses, Guess("period_code", table.headers.index(periods), periods, NAMED))
    if contract.name != TOTALS or not guesses or any(one.column == "value" for one in guesses):
        return guesses
    return (*guesses, *measure_columns(table, guesses)[:1])


def _with_period(proposed: ProposedMap, beside: Sequence[Sideways]) -> ProposedMap:
    """Join the year of a line to the columns beside each other that are months or quarters of it."""
    if not beside or beside[0].sort != "period":
        return proposed
    names_to = beside[0].names_to
    period = next((one for one in proposed.columns if one.header == names_to), None)
    year = next((one for one in proposed.columns if one.column == "period_code"), None)
    if period is not None and (months := months_of_days(beside[0])):
        named = replace(period, values=months)
        return replace(proposed, columns=tuple(named if one is period else one for one in proposed.columns))
    if period is not None or year is None:
        return proposed
    joined = replace(year, join=(year.header, names_to), separator="-", values={})
    return replace(proposed, columns=tuple(joined if one is year else one for one in proposed.columns))


def _is_each_line(table: Unknown, contract: Contract, guesses: Guesses) -> bool:
    """Tell whether lines that say the same are rows of their own: talks of one person, without a number."""
    places = {one.column: one.place for one in guesses}
    if contract.name != MEETING or "session_id" in places or "head_count" not in places:
        return False
    said = [tuple(row[place] for place in places.values() if place < len(row)) for row in table.rows]
    return len(set(said)) < len(said) and set(table.column(places["head_count"])) == {"1"}


def _map(
    table: Unknown,
    contract: Contract,
    guesses: Guesses,
    listed: Listed,
    *,
    is_list: bool,
    beside: Sequence[Sideways] = (),
) -> ProposedMap:
    columns = [proposed_column(table, contract, guess, listed) for guess in guesses]
    found = {one.column for one in columns}
    made = made_columns(contract, {name: Origin(headers=(name,)) for name in found})
    missing = tuple(
        column
        for name, column in contract.columns.items()
        if column.required and name not in found and name not in made
    )
    blank = [
        guess.header
        for guess in guesses
        if guess.column == "person_id" and len(table.column(guess.place)) < len(table.rows)
    ]
    if contract.name == SEAT and beside and beside[0].sort in MEETINGS:
        blank = [beside[0].values_to]  # a person has a mark on the days of being there
    return ProposedMap(
        contract.name, tuple(columns), missing,
        is_repeated=is_list and contract.name in REPEATED,
        each_line=not is_list and _is_each_line(table, contract, guesses),
        where=blank[0] if blank and is_list else None,
    )  # fmt: skip
