"""What is asked of a run, checked once: request, settings, calendar, lock and provenance."""

from pipelines.request.calendar import (
    QUARTERS,
    Period,
    hierarchy,
    month_codes,
    parse_period,
    quarters_in,
    read_years,
    school_year_codes,
    to_date_code,
)
from pipelines.request.lock import only_run, only_writer
from pipelines.request.parallel import fan_out
from pipelines.request.provenance import fingerprint
from pipelines.request.run_request import ALL_SCOPES, OVERVIEW, RunRequest, read_request
from pipelines.request.sections import CatalogueSection, NotifySection, PlannedPublication
from pipelines.request.settings import PLANNED, UNNAMED, Config, ScheduleSection, read_config
from pipelines.request.surroundings import (
    has_prefect_server,
    machine_reaches_itself,
    ready_for_prefect,
    ready_to_write,
    user_folder,
)

__all__ = [
    "ALL_SCOPES",
    "OVERVIEW",
    "PLANNED",
    "QUARTERS",
    "UNNAMED",
    "CatalogueSection",
    "Config",
    "NotifySection",
    "Period",
    "PlannedPublication",
    "RunRequest",
    "ScheduleSection",
    "fan_out",
    "fingerprint",
    "has_prefect_server",
    "hierarchy",
    "machine_reaches_itself",
    "month_codes",
    "only_run",
    "only_writer",
    "parse_period",
    "quarters_in",
    "read_config",
    "read_request",
    "read_years",
    "ready_for_prefect",
    "ready_to_write",
    "school_year_codes",
    "to_date_code",
    "user_folder",
]
