"""The coordinator's own words, with numbers bound to published cells."""

from pipelines.document.narrative.faults import ClaimFault, find_faults, without_faults
from pipelines.document.narrative.markdown import blocks_of
from pipelines.document.narrative.narrative import (
    check_names,
    narrative_folder,
    narrative_names,
    narrative_text,
    prose,
    written_blocks,
)
from pipelines.document.narrative.tags import filled

__all__ = [
    "ClaimFault",
    "blocks_of",
    "check_names",
    "filled",
    "find_faults",
    "narrative_folder",
    "narrative_names",
    "narrative_text",
    "prose",
    "without_faults",
    "written_blocks",
]
