"""The codes that reference data list, which a delivery may use."""

import hashlib
from collections.abc import Mapping

from pipelines.database import Database, rows
from pipelines.load.casts import named
from pipelines.load.ledger.entries import REFERENCE
from pipelines.sources import Contract


def lists_hash(database: Database, contracts: Mapping[str, Contract]) -> str:
    """Give a hash of all codes that reference data list."""
    wanted = sorted(
        {
            column.references
            for one in contracts.values()
            for column in one.columns.values()
            if column.references
        }
    )
    digest = hashlib.sha256()
    for reference in wanted:
        dataset, _, column = reference.partition(".")
        codes = rows(
            database,
            f"select distinct {named(column)} from raw.{named(dataset)} where delivery_id in "
            "(select delivery_id from load.delivery where source_code = $1) order by all",
            [REFERENCE],
        )
        digest.update(repr((reference, codes)).encode())
    return digest.hexdigest()


def listed_codes(database: Database, contract: Contract) -> dict[str, tuple[str, ...]]:
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
