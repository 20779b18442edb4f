"""Turn person numbers into keyed pseudonyms before they are stored."""

import base64
import hashlib
import hmac

PSEUDONYM_LENGTH = 12
"""Letters of base 64 kept of HMAC-SHA-256: 72 bits, so even among a million persons a clash has a chance of
one in ten billion; DuckDB keeps texts of 12 letters in place, which makes joins and distinct counts fast."""


def pseudonym(number: str, *, numbering: str, key: bytes) -> str:
    """Give the same pseudonym for the same person number within one numbering.

    Spelling does not matter: spaces, dots, dashes, case and lost leading zeros are evened out first.
    """
    message = f"{numbering}\0{_evened(number)}".encode()
    digest = hmac.digest(key, message, hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:9]).decode()[:PSEUDONYM_LENGTH]


def _evened(number: str) -> str:
    is_plain = number.isascii() and number.isalnum()
    kept = number.upper() if is_plain else "".join(letter for letter in number if letter.isalnum()).upper()
    return kept.lstrip("0") or "0" if kept.isdigit() else kept
