"""Say of refused cells in which column and on which lines they stand, and what was expected there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.database import Database, rows
from pipelines.load.casts import named
from pipelines.load.ledger import listed_codes
from pipelines.load.reasons import reason_text
from pipelines.load.summary import LoadSummary, Refusal
from pipelines.sources import Contract, Source

NAMED = 5
"""So many lines are named; the answer to the partner holds them all."""

LISTED = 12
"""So many words of a list are named."""

Found = tuple[int, str, str, str, str]
"""Delivery, dataset, sheet, reason and column of the contract ('' = the line as a whole)."""


def with_refusals(
    database: Database,
    summaries: Sequence[LoadSummary],
    sources: Mapping[str, Source],
    contracts: Mapping[str, Contract],
) -> tuple[LoadSummary, ...]:
    """Add to each summary where its refused cells stand; read from the rejected rows themselves."""
    refused = {one.dataset for one in summaries if one.reasons}
    deliveries = sorted({one.delivery_id for one in summaries if one.reasons})
    found: dict[Found, tuple[int, ...]] = {}
    for dataset in sorted(refused):
        for delivery, sheet, code, column, lines in rows(
            database,
            "select delivery_id, sheet, reason_code, coalesce(column_name, ''), "
            f"list_sort(list(distinct line))[:{NAMED + 1}] from rejected.{named(dataset)} "
            "where delivery_id in (select unnest($1::bigint[])) group by all order by all",
            [deliveries],
        ):
            assert isinstance(lines, list)
            found[int(str(delivery)), dataset, str(sheet), str(code), str(column)] = tuple(lines)
    return tuple(
        replace(one, refusals=tuple(_refusals(database, one, sources[one.source], contracts, found)))
        if one.reasons
        else one
        for one in summaries
    )


def _refusals(
    database: Database,
    summary: LoadSummary,
    source: Source,
    contracts: Mapping[str, Contract],
    found: Mapping[Found, tuple[int, ...]],
) -> Iterator[Refusal]:
    contract = contracts[summary.dataset]
    place = (summary.delivery_id, summary.dataset, summary.sheet)
    for (*where, code, column), lines in found.items():
        if tuple(where) == place and code in summary.reasons:
            expected = _expected(database, code, column, source, contract)
            yield Refusal(code, _header(column, source, contract), lines, expected)


def _header(column: str, source: Source, contract: Contract) -> str:
    """Give what the file calls a column of the contract, as far as its source says; '' = the whole line."""
    if not column:
        return ""
    for mapped in source.maps:
        origin = mapped.columns.get(column)
        if mapped.dataset == contract.name and origin and origin.wanted:
            return " + ".join(group[0] for group in origin.wanted)
    return contract.columns[column].label


def _expected(database: Database, code: str, column: str, source: Source, contract: Contract) -> str:
    """Give the list or the bounds that a cell does not keep, or ''."""
    if code == "unknown_value":
        words: dict[str, None] = {}
        for mapped in source.maps:
            origin = mapped.columns.get(column)
            if mapped.dataset == contract.name and origin:
                words |= dict.fromkeys(origin.values or contract.columns[column].values)
        return _listed(list(words))
    if code == "unknown_code":
        return _listed(sorted(listed_codes(database, contract).get(column, ())))
    if code == "out_of_range":
        low, high = contract.columns[column].minimum, contract.columns[column].maximum
        if low is not None and high is not None:
            return f"van {low:f} tot {high:f}"
        return f"minstens {low:f}" if low is not None else f"hoogstens {high:f}" if high is not None else ""
    return ""


def _listed(words: Sequence[str]) -> str:
    more = f" … ({len(words)} samen)" if len(words) > LISTED else ""
    return ", ".join(words[:LISTED]) + more


def refusal_text(summary: LoadSummary, code: str) -> str:
    """Say in Dutch why cells were refused, what was expected, and in which column and lines they stand."""
    own = [one for one in summary.refusals if one.code == code]
    expected = next((one.expected for one in own if one.expected), "")
    told = [reason_text(code, "nl")]
    if expected:
        told.append(f"Verwacht: {expected}.")
    if own:
        places = "; ".join(map(_place, own))
        told.append(f"{places[0].upper()}{places[1:]}.")
    return " ".join(told)


def _place(refusal: Refusal) -> str:
    more = " …" if len(refusal.lines) > NAMED else ""
    lines = f"regel {', '.join(map(str, refusal.lines[:NAMED]))}{more}"
    return f"kolom '{refusal.header}', {lines}" if refusal.header else lines
