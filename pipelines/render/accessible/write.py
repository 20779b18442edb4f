"""Write the structure tree into the PDF: elements, parent tree, ids, and destinations for PDF 2.0."""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf

from pipelines.render.accessible.element import Content, Element, LinkPosition
from pipelines.render.accessible.structure_types import OLD_NAMESPACE
from pipelines.render.accessible.walk import Walk

PDF_1_7 = "http://iso.org/pdf/ssn"
PDF_2_0 = "http://iso.org/pdf2/ssn"
EMPTY_MAY_GO = frozenset(("Lbl", "LBody", "Div", "Sect", "P", "Span", "Caption"))


def write_structure(pdf: Any, walk: Walk, *, is_pdf_2: bool) -> None:
    """Add all objects of the structure and the catalogue's entries."""
    pages = pdf.page_references  # a property that lists all pages anew each time: asked once
    tree = _add(pdf, {"Type": "/StructTreeRoot"})
    elements = tuple(_in_order(walk.root))
    for number, note in enumerate(walk.notes, start=1):
        note.entries["ID"] = pydyf.String(f"note-{number:05}")
    for element in elements:
        element.obj = _add(pdf, {"Type": "/StructElem", "S": f"/{element.role}"})
    for element in elements:
        _fill(element, tree, pages)
    if is_pdf_2:
        _write_namespaces(pdf, tree, elements)
        _write_references(elements, walk)
        _write_structure_destinations(pdf, walk)
    tree["K"] = pydyf.Array([walk.root.obj.reference])
    _write_parents(pdf, tree, walk)
    _write_ids(pdf, tree, walk.notes)
    _drop_annotations(pdf, walk.dropped)
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true", "UserProperties": "true"})


def _add(pdf: Any, entries: dict[str, Any]) -> Any:
    made = pydyf.Dictionary(entries)
    pdf.add_object(made)
    return made


def _in_order(element: Element) -> Iterator[Element]:
    """Give the element and all below it, without elements that hold nothing."""
    yield element
    element.kids = [kid for kid in element.kids if not _is_empty(kid)]
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _in_order(kid)


def _is_empty(kid: Element | Content | LinkPosition) -> bool:
    return isinstance(kid, Element) and kid.role in EMPTY_MAY_GO and all(map(_is_empty, kid.kids))


def _fill(element: Element, tree: Any, pages: Any) -> None:
    written = element.obj
    written["P"] = element.parent.obj.reference if element.parent else tree.reference
    if element.page is not None:
        written["Pg"] = pages[element.page]
    written["K"] = pydyf.Array(_kid(kid, element, pages) for kid in element.kids)
    owned = [pydyf.Dictionary({"O": f"/{owner}", **facts}) for owner, facts in element.attributes.items()]
    if owned:
        written["A"] = pydyf.Array(item.data for item in owned) if len(owned) > 1 else owned[0]
    written.update(element.entries)


def _kid(kid: Element | Content | LinkPosition, parent: Element, pages: Any) -> Any:
    match kid:
        case Element():
            return kid.obj.reference
        case Content(page, mcid) if page == parent.page:
            return mcid
        case Content(page, mcid):
            return pydyf.Dictionary({"Type": "/MCR", "Pg": pages[page], "MCID": mcid}).data
        case LinkPosition(page, annotation):
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": pages[page]}).data


def _write_parents(pdf: Any, tree: Any, walk: Walk) -> None:
    """Let every piece of content and every link find the element that holds it."""
    numbers = pydyf.Array()
    for page, held in enumerate(walk.content):
        whole = range(max(held, default=-1) + 1)
        found = pydyf.Array(held[mcid].obj.reference if mcid in held else b"null" for mcid in whole)
        pdf.add_object(found)
        numbers.extend([page, found.reference])
    for number, (element, annotation) in enumerate(walk.links, start=len(walk.content)):
        annotation["StructParent"] = number
        annotation["F"] = 4  # printed, as PDF/A wants it
        numbers.extend([number, element.obj.reference])
    tree["ParentTree"] = _add(pdf, {"Nums": numbers}).reference
    tree["ParentTreeNextKey"] = len(walk.content) + len(walk.links)


def _write_ids(pdf: Any, tree: Any, notes: Iterable[Element]) -> None:
    names = pydyf.Array()
    for note in notes:
        names.extend([note.entries["ID"], note.obj.reference])
    if names:
        tree["IDTree"] = _add(pdf, {"Names": names}).reference


def _drop_annotations(pdf: Any, dropped: set[bytes]) -> None:
    for item in pdf.objects:
        if not isinstance(item, pydyf.Dictionary):
            continue
        if item.get("Type") == "/Page" and "Annots" in item:
            item["Annots"] = pydyf.Array(link for link in item["Annots"] if link not in dropped)
            if not item["Annots"]:
                del item["Annots"]
        elif item.get("Type") == "/Annot" and item.reference in dropped:
            item.clear()
            item["Type"] = "/Null"


def _write_namespaces(pdf: Any, tree: Any, elements: Iterable[Element]) -> None:
    new, old = (
        _add(pdf, {"Type": "/Namespace", "NS": pydyf.String(address)}) for address in (PDF_2_0, PDF_1_7)
    )
    tree["Namespaces"] = pydyf.Array([new.reference, old.reference])
    for element in elements:
        element.obj["NS"] = (old if element.role in OLD_NAMESPACE else new).reference


def _write_references(elements: Iterable[Element], walk: Walk) -> None:
    for element in elements:
        target = walk.by_id.get(element.target or "")
        if target is not None and target.obj is not None:
            element.obj["Ref"] = pydyf.Array([target.obj.reference])


def _write_structure_destinations(pdf: Any, walk: Walk) -> None:
    """Point links and bookmarks to elements, not only to places on a page, as PDF/UA-2 wants it."""
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    goals = {}
    for at in range(0, len(names), 2):
        element = walk.by_id.get(names[at].string, walk.root)
        goals[names[at].string] = goal = _goal(names[at + 1], element if element.obj else walk.root)
        names[at + 1] = pydyf.Dictionary({"D": goal["D"], "SD": goal["SD"]})
    dictionaries = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    for link in dictionaries:
        if link.get("Subtype") == "/Link" and "Dest" in link:
            link["A"] = goals[link.pop("Dest").string]
    outlines = [item for item in dictionaries if {"Dest", "Title", "Parent"} <= item.keys()]
    for outline, element in zip(outlines, walk.bookmarked, strict=True):
        outline["SE"] = element.obj.reference
        outline["A"] = _goal(outline.pop("Dest"), element)


def _goal(place: Any, element: Element) -> Any:
    structure = pydyf.Array([element.obj.reference, *place[1:]])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": structure})
