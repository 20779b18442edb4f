"""The commands: arguments to one call, an error to one message and its exit code."""

from pipelines.cli.app import main
from pipelines.cli.data import HERE, Workspace

__all__ = [
    "HERE",
    "Workspace",
    "main",
]
