"""Build again only what changed: state, partitions and rebuilding of models."""

from pipelines.model.incremental.build_state import remember
from pipelines.model.incremental.refresh import Refresh, bring_up_to_date, look_at_inputs

__all__ = [
    "Refresh",
    "bring_up_to_date",
    "look_at_inputs",
    "remember",
]
