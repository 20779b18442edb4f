"""Tell which periods are incomplete, from what was delivered and not from the calendar."""

from decimal import Decimal

from pipelines.database import Database, rows
from pipelines.model.catalogue import IndicatorCatalogue

TOLERATED = Decimal("0.05")
"""A period of which this share is missing can still be compared with another."""

INCOMPLETE = """
with
parts as (
    select source_code, dataset, prison_code, period_code, missing_rows, 0 as delivered_rows
    from core.delivery_missing
    union all by name
    select source_code, dataset, prison_code, period_code, 0 as missing_rows, delivered_rows
    from core.delivery_month
    join core.headline_month using (month_start)
)

select period_code
from parts
where
    dataset = $dataset
    and coalesce(prison_code = $prison_code, $prison_code is null)
    and (
        $domain_code is null
        or source_code in (select source_code from core.registered_subject where domain_code = $domain_code)
        or source_code not in (select source_code from core.registered_subject)
    )
    and (
        $measure is null
        or source_code in (select source_code from staging.count where measure = $measure)
    )
group by period_code
having sum(missing_rows) > $tolerated * sum(missing_rows + delivered_rows)
"""


def incomplete_periods(
    db: Database,
    prison_code: str | None = None,
    domain_code: str | None = None,
    *,
    dataset: str = "session",
    measure: str | None = None,
    tolerated: Decimal = TOLERATED,
) -> frozenset[str]:
    """Name the quarters, years and years to date of which too much is missing to compare them with others.

    What is missing is estimated: the rows that the partners in default usually deliver for a quarter, as a
    share of what there would be with them. Without `prison_code` over all prisons; with `domain_code` only
    of the partners that registered something in it, or never anything; with `measure` only of those
    that ever gave a total of it.
    """
    asked = {
        "dataset": dataset,
        "measure": measure,
        "prison_code": prison_code,
        "domain_code": domain_code,
        "tolerated": tolerated,
    }
    return frozenset(str(period_code) for (period_code,) in rows(db, INCOMPLETE, asked))


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


def incomplete_by_measure(
    db: Database, register: IndicatorCatalogue, prison_code: str | None = None
) -> dict[str, frozenset[str]]:
    """Name the incomplete periods of each measure: those of the datasets that its figures come from.

    Of totals (`count`) only the partners matter that gave some of that measure. A rate lacks what its sides
    do.
    """
    by_dataset = {
        name: incomplete_periods(db, prison_code, dataset=name)
        for name in (*DELIVERED, "person")
        if name != "count"
    }
    has_counts = bool(incomplete_periods(db, prison_code, dataset="count"))
    found: dict[str, frozenset[str]] = {}
    for one in register.indicators.values():
        names = [name for name in one.sources if name in DELIVERED] + [*one.sources[:1]]
        periods = frozenset[str]().union(*(by_dataset.get(name, frozenset()) for name in names))
        if has_counts and "count" in names:
            periods |= incomplete_periods(
                db, prison_code, dataset="count", measure=one.measure, tolerated=TOLERATED
            )
        found[one.measure] = periods
    for one in register.of_kind("ratio"):
        for side in register.sides(one.measure):
            found[one.measure] |= found.get(side.rpartition(".")[2], frozenset())
    return {measure: periods for measure, periods in found.items() if periods}
