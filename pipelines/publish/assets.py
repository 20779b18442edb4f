"""The files beside the page: style sheets, fonts and scripts, the same bytes each time."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.publish.svg import plotly_script

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
    folder = templates if name.startswith("fonts/") else templates / "styles"
    return (folder / name).read_bytes()
