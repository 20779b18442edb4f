"""Turn person numbers into keyed pseudonyms before they are stored."""

import hashlib
import hmac

PSEUDONYM_LENGTH = 32
"""Hexadecimal digits kept of HMAC-SHA-256: 128 bits, as RFC 2104 allows; a clash is out of reach."""


def pseudonym(number: str, *, numbering: str, key: bytes) -> str:
    """Give the same pseudonym for the same person number within one numbering.

    Spelling does not matter: spaces, dots, dashes, case and lost leading zeros are evened out first.
    """
    message = f"{numbering}\0{_evened(number)}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:PSEUDONYM_LENGTH]


def _evened(number: str) -> str:
    kept = "".join(letter for letter in number if letter.isalnum()).upper()
    return kept.lstrip("0") or "0" if kept.isdigit() else kept
