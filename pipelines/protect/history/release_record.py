"""The append-only register of what earlier releases showed and hid: constants for every later one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from pipelines.database import DatabaseError, open_database, rows, run
from pipelines.errors import DisclosureError
from pipelines.protect.structure import Place, place_of
from pipelines.tables import CountTable, Key, Mark, SafeTable, Value

SCHEMA = (
    "create table if not exists release (release_name varchar primary key, vintage integer, sha256 varchar, "
    "base integer)",
    "create table if not exists released_cell (release_name varchar, measure varchar, place varchar[], "
    "shown_value varchar)",
)


@dataclass(frozen=True)
class ReleaseHistory:
    """By measure and place the value that is out, and what an earlier release hid.

    A planned revision starts from a new vintage: what older vintages showed (`before`) no longer holds cells
    in place, what they hid stays hidden. `kept` are cells of which the new figure is a secret: the old one
    stays, for the two together would count a few persons. `own` is what the newest earlier version of the
    same release showed: it binds nothing, but what is rounded is rounded alike. `bases` says what the figures
    that are out are multiples of (1: exact).
    """

    shown: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    hidden: frozenset[tuple[str, Place]] = frozenset()
    before: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    kept: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    own: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    bases: frozenset[int] = frozenset()

    def out(self, cell: tuple[str, Place]) -> Value | None:
        """Give the figure that stays out for a cell, if any."""
        return self.shown.get(cell, self.kept.get(cell))

    def kept_places(self, measure: str) -> frozenset[Place]:
        """Give the places where the new figure of a measure is a secret."""
        return frozenset(place for own, place in self.kept if own == measure)

    def shown_places(self, measure: str) -> frozenset[Place]:
        """Give the places where a measure is out."""
        return frozenset(place for own, place in self.shown if own == measure)

    def hidden_places(self, measure: str) -> frozenset[Place]:
        """Give the places where a measure was hidden."""
        return frozenset(place for own, place in self.hidden if own == measure)


def still_standing(
    earlier: ReleaseHistory,
    tables: Iterable[CountTable],
    unsafe: Mapping[str, Collection[Key]],
    threshold: int,
) -> ReleaseHistory:
    """Keep what is out of these tables as it is; let go of what should never have been.

    A number that is out stays until a planned revision, and through it where the difference is that of a few
    persons: the two vintages together would count them. A small number that is out is hidden from now on.
    """
    shown: dict[tuple[str, Place], Value] = {}
    kept: dict[tuple[str, Place], Value] = {}
    for table in tables:
        for key, value in table.counts.items():
            cell = table.measure, place_of(table.dimensions, key)
            if value is None:
                continue
            out, old = earlier.shown.get(cell), earlier.before.get(cell)
            if out is not None and not (key in unsafe[table.name] and _never(out, value, threshold)):
                shown[cell] = out
            elif out is None and old is not None and _differs_by_few(old, value, threshold):
                kept[cell] = old
    return ReleaseHistory(shown, earlier.hidden, {}, kept, earlier.own, earlier.bases)


def _differs_by_few(old: Value, value: Value, threshold: int) -> bool:
    return 0 < abs(Decimal(value) - Decimal(old)) < threshold <= old


def _never(out: Value, value: Value, threshold: int) -> bool:
    """Tell of an unsafe cell whether what is out is its value, or small itself."""
    return out == value or 0 < Decimal(out) < threshold


def write_release_record(
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
            base = max((table.base for table in tables.values()), default=1)
            run(database, "insert into release values (?, ?, ?, ?)", [name, vintage, digest, base])
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


def read_release(path: Path, *, vintage: int = 0, besides: str | None = None) -> ReleaseHistory:
    """Give what all releases up to this vintage leave: nothing where there is no register yet.

    `besides` leaves one release out, so that it can be made again and compared. Raises DisclosureError for
    a register that another version made: without it, old and new figures together could tell of persons.
    """
    if not path.exists():
        return ReleaseHistory()
    database = open_database(path, read_only=True)
    try:
        found = rows(
            database,
            "select release.vintage, base, measure, place, shown_value from released_cell "
            "join release using (release_name) where release_name is distinct from ? order by all",
            [besides],
        )
    except DatabaseError as error:
        raise DisclosureError(
            f"{path}: dit register is van een andere versie van het programma of beschadigd. Zet het "
            "terug uit een reservekopie; verwijder het niet, want het zegt wat al gepubliceerd is."
        ) from error
    finally:
        database.close()
    shown: dict[tuple[str, Place], Value] = {}
    before: dict[tuple[str, Place], Value] = {}
    hidden: set[tuple[str, Place]] = set()
    for own, _, measure, flat, text in found:
        assert isinstance(flat, list)
        place = tuple(zip(flat[::2], flat[1::2], strict=True))
        if text is None:
            hidden.add((str(measure), place))
        elif int(str(own)) == vintage:
            shown[str(measure), place] = _number(str(text))
        elif int(str(own)) < vintage:
            before[str(measure), place] = _number(str(text))  # ordered: the latest vintage stays
    bases = frozenset(int(str(base)) for _, base, *_ in found)
    return ReleaseHistory(shown, frozenset(hidden), before, bases=bases)


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
