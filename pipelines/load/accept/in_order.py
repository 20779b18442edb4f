"""Load files that stand ready in the order in which they came."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from pipelines.database import Database
from pipelines.load.accept.batch import Entered, Loaded, Staged, enter_files, load_entered
from pipelines.load.accept.rules import Rule
from pipelines.load.ledger import UNDECIDED, Decisions
from pipelines.load.parse import formats_of
from pipelines.sources import Contract, is_mended


def load_files(
    database: Database,
    files: Sequence[Staged],
    contracts: Mapping[str, Contract],
    *,
    key: bytes,
    received: datetime,
    rules: Sequence[Rule] = (),
    decisions: Decisions = UNDECIDED,
) -> Loaded:
    """Load the files that came together at once, and those that came later after them.

    So what stands is the same, whether files were loaded as they came or all in a new warehouse. Earlier
    readings of any of them are out before the first is read. Raises SourceError as `load_entered`.
    """

    def moment(one: Staged) -> datetime:
        return decisions.received(one.export, received).replace(tzinfo=None, microsecond=0)

    entered, versions = enter_files(
        database, sorted(files, key=moment), contracts, received=received, decisions=decisions
    )
    made = Loaded((), ())
    for _, group in groupby(entered, key=lambda one: moment(one.file)):
        ready = [_as_written(database, one, contracts) for one in group]
        own = {one.delivery_id for one in ready}
        loaded = load_entered(
            database, ready, [one for one in versions if one.later in own], contracts,
            key=key, received=received, rules=rules, decisions=decisions,
        )  # fmt: skip
        made = Loaded(made.summaries + loaded.summaries, made.replaced + loaded.replaced)
    return made


def _as_written(database: Database, one: Entered, contracts: Mapping[str, Contract]) -> Entered:
    """Say of mended rows how they are written: that is known once the file stands that they mend."""
    file = one.file
    if not is_mended(file.export.name):
        return one
    manner = formats_of(database, file.export, file.source, contracts, file.sheets)
    return replace(one, file=replace(file, manner=manner))
