"""What a release publishes: its cells, counted, made safe, and remembered."""

from pipelines.release.deliveries import accept_file, restore_delivery, withdraw_delivery
from pipelines.release.exchange import export_history, import_history, is_imported
from pipelines.release.figures import (
    FICTITIOUS,
    Figures,
    audit_release,
    check_figures,
    count_release,
    disclosure_rules,
    explain_model,
    load_deliveries,
    make_figures,
    order_outline,
)
from pipelines.release.history import (
    VERSION,
    Issue,
    aside_of,
    compare,
    open_register,
    read_history,
    settle,
    write_journal,
)
from pipelines.release.release_history import OTHER, history_of, others_of, register_of, write_aside
from pipelines.release.unread import unread_exports

__all__ = [
    "FICTITIOUS",
    "OTHER",
    "VERSION",
    "Figures",
    "Issue",
    "accept_file",
    "aside_of",
    "audit_release",
    "check_figures",
    "compare",
    "count_release",
    "disclosure_rules",
    "explain_model",
    "export_history",
    "history_of",
    "import_history",
    "is_imported",
    "load_deliveries",
    "make_figures",
    "open_register",
    "order_outline",
    "others_of",
    "read_history",
    "register_of",
    "restore_delivery",
    "settle",
    "unread_exports",
    "withdraw_delivery",
    "write_aside",
    "write_journal",
]
