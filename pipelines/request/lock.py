"""One writer at a time in a workspace: a lock that the system lets go however the process ends."""

import fcntl
import getpass
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pipelines.errors import BusyError, TechnicalError

PRIVATE_UMASK = 0o077
WAREHOUSE = "warehouse.duckdb*"
TEMPORARY = ".tijdelijk"
LOCK = ".lock"


@contextmanager
def only_writer(data: Path, act: str = "") -> Iterator[None]:
    """Hold `data/.lock` for as long as the block runs; it says who holds it, for what and since when.

    `act` is the command, as the user typed it without its options. Raises BusyError, which repeats all that,
    when another holds it, TechnicalError when nothing can be written there.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise TechnicalError(f"{data}: hier kan niet geschreven worden ({error.strerror})") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                f"{data}: een andere uitvoering is in deze werkruimte bezig{_holder(handle)}. "
                "Wacht tot die klaar is en probeer opnieuw."
            ) from error
        _sign(handle, act)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


@contextmanager
def only_run(data: Path, act: str = "") -> Iterator[None]:
    """Be the only writer, of files about persons: those are for their owner only.

    What is written meanwhile is for its owner only, whatever the umask, unless the writer says otherwise (an
    edition is for everybody); a warehouse of before is closed to others too. Temporary files lie in the
    workspace and go with the run.
    """
    with only_writer(data, act):
        before = os.umask(PRIVATE_UMASK)
        try:
            with suppress(PermissionError):  # another owner's: then it is not for us to change
                for path in data.glob(WAREHOUSE):
                    path.chmod(path.stat().st_mode & ~PRIVATE_UMASK)
            with _temporary_folder(data / TEMPORARY):
                yield
        finally:
            os.umask(before)


def _sign(handle: int, act: str) -> None:
    """Write into the lock who holds it; a disk that is too full for that is told by what comes next."""
    signed = {"act": act, "user": _user(), "process": os.getpid(), "since": datetime.now().isoformat()}
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(signed).encode(), 0)


def _holder(handle: int) -> str:
    """Say who signed the lock, or nothing where that can't be read."""
    try:
        signed = json.loads(os.pread(handle, 4096, 0))
        since = datetime.fromisoformat(signed["since"])
        act = f"jaarverslag {signed['act']}, " if signed["act"] else ""
        return (
            f": {act}gestart op {since:%d/%m/%Y om %H:%M} door {signed['user']} (proces {signed['process']})"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account that the machine has no name for
        return str(os.getuid())


@contextmanager
def _temporary_folder(folder: Path) -> Iterator[None]:
    """Let all temporary files of a run lie in one folder of the workspace, which goes with the run.

    What a run that was killed left there goes when the next begins: no other run can be using it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    before, named = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)  # the second for processes that we start
    try:
        yield
    finally:
        tempfile.tempdir = before
        if named is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = named
        shutil.rmtree(folder, ignore_errors=True)
