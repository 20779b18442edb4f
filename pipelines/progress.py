"""Tell each step on stderr: a live line on a screen, plain lines elsewhere; the only module with rich."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ParamSpec, TypeVar

from rich.console import Console

from pipelines.edition import Settled
from pipelines.load import LoadReport, told_in_short
from pipelines.protect import Protected
from pipelines.release import Figures
from pipelines.request import fan_out

P = ParamSpec("P")
R = TypeVar("R")


class Steps:
    """Run steps under their names and say on stderr when each is done and how long it took."""

    def __init__(self, *, quiet: bool = False, jobs: int = 1) -> None:
        self._jobs = jobs
        self._console = Console(stderr=True, quiet=quiet, highlight=False, markup=False)

    def __call__(self, name: str, function: Callable[P, R]) -> Callable[P, R]:
        """Give the function, told about while it runs."""

        def told(*args: P.args, **kwargs: P.kwargs) -> R:
            start = time.perf_counter()
            if self._console.is_terminal:
                with self._console.status(f"{name} …"):
                    result = function(*args, **kwargs)
            else:
                result = function(*args, **kwargs)
            self._console.print(f"✓ {name} ({_seconds(time.perf_counter() - start)})")
            for line in _in_short(result):
                self._console.print(f"  {line}", soft_wrap=True)
            return result

        return told

    def each(self, function: Callable[..., R], calls: Mapping[str, tuple[Any, ...]]) -> tuple[R, ...]:
        """Run the function with the arguments under each name, as many at a time as there are jobs."""
        return side_by_side(self, function, calls, self._jobs)


def side_by_side(
    step: Callable[[str, Callable[[], R]], Callable[[], R]],
    function: Callable[..., R],
    calls: Mapping[str, tuple[Any, ...]],
    jobs: int,
) -> tuple[R, ...]:
    """Run the function with the arguments under each name in so many processes; each is a step here."""
    results = fan_out(function, list(calls.values()), jobs)
    return tuple(step(name, partial(next, results))() for name in calls)


def _in_short(result: object) -> tuple[str, ...]:
    match result:
        case LoadReport():
            return told_in_short(result)
        case Settled(oddities=oddities):
            return oddities
        case Figures(protected=Protected(log=log)):
            return (f"onderdrukt: {log.count()} van {log.cells} cellen over personen",)
    return ()


def _seconds(duration: float) -> str:
    return f"{duration:.1f} s".replace(".", ",")
