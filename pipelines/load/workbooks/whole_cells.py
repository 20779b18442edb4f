"""Rewrite the sheets of a workbook so that a cell which python-calamine gives as empty says what it holds.

It leaves out error values and formulas that were never calculated, refuses a whole file for an error value
that it does not know, and glues a footnote in superscript to the number before it.
"""

import io
import re
from typing import BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from pipelines.load.read import ArchiveParts, refusal

ERROR = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*\bt\s*=\s*["'])e(["'])""")
FORMULA = re.compile(
    rb"""<((?:\w+:)?)c\b([^<>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*(?<!/)>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
TYPED = re.compile(rb"""\s\bt\s*=\s*["'](\w+)["']""")
RUN = re.compile(rb"<(?:\w+:)?r>.*?</(?:\w+:)?r>|<(?:\w+:)?r\s[^<>]*>.*?</(?:\w+:)?r>", re.DOTALL)
SHIFTED = re.compile(rb"""<(?:\w+:)?vertAlign\b[^<>]*val\s*=\s*["'](super|sub)script["']""")
CROSSED = re.compile(rb"""<(?:\w+:)?strike\b(?![^<>]*\bval\s*=\s*["'](?:0|false)["'])""")
WORDS = re.compile(rb"(<(?:\w+:)?t(?:\s[^<>]*)?>)([^<]*)(</(?:\w+:)?t>)")
SHIFTED_SIGNS = {
    "super": str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
"""Signs that stand higher or lower by themselves, for those that a layout moves: a footnote is no digit."""

NOT_CALCULATED = refusal("formula_without_value", "=").encode()
STRUCK = refusal("struck_through").encode()


def with_whole_cells(file: BinaryIO, parts: ArchiveParts | None) -> BinaryIO:
    """Give an XLSX without such cells: the file itself where it has none, and other files as they are."""
    file.seek(0)
    if parts is None or "xl/workbook.xml" not in parts.names:
        return file
    try:
        changed = {}
        for name in parts.names:
            if name.lower().endswith(".xml"):
                content = parts.read(name)
                mended = _mended(content)
                if mended is not content and mended != content:
                    changed[name] = mended
    except (BadZipFile, OSError, NotImplementedError):
        return file  # whoever reads it says what is wrong
    finally:
        file.seek(0)
    return _with_parts(parts.archive, changed) if changed else file


def _mended(content: bytes) -> bytes:
    start = content[:4096]
    is_usual = b"='" not in start and b":sheetData" not in content[:65536]  # as Excel and most others write
    if (b'="e"' if is_usual else b"e") in content:
        content = ERROR.sub(rb"\1str\2", content)
    if not is_usual or b"</f>" in content or b"<f " in content:
        content = FORMULA.sub(_formula, content)
    if b"vertAlign" in content or b"<strike" in content or (not is_usual and b"strike" in content):
        content = RUN.sub(_run, content)
    return content


def _formula(found: re.Match[bytes]) -> bytes:
    prefix, said = found[1], found[2]
    kind = TYPED.search(said)
    if kind and kind[1] == b"str":
        return found[0]  # it was calculated, and gave an empty text
    said = TYPED.sub(b"", said)
    return b'<%bc%b t="str"><%bv>%b</%bv></%bc>' % (prefix, said, prefix, NOT_CALCULATED, prefix, prefix)


def _run(found: re.Match[bytes]) -> bytes:
    run = found[0]
    if shift := SHIFTED.search(run):
        signs = SHIFTED_SIGNS[shift[1].decode()]
        return WORDS.sub(lambda text: text[1] + _shifted(text[2], signs) + text[3], run)
    if CROSSED.search(run):
        return WORDS.sub(
            lambda text: text[1] + STRUCK + text[2] + text[3] if text[2].strip() else text[0], run
        )
    return run


def _shifted(text: bytes, signs: dict[int, int]) -> bytes:
    return text.decode("utf-8", errors="replace").translate(signs).encode()


def _with_parts(archive: ZipFile, changed: dict[str, bytes]) -> BinaryIO:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as copy:
        for part in archive.infolist():
            copy.writestr(part.filename, changed.get(part.filename) or archive.read(part))
    made.seek(0)
    return made
