"""One run at a time in a workspace: a lock that the system lets go when the process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.errors import BusyError, TechnicalError

PRIVATE_UMASK = 0o077
WAREHOUSE = "warehouse.duckdb*"


@contextmanager
def only_run(data: Path) -> Iterator[None]:
    """Hold `data/.lock` for as long as the block runs; raise BusyError when another process holds it.

    What is written meanwhile is for its owner only, whatever the umask, unless the writer says otherwise (an
    edition is for everybody); a warehouse of before is closed to others too.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = os.open(data / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise TechnicalError(f"{data}: hier kan niet geschreven worden ({error.strerror})") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                f"{data}: een andere uitvoering is in deze werkruimte bezig. "
                "Wacht tot die klaar is en probeer opnieuw."
            ) from error
        before = os.umask(PRIVATE_UMASK)
        try:
            with suppress(PermissionError):  # another owner's: then it is not for us to change
                for path in data.glob(WAREHOUSE):
                    path.chmod(path.stat().st_mode & ~PRIVATE_UMASK)
            yield
        finally:
            os.umask(before)
    finally:
        os.close(handle)
