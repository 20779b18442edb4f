"""Read a workbook in a process of its own first, where a single wrong number in it can end the process."""

import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import LoadError

MEMORY = 2 << 30
SECONDS = 120
READER = f"""
import contextlib, io, resource, sys
with contextlib.suppress(ValueError, OSError):
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from python_calamine import CalamineError, load_workbook
with contextlib.suppress(CalamineError):
    book = load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name)
"""
"""What is merely no workbook is left to the reading that follows, which says so."""


def try_apart(file: BinaryIO, path: Path) -> None:
    """Raise LoadError when a workbook can't be read within bounds.

    An XLS says how large its sheets are before they come, an ODS how often a space is repeated, and calamine
    reserves what they say. XLSX has no such numbers, so it is spared the second reading, unless long texts
    are shared by many cells.
    """
    file.seek(0)
    try:
        found = subprocess.run(  # noqa: S603  our own words, and the file only as its input
            [sys.executable, "-I", "-c", READER],
            input=file.read(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
        is_read = found.returncode == 0
    except subprocess.TimeoutExpired:
        is_read = False
    file.seek(0)
    if not is_read:
        raise LoadError(
            f"{path}: dit rekenblad is beschadigd of buitensporig groot; vraag het als .xlsx of .csv"
        )
