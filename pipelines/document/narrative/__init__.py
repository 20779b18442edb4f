"""The coordinator's own words, with numbers bound to published cells."""

from pipelines.document.narrative.narrative import (
    check_names,
    narrative_folder,
    narrative_names,
    prose,
    written_blocks,
)

__all__ = [
    "check_names",
    "narrative_folder",
    "narrative_names",
    "prose",
    "written_blocks",
]
