"""The scheduled refresh: what is due, made when it is, and told to whom the workspace names."""

from pipelines.service.appearances import calendar_lines, site_of, write_catalogue
from pipelines.service.calendar import TIME_ZONE, moment_of
from pipelines.service.health import Status, status
from pipelines.service.look import Looked
from pipelines.service.publication_time import is_due, keep_to_calendar, keep_to_early_access
from pipelines.service.refreshing import refresh
from pipelines.service.state import service_folder

__all__ = [
    "TIME_ZONE",
    "Looked",
    "Status",
    "calendar_lines",
    "is_due",
    "keep_to_calendar",
    "keep_to_early_access",
    "moment_of",
    "refresh",
    "service_folder",
    "site_of",
    "status",
    "write_catalogue",
]
