"""Small faults that somebody could make, planted one at a time."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mutant:
    """A file with one fault in it: the path from the project's root, its line (from 1), what and how."""

    path: Path
    line: int
    change: str
    text: str
