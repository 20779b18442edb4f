"""Tell which periods are incomplete, from what was delivered and not from the calendar."""

from collections.abc import Mapping
from decimal import Decimal

from pipelines.database import Database, rows
from pipelines.model.catalogue import IndicatorCatalogue

TOLERATED = Decimal("0.05")
"""A period of which this share is missing can still be compared with another."""

Place = tuple[str | None, str | None]
"""A prison and a domain; None = all of them."""
Lacking = Mapping[str, frozenset[str]]
"""The incomplete periods of each measure that has any."""

INCOMPLETE = """
with
parts as (
    select source_code, dataset, prison_code, period_code, missing_rows, 0 as delivered_rows
    from core.delivery_missing
    union all by name
    select source_code, dataset, prison_code, period_code, 0 as missing_rows, delivered_rows
    from core.delivery_month
    join core.headline_month using (month_start)
),

partners as (
    select distinct source_code from parts
),

-- Who never registered anything may owe any domain.
silent as (
    select partners.source_code, domain.domain_code
    from partners
    anti join core.registered_subject using (source_code)
    cross join (select distinct domain_code from core.registered_subject) as domain
),

domains as (
    select distinct source_code, domain_code from core.registered_subject
    union all
    from silent
    union all
    select source_code, null from partners
),

-- Totals by measure: a partner that never gave any of it lacks none.
measured as (
    select *, '' as measure from parts
    union all
    select parts.*, stated.measure
    from parts
    join (select distinct source_code, measure from staging.count) as stated using (source_code)
    where parts.dataset = 'count'
),

places as (
    from measured
    where prison_code is not null
    union all
    select * replace (null as prison_code) from measured
)

select places.dataset, places.measure, places.prison_code, domains.domain_code, places.period_code
from places
join domains using (source_code)
group by all
having sum(missing_rows) > $tolerated * sum(missing_rows + delivered_rows)
"""


def _incomplete(db: Database, tolerated: Decimal) -> Mapping[tuple[str, str, Place], frozenset[str]]:
    """Name the incomplete periods by dataset, measure of a total ('' = any) and place."""
    found: dict[tuple[str, str, Place], set[str]] = {}
    for dataset, measure, prison, domain, period in rows(db, INCOMPLETE, {"tolerated": tolerated}):
        place = (None if prison is None else str(prison), None if domain is None else str(domain))
        found.setdefault((str(dataset), str(measure), place), set()).add(str(period))
    return {key: frozenset(periods) for key, periods in found.items()}


def incomplete_periods(
    db: Database, *, dataset: str = "session", tolerated: Decimal = TOLERATED
) -> dict[Place, frozenset[str]]:
    """Name by place the quarters, years and years to date that lack too much to compare them with others.

    What is missing is estimated: the rows that the partners in default usually deliver for a quarter, as a
    share of what there would be with them; in a domain only of the partners that registered something in it,
    or never anything. A place of which nothing lacks is not named.
    """
    known = _incomplete(db, tolerated)
    return {
        place: periods
        for (name, measure, place), periods in known.items()
        if (name, measure) == (dataset, "")
    }


DELIVERED = (
    "session",
    "attendance",
    "count",
    "enrolment",
    "trajectory",
    "certificate",
    "population",
    "staff",
)
"""Datasets of which the lack makes a figure too low; stays (`person`) only where they are what is counted."""


def incomplete_by_place(db: Database, register: IndicatorCatalogue) -> dict[Place, Lacking]:
    """Name the incomplete periods of each measure in each place: those of the datasets that it comes from.

    What one partner of a domain owes is little of all that a prison gets, and may be half of the domain.
    Of totals (`count`) only the partners matter that gave some of that measure. A rate lacks what its sides
    do.
    """
    known = _incomplete(db, TOLERATED)
    places = sorted({place for _, _, place in known}, key=str)
    return {place: _by_measure(known, register, place) for place in places}


def _by_measure(
    known: Mapping[tuple[str, str, Place], frozenset[str]], register: IndicatorCatalogue, place: Place
) -> Lacking:
    found: dict[str, frozenset[str]] = {}
    for one in register.indicators.values():
        names = [name for name in one.sources if name in DELIVERED] + [*one.sources[:1]]
        keys = [(name, one.measure if name == "count" else "", place) for name in names]
        found[one.measure] = frozenset[str]().union(*(known.get(key, frozenset()) for key in keys))
    for one in register.of_kind("ratio"):
        for side in register.sides(one.measure):
            found[one.measure] |= found.get(side.rpartition(".")[2], frozenset())
    return {measure: periods for measure, periods in found.items() if periods}
