"""The files beside the page: style sheets, fonts and scripts, the same bytes each time."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from pipelines.render.stills import plotly_script

HOME = "https://report.invalid/"  # of the print page: never asked for over a network
SHEETS = ("tokens", "type", "components", "screen")


def write_assets(folder: Path, templates: Path) -> None:
    """Write what the screen page links to into the folder, which is made when it is not there."""
    for name, content in sorted(assets(templates).items()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def assets(templates: Path) -> Mapping[str, bytes]:
    """Give the files for the screen, by their name in the folder."""
    style = b"\n".join((templates / "styles" / f"{sheet}.css").read_bytes() for sheet in SHEETS)
    fonts = {f"fonts/{file.name}": file.read_bytes() for file in sorted((templates / "fonts").iterdir())}
    scripts = {file.name: file.read_bytes() for file in sorted((templates / "scripts").glob("*.js"))}
    return {"report.css": style, "plotly.js": plotly_script(), **fonts, **scripts}


def print_asset(templates: Path, name: str) -> bytes:
    """Give a style sheet or a font for the page that becomes the PDF."""
    return (
        _unpacked(templates / name)
        if name.startswith("fonts/")
        else (templates / "styles" / name).read_bytes()
    )


@cache
def _unpacked(file: Path) -> bytes:
    """Unpack a WOFF2 once: WeasyPrint would do it again for each document."""
    font = TTFont(file, recalcTimestamp=False)
    font.flavor = None
    unpacked = BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()
