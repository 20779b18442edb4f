"""What a release publishes: its cells, counted, made safe, and remembered."""

from pipelines.release.figures import (
    Figures,
    audit_release,
    check_figures,
    count_release,
    disclosure_rules,
    explain_model,
    load_deliveries,
    make_figures,
    order_outline,
    warehouse_of,
)
from pipelines.release.history import VERSION, Issue, aside_of, compare, settle, write_journal
from pipelines.release.release_history import history_of, others_of, register_of, write_aside

__all__ = [
    "VERSION",
    "Figures",
    "Issue",
    "aside_of",
    "audit_release",
    "check_figures",
    "compare",
    "count_release",
    "disclosure_rules",
    "explain_model",
    "history_of",
    "load_deliveries",
    "make_figures",
    "order_outline",
    "others_of",
    "register_of",
    "settle",
    "warehouse_of",
    "write_aside",
    "write_journal",
]
