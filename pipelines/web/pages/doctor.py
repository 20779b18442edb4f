"""The machine: what a report needs, whether it is there, and what to do if not."""

from pipelines.web.frame import Answer, Asked, Page
from pipelines.workspace import examine


def show_doctor(asked: Asked) -> Answer:
    """Show what the doctor finds."""
    return Page("doctor.html", {"found": examine(asked.desk.workspace, asked.words)})
