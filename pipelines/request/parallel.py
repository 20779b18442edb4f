"""Apply a function to many things at a time, each in a process of its own; results come in order."""

import multiprocessing
import os
import signal
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from pickle import PicklingError
from typing import Any, TypeVar

from pipelines.errors import TechnicalError
from pipelines.request.lock import TEMPORARY

R = TypeVar("R")
SHORT = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  # the folder within has a name of its own
"""Where processes meet: the name of a socket has at most 107 letters, and a workspace may lie deep."""


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def fan_out(function: Callable[..., R], calls: Sequence[tuple[Any, ...]], jobs: int) -> Iterator[R]:
    """Yield the function's result for each call's arguments, in order, from at most so many processes.

    With one job or one call all happens in this process; no number of jobs (0) is one a processor. The first
    error ends the others. Raises TechnicalError where a process was ended from outside, as a machine without
    memory does.
    """
    number = min(jobs or cores(), len(calls))
    if number <= 1:
        yield from (function(*arguments) for arguments in calls)
        return
    with _room_of_server(), _workers(number, function.__module__) as workers:
        waiting = iter(enumerate(calls))
        asked: dict[Connection, int] = {}
        answers: dict[int, tuple[R, BaseException | None]] = {}
        _ask(workers, waiting, asked, function)
        for place in range(len(calls)):
            while place not in answers:
                ready = wait(list(asked))
                for worker in [one for one in asked if one in ready]:
                    answers[asked.pop(worker)] = _answer(worker)
                    _ask((worker,), waiting, asked, function)
            result, error = answers.pop(place)
            if error is not None:
                raise error
            yield result


def _ask(
    workers: Iterable[Connection],
    waiting: Iterator[tuple[int, tuple[Any, ...]]],
    asked: dict[Connection, int],
    function: Callable[..., Any],
) -> None:
    """Give each worker the next call, as long as there is one."""
    for worker, (place, arguments) in zip(workers, waiting, strict=False):
        try:
            worker.send((function, arguments))
        except ConnectionError:
            raise _ended_from_outside() from None
        asked[worker] = place


def _answer(worker: Connection) -> Any:
    try:
        return worker.recv()
    except (EOFError, ConnectionError):
        raise _ended_from_outside() from None


def _ended_from_outside() -> TechnicalError:
    return TechnicalError(
        "een hulpproces werd van buitenaf gestopt, wellicht omdat het geheugen op was. Wat al "
        "gepubliceerd was, staat er nog. Probeer het met minder tegelijk: --jobs 1"
    )


@contextmanager
def _room_of_server() -> Iterator[None]:
    """Let the server that starts processes end with them where its folder goes with the run.

    Python keeps it until it ends itself. By then the folder of the run's temporary files is gone, and with it
    that in which the server listens: the next run could not reach it, and the program would end in a fault.
    """
    if Path(tempfile.gettempdir()).name != TEMPORARY:
        yield
        return
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]  # where it looks
    before = config.get("tempdir")
    short = next((name for name in SHORT if os.access(name, os.W_OK)), None)
    with tempfile.TemporaryDirectory(prefix="pymp-", dir=short, ignore_cleanup_errors=True) as folder:
        config["tempdir"] = folder
        try:
            yield
        finally:
            forkserver._forkserver._stop()  # type: ignore[attr-defined]  # one that runs has no public end
            config["tempdir"] = before


@contextmanager
def _workers(number: int, module: str) -> Iterator[list[Connection]]:
    """Start processes that know the module and end with this one, however it ends.

    Each has a line of its own and shares no lock with another: one that is killed keeps no other waiting.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    lines: list[Connection] = []
    processes: list[BaseProcess] = []
    try:
        for _ in range(number):
            own, theirs = context.Pipe()
            with theirs:
                lines.append(own)
                started = context.Process(target=_work, args=(theirs,))
                started.start()
                processes.append(started)
        yield lines
    except BaseException:
        for process in processes:
            process.kill()
        raise
    finally:
        for line in lines:
            line.close()
        for process in processes:
            process.join()


def _work(asked: Connection) -> None:
    """Answer call after call, with the result or the error, until there is no more to be asked."""
    _end_with_parent()
    while True:
        try:
            function, arguments = asked.recv()
        except EOFError:
            return
        answer: tuple[Any, BaseException | None]
        try:
            answer = function(*arguments), None
        except BaseException as error:
            error.add_note(traceback.format_exc())
            answer = None, error
        try:
            asked.send(answer)
        except (PicklingError, TypeError, AttributeError):
            kind = type(answer[1] or answer[0]).__qualname__  # never what it holds: that may be about persons
            asked.send((None, RuntimeError(f"{kind} can't be sent")))


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: Any) -> None:
    parent.join()
    os._exit(1)
