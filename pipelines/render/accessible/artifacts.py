"""The marked content of one page: hand it out, or turn it into artifacts, which no reader speaks."""

from typing import Any

import pydyf


class Marks:
    """What WeasyPrint marked on a page, until an element takes it."""

    def __init__(self, stream: Any) -> None:
        self._open: dict[Any, Any] = stream._tags
        self._operators = stream.stream
        self._places: dict[int, int] | None = None

    def take(self, box: Any) -> int | None:
        """Give the number of the box's marked content, once."""
        taken = self._open.pop(box, None)
        return None if taken is None else int(taken["mcid"])

    def hide(self, box: Any, furniture: str | None = None) -> None:
        """Make the content of the box an artifact, of the page (`/Header`, `/Footer`) or plain."""
        mcid = self.take(box)
        if mcid is None:
            return
        place = self._place(mcid)
        self._operators[place - 2] = "/Artifact"
        if furniture:
            self._operators[place - 1] = pydyf.Dictionary({"Type": "/Pagination", "Subtype": furniture})
        else:
            self._operators[place - 1], self._operators[place] = b"BMC", b""

    def say(self, mcid: int, text: str) -> None:
        """Give content the words to be read in its place."""
        self._operators[self._place(mcid) - 1]["ActualText"] = pydyf.String(text)

    def forget_rest(self) -> None:
        """Make artifacts of what nothing took."""
        for box in tuple(self._open):
            self.hide(box)

    def _place(self, mcid: int) -> int:
        """Find the operator that opens the content; what stands before it is its tag and properties."""
        if self._places is None:
            found = enumerate(self._operators)
            self._places = {
                self._operators[at - 1]["MCID"]: at
                for at, operator in found
                if operator == b"BDC" and isinstance(self._operators[at - 1], dict)
            }
        return self._places[mcid]
