"""The append-only register of what earlier releases showed and hid: constants for every later one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from pipelines.database import open_database, rows, run
from pipelines.errors import DisclosureError
from pipelines.protect.patterns import Place, place_of
from pipelines.tables import Mark, SafeTable, Value

SCHEMA = (
    "create table if not exists release (release_name varchar primary key, vintage integer, sha256 varchar)",
    "create table if not exists released_cell (release_name varchar, measure varchar, place varchar[], "
    "shown_value varchar)",
)


@dataclass(frozen=True)
class Register:
    """By measure and place the value that is out, and what an earlier release hid.

    A planned revision starts from a new vintage: what older vintages showed no longer holds cells in place,
    what they hid stays hidden.
    """

    shown: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    hidden: frozenset[tuple[str, Place]] = frozenset()

    def shown_places(self, measures: Collection[str]) -> frozenset[Place]:
        """Give the places where one of these measures is out."""
        return frozenset(place for measure, place in self.shown if measure in measures)

    def hidden_places(self, measures: Collection[str]) -> frozenset[Place]:
        """Give the places where one of these measures was hidden."""
        return frozenset(place for measure, place in self.hidden if measure in measures)


def register_release(
    path: Path, name: str, tables: Mapping[str, SafeTable], personal: frozenset[str], *, vintage: int = 0
) -> str:
    """Append a release's cells of personal measures; give their hash.

    The same release twice is allowed when it is the same to the cell; raises DisclosureError otherwise.
    """
    cells = _cells(tables, personal)
    digest = sha256(repr(cells).encode()).hexdigest()
    database = open_database(path)
    try:
        for statement in SCHEMA:
            run(database, statement)
        known = rows(database, "select sha256 from release where release_name = ?", [name])
        if known and known != [(digest,)]:
            raise DisclosureError(f"uitgave {name} staat al in het register, met andere cijfers")
        if not known:
            run(database, "insert into release values (?, ?, ?)", [name, vintage, digest])
            columns = [list(column) for column in zip(*cells, strict=True)] or [[], [], []]
            run(
                database,
                "insert into released_cell select ?, unnest(?::varchar[]), unnest(?::varchar[][]), "
                "unnest(?::varchar[])",
                [name, *columns],
            )
    finally:
        database.close()
    return digest


def read_register(path: Path, *, vintage: int = 0, besides: str | None = None) -> Register:
    """Give what all releases up to this vintage leave: nothing where there is no register yet.

    `besides` leaves one release out, so that it can be made again and compared.
    """
    if not path.exists():
        return Register()
    database = open_database(path, read_only=True)
    try:
        found = rows(
            database,
            "select release.vintage, measure, place, shown_value from released_cell "
            "join release using (release_name) where release_name is distinct from ? order by all",
            [besides],
        )
    finally:
        database.close()
    shown: dict[tuple[str, Place], Value] = {}
    hidden: set[tuple[str, Place]] = set()
    for own, measure, flat, text in found:
        assert isinstance(flat, list)
        place = tuple(zip(flat[::2], flat[1::2], strict=True))
        if text is None:
            hidden.add((str(measure), place))
        elif int(str(own)) == vintage:
            shown[str(measure), place] = _number(str(text))
    return Register(shown, frozenset(hidden))


def _cells(
    tables: Mapping[str, SafeTable], personal: frozenset[str]
) -> list[tuple[str, list[str], str | None]]:
    found = {
        (table.measure, place_of(table.dimensions, key)): None if cell.value is None else str(cell.value)
        for table in tables.values()
        if table.measure in personal
        for key, cell in table.cells.items()
        if cell.mark in (None, Mark.SUPPRESSED)
    }
    return [
        (measure, [part for pair in place for part in pair], text)
        for (measure, place), text in sorted(found.items())
    ]


def _number(text: str) -> Value:
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)
