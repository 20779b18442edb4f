"""What published releases showed and hid, and the store of safe tables."""

from pipelines.protect.history.published import read_published, shown_in, write_published
from pipelines.protect.history.release_record import (
    Released,
    ReleaseHistory,
    join_releases,
    read_release,
    read_releases,
    write_release_record,
)
from pipelines.protect.history.standing import cell_of, ghosts_of, still_standing, unchanged, with_totals

__all__ = [
    "ReleaseHistory",
    "Released",
    "cell_of",
    "ghosts_of",
    "join_releases",
    "read_published",
    "read_release",
    "read_releases",
    "shown_in",
    "still_standing",
    "unchanged",
    "with_totals",
    "write_published",
    "write_release_record",
]
