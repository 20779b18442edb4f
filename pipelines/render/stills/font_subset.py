"""Make the static, subsetted faces of the report's font from the font package."""

from io import BytesIO
from pathlib import Path

import fontpkg_source_sans_3
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from pipelines.render.stills.fonts import FAMILY

FACES = {
    "RapportSans-Regular": ("SourceSans3[wght].ttf", 400),
    "RapportSans-SemiBold": ("SourceSans3[wght].ttf", 600),
    "RapportSans-Bold": ("SourceSans3[wght].ttf", 700),
    "RapportSans-Italic": ("SourceSans3-Italic[wght].ttf", 400),
}
CHARACTERS = (
    *range(0x20, 0x180),  # Latin with all accents, and the digraph ij
    *range(0x2010, 0x2070),  # dashes, quotes, thin and narrow spaces
    *range(0x2070, 0x209D),  # superscripts and subscripts
    *(0x20AC, 0x2122, 0x2153, 0x2154, 0x215B),
    *range(0x2190, 0x2196),  # arrows
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x221E),
    *(0x25A0, 0x25A1, 0x25B2, 0x25B6, 0x25BC, 0x25C6, 0x25CB, 0x25CF, 0x2610, 0x2611, 0x2713, 0x2717),
)


def make_faces(folder: Path) -> None:
    """Write every face as WOFF2 into the folder: done once, the result is kept with the templates."""
    folder.mkdir(parents=True, exist_ok=True)
    for face, (variable, weight) in FACES.items():
        (folder / f"{face}.woff2").write_bytes(make_face(face, variable, weight))


def make_face(face: str, variable: str, weight: int) -> bytes:
    """Give one static face of the variable font, with only the characters that a report can need."""
    font = TTFont(fontpkg_source_sans_3.ROOT / "files" / variable, recalcTimestamp=False)
    options = Options(layout_features=["*"], notdef_outline=True, name_IDs=[1, 2, 3, 4, 6], hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=False)
    names = {1: FAMILY, 2: face.rsplit("-", 1)[1], 3: face, 4: face, 6: face}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    font["OS/2"].usWeightClass = weight
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


if (
    __name__ == "__main__"
):  # python -m pipelines.render.stills.font_subset: make them anew after an update of the package
    make_faces(Path("report_templates/fonts"))
