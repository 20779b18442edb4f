"""The whole order on one page: from the partners' exports to editions that readers can open."""

from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, Protocol, TypeVar

from pipelines.edition import need_scope, scopes_of
from pipelines.load import held_open
from pipelines.publication import (
    Concept,
    Edition,
    make_concept,
    ready_concepts,
    render_edition,
    set_edition,
    settle_concepts,
    show_editions,
)
from pipelines.release import load_deliveries, make_figures
from pipelines.request import RunRequest, only_run

P = ParamSpec("P")
R = TypeVar("R")


class StepMaker(Protocol):
    """What runs a step under its name: a progress display, or a Prefect task around it."""

    def __call__(self, name: str, function: Callable[P, R]) -> Callable[P, R]:
        """Give the function, told about while it runs."""
        ...

    def each(self, function: Callable[..., R], calls: Mapping[str, tuple[Any, ...]]) -> tuple[R, ...]:
        """Run the function with the arguments under each name, some at a time; give results in order."""
        ...


def build_report(request: RunRequest, step: StepMaker) -> tuple[Concept, ...]:
    """Load what is new, make the figures safe and set the concept of each scope; nothing is published.

    Raises a ReportError with its exit code; then the old concepts stand.
    """
    need_scope(request)
    with only_run(request.config.data, "build"):
        step("Uitgaven nagaan", settle_concepts)(request)
        with held_open(request.config):
            step("Exports inlezen", load_deliveries)(request)
            figures = step("Cijfers berekenen en beveiligen", make_figures)(request)
        scopes = scopes_of(request, figures.facts.places)
        calls = {f"Concept opmaken: {scope.name}": (request, figures, scope) for scope in scopes}
        return step.each(make_concept, calls)


def publish_report(request: RunRequest, step: StepMaker) -> tuple[Edition, ...]:
    """Publish the concepts of a period as they stand, all of them together or none.

    Raises a ReportError with its exit code; then nothing is published and the old editions stand.
    """
    with only_run(request.config.data, "publish"):
        step("Uitgaven nagaan", settle_concepts)(request)
        ready = step("Concepten nagaan", ready_concepts)(request)
        figures = step("Cijfers opnieuw berekenen en beveiligen", make_figures)(ready.request)
        calls = {f"Editie opmaken: {scope.name}": (ready, figures, scope) for scope in ready.scopes}
        rendered = step.each(render_edition, calls)
        return step("Publiceren", show_editions)(ready.request, figures, rendered)


def issue_report(request: RunRequest, step: StepMaker) -> tuple[Edition, ...]:
    """Load what is new and publish at once, without a concept in between: what the schedule does.

    Raises a ReportError with its exit code; then nothing is published and the old editions stand.
    """
    with only_run(request.config.data, "serve"):
        step("Uitgaven nagaan", settle_concepts)(request)
        with held_open(request.config):
            step("Exports inlezen", load_deliveries)(request)
            figures = step("Cijfers berekenen en beveiligen", make_figures)(request)
        scopes = scopes_of(request, figures.facts.places)
        calls = {f"Verslag opmaken: {scope.name}": (request, figures, scope) for scope in scopes}
        rendered = step.each(set_edition, calls)
        return step("Publiceren", show_editions)(request, figures, rendered)
