"""The files beside the page: style sheets, fonts and scripts, the same bytes each time."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.render.stills import plotly_script, unpacked_font

HOME = "https://report.invalid/"  # of the print page: never asked for over a network
SHEETS = ("tokens", "type", "components", "screen")
PAGE_SHEETS = ("tokens", "type", "screen")


def write_assets(folder: Path, templates: Path) -> None:
    """Write what the screen page links to into the folder, which is made when it is not there."""
    for name, content in sorted(screen_assets(templates).items()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def screen_assets(templates: Path) -> Mapping[str, bytes]:
    """Give the files for the screen, by their name in the folder."""
    style = b"\n".join((templates / "styles" / f"{sheet}.css").read_bytes() for sheet in SHEETS)
    scripts = {file.name: file.read_bytes() for file in sorted((templates / "scripts").glob("*.js"))}
    return {"report.css": style, "plotly.js": plotly_script(), **_fonts(templates), **scripts}


def page_assets(templates: Path, style: Path, script: Path) -> Mapping[str, bytes]:
    """Give the files of another kind of page in the same look: its own sheet behind the shared ones."""
    shared = [templates / "styles" / f"{sheet}.css" for sheet in PAGE_SHEETS]
    sheet = b"\n".join(path.read_bytes() for path in (*shared, style))
    return {style.name: sheet, script.name: script.read_bytes(), **_fonts(templates)}


def _fonts(templates: Path) -> dict[str, bytes]:
    return {f"fonts/{file.name}": file.read_bytes() for file in sorted((templates / "fonts").iterdir())}


def print_asset(templates: Path, name: str) -> bytes:
    """Give a style sheet or a font for the page that becomes the PDF."""
    return (
        unpacked_font(templates / name)
        if name.startswith("fonts/")
        else (templates / "styles" / name).read_bytes()
    )
