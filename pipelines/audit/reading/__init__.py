"""Read published editions as a reader has them."""

from pipelines.audit.reading.editions import read_editions
from pipelines.audit.reading.strays import Stray, strays_of

__all__ = [
    "Stray",
    "read_editions",
    "strays_of",
]
