"""A published edition as pandas tables, for analysts."""

from pipelines.analysis.edition_tables import EditionTables, open_edition

__all__ = [
    "EditionTables",
    "open_edition",
]
