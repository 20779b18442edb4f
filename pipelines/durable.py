"""Write files that are whole or not there, whatever moment the power fails."""

import ctypes
import os
import shutil
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
PUBLIC_FILE, PUBLIC_FOLDER = 0o644, 0o755
AT_HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of <linux/fs.h>


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


def exchange(path: Path, other: Path) -> bool:
    """Let two folders on one disk change places in one step, and wait until the disk has their names.

    False where the system or the file system can't (renameat2 with RENAME_EXCHANGE is Linux's): then nothing
    happened.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None or call(AT_HERE, os.fsencode(path), AT_HERE, os.fsencode(other), EXCHANGE) != 0:
        return False
    for folder in {path.parent, other.parent}:
        sync_folder(folder)
    return True


def replace_folder(aside: Path, folder: Path, between: Path) -> None:
    """Put what stands aside, whole and on the disk, in the place of a folder; the other one goes.

    Whoever looks finds the old or the new one. Where the file system can't exchange two folders it takes two
    renames: for that moment the old one is `between`, and whoever finds it there and nothing in its place
    finishes or undoes that.
    """
    if not folder.exists():
        move(aside, folder)
    elif exchange(aside, folder):
        remove(aside)
    else:
        remove(between)
        move(folder, between)
        move(aside, folder)
        remove(between)


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
