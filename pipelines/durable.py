"""Write files that are whole or not there, whatever moment the power fails."""

import os
import shutil
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
PUBLIC_FILE, PUBLIC_FOLDER = 0o644, 0o755


def write_whole(path: Path, content: bytes, *, mode: int = PRIVATE_FILE) -> None:
    """Write a file aside and rename it over what stands there; readers see the old file or the new one."""
    aside = path.with_name(f".{path.name}.aside")
    write_synced(aside, content, mode=mode)
    move(aside, path)


def write_synced(path: Path, content: bytes, *, mode: int) -> None:
    """Write a file, with this mode whatever the umask, and wait until the disk has it."""
    with path.open("wb") as opened:
        os.fchmod(opened.fileno(), mode)
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def move(path: Path, target: Path) -> None:
    """Rename a file or folder, and wait until the disk has the new name."""
    path.replace(target)
    sync_folder(target.parent)


def make_folder(folder: Path, *, mode: int) -> None:
    """Make a folder and those above it that are missing, each with this mode and known to the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent, mode=mode)
    folder.mkdir(exist_ok=True)
    folder.chmod(mode)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path, *, mode: int) -> None:
    """Give a file that another library wrote its mode, and wait until the disk has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fchmod(handle, mode)
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
