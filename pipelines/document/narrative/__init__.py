"""The coordinator's own words, with numbers bound to published cells."""

from pipelines.document.narrative.markdown import blocks_of
from pipelines.document.narrative.narrative import (
    check_names,
    narrative_folder,
    narrative_names,
    narrative_text,
    prose,
    written_blocks,
)

__all__ = [
    "blocks_of",
    "check_names",
    "narrative_folder",
    "narrative_names",
    "narrative_text",
    "prose",
    "written_blocks",
]
