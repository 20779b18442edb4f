"""The ledger of deliveries, the months that they cover, and what is still to come."""

from pipelines.load.ledger.code_lists import listed_codes
from pipelines.load.ledger.code_names import refuse_codes
from pipelines.load.ledger.deciding import decide, keep_decisions, which, withdraw
from pipelines.load.ledger.decisions import (
    UNDECIDED,
    Act,
    Decision,
    Decisions,
    add_decisions,
)
from pipelines.load.ledger.delivery_coverage import (
    CoverageRow,
    ExpectedDelivery,
    coverage,
    expected_deliveries,
)
from pipelines.load.ledger.delivery_months import STATED
from pipelines.load.ledger.entries import (
    REFERENCE,
    Delivery,
    deliveries,
    emptied,
    forget_rows,
    is_known,
    is_loaded,
    name_sources,
    read_files,
    register,
    store_outcomes,
    take_out,
)
from pipelines.load.ledger.erasures import add_erasures, is_about_persons, mark_rows, marks_of
from pipelines.load.ledger.order import refuse_out_of_order, settled, unsettled
from pipelines.load.ledger.replaced import Replaced, Version, count_versions, replace_earlier, store_replaced
from pipelines.load.ledger.row_outcomes import DeliveredRows, delivered_rows
from pipelines.load.ledger.sheet_outcomes import OddThing, SheetOutcome, delivery_outcome
from pipelines.load.ledger.standing import gone_files, read_otherwise, store_lists, withdraw_decided

__all__ = [
    "REFERENCE",
    "STATED",
    "UNDECIDED",
    "Act",
    "CoverageRow",
    "Decision",
    "Decisions",
    "DeliveredRows",
    "Delivery",
    "ExpectedDelivery",
    "OddThing",
    "Replaced",
    "SheetOutcome",
    "Version",
    "add_decisions",
    "add_erasures",
    "count_versions",
    "coverage",
    "decide",
    "delivered_rows",
    "deliveries",
    "delivery_outcome",
    "emptied",
    "expected_deliveries",
    "forget_rows",
    "gone_files",
    "is_about_persons",
    "is_known",
    "is_loaded",
    "keep_decisions",
    "listed_codes",
    "mark_rows",
    "marks_of",
    "name_sources",
    "read_files",
    "read_otherwise",
    "refuse_codes",
    "refuse_out_of_order",
    "register",
    "replace_earlier",
    "settled",
    "store_lists",
    "store_outcomes",
    "store_replaced",
    "take_out",
    "unsettled",
    "which",
    "withdraw",
    "withdraw_decided",
]
