"""Carry the reason for which a cell can't be read along in its text, until the row is refused for it."""

import re

START, END = "\ue000", "\ue001"
"""Signs that no partner types: they are set apart for private use."""

CARRIED = re.compile(f"{START}[a-z_]+{END}")


def refusal(reason: str, text: str = "") -> str:
    """Give the text of a cell with the reason to refuse it; `carried_reason` in SQL reads it back."""
    return f"{START}{reason}{END}{text}"


def without_refusal(text: str) -> str:
    """Give the text as the partner sees it."""
    return CARRIED.sub("", text) if START in text else text
