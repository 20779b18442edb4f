"""Load files that stand ready: into the ledger, in place of what they replace, and source by source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipelines.database import Database
from pipelines.load.accept.corrections import LoadApart
from pipelines.load.accept.duplicates import Unmapped
from pipelines.load.accept.emptied import correctable, replace_emptied
from pipelines.load.accept.erased import skip_erased
from pipelines.load.accept.load_findings import restarted, summary_of
from pipelines.load.accept.outcomes import Given, accept
from pipelines.load.accept.refused import with_refusals
from pipelines.load.accept.rules import Rule, refuse_breaches
from pipelines.load.casts import CellFormats
from pipelines.load.ledger import (
    UNDECIDED,
    Decisions,
    Replaced,
    Version,
    count_versions,
    forget_rows,
    listed_codes,
    register,
    replace_earlier,
    store_outcomes,
    store_replaced,
)
from pipelines.load.parse import Numbered, Restart, find_restarts, store_formats, with_suffix
from pipelines.load.stage import DatasetLoad, StagedSheet, read_originals, stack, unstack
from pipelines.load.summary import LoadSummary, with_unread
from pipelines.sources import Contract, Export, Source, is_mended, meaning


@dataclass(frozen=True)
class Staged:
    """A file whose mapped columns stand in temporary tables, ready to be accepted."""

    export: Export
    source: Source
    sheets: tuple[StagedSheet, ...]
    manner: CellFormats
    unread: tuple[str, ...] = ()  # the kinds of files in a ZIP that are passed by


@dataclass(frozen=True)
class Loaded:
    """What a load did: a summary per sheet and map, and what the files took the place of."""

    summaries: tuple[LoadSummary, ...]
    replaced: tuple[Replaced, ...]


@dataclass(frozen=True)
class Entered:
    """A file that has its number in the ledger."""

    delivery_id: int
    file: Staged


def enter_files(
    database: Database,
    files: Sequence[Staged],
    contracts: Mapping[str, Contract],
    *,
    received: datetime,
    decisions: Decisions,
) -> tuple[tuple[Entered, ...], tuple[Version, ...]]:
    """Give files a place in the ledger, and take out what stands of their earlier versions and readings."""
    entered: list[Entered] = []
    versions: list[Version] = []
    for file in files:
        moment = decisions.received(file.export, received)
        number = register(
            database, file.export, moment, came=decisions.first_version(file.export) or moment,
            number=decisions.number(file.export.source, file.export.sha256), above=decisions.last_number,
        )  # fmt: skip
        entered.append(Entered(number, file))
        versions += replace_earlier(database, file.export, number, contracts, at=received)
    return tuple(entered), tuple(versions)


def load_entered(
    database: Database,
    entered: Sequence[Entered],
    versions: Sequence[Version],
    contracts: Mapping[str, Contract],
    *,
    key: bytes,
    received: datetime,
    rules: Sequence[Rule] = (),
    decisions: Decisions = UNDECIDED,
) -> Loaded:
    """Load files that came together, in place of their earlier `versions`; give a summary per sheet and map.

    Rows that break a rule of severity error are refused. Raises SourceError when nobody can tell whether a
    file takes the place of another.
    """
    restarts = find_restarts(database, [_numbered(one) for one in entered], contracts)
    entered = [_renumbered(one, restarts.get(one.delivery_id, ())) for one in entered]
    names = {one.delivery_id: one.file.export.name for one in entered}
    known = {one.delivery_id for one in entered if decisions.is_known(one.file.export)}
    apart = frozenset(
        (earlier, later) for later, found in restarts.items() for one in found for earlier in one.apart
    )
    took: list[Replaced] = []
    for one in entered:
        store_formats(database, one.delivery_id, one.file.manner, meaning(one.file.source))
    found: dict[tuple[int, str], list[LoadSummary]] = {}
    codes: dict[str, Mapping[str, Sequence[str]]] = {}
    waiting = list(_batches(entered))
    while waiting:
        batch = waiting.pop(0)
        try:
            given = Given(names, apart, known, _unmapped(batch), is_mended(batch[0].file.export.name))
            loaded = _load_batch(
                database, batch, contracts, codes, found, given=given, key=key, received=received
            )
        except LoadApart as order:
            waiting = [*_apart(database, batch, order.later), *waiting]
            continue
        took += given.replaced
        for summary in loaded:
            found.setdefault((summary.delivery_id, summary.sheet), []).append(summary)
    for one in entered:
        if one.file.unread:
            first = found[one.delivery_id, one.file.sheets[0].name]
            first[0] = with_unread(first[0], one.file.unread)
    for number, own in restarts.items():
        first = found[number, next(one for one in entered if one.delivery_id == number).file.sheets[0].name]
        first[0] = replace(first[0], findings=(*first[0].findings, *restarted(first[0], own)))
    places = [(one.delivery_id, sheet.name) for one in entered for sheet in one.file.sheets]
    summaries = skip_erased(
        database, [summary for place in places for summary in found[place]], contracts, decisions.erased,
        key=key, at=received,
    )  # fmt: skip
    summaries = refuse_breaches(database, rules, summaries)
    store_outcomes(database, summaries)
    by_name = {one.file.source.name: one.file.source for one in entered}
    summaries = with_refusals(database, summaries, by_name, contracts)
    took += count_versions(database, versions, contracts, names, decisions.accepted(entered_exports(entered)))
    store_replaced(database, took)
    return Loaded(summaries, tuple(took))


def entered_exports(entered: Sequence[Entered]) -> dict[int, Export]:
    """Give the export of each delivery by its number."""
    return {one.delivery_id: one.file.export for one in entered}


def _numbered(one: Entered) -> Numbered:
    file = one.file
    return Numbered(one.delivery_id, file.export, file.source, file.manner, file.sheets)


def _renumbered(one: Entered, restarts: Sequence[Restart]) -> Entered:
    """Keep the numbers of a file apart where it begins them anew; mended rows have those of their file."""
    if not restarts:
        return one
    return replace(one, file=replace(one.file, manner=with_suffix(_numbered(one), restarts)))


def _unmapped(batch: Sequence[Entered]) -> Unmapped:
    """Give what reads the lines of these files again, for the cells that no map reads."""
    files = {one.delivery_id: one.file for one in batch}

    def read(delivery: int, sheet: str, lines: Iterable[int]) -> dict[int, str]:
        file = files[delivery]
        texts = {}
        for original in read_originals(file.export.path, file.source, {sheet: set(lines)}):
            mapped = original.header.used
            for number, cells in original.lines:
                others = [str(cell) for place, cell in enumerate(cells) if place not in mapped]
                texts[number] = "\x1f".join(" ".join(text.split()) for text in others).rstrip("\x1f")
        return texts

    return read


def _batches(entered: Sequence[Entered]) -> tuple[tuple[Entered, ...], ...]:
    """Put files together that one reading serves: of one source, written in one manner.

    Mended rows stand apart: they correct nothing, since they stand beside the rows that were good.
    """
    batches: dict[tuple[str, CellFormats, bool], list[Entered]] = {}
    for one in entered:
        mended = is_mended(one.file.export.name)
        batches.setdefault((one.file.source.name, one.file.manner, mended), []).append(one)
    return tuple(tuple(batch) for batch in batches.values())


def _apart(
    database: Database, batch: Sequence[Entered], later: Sequence[int]
) -> tuple[tuple[Entered, ...], ...]:
    """Undo a batch and divide it, so that each correction comes after what it corrects."""
    maps = batch[0].file.source.maps
    forget_rows(database, [one.delivery_id for one in batch], sorted({mapped.dataset for mapped in maps}))
    parts: list[list[Entered]] = [[]]
    for one in batch:
        if one.delivery_id in later:
            parts.append([])
        parts[-1].append(one)
    return tuple(tuple(part) for part in parts)


def _load_batch(
    database: Database,
    batch: Sequence[Entered],
    contracts: Mapping[str, Contract],
    codes: dict[str, Mapping[str, Sequence[str]]],
    earlier: Mapping[tuple[int, str], Sequence[LoadSummary]],
    *,
    given: Given,
    key: bytes,
    received: datetime,
) -> tuple[LoadSummary, ...]:
    first = batch[0].file
    names = {one.delivery_id: one.file.export.name for one in batch}
    mends = is_mended(first.export.name)
    before = 0 if mends else correctable(database, first.source, min(names))
    sheets = [(one.delivery_id, sheet) for one in batch for sheet in one.file.sheets]
    stacked = stack(database, sheets, "stacked")
    found: dict[int, list[LoadSummary]] = {}
    # what several lines repeat goes last: by then it is known which earlier files are replaced
    for place, mapped in sorted(enumerate(first.source.maps), key=lambda one: one[1].repeated):
        contract = contracts[mapped.dataset]
        if contract.name not in codes:
            codes[contract.name] = listed_codes(database, contract)
        if mapped.repeated:
            replace_emptied(database, first.source, before, max(names), earlier, at=received)
        task = DatasetLoad(first.source, contract, mapped, stacked, first.manner, codes[contract.name])
        outcomes = accept(database, task, given, key=key, before=before)
        found[place] = [
            summary_of(task, piece, names[piece.delivery_id], outcome)
            for piece, outcome in zip(stacked.pieces, outcomes, strict=True)
        ]
    replace_emptied(database, first.source, before, max(names), earlier, at=received)
    unstack(database, stacked)
    return tuple(summary for place in sorted(found) for summary in found[place])
