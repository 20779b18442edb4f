"""The two doors of the warehouse: one writer, and readers who see the state that was last finished.

DuckDB admits nobody beside a process that writes, and no writer beside one that reads. So readers never open
the warehouse itself: each finished write leaves a copy of it in `data/.stand/`, whole and for its owner only,
and readers open the newest. It is worth nothing by itself: who deletes it finds it made anew.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from pipelines.database import Database, open_database, run
from pipelines.durable import PRIVATE_FILE, PRIVATE_FOLDER, make_folder, move, remove, sync_file
from pipelines.errors import BusyError, TechnicalError
from pipelines.load.schema import prepare, schema_mark
from pipelines.request import Config, only_writer
from pipelines.sources import Contract, read_contracts

FOLDER = ".stand"
ASIDE = ".wordt-geschreven"
TRIES = 5
"""How often a reader looks again for a copy that a writer replaced by a newer one before it was open."""


@dataclass
class _Held:
    """A warehouse that a run opens at the first step that writes in it, and holds open for the others."""

    config: Config
    stack: ExitStack
    opened: Database | None = None

    def open(self) -> Database:
        if self.opened is None:
            self.opened = self.stack.enter_context(_opened(self.config))
        return self.opened


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def open_for_writing(config: Config) -> Iterator[Database]:
    """Open a workspace's warehouse, with every table that this version of the program knows, to write in.

    For who holds the workspace's lock. What was there before can be read meanwhile; what is written, once the
    block ended without an error; within `held_open` it is that opening. Raises BusyError where another
    program has the file open.
    """
    held = _held.get()
    if held is not None and held.config.warehouse == config.warehouse:
        yield held.open()
        return
    with _opened(config) as db:
        yield db


@contextmanager
def held_open(config: Config) -> Iterator[None]:
    """Open the warehouse once for all the steps in the block that write in it; readers see it at the end.

    A block that writes nothing leaves no warehouse where there was none.
    """
    with ExitStack() as stack:
        token = _held.set(_Held(config, stack))
        try:
            yield
        finally:
            _held.reset(token)


@contextmanager
def _opened(config: Config) -> Iterator[Database]:
    contracts = _contracts(config)
    with _prepared(config, contracts) as db:
        yield db
    _keep(config, contracts)


@contextmanager
def open_for_reading(config: Config) -> Iterator[Database]:
    """Open the last finished state of a workspace's warehouse, read-only, whoever is writing meanwhile.

    Of a workspace without a warehouse that is an empty one, in memory. Raises BusyError where another process
    writes and there is no finished state of this version of the program.
    """
    contracts = _contracts(config)
    if not config.warehouse.exists():
        with closing(open_database()) as db:
            prepare(db, contracts)
            yield db
        return
    with closing(_open_newest(config, contracts)) as db:
        yield db


def _open_newest(config: Config, contracts: Mapping[str, Contract]) -> Database:
    for left in reversed(range(TRIES)):
        path = _finished_state(config, contracts)
        try:
            return open_database(path, read_only=True)
        except TechnicalError:
            if path.exists() or not left:
                raise
    raise AssertionError("the last try gives or raises")


def _finished_state(config: Config, contracts: Mapping[str, Contract]) -> Path:
    """Give the newest copy, made anew where nobody writes and the warehouse is another: a run was killed."""
    newest = _newest(config, contracts)
    if newest is None or not _is_of(newest, config.warehouse):
        try:
            with only_writer(config.data):
                with _prepared(config, contracts):
                    pass
                newest = _keep(config, contracts)
        except (BusyError, TechnicalError):
            if newest is None:
                raise
    return newest


@contextmanager
def _prepared(config: Config, contracts: Mapping[str, Contract]) -> Iterator[Database]:
    """Open the warehouse with all its tables; before the first write there is a copy to read."""
    if not config.warehouse.exists():
        remove(_folder(config))  # a warehouse that was deleted may not be read any longer
    if _newest(config, contracts) is None:
        with closing(open_database(config.warehouse)) as db:
            prepare(db, contracts)
        _keep(config, contracts)
    with closing(open_database(config.warehouse)) as db:
        prepare(db, contracts)
        yield db
        run(db, "checkpoint")  # a copy is of one file: nothing may stand in a journal beside it


def _keep(config: Config, contracts: Mapping[str, Contract]) -> Path:
    """Copy the warehouse, unless the newest copy is of it as it is; older ones go. Give the newest."""
    folder, newest = _folder(config), _newest(config, contracts)
    if newest is not None and _is_of(newest, config.warehouse):
        return newest
    make_folder(folder, mode=PRIVATE_FOLDER)
    older = sorted(folder.glob("*.duckdb"))
    number = int(older[-1].name.partition("-")[0]) + 1 if older else 1
    fresh, aside = folder / f"{number:09}-{schema_mark(contracts)}.duckdb", folder / ASIDE
    try:
        _copy(config.warehouse, aside)
        sync_file(aside, mode=PRIVATE_FILE)
        written = config.warehouse.stat()
        os.utime(aside, ns=(written.st_atime_ns, written.st_mtime_ns))
        move(aside, fresh)
    except BaseException:
        remove(aside)
        raise
    for path in older:  # who has one open reads on
        remove(path)
    return fresh


def _copy(path: Path, target: Path) -> None:
    """Copy a file, by sharing its blocks where the file system can."""
    with path.open("rb") as source, target.open("wb") as written:
        try:
            while os.copy_file_range(source.fileno(), written.fileno(), 1 << 30):
                pass
        except OSError:  # not on this file system, or a full disk: then this raises too
            source.seek(0)
            written.seek(0)
            shutil.copyfileobj(source, written, 1 << 20)


def _newest(config: Config, contracts: Mapping[str, Contract]) -> Path | None:
    """Give the newest copy that has the tables of this version of the program."""
    found = sorted(_folder(config).glob(f"*-{schema_mark(contracts)}.duckdb"))
    return found[-1] if found else None


def _is_of(copied: Path, warehouse: Path) -> bool:
    """Tell whether a copy is of the warehouse as it is: it has its time of writing, and no journal since."""
    if warehouse.with_name(f"{warehouse.name}.wal").exists():
        return False
    try:
        mine, whole = copied.stat(), warehouse.stat()
    except FileNotFoundError:
        return False
    return (mine.st_size, mine.st_mtime_ns) == (whole.st_size, whole.st_mtime_ns)


def _folder(config: Config) -> Path:
    return config.data / FOLDER


def _contracts(config: Config) -> Mapping[str, Contract]:
    return read_contracts(config.own_or_program("contracts"))
