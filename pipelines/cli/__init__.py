"""The commands: arguments to one call, an error to one message and its exit code."""

from pipelines.cli.app import main

__all__ = [
    "main",
]
