"""Document -> page, PDF, tables and an edition folder."""

from pipelines.render.assets import write_assets
from pipelines.render.html import to_html
from pipelines.render.pdf import to_pdf
from pipelines.render.preview_server import serve
from pipelines.render.still import still

__all__ = [
    "serve",
    "still",
    "to_html",
    "to_pdf",
    "write_assets",
]
