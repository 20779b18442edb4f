"""Let a DuckDB file be the same bytes each time that it is written from the same rows.

DuckDB marks each new file with 16 random bytes, which serve to tell encrypted files apart. They are the only
thing in it that is left to chance when a file of the same name is filled in the same order by one thread.
"""

import struct
from pathlib import Path

from pipelines.errors import TechnicalError

BLOCK, MAGIC = 4096, b"DUCK"
IDENTITY = slice(124, 140)
SEED, FACTOR, WORD = 5381, 0xBF58476D1CE4E5B9, (1 << 64) - 1  # of DuckDB's checksum of a block


def drop_identity(path: Path) -> None:
    """Put zeros in the place of the random bytes of a closed file, with the checksum that goes with them.

    Raises TechnicalError for a file whose header is not as this version of DuckDB writes it.
    """
    with path.open("r+b") as file:
        header = bytearray(file.read(BLOCK))
        if header[8:12] != MAGIC or _checksum(header) != header[:8]:
            raise TechnicalError(f"{path}: de kop van dit bestand is niet zoals DuckDB hem schrijft")
        header[IDENTITY] = bytes(16)
        header[:8] = _checksum(header)
        file.seek(0)
        file.write(header)


def _checksum(header: bytes | bytearray) -> bytes:
    found = SEED
    for (word,) in struct.iter_unpack("<Q", header[8:]):
        found ^= word * FACTOR & WORD
    return struct.pack("<Q", found)
