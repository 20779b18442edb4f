"""Tell how a text is encoded from how it begins: by its mark, by its bytes, else by likelihood."""

import re

SAMPLE = 1 << 18
"""Bytes that are looked at to find encoding and delimiter."""

OLDER = ("cp1252", "iso-8859-15", "cp850", "mac_roman")
"""Every text can be read by each of these; which one is right shows in the letters of the header, if any."""

NEVER_ISO = re.compile(rb"[\x80-\x9f]")
"""What ISO 8859 keeps for control signs and Windows for quotes and dashes."""

LIKELY_ISO = re.compile(rb"\xa4|[A-Za-z][\xa6\xa8\xb8\xbc\xbd\xbe][A-Za-z]|\b[\xa6\xbc\xbe][a-z]")
"""Where ISO 8859-15 has the euro and letters as in `coeur`, and Windows signs that nobody writes there."""


def encodings_of(sample: bytes) -> tuple[str, ...]:
    """Give the encodings in which a text can be that begins so; the likeliest first."""
    first = encoding_of(sample)
    return (first, *(other for other in OLDER if other != first)) if first in OLDER else (first,)


def encoding_of(sample: bytes) -> str:
    """Tell how the beginning of a text is most likely encoded."""
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if (wide := _without_mark(sample)) is not None:
        return wide
    if _is_utf8(sample):
        return "utf-8"
    return "iso-8859-15" if LIKELY_ISO.search(sample) and not NEVER_ISO.search(sample) else "cp1252"


def is_wide(sample: bytes) -> bool:
    """Tell whether a text is UTF-16, where zeros are no sign of damage."""
    return encoding_of(sample).startswith("utf-16")


def _without_mark(sample: bytes) -> str | None:
    """See UTF-16 without its mark: of Western text every other byte is zero."""
    half = len(sample) // 2
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if half and odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.7 * half and odd < 0.1 * half else None


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        # the sample may end inside a character
        return len(sample) == SAMPLE and error.start >= SAMPLE - 4
    return True
