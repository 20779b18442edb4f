"""A workspace as a whole: begun in an empty folder, and examined."""

from pipelines.workspace.beginning import UNTOLD, Beginning, furnish, read_pasted, start_workspace

__all__ = [
    "UNTOLD",
    "Beginning",
    "furnish",
    "read_pasted",
    "start_workspace",
]
