"""Document -> page and PDF."""

from pipelines.errors import TechnicalError
from pipelines.render.libraries import install_command, missing_libraries, packages_of

# Before WeasyPrint is imported, which says this in English, or only while it writes a file.
if missing := missing_libraries():
    raise TechnicalError(
        f"voor de PDF ontbreken bibliotheken van het systeem: {', '.join(missing)}. Op Debian en Ubuntu: "
        f"{install_command(packages_of(missing))}"
    )

from pipelines.render.assets import page_assets, screen_assets, write_assets
from pipelines.render.html import to_html
from pipelines.render.pdf import to_pdf
from pipelines.render.preview_server import serve
from pipelines.render.reviewed import set_review_page
from pipelines.render.stills import still
from pipelines.render.templates import set_page

__all__ = [
    "page_assets",
    "screen_assets",
    "serve",
    "set_page",
    "set_review_page",
    "still",
    "to_html",
    "to_pdf",
    "write_assets",
]
