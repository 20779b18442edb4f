"""Editions: made, described, previewed and published by one rename."""

from pipelines.edition.build import Edition, publish, render, scopes_of, start_narrative
from pipelines.edition.downloads import tables_as_csv
from pipelines.edition.edition_folder import MANIFEST, StoredEdition, write_aside
from pipelines.edition.live_preview import preview
from pipelines.edition.store import Settled, newest_edition, settle_editions, standing

__all__ = [
    "MANIFEST",
    "Edition",
    "Settled",
    "StoredEdition",
    "newest_edition",
    "preview",
    "publish",
    "render",
    "scopes_of",
    "settle_editions",
    "standing",
    "start_narrative",
    "tables_as_csv",
    "write_aside",
]
