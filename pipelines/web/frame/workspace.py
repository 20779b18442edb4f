"""Open the workspace for a page: its settings, the period that is worked on, its warehouse to read only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import TypeVar

from pipelines.database import Database
from pipelines.errors import BusyError, ConfigError
from pipelines.load import open_for_reading
from pipelines.request import Config, Period, parse_period, read_config
from pipelines.web.frame.exchange import Asked

T = TypeVar("T")


def config_of(asked: Asked) -> Config:
    """Read the settings of the workspace anew: who edits report.toml by hand sees it at once."""
    return read_config(asked.desk.workspace)


def period_of(asked: Asked, *, today: date | None = None) -> Period:
    """Give the period of the address (`2025-K3`), else of the page before, else the last quarter."""
    named = asked.field("periode") or asked.query.get("periode", "")
    if named:
        return parse_period(named)
    with suppress(ConfigError):
        return parse_period(asked.remembered)
    day = today or date.today()
    quarter = (day.month - 1) // 3
    return Period(day.year, quarter) if quarter else Period(day.year - 1, 4)


@contextmanager
def reading(config: Config) -> Iterator[Database | None]:
    """Open what was last finished of the warehouse, to read only; None where nothing was ever loaded."""
    if not config.warehouse.exists():
        yield None
        return
    with open_for_reading(config) as database:
        yield database


def busy_or(read: Callable[[], T]) -> T | None:
    """Read, or give None while another run holds the workspace: the page says so and shows the rest."""
    try:
        return read()
    except BusyError:
        return None
