"""Decide about deliveries: what the command line and the workbench both do, written once."""

from datetime import datetime

from pipelines.errors import ConfigError
from pipelines.load import Act, Decision, add_decisions, decide, open_for_writing, which, withdraw
from pipelines.request import RunRequest, only_run
from pipelines.sources import find_exports, read_contracts, read_sources


def withdraw_delivery(request: RunRequest, asked: str) -> Decision:
    """Take the rows of a delivery out again and write that down; `asked` is its number or its file's name.

    Raises ConfigError when it can't be, or nobody can tell which delivery that is.
    """
    now = moment(request)
    with only_run(request.config.data, "withdraw"), open_for_writing(request.config) as db:
        delivery = which(db, request.config.decisions, asked)
        withdraw(db, delivery.number or 0, at=now, is_trial=True)
        decided = decide(db, request.config.decisions, asked, Act.WITHDRAWN, at=now)
        withdraw(db, delivery.number or 0, at=now)
        return decided


def restore_delivery(request: RunRequest, asked: str) -> Decision:
    """Take a withdrawal back; give the decision, whose file the next load reads again."""
    with only_run(request.config.data, "restore"), open_for_writing(request.config) as db:
        return decide(db, request.config.decisions, asked, Act.RESTORED, at=moment(request))


def accept_file(request: RunRequest, file: str) -> None:
    """Write down that a file takes the place of its earlier version, though it says something else.

    Raises ConfigError for a file that is not among the exports.
    """
    config = request.config
    with only_run(config.data, "accept"):
        sources = read_sources(config.data / "sources", read_contracts(config.own_or_program("contracts")))
        found = find_exports(request.exports, sources).exports
        export = next((one for one in found if one.name == file), None)
        if export is None:
            raise ConfigError(f"{request.exports}: hier staat geen export {file!r} die een bron herkent")
        decision = Decision(moment(request), Act.ACCEPTED, export.source, file, export.sha256)
        add_decisions(config.decisions, [decision])


def moment(request: RunRequest) -> datetime:
    """Give the run's clock as the ledger keeps it: UTC, without saying so."""
    return request.run.started.replace(microsecond=0, tzinfo=None)
