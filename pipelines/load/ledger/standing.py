"""See which deliveries stand as they should: source unchanged, file there, in its order, not withdrawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pipelines.database import Database, rows, run
from pipelines.load.casts import named
from pipelines.load.ledger.code_lists import lists_hash
from pipelines.load.ledger.decisions import Act, Decisions
from pipelines.load.ledger.entries import REFERENCE, read_files, take_out
from pipelines.load.summary import Gone
from pipelines.sources import Contract, Export, Source, meaning


def read_otherwise(
    database: Database,
    exports: Sequence[Export],
    sources: Mapping[str, Source],
    contracts: Mapping[str, Contract],
) -> tuple[Export, ...]:
    """Give the loaded files that must be read again: their source says something else, or a list does.

    A list matters to a file of which codes were refused that it did not know.
    """
    loaded = {
        (str(source), str(sha256)): (int(str(number)), known, codes)
        for source, sha256, number, known, codes in rows(
            database,
            "select source_code, sha256, delivery_id, source_sha256, codes_sha256 "
            "from load.delivery left join load.manner using (delivery_id) where state = 'loaded'",
        )
    }
    lists = lists_hash(database, contracts)
    found = []
    for export in exports:
        number, known, codes = loaded.get((export.source, export.sha256), (0, None, None))
        source = sources[export.source]
        is_other = known is not None and known != meaning(source)
        is_listed = codes is not None and codes != lists and _lacked_codes(database, number, source)
        if number and (is_other or is_listed):
            found.append(export)
    return tuple(found)


def _lacked_codes(database: Database, number: int, source: Source) -> bool:
    return any(
        rows(
            database,
            f"select 1 from rejected.{named(dataset)} where delivery_id = $1 and reason_code = "
            "'unknown_code' "
            "limit 1",
            [number],
        )
        for dataset in sorted({mapped.dataset for mapped in source.maps})
    )


def store_lists(database: Database, contracts: Mapping[str, Contract], deliveries: Sequence[int]) -> None:
    """Remember by which lists these deliveries were read."""
    run(
        database,
        "update load.manner set codes_sha256 = $1 where delivery_id in (select unnest($2::bigint[]))",
        [lists_hash(database, contracts), list(deliveries)],
    )


def withdraw_decided(database: Database, decisions: Decisions, *, at: datetime) -> None:
    """Take out what was withdrawn but still stands: the file of decisions is what holds."""
    for number, source, sha256 in rows(
        database,
        "select delivery_id, source_code, sha256 from load.delivery where state = 'loaded' order by all",
    ):
        assert isinstance(number, int)
        if decisions.is_withdrawn(str(source), str(sha256)):
            take_out(database, number, state="withdrawn", at=at)


def gone_files(database: Database, exports: Sequence[Export], decisions: Decisions) -> tuple[Gone, ...]:
    """Give the files that are no longer there, nor another of their name, and were not withdrawn.

    Most still count; those that this warehouse never read do not (`rows` is None), unless another took their
    place.
    """
    present = {(one.source, one.sha256) for one in exports} | {(one.source, one.name) for one in exports}
    return (*_gone(database, present), *_lost(database, present, decisions))


def _gone(database: Database, present: set[tuple[str, str]]) -> Iterator[Gone]:
    for number, source, file, sha256, accepted in rows(
        database,
        "select delivery_number, source_code, file_name, sha256, coalesce(sum(rows_accepted), 0)::bigint "
        "from load.delivery left join load.sheet_count using (delivery_id) "
        "where state = 'loaded' and source_code <> $1 group by all order by all",
        [REFERENCE],
    ):
        keys = {(str(source), str(sha256)), (str(source), str(file))}
        if not keys & present:
            yield Gone(int(str(number)), str(file), int(str(accepted)))


def _lost(database: Database, present: set[tuple[str, str]], decisions: Decisions) -> Iterator[Gone]:
    there = read_files(database) | present
    contents = {sha256 for _, sha256 in there}
    last = {(one.source, one.file): one for one in decisions.made if one.act is Act.RECEIVED}
    for one in last.values():
        keys = {(one.source, one.sha256), (one.source, one.file)}
        if keys & there or one.sha256 in contents or decisions.is_withdrawn(one.source, one.sha256):
            continue
        yield Gone(decisions.number(one.source, one.sha256) or 0, one.file, None)
