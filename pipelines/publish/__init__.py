"""Document -> page, PDF, tables and an edition folder."""

from pipelines.errors import TechnicalError
from pipelines.publish.libraries import install_command, missing_libraries, packages_of

# Before WeasyPrint is imported, which says this in English, or only while it writes a file.
if missing := missing_libraries():
    raise TechnicalError(
        f"voor de PDF ontbreken bibliotheken van het systeem: {', '.join(missing)}. Op Debian en Ubuntu: "
        f"{install_command(packages_of(missing))}"
    )

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
