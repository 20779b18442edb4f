"""Read text that was edited with office tools: with a mark, or in Windows' letters.

The coordinator's settings, lists and chapters are read as forgivingly as the files of partners.
"""

from pathlib import Path

from pipelines.errors import ConfigError


def read_office_text(path: Path) -> str:
    """Read a text as UTF-8, UTF-16 with its mark, or else in Windows' letters; never with its mark.

    Raises OSError when it can't be opened, ConfigError when it is no text.
    """
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").replace("\r\n", "\n")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ConfigError(f"{path}: dit is geen tekst, of het kopiëren is mislukt")
    return text.replace("\r\n", "\n").replace("\r", "\n")
