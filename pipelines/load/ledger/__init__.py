"""The ledger of deliveries, the months that they cover, and what is still to come."""

from pipelines.load.ledger.delivery_coverage import CoverageRow, coverage
from pipelines.load.ledger.entries import (
    REFERENCE,
    Delivery,
    deliveries,
    is_known,
    is_loaded,
    name_sources,
    register,
    replace_earlier,
    store_outcomes,
    take_out,
    withdraw,
)

__all__ = [
    "REFERENCE",
    "CoverageRow",
    "Delivery",
    "coverage",
    "deliveries",
    "is_known",
    "is_loaded",
    "name_sources",
    "register",
    "replace_earlier",
    "store_outcomes",
    "take_out",
    "withdraw",
]
