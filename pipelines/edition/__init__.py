"""Editions: made, described, previewed and published by one rename."""

from pipelines.edition.build import Edition, newest_edition, publish, render, scopes_of, start_narrative
from pipelines.edition.downloads import tables_as_csv
from pipelines.edition.edition_folder import MANIFEST, StoredEdition, write_release
from pipelines.edition.live_preview import preview

__all__ = [
    "MANIFEST",
    "Edition",
    "StoredEdition",
    "newest_edition",
    "preview",
    "publish",
    "render",
    "scopes_of",
    "start_narrative",
    "tables_as_csv",
    "write_release",
]
