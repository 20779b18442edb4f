"""Know where the program's own files are: beside the package in a checkout, inside it in a wheel."""

from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("pipelines")))
_PACKED = PACKAGE / "given"  # where a wheel has them (pyproject.toml)
PROGRAM = _PACKED if _PACKED.is_dir() else PACKAGE.parent
"""Where sql/, report_templates/ and the data/ that come with the program are."""
SQL = PROGRAM / "sql"
TEMPLATES = PROGRAM / "report_templates"


def read_sql(name: str) -> str:
    """Read a file of sql/ that is no model: `load/ledger.sql`."""
    return (SQL / name).read_text(encoding="utf-8")
