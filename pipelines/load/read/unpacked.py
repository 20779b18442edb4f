"""Unpack each part of an archive once, for all who look at it."""

from dataclasses import dataclass, field
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile


@dataclass
class ArchiveParts:
    """The parts of an archive that was opened, and the content of those that were asked for."""

    archive: ZipFile
    held: dict[str, bytes] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Give the names of all parts."""
        return self.archive.namelist()

    def read(self, name: str) -> bytes:
        """Give the content of a part; raise KeyError, OSError or BadZipFile as the archive does."""
        if name not in self.held:
            self.held[name] = self.archive.read(name)
        return self.held[name]


def archive_parts(file: BinaryIO) -> ArchiveParts | None:
    """Open a file as an archive; None for one that is none."""
    file.seek(0)
    is_archive = file.read(2) == b"PK"
    file.seek(0)
    try:
        return ArchiveParts(ZipFile(file)) if is_archive else None
    except (BadZipFile, OSError, NotImplementedError):
        return None  # whoever reads the cells says what is wrong
