"""The pages of the workbench, each a face on the same calls as the command line."""

from pipelines.web.frame import Address
from pipelines.web.pages import jobs, setup, start

ADDRESSES = (
    Address("GET", "/", start.show_start),
    Address("GET", "/nieuw", setup.show_new),
    Address("POST", "/nieuw", setup.make_new),
    Address("GET", "/sleutel", setup.show_key),
    Address("POST", "/sleutel", setup.restore),
    Address("GET", "/taken/{number:int}", jobs.show_job),
    Address("GET", "/taken/{number:int}/verloop", jobs.stream_job),
    Address("POST", "/taken/{number:int}/stop", jobs.stop),
)

__all__ = ["ADDRESSES"]
