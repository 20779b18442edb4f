"""The whole order on one page: from the partners' exports to editions that readers can open."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

from pipelines.edition import Edition, publish, render, scopes_of, settle_editions
from pipelines.release import load_deliveries, make_figures
from pipelines.request import RunRequest, only_run

P = ParamSpec("P")
R = TypeVar("R")


class StepMaker(Protocol):
    """What runs a step under its name: a progress display, or a Prefect task around it."""

    def __call__(self, name: str, function: Callable[P, R]) -> Callable[P, R]:
        """Give the function, told about while it runs."""
        ...


def build_report(request: RunRequest, step: StepMaker) -> tuple[Edition, ...]:
    """Load what is new, make the figures safe, render each scope and publish them all.

    Raises a ReportError with its exit code; then nothing is published and the old editions stand.
    """
    with only_run(request.config.data, "build"):
        step("Uitgaven nagaan", settle_editions)(request)
        step("Exports inlezen", load_deliveries)(request)
        figures = step("Cijfers berekenen en beveiligen", make_figures)(request)
        rendered = tuple(
            step(f"Verslag opmaken: {scope.name}", render)(request, figures, scope)
            for scope in scopes_of(request)
        )
        return step("Publiceren", publish)(request, figures, rendered)
