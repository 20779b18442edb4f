"""The frame of the workbench: who is let in, how a page is asked and set, jobs in processes of their own."""

from pipelines.web.frame.exchange import (
    Address,
    Answer,
    Asked,
    Desk,
    Download,
    Page,
    Redirect,
    Stream,
    Upload,
)
from pipelines.web.frame.forms import MOST_BYTES
from pipelines.web.frame.guard import Doorkeeper
from pipelines.web.frame.jobs import (
    Job,
    follow_job,
    need_no_job,
    newest_job,
    program_command,
    read_job,
    running_job,
    start_job,
    stop_job,
)
from pipelines.web.frame.pages import PAGES, set_page
from pipelines.web.frame.seen import is_as_seen, note_written, sight_of
from pipelines.web.frame.server import make_application
from pipelines.web.frame.workspace import busy_or, config_of, period_of, reading

__all__ = [
    "MOST_BYTES",
    "PAGES",
    "Address",
    "Answer",
    "Asked",
    "Desk",
    "Doorkeeper",
    "Download",
    "Job",
    "Page",
    "Redirect",
    "Stream",
    "Upload",
    "busy_or",
    "config_of",
    "follow_job",
    "is_as_seen",
    "make_application",
    "need_no_job",
    "newest_job",
    "note_written",
    "period_of",
    "program_command",
    "read_job",
    "reading",
    "running_job",
    "set_page",
    "sight_of",
    "start_job",
    "stop_job",
]
