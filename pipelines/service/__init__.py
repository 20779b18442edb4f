"""The scheduled refresh: what is due, made when it is, and told to whom the workspace names."""

from pipelines.service.calendar import TIME_ZONE
from pipelines.service.look import Looked
from pipelines.service.refresh import refresh
from pipelines.service.state import service_folder
from pipelines.service.status import Status, status

__all__ = ["TIME_ZONE", "Looked", "Status", "refresh", "service_folder", "status"]
