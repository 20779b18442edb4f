"""The workspace's secret key of pseudonyms: made once, kept outside the repository, never changed."""

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from pipelines.database import Database, rows, run
from pipelines.errors import ConfigError, TechnicalError

KEY_BYTES = 32

SHEET = "typ hem over van het herstelblad (jaarverslag werkbank, Start, sleutel)"
BACK = (
    f"Zet de vroegere sleutel terug uit de reservekopie, of {SHEET}. Is er geen van beide, verwijder dan "
    "de databank (warehouse.duckdb) en lees alle bestanden opnieuw in: er komt dan een nieuwe sleutel."
)
"""What to do without the key: the last is what nobody wants."""

CHANGED = (
    "dit is een andere sleutel dan die van de databank; dezelfde persoon zou twee pseudoniemen krijgen en "
    f"dubbel geteld worden. {BACK}"
)


def open_key(database: Database, path: Path) -> bytes:
    """Give the key with which this warehouse made its pseudonyms; make one when there are none yet.

    Raises ConfigError when the key was lost or another one stands in its place.
    """
    known = _known_check(database)
    if not path.exists():
        if known is not None:
            raise ConfigError(
                f"{path}: de sleutel is weg, terwijl in de databank al pseudoniemen staan die ermee gemaakt "
                f"zijn. {BACK}"
            )
        return make_key(path)
    key = read_key(path)
    if known is not None and not hmac.compare_digest(known, _check(key)):
        raise ConfigError(f"{path}: {CHANGED}")
    return key


def make_key(path: Path) -> bytes:
    """Make a new key that only its owner can read; raise ConfigError when there is one already."""
    key = secrets.token_bytes(KEY_BYTES)
    _store(path, key)
    return key


def restore_key(database: Database | None, path: Path, text: str, checked: str) -> None:
    """Write a key again from the sheet on which it was printed, with its check digits.

    Raises ConfigError when it was mistyped, when it is not the key of the warehouse, or when there is a key.
    """
    with contextlib.suppress(ValueError):
        key = bytes.fromhex("".join(text.split()))
        if len(key) == KEY_BYTES and hmac.compare_digest(
            key_sum(key).encode(), checked.strip().lower().encode()
        ):
            known = None if database is None else _known_check(database)
            if known is not None and not hmac.compare_digest(known, _check(key)):
                raise ConfigError(f"{path}: {CHANGED}")
            _store(path, key)
            return
    raise ConfigError(
        f"{path}: deze tekens zijn niet die van een herstelblad: verwacht {2 * KEY_BYTES} tekens (0-9, a-f) "
        "en de controletekens die eronder staan. Kijk ze na; er is niets gewijzigd."
    )


def key_sum(key: bytes) -> str:
    """Compute the check digits of a printed key: they show a slip of the pen and nothing of the key."""
    return hmac.digest(key, b"jaarverslag recovery sheet", hashlib.sha256).hex()[:6]


def _store(path: Path, key: bytes) -> None:
    """Write a key that is whole or absent and never takes the place of another."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(key.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.link(aside, path)
        finally:
            Path(aside).unlink()
    except FileExistsError:
        raise ConfigError(f"{path}: er is al een sleutel; die wordt nooit overschreven") from None
    except OSError as error:
        raise TechnicalError(
            f"{path}: de sleutel kan niet gemaakt worden ({error.strerror}). Wijs een plaats aan waar "
            "u mag schrijven: XDG_CONFIG_HOME, of [paths] key in report.toml"
        ) from error


def read_key(path: Path) -> bytes:
    """Read a key; raise ConfigError when it can't be read or is none. Its content is in no message."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: de sleutel kan niet gelezen worden ({type(error).__name__})") from None
    with contextlib.suppress(ValueError):
        if len(key := bytes.fromhex(text)) == KEY_BYTES:
            return key
    raise ConfigError(
        f"{path}: dit is geen sleutel: verwacht {2 * KEY_BYTES} hexadecimale tekens. Zet hem terug uit de "
        f"reservekopie, of {SHEET}."
    )


def hold_key(database: Database, key: bytes) -> None:
    """Remember by which key pseudonyms are made; raise ConfigError when that was another one before."""
    known = _known_check(database)
    if known is None:
        run(database, "insert into load.key_check values ($1)", [_check(key)])
    elif not hmac.compare_digest(known, _check(key)):
        raise ConfigError(CHANGED)


def is_key_of(database: Database, key: bytes) -> bool:
    """Tell whether the pseudonyms of a warehouse were made by this key; true where there are none."""
    known = _known_check(database)
    return known is None or hmac.compare_digest(known, _check(key))


def _known_check(database: Database) -> str | None:
    found = rows(database, "select check_value from load.key_check")
    return str(found[0][0]) if found else None


def _check(key: bytes) -> str:
    """Give a value that shows whether a key is the same, and nothing else of it."""
    return hmac.digest(key, b"jaarverslag key check", hashlib.sha256).hex()
