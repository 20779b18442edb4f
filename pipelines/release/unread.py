"""Which exports lie in the workspace that no load has read: a report made now would not know them."""

from pipelines.database import rows
from pipelines.load import open_for_reading
from pipelines.request import RunRequest
from pipelines.sources import find_exports, read_contracts, read_sources


def unread_exports(request: RunRequest) -> tuple[str, ...]:
    """Name the files of sources in the exports folder whose bytes the ledger does not know in any state."""
    config = request.config
    if not request.exports.is_dir():
        return ()
    contracts = read_contracts(config.own_or_program("contracts"))
    found = find_exports(request.exports, read_sources(config.data / "sources", contracts))
    with open_for_reading(config) as db:
        known = {str(sha256) for (sha256,) in rows(db, "select sha256 from load.delivery")}
    return tuple(one.name for one in found.exports if one.sha256 not in known)
