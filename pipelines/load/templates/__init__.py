"""Workbooks that partners fill in, each with the source that reads it."""

from pipelines.load.templates.files import write_templates

__all__ = [
    "write_templates",
]
