"""A file that is sent while a page holds the workspace is there until it is answered."""

import asyncio
import tempfile
from contextlib import ExitStack

from starlette.requests import Request

from pipelines.request import only_run
from pipelines.web.frame import forms

BODY = (
    b'--grens\r\nContent-Disposition: form-data; name="files"; filename="uren.csv"\r\n\r\n'
    b"Datum;Uren\r\n--grens--\r\n"
)


def _request():
    async def receive():
        return {"type": "http.request", "body": BODY}

    head = [(b"content-type", b"multipart/form-data; boundary=grens")]
    return Request({"type": "http", "method": "POST", "headers": head}, receive)


def test_the_end_of_another_page_leaves_what_was_sent(tmp_path):
    with ExitStack() as stack:
        with only_run(tmp_path / "data"):
            _, (upload,) = asyncio.run(forms.read_form(_request(), stack))
            assert tempfile.gettempdir().startswith(str(tmp_path))  # else this shows nothing
        assert (upload.name, upload.path.read_bytes()) == ("uren.csv", b"Datum;Uren")
    assert not upload.path.exists()
