"""Prefect: flows, tasks and artifacts. The order is report.py's."""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

# Before Prefect reads its settings: no analytics; on the terminal the steps tell their own progress and an
# error is one message, while a server of the user's own gets Prefect's log as well.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_ENABLED", "true")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "90")
if "PREFECT_API_URL" not in os.environ:
    os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")

from prefect import flow, task
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

from pipelines.errors import ConfigError
from pipelines.load import LoadReport
from pipelines.progress import Steps, side_by_side
from pipelines.publication import Concept, Edition
from pipelines.release import load_deliveries
from pipelines.report import build_report
from pipelines.request import OVERVIEW, Config, RunRequest, only_run, read_config, read_request
from pipelines.service import TIME_ZONE, refresh

P = ParamSpec("P")
R = TypeVar("R")


@flow(name="load-exports")
def load_exports(workspace: str, exports: str | None = None) -> LoadReport:
    """Load what is new in the exports folder."""
    request = read_request(Path(workspace), exports=exports)
    with only_run(request.config.data, "load"):
        return TaskSteps(request.config)("Exports inlezen", load_deliveries)(request)


@flow(name="annual-report")
def annual_report(
    workspace: str,
    year: int,
    scope: str = OVERVIEW,
    languages: tuple[str, ...] = (),
    exports: str | None = None,
    output: str | None = None,
    published: date | None = None,
    is_revision: bool = False,
    pdf_standard: str = "a3a-ua1",
) -> tuple[Concept, ...]:
    """Load what is new and build the concept of a calendar year's report."""
    request = read_request(
        Path(workspace), year=year, scope=scope, languages=languages, exports=exports, output=output,
        published=published, is_revision=is_revision, pdf_standard=pdf_standard,
    )  # fmt: skip
    return build_report(request, TaskSteps(request.config))


@flow(name="quarterly-report")
def quarterly_report(
    workspace: str,
    year: int,
    quarter: int,
    scope: str = OVERVIEW,
    languages: tuple[str, ...] = (),
    exports: str | None = None,
    output: str | None = None,
    published: date | None = None,
    is_revision: bool = False,
    pdf_standard: str = "a3a-ua1",
) -> tuple[Concept, ...]:
    """Load what is new and build the concept of a quarter's report."""
    request = read_request(
        Path(workspace), year=year, quarter=quarter, scope=scope, languages=languages, exports=exports,
        output=output, published=published, is_revision=is_revision, pdf_standard=pdf_standard,
    )  # fmt: skip
    return build_report(request, TaskSteps(request.config))


@flow(name="refresh")
def refresh_workspace(workspace: str, every_seconds: float = 900) -> list[str]:
    """Make what is due and not yet out; name the documents that came out.

    Raises the first failure after all else that is due was seen to; the next look tries again. That another
    run holds the workspace is none.
    """
    steps = TaskSteps(read_config(Path(workspace)))
    looked = refresh(
        Path(workspace), steps, now=datetime.now(TIME_ZONE), every=timedelta(seconds=every_seconds),
        tell=get_run_logger().info,
    )  # fmt: skip
    for _, error in looked.failures:
        raise error
    return [name for _, documents in looked.made for name in documents]


def run_request(request: RunRequest) -> tuple[Concept, ...]:
    """Run what is ordered as a flow; a temporary server serves when none is configured.

    The request stays in this process: Prefect's records hold its scope and period, and no settings.
    """

    def report() -> tuple[Concept, ...]:
        return build_report(request, TaskSteps(request.config))

    kind = "annual-report" if request.period.quarter is None else "quarterly-report"
    return flow(name=kind, flow_run_name=f"{request.scope} {request.period.code}")(report)()


class TaskSteps:
    """Make each step of the report a Prefect task: named and tagged.

    No step is tried again by itself: it would work on what it read before, and hide why it failed. The
    scheduled refresh tries the whole run again, from what stands then.
    """

    def __init__(self, config: Config) -> None:
        self._parallel = config.settings.parallel
        self._steps = Steps()

    def __call__(self, name: str, function: Callable[P, R]) -> Callable[P, R]:
        """Give the function as a task that also tells its progress and leaves an artifact."""
        told = self._steps(name, function)

        def with_artifact(*args: P.args, **kwargs: P.kwargs) -> R:
            result = told(*args, **kwargs)
            _leave_artifact(result)
            return result

        return _as_task(name, with_artifact)

    def each(self, function: Callable[..., R], calls: Mapping[str, tuple[Any, ...]]) -> tuple[R, ...]:
        """Run the function with the arguments under each name: in processes here, or on the cluster.

        A cluster's workers have the program and see the workspace under the same path.
        """
        if self._parallel.cluster:
            return _on_cluster(self._parallel.cluster, function, calls)
        return side_by_side(self, function, calls, self._parallel.jobs)


def _as_task(name: str, function: Callable[P, R]) -> Callable[P, R]:
    made = task(name=name, tags={"jaarverslag"}, cache_policy=NO_CACHE, persist_result=False)
    return cast(Callable[P, R], made(function))


def _on_cluster(
    address: str, function: Callable[..., R], calls: Mapping[str, tuple[Any, ...]]
) -> tuple[R, ...]:
    """Run tasks on the workers of a Dask cluster; leave their artifacts here."""
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  only who has a cluster has it
    except ImportError as error:
        raise ConfigError(
            "report.toml: [parallel] cluster vraagt prefect-dask: pip install jaarverslag[cluster]"
        ) from error

    def together() -> tuple[R, ...]:
        waiting = [cast(Any, _as_task(name, function)).submit(*given) for name, given in calls.items()]
        return tuple(future.result() for future in waiting)

    runner = cast(Any, DaskTaskRunner(address=address))
    results = flow(name="cluster", task_runner=runner)(together)()
    for result in results:
        _leave_artifact(result)
    return results


def _leave_artifact(result: object) -> None:
    match result:
        case LoadReport():
            create_table_artifact(key="ingelezen", table=_rows(result), description="Rijen per levering")
        case Concept():
            _leave_link("concept", result.folder, _named(result.folder.parts[-2:]))
        case tuple() if result and all(isinstance(edition, Edition) for edition in result):
            for edition in result:
                _leave_link("editie", edition.folder, _named(edition.folder.parts[-3:]))


def _leave_link(key: str, folder: Path, text: str) -> None:
    create_link_artifact(key=key, link=folder.resolve().as_uri(), link_text=text)


def _named(parts: tuple[str, ...]) -> str:
    scope, period, *version = parts
    return " ".join([scope, period, *(f"versie {number}" for number in version)])


def _rows(report: LoadReport) -> list[dict[str, Any]]:
    return [
        {
            "bron": found.source,
            "gegevens": found.dataset,
            "gelezen": found.read,
            "aanvaard": found.accepted,
            "geweigerd": found.rejected,
            "dubbel": found.duplicate,
            "overgeslagen": found.skipped,
        }
        for found in report.deliveries
    ]
