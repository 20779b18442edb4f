"""What a release publishes: its cells, counted, made safe, and remembered."""

from pipelines.release.figures import (
    SQL,
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
from pipelines.release.release_history import others_of, remember

__all__ = [
    "SQL",
    "Figures",
    "audit_release",
    "check_figures",
    "count_release",
    "disclosure_rules",
    "explain_model",
    "load_deliveries",
    "make_figures",
    "order_outline",
    "others_of",
    "remember",
    "warehouse_of",
]
