"""Archives of the same bytes each time: fixed order, fixed dates."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

BEGIN = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can tell: its parts have no dates of their own."""


def parts_of(archive: bytes) -> dict[str, bytes]:
    """Read the parts of an archive, in its own order."""
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """Pack the parts in the order given, without their dates; the one that is `stored` is not compressed."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, BEGIN)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()
