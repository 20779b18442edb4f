"""Take out of Plotly's SVG what draws nothing, which is most of its nodes, and its inline styles."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

USELESS = frozenset(
    {
        "class",
        "direction",
        "white-space",
        "vector-effect",
        "stroke-miterlimit",
        "data-unformatted",
        "data-math",
        "data-notex",
    }
)
PLAIN = {("opacity", "1"), ("fill-opacity", "1"), ("stroke-opacity", "1"), ("stroke-width", "0px")}
"""Attributes that say what holds without them; a stroke of no width is taken out as a whole."""
ROOT = re.compile(r"<svg\b[^>]*>")
OLD_LINK = "{http://www.w3.org/1999/xlink}href"
POINTER = re.compile(r"url\(#([^)]+)\)")


def lean(svg: str) -> str:
    """Give the picture with only what is seen, in attributes, which a strict content policy allows.

    The root loses its attributes, namespaces too; what was `xlink:href` is `href` since SVG 2.
    """
    bare = ROOT.sub('<svg xmlns:xlink="http://www.w3.org/1999/xlink">', svg, count=1)
    root = ElementTree.fromstring(bare)  # noqa: S314  our own Plotly drew it
    _prune(root, None)
    _forget_unused(root)
    return ElementTree.tostring(root, encoding="unicode")


def _prune(node: Element, clip: str | None) -> None:
    node.tag = node.tag.rpartition("}")[2]
    if old_link := node.attrib.pop(OLD_LINK, None):
        node.attrib.setdefault("href", old_link)
    _style_as_attributes(node)
    if node.get("stroke-width") == "0px":
        node.attrib.pop("stroke", None)
    for name, value in list(node.attrib.items()):
        is_repeated = name == "clip-path" and value == clip
        if name in USELESS or (name, value) in PLAIN or is_repeated:
            del node.attrib[name]
    clip = node.get("clip-path", clip)
    kept: list[Element] = []
    for child in node:
        _prune(child, clip)
        is_only_a_wrap = child.tag == "g" and not child.attrib
        kept += list(child) if is_only_a_wrap else [] if _is_nothing(child) else [child]
    if node.tag not in ("text", "tspan"):
        node[:] = kept


def _style_as_attributes(node: Element) -> None:
    for part in node.attrib.pop("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            node.set(name.strip(), value.replace('"', "").strip())


def _is_nothing(node: Element) -> bool:
    """Tell whether a node draws nothing, in itself or below it."""
    match node.tag:
        case "g" | "defs":
            return len(node) == 0
        case "path":
            return not node.get("d")
        case "rect":
            return node.get("fill-opacity") == "0" and node.get("stroke") is None
        case "text":
            return not "".join(node.itertext()).strip()
        case _:
            return False


def _forget_unused(root: Element) -> None:
    """Take away the clips that nothing points to any more."""
    used = {name for node in root.iter() for value in node.attrib.values() for name in POINTER.findall(value)}
    for parent in root.iter():
        parent[:] = [child for child in parent if child.tag != "clipPath" or child.get("id") in used]
