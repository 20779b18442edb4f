"""Measure the longest of the texts that the cells of a workbook share."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

TEXT = re.compile(rb"<(?:[^<>\s/:]+:)?si[\s>/]")


class SharedTexts:
    """Look along while a part of an archive is read, and measure its texts when it turns out to hold any."""

    def __init__(self, read: Callable[[], Iterator[bytes]]) -> None:
        self._read = read
        self._may_share = False

    def pieces(self) -> Iterator[bytes]:
        """Give the content in pieces, as it is read."""
        end = b""
        for piece in self._read():
            self._may_share = self._may_share or b"sst" in end + piece[:2] or b"sst" in piece
            end = piece[-2:]
            yield piece

    def longest(self) -> int:
        """Give the length of the longest text, at most; 0 where the part shares none."""
        if not self._may_share:
            return 0
        content = b"".join(self._read())
        if b"<![CDATA[" in content:
            return len(content)  # there a sign of a new text may stand inside one
        places = [found.start() for found in TEXT.finditer(content)]
        return max((after - before for before, after in pairwise([*places, len(content)])), default=0)
