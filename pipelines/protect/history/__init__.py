"""What published releases showed and hid, and the store of safe tables."""

from pipelines.protect.history.published import read_published, write_published
from pipelines.protect.history.release_record import (
    ReleaseHistory,
    read_release,
    still_standing,
    write_release_record,
)

__all__ = [
    "ReleaseHistory",
    "read_published",
    "read_release",
    "still_standing",
    "write_published",
    "write_release_record",
]
