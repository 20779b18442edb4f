"""Load exports and reference data: each file whole, all files in one transaction or none."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pipelines.database import Database, rows, run, transaction
from pipelines.load.accept import Task, accept
from pipelines.load.delivered import deliver
from pipelines.load.deliveries import count_sheet, is_loaded, register, replace_earlier
from pipelines.load.manner import decimal_of, manner_of
from pipelines.load.summary import LoadReport, LoadSummary
from pipelines.load.typing import named, prepare_values
from pipelines.sources import Contract, Export, Source

REFERENCE = "reference"


def load_exports(
    database: Database,
    exports: Sequence[Export],
    sources: Sequence[Source],
    contracts: Mapping[str, Contract],
    *,
    key: bytes,
    received: datetime,
) -> LoadReport:
    """Load what is new and say what became of every row.

    Raises SourceError when a file does not fit its source, LoadError when it can't be read; nothing has
    changed then.
    """
    by_name = {source.name: source for source in sources}
    summaries: list[LoadSummary] = []
    unchanged = []
    prepare_values(database)
    # temporary tables that don't fit in memory go to disk: never readable there
    run(database, "set temp_file_encryption = true")
    with transaction(database):
        for export in exports:
            if is_loaded(database, export):
                unchanged.append(export.name)
                continue
            replace_earlier(database, export, contracts)
            delivery_id = register(database, export, received)
            summaries += load_file(
                database, export, by_name[export.source], contracts, delivery_id=delivery_id, key=key
            )
    return LoadReport(tuple(summaries), tuple(unchanged))


def load_file(
    database: Database,
    export: Export,
    source: Source,
    contracts: Mapping[str, Contract],
    *,
    delivery_id: int,
    key: bytes,
) -> Iterator[LoadSummary]:
    """Load one file that is in the ledger; give a summary per sheet and map."""
    for delivered in deliver(database, export, source, decimal=decimal_of(source)):
        manner = manner_of(database, export, source, contracts, delivered)
        for mapped in source.maps:
            contract = contracts[mapped.dataset]
            task = Task(
                delivery_id=delivery_id,
                source=source,
                contract=contract,
                mapped=mapped,
                delivered=delivered,
                manner=manner,
                codes=_listed_codes(database, contract),
            )
            outcome = accept(database, task, key=key)
            summary = LoadSummary(
                source=source.name,
                file=export.name,
                dataset=contract.name,
                sheet=delivered.sheet,
                delivery_id=delivery_id,
                read=outcome.read,
                accepted=outcome.accepted,
                rejected=outcome.rejected,
                duplicate=outcome.duplicate,
                skipped=outcome.skipped,
                reasons=outcome.reasons,
            )
            count_sheet(database, summary)
            yield summary


def _listed_codes(database: Database, contract: Contract) -> dict[str, tuple[str, ...]]:
    """Give the codes that reference data list, for each column that refers to such a list."""
    listed = {}
    for column in contract.columns.values():
        if column.references is None:
            continue
        dataset, _, name = column.references.partition(".")
        found = rows(
            database,
            f"select distinct {named(name)} from raw.{named(dataset)} where delivery_id in "
            "(select delivery_id from load.delivery where source_code = $1) order by all",
            [REFERENCE],
        )
        if found:
            listed[column.name] = tuple(str(code) for (code,) in found)
    return listed
