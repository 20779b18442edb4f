"""Read what a form brings, within bounds: its fields, and its files in a folder of their own."""

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Message, Receive

from pipelines.web.frame.exchange import Upload
from pipelines.web.frame.guard import TooLargeError

MOST_BYTES = 512 << 20
"""So much may one form bring, its files together; what a file unpacks to is bounded where files are read."""

MOST_FILES, MOST_FIELDS, MOST_FIELD = 200, 20_000, 4 << 20
UPLOADS = tempfile.gettempdir()  # not where a page that holds the workspace clears up


def bounded(receive: Receive) -> Receive:
    """Count what comes in, whatever its head said, and stop at the bound."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > MOST_BYTES:
            raise TooLargeError
        return message

    return counted


async def read_form(
    request: Request, stack: ExitStack
) -> tuple[dict[str, tuple[str, ...]], tuple[Upload, ...]]:
    """Read a form; its files lie in a folder of the system that goes when the answer is made."""
    fields: dict[str, tuple[str, ...]] = {}
    files: list[Upload] = []
    folder: Path | None = None
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD) as form:
        for name, value in form.multi_items():
            if not isinstance(value, UploadFile):
                fields[name] = (*fields.get(name, ()), value)
            elif value.filename:
                folder = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(dir=UPLOADS)))
                path = folder / str(len(files))
                with path.open("wb") as kept:
                    await run_in_threadpool(shutil.copyfileobj, value.file, kept)
                files.append(Upload(value.filename, path))
    return fields, tuple(files)
