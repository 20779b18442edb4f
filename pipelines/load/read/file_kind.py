"""Open a delivered file: tell by its bytes what it is, and take the files inside a ZIP one by one."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal
from zipfile import ZipFile, ZipInfo

from pipelines.errors import LoadError
from pipelines.load.read.archive_limits import check_workbook, is_plain_member, member_bytes, open_archive
from pipelines.load.read.sandbox import try_apart
from pipelines.sources import is_mended

ZIP_START, OLE_START = b"PK", b"\xd0\xcf\x11\xe0"
WORKBOOK_PARTS = ("[content_types].xml", "mimetype", "content.xml")
"""One of these stands in every workbook that is an archive."""

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".ods")
READABLE = (*SPREADSHEETS, ".xls", ".csv", ".tsv", ".txt")
"""What is read inside a ZIP; anything else in it is told by its kind."""

PACKED = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
"""What can hold tables of its own, and is refused inside a ZIP."""

KINDS = frozenset((
    *READABLE, ".pdf", ".doc", ".docx", ".odt", ".rtf", ".md", ".ppt", ".pptx", ".odp", ".htm", ".html",
    ".xml", ".json", ".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".svg", ".msg", ".eml",
    ".mdb", ".accdb", ".dbf", ".sav", ".parquet", ".numbers", ".pages", ".xlt", ".xltx", ".xlam", ".log",
    ".ini", ".url", ".lnk",
))  # fmt: skip
"""Kinds that may be named: any other ending could be part of the name of a person."""

UNKNOWN_KIND = "?"

LITTER = re.compile(r"__macosx|\.ds_store|thumbs\.db|desktop\.ini|(~\$|\._|\.~lock\.).*", re.IGNORECASE)
"""What systems and office programs leave behind of their own: not even told."""

EMPTY = "is leeg (0 bytes): bij het bewaren of versturen ging iets mis. Vraag het bestand opnieuw."
"""What is said of a file without any byte."""

PAGE = (b"<html", b"<!doctype html", b"<table")

Kind = Literal["text", "workbook"]


@dataclass(frozen=True)
class Part:
    """A file to read: the delivered one, with name '', or one inside a delivered ZIP, with its name there."""

    name: str
    kind: Kind
    file: BinaryIO

    @property
    def title(self) -> str:
        """Give its name without folders and ending, as a sheet would be called."""
        return PurePosixPath(self.name).stem

    def sheet(self, name: str) -> str:
        """Name a sheet of it so that no other of the delivery is called the same."""
        return f"{self.name}: {name}" if self.name else name


def open_parts(path: Path, format: str | None = None) -> Iterator[Part]:
    """Give what there is to read in a file, each part open until the next is asked for.

    `format` is what the source says it is; without it the bytes say so. Raises LoadError when it is damaged,
    a bomb, locked, or an archive of which a name leads out of it; OSError when it can't be opened.
    """
    with path.open("rb") as file:
        if _is_archive_of_files(file, path, format):
            yield from _members(file, path)
        else:
            yield Part("", _checked(file, path, path.name, format), file)


def _is_archive_of_files(file: BinaryIO, path: Path, format: str | None) -> bool:
    if format is not None or is_mended(path.name) or not _starts(file).startswith(ZIP_START):
        return format == "zip" and not is_mended(path.name)
    if path.suffix.casefold() in SPREADSHEETS:
        return False
    names = {name.lower() for name in open_archive(file, path).namelist()}
    return not any(name in names for name in WORKBOOK_PARTS)


def _starts(file: BinaryIO) -> bytes:
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    return start


def _checked(file: BinaryIO, path: Path, name: str, format: str | None) -> Kind:
    """Tell how to read a file, once it is sure that it can be read within bounds."""
    start = _starts(file)
    suffix = PurePosixPath(name).suffix.casefold()
    is_workbook = format not in (None, "csv", "zip") or is_mended(name)
    if start.startswith(ZIP_START) and format != "csv":
        if not check_workbook(file, path):
            try_apart(file, path)
        file.seek(0)
        return "workbook"
    if start.startswith(OLE_START) and format != "csv":
        try_apart(file, path)
        return "workbook"
    expects_sheets = is_workbook or suffix in SPREADSHEETS
    if not start and (expects_sheets or suffix in (".xls", *PACKED)):
        raise LoadError(f"{path}: {EMPTY}")
    if any(sign in start.lower() for sign in PAGE):
        raise LoadError(
            f"{path}: dit is een webpagina (HTML), wat de naam ook zegt. Open het in een rekenblad en bewaar "
            "het als .xlsx of .csv."
        )
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF"):
        raise LoadError(f"{path}: dit is een PDF; vraag de gegevens als .xlsx of .csv")
    if expects_sheets and _is_plain_text(start):
        raise LoadError(
            f"{path}: geen leesbaar rekenblad: dit is gewone tekst. Noem het bestand .csv als het een "
            "tabel is, of vraag het als .xlsx"
        )
    return "workbook" if expects_sheets else "text"


def _is_plain_text(start: bytes) -> bool:
    """Tell whether a file begins as text that is no XML: no spreadsheet program writes a workbook so."""
    return not start.lstrip().startswith(b"<") and not re.search(rb"[\x00-\x08\x0e-\x1f]", start)


def _members(file: BinaryIO, path: Path) -> Iterator[Part]:
    archive = open_archive(file, path)
    parts = [part for part in archive.infolist() if not part.is_dir()]
    for part in parts:
        if not is_plain_member(part):
            raise LoadError(
                f"{path}: in deze ZIP staat een naam of koppeling die eruit leidt; ze is geweigerd"
            )
    parts = [part for part in parts if not _is_litter(part)]
    chosen = sorted((part for part in parts if _is_readable(part)), key=lambda part: part.filename)
    if len({part.filename.casefold() for part in chosen}) < len(chosen):
        raise LoadError(f"{path}: in deze ZIP staan twee bestanden met dezelfde naam")
    if any(part.filename.lower().endswith(PACKED) for part in parts):
        raise LoadError(f"{path}: in deze ZIP staat een ZIP of ander archief; bezorg de bestanden in één ZIP")
    if not chosen:
        raise LoadError(f"{path}: in deze ZIP staat geen enkel bestand dat gelezen kan worden")
    for part in chosen:
        with _unpacked(archive, part, path) as member:
            yield Part(part.filename, _checked(member, path, part.filename, None), member)


def unread_kinds(path: Path, format: str | None = None) -> tuple[str, ...]:
    """Give the kind of each file in a ZIP that `open_parts` passes by: its ending, or `?`; never its name."""
    with path.open("rb") as file:
        if not _is_archive_of_files(file, path, format):
            return ()
        parts = [part for part in open_archive(file, path).infolist() if not part.is_dir()]
    unread = [part for part in parts if not _is_litter(part) and not _is_readable(part)]
    suffixes = (PurePosixPath(part.filename).suffix.casefold() for part in unread)
    return tuple(sorted(suffix if suffix in KINDS else UNKNOWN_KIND for suffix in suffixes))


def _is_litter(part: ZipInfo) -> bool:
    return any(LITTER.fullmatch(piece) for piece in PurePosixPath(part.filename).parts)


def _is_readable(part: ZipInfo) -> bool:
    inside = PurePosixPath(part.filename)
    is_hidden = any(piece.startswith(".") for piece in inside.parts)
    return inside.suffix.casefold() in READABLE and not is_hidden


@contextmanager
def _unpacked(archive: ZipFile, part: ZipInfo, path: Path) -> Iterator[BinaryIO]:
    """Unpack a member into a file without a name, so that nothing stays behind even after a crash."""
    with tempfile.TemporaryFile() as file:
        for piece in member_bytes(archive, part, path):
            file.write(piece)
        file.seek(0)
        yield file
