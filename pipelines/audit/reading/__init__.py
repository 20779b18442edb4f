"""Read published editions as a reader has them."""

from pipelines.audit.reading.editions import read_editions

__all__ = [
    "read_editions",
]
