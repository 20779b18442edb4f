"""What PDF/A and PDF/UA ask beyond what WeasyPrint writes: put right just before the file is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from pipelines.errors import DocumentError
from pipelines.render.stills import FAMILY

ABOUT = '<rdf:Description rdf:about="" '
UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
UA_1 = f'{ABOUT}xmlns:pdfuaid="{UA_NAMESPACE}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
UA_2 = (
    f'{ABOUT}xmlns:pdfuaid="{UA_NAMESPACE}"><pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>'
    "</rdf:Description>"
)
UA_SCHEMA = (  # PDF/A-1 to 3 want a description of every schema that XMP did not know
    f'{ABOUT}xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{UA_NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid"
    '</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>"
    "Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
WELL_TAGGED = (
    f'{ABOUT}xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>'
    + "".join(
        '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>'
        f"http://pdfa.org/declarations/wtpdf#{claim}1.0</pdfd:conformsTo></rdf:li>"
        for claim in ("reuse", "accessibility")
    )
    + "</rdf:Bag></pdfd:declarations></rdf:Description>"
)


@dataclass(frozen=True)
class Standard:
    """What a file claims to be: WeasyPrint's variant and the claims that we add to its metadata."""

    variant: str
    claims: str


STANDARDS: Mapping[str, Standard] = {
    "a3a-ua1": Standard("pdf/a-3a", UA_1 + UA_SCHEMA),
    "a4f-ua2": Standard("pdf/a-4f", UA_2 + WELL_TAGGED),
}


def finish(standard: Standard, figure_of_file: Mapping[str, str]) -> Callable[[Any, Any], None]:
    """Give the function that WeasyPrint calls with the finished file."""

    def finisher(document: Any, pdf: Any) -> None:
        _only_our_font(document)
        _open_with_bookmarks(pdf)
        _claim(pdf, standard.claims)
        _no_interpolation(pdf)
        _sort_files(pdf)
        _tie_files_to_figures(pdf, figure_of_file)

    return finisher


def _only_our_font(document: Any) -> None:
    """Refuse a font of the machine: it would differ on the next one, and no one chose it."""
    foreign = sorted(
        (str(font.family), "".join(sorted(set(font.to_unicode.values()))))
        for font in document.fonts.values()
        if font.family.replace("-", " ") != FAMILY
    )
    if foreign:
        found = "; ".join(f"{characters} ({family})" for family, characters in foreign)
        raise DocumentError(f"Tekens die het lettertype van het verslag niet heeft: {found}. Vervang ze.")


def _open_with_bookmarks(pdf: Any) -> None:
    """Show the bookmarks when the file opens, and number its pages as they are printed."""
    pdf.catalog["PageMode"] = "/UseOutlines"
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})


def _claim(pdf: Any, claims: str) -> None:
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream[0] = metadata.stream[0].replace(b"</rdf:RDF>", claims.encode() + b"</rdf:RDF>")
    metadata.compress = False


def _no_interpolation(pdf: Any) -> None:
    for item in pdf.objects:
        extra = getattr(item, "extra", None) or {}
        if extra.get("Subtype") == "/Image" and "Interpolate" in extra:
            extra["Interpolate"] = "false"


def _sort_files(pdf: Any) -> None:
    """List each file once (WeasyPrint 70 lists it twice), and sort the name tree as ISO 32000 wants it."""
    if "AF" not in pdf.catalog:
        return
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    names = pdf.objects[int(pdf.catalog["Names"]["EmbeddedFiles"].split()[0])]["Names"]
    pairs = sorted(zip(names[::2], names[1::2], strict=True), key=lambda pair: pair[0].data)
    names[:] = [part for pair in pairs for part in pair]


def _tie_files_to_figures(pdf: Any, figure_of_file: Mapping[str, str]) -> None:
    elements = getattr(pdf, "structure_by_id", {})
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec":
            element = elements.get(figure_of_file.get(item["UF"].string))
            if element is not None:
                element.obj["AF"] = pydyf.Array([item.reference])
