"""Read published editions as a reader has them."""

from pipelines.audit.reading.editions import read_editions
from pipelines.audit.reading.pages import Stray, stray_numbers

__all__ = [
    "Stray",
    "read_editions",
    "stray_numbers",
]
