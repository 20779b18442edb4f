"""A workspace as a whole: begun in an empty folder, and examined."""

from pipelines.workspace.beginning import UNTOLD, Beginning, furnish, read_pasted, start_workspace
from pipelines.workspace.doctor import Checkup, checkup_lines, examine

__all__ = [
    "UNTOLD",
    "Beginning",
    "Checkup",
    "checkup_lines",
    "examine",
    "furnish",
    "read_pasted",
    "start_workspace",
]
