"""Document -> page, PDF, tables and an edition folder."""

from pipelines.publish.assets import write_assets
from pipelines.publish.html import to_html
from pipelines.publish.pdf import to_pdf
from pipelines.publish.preview import serve
from pipelines.publish.release import MANIFEST, Release, write_aside
from pipelines.publish.svg import still
from pipelines.publish.tables import tables_as_csv

__all__ = [
    "MANIFEST",
    "Release",
    "serve",
    "still",
    "tables_as_csv",
    "to_html",
    "to_pdf",
    "write_aside",
    "write_assets",
]
