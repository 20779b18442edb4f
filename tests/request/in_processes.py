"""What the tests of parallel work have done in other processes; it imports little, so that those start at once."""

import os
import signal
import time
from pathlib import Path

from pipelines.errors import GateError


def twice(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def refuse(number: int) -> int:
    if number:
        raise GateError(f"nummer {number} gaat niet")
    return number


def vanish(_: object) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def tell_and_sleep(folder: str, number: int) -> None:
    (Path(folder) / str(number)).write_text(str(os.getpid()), "utf-8")
    time.sleep(100)


def give_what_stays(number: int) -> object:
    return lambda: number
