"""The pages of the workbench, each a face on the same calls as the command line."""

from pipelines.web.frame import Address
from pipelines.web.pages import deliveries, jobs, setup, sources, start

ADDRESSES = (
    Address("GET", "/", start.show_start),
    Address("GET", "/nieuw", setup.show_new),
    Address("POST", "/nieuw", setup.make_new),
    Address("GET", "/sleutel", setup.show_key),
    Address("POST", "/sleutel", setup.restore),
    Address("GET", "/leveringen", deliveries.show_deliveries),
    Address("POST", "/leveringen", deliveries.receive_files),
    Address("POST", "/leveringen/lees", deliveries.start_load),
    Address("GET", "/leveringen/wachtend", deliveries.show_waiting),
    Address("POST", "/leveringen/wachtend", deliveries.confirm),
    Address("POST", "/leveringen/wachtend/{mark}/weg", deliveries.drop),
    Address("GET", "/leveringen/{number:int}", deliveries.show_delivery),
    Address("POST", "/leveringen/{number:int}/trek-in", deliveries.withdraw),
    Address("POST", "/leveringen/{number:int}/herstel", deliveries.restore),
    Address("GET", "/bronnen", sources.show_sources),
    Address("GET", "/bronnen/nieuw/{mark}", sources.begin),
    Address("GET", "/bronnen/bij/{mark}", sources.find),
    Address("GET", "/bronnen/{name}", sources.show_source),
    Address("POST", "/bronnen/{name}", sources.change),
    Address("POST", "/bronnen/{name}/terug", sources.undo),
    Address("POST", "/bronnen/{name}/weg", sources.discard),
    Address("GET", "/taken/{number:int}", jobs.show_job),
    Address("GET", "/taken/{number:int}/verloop", jobs.stream_job),
    Address("POST", "/taken/{number:int}/stop", jobs.stop),
)

__all__ = ["ADDRESSES"]
