"""From partners' exports to a published report, one step a folder; docs/architecture.md is the map.

`open_edition(folder)["participants_by_domain"]` reads a table of a published edition with pandas
(docs/analisten.md).
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.analysis import EditionTables

__all__ = ["open_edition"]


def open_edition(folder: str | Path) -> "EditionTables":
    """Open the folder of an edition to read its public tables with pandas."""
    from pipelines import analysis

    return analysis.open_edition(folder)
