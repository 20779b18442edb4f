"""Follow a job: what it has said so far, as it comes; stop it."""

import json
from collections.abc import Iterator
from typing import Any

from pipelines.web.frame import (
    Answer,
    Asked,
    Job,
    Page,
    Redirect,
    Stream,
    follow_job,
    read_job,
    set_page,
    stop_job,
)


def show_job(asked: Asked) -> Answer:
    """Show how a job stands, and where to go on when it has ended."""
    return Page("job.html", _given(read_job(asked.desk, _number(asked))))


def stream_job(asked: Asked) -> Answer:
    """Send how a job stands whenever it says something, and `done` when it has ended."""
    return Stream(_events(asked, read_job(asked.desk, _number(asked)).number))


def stop(asked: Asked) -> Answer:
    """Stop a job in order."""
    stop_job(asked.desk, _number(asked))
    return Redirect(f"/taken/{_number(asked)}")


def _events(asked: Asked, number: int) -> Iterator[tuple[str, str]]:
    for job in follow_job(asked.desk, number):
        piece = set_page(Page("progress.html"), asked.words, _given(job))
        yield ("told" if job.state == "running" else "done"), piece


def _given(job: Job) -> dict[str, Any]:
    return {"shown": job, "lines": _lines(job.result)}


def _lines(result: str) -> list[str]:
    """Give what a command answered; what it answers for programs is no text to read."""
    try:
        json.loads(result)
    except ValueError:
        return result.splitlines()
    return []


def _number(asked: Asked) -> int:
    return asked.number("number") or 0
