"""The append-only register of what earlier releases showed and hid: constants for every later one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from pipelines.database import DatabaseError, Row, open_database, rows, run
from pipelines.errors import DisclosureError
from pipelines.protect.structure import Place, place_of
from pipelines.tables import Mark, SafeTable, Value

SCHEMA = (
    "create table if not exists release (release_name varchar primary key, vintage integer, sha256 varchar, "
    "base integer)",
    "create table if not exists released_cell (release_name varchar, measure varchar, place varchar[], "
    "shown_value varchar, persons bigint)",
)


@dataclass(frozen=True)
class ReleaseHistory:
    """By measure and place the value that is out, and what an earlier release hid.

    A planned revision starts from a new vintage: what older vintages showed (`before`) may change, where the
    difference is of enough persons; what they hid stays hidden. `kept` are cells of which the new figure is a
    secret: the old one stays, for the two together would count a few persons. `withheld` are out, and not
    shown again. `own` is what the newest earlier version of the same release showed: what is rounded is
    rounded alike. `persons` says how many persons stood behind what is out, `fewest` behind what was hidden
    when they were fewest. `bases` says what the figures that are out are multiples of (1: exact).
    """

    shown: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    hidden: frozenset[tuple[str, Place]] = frozenset()
    before: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    kept: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    own: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    bases: frozenset[int] = frozenset()
    withheld: Mapping[tuple[str, Place], Value] = field(default_factory=dict)
    persons: Mapping[tuple[str, Place], int] = field(default_factory=dict)
    fewest: Mapping[tuple[str, Place], int] = field(default_factory=dict)

    @property
    def cells(self) -> frozenset[tuple[str, Place]]:
        """All cells that any release showed or hid."""
        return self.hidden.union(self.shown, self.before)

    @property
    def figures(self) -> Mapping[tuple[str, Place], Value]:
        """The newest figure that any release showed of each cell."""
        return {**self.before, **self.shown}

    @property
    def standing(self) -> Mapping[tuple[str, Place], Value]:
        """What is out and stays as it is, to be shown again or not."""
        return {**self.shown, **self.withheld}

    def out(self, cell: tuple[str, Place]) -> Value | None:
        """Give the figure that stays out for a cell, if any."""
        return self.shown.get(cell, self.kept.get(cell))

    def kept_places(self, measure: str) -> frozenset[Place]:
        """Give the places where the new figure of a measure is a secret."""
        return frozenset(place for own, place in self.kept if own == measure)

    def shown_places(self, measure: str) -> frozenset[Place]:
        """Give the places where a measure is out, to be shown again or not."""
        return frozenset(place for own, place in (*self.shown, *self.withheld) if own == measure)

    def withheld_places(self, measure: str) -> frozenset[Place]:
        """Give the places where a measure is out, but unsafe."""
        return frozenset(place for own, place in self.withheld if own == measure)

    def hidden_places(self, measure: str) -> frozenset[Place]:
        """Give the places where a measure was hidden."""
        return frozenset(place for own, place in self.hidden if own == measure)

    def once_small(self, measure: str, threshold: int) -> frozenset[Place]:
        """Give the places where a measure was hidden with fewer persons than the threshold behind it."""
        return frozenset(
            place for (own, place), fewest in self.fewest.items() if own == measure and 0 < fewest < threshold
        )


def write_release_record(
    path: Path,
    name: str,
    tables: Mapping[str, SafeTable],
    personal: frozenset[str],
    *,
    vintage: int = 0,
    behind: Mapping[tuple[str, Place], int] | None = None,
) -> str:
    """Append a release's cells of personal measures, with the number of persons behind each; give their hash.

    The same release twice is allowed when it is the same to the cell; raises DisclosureError otherwise.
    """
    cells = _cells(tables, personal, behind or {})
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
            columns = [list(column) for column in zip(*cells, strict=True)] or [[], [], [], []]
            run(
                database,
                "insert into released_cell select ?, unnest(?::varchar[]), unnest(?::varchar[][]), "
                "unnest(?::varchar[]), unnest(?::bigint[])",
                [name, *columns],
            )
    finally:
        database.close()
    return digest


@dataclass(frozen=True)
class Released:
    """What one release showed and hid, how many persons stood behind it, and how many came before it."""

    number: int
    shown: Mapping[tuple[str, Place], Value]
    hidden: frozenset[tuple[str, Place]]
    persons: Mapping[tuple[str, Place], int]
    bases: frozenset[int]


def read_releases(path: Path, *, besides: str | None = None) -> tuple[Released, ...]:
    """Give the releases of a register in the order of their vintage; `besides` leaves one out.

    Raises DisclosureError for a register that another version made: without it, old and new figures together
    could tell of persons.
    """
    database = open_database(path, read_only=True)
    try:
        heads = rows(
            database,
            "select release_name, vintage, base from release where release_name is distinct from ? "
            "order by vintage, release_name",
            [besides],
        )
        columns = {str(name) for name, *_ in rows(database, "describe released_cell")}
        persons = "persons" if "persons" in columns else "null::bigint"  # before versions were compared
        found = rows(
            database,
            f"select release_name, measure, place, shown_value, {persons} as persons from released_cell "
            "order by all",
        )
    except DatabaseError as error:
        raise DisclosureError(
            f"{path}: dit register is van een andere versie van het programma of beschadigd. Zet het "
            "terug uit een reservekopie; verwijder het niet, want het zegt wat al gepubliceerd is."
        ) from error
    finally:
        database.close()
    by_name: dict[str, list[Row]] = {}
    for name, *cell in found:
        by_name.setdefault(str(name), []).append(tuple(cell))
    return tuple(
        _released(int(str(vintage)), int(str(base)), by_name.get(str(name), ()))
        for name, vintage, base in heads
    )


def _released(number: int, base: int, cells: Iterable[Row]) -> Released:
    shown: dict[tuple[str, Place], Value] = {}
    hidden: set[tuple[str, Place]] = set()
    persons: dict[tuple[str, Place], int] = {}
    for measure, flat, text, behind in cells:
        assert isinstance(flat, list)
        cell = str(measure), tuple(zip(flat[::2], flat[1::2], strict=True))
        if text is None:
            hidden.add(cell)
        else:
            shown[cell] = _number(str(text))
        if isinstance(behind, int):
            persons[cell] = behind
    return Released(number, shown, frozenset(hidden), persons, frozenset({base}) if cells else frozenset())


def read_release(path: Path, *, vintage: int = 0, besides: str | None = None) -> ReleaseHistory:
    """Give what all releases up to this vintage leave: nothing where there is no register yet."""
    if not path.exists():
        return ReleaseHistory()
    releases = [one for one in read_releases(path, besides=besides) if one.number <= vintage]
    older = [one for one in releases if one.number < vintage]
    return join_releases([one for one in releases if one.number == vintage], older)


def join_releases(
    others: Sequence[Released], own: Sequence[Released], *, is_revision: bool = False
) -> ReleaseHistory:
    """Give what releases leave for the next version of `own`: what `others` show stands.

    In a planned revision that may change too, where enough persons changed it. Readers have every version, so
    of each cell the newest figure counts, and what any release hid stays hidden.
    """
    ordered = sorted([*others, *own], key=lambda one: one.number)
    newest = {cell: value for one in ordered for cell, value in one.shown.items()}
    stands = {cell for one in others for cell in one.shown} if not is_revision else set()
    return ReleaseHistory(
        {cell: value for cell, value in newest.items() if cell in stands},
        frozenset().union(*(one.hidden for one in ordered)),
        {cell: value for cell, value in newest.items() if cell not in stands},
        own=max(own, key=lambda one: one.number).shown if own else {},
        bases=frozenset().union(*(one.bases for one in ordered)),
        persons={cell: count for one in ordered for cell, count in one.persons.items()},
        fewest=_fewest(ordered),
    )


def _fewest(releases: Sequence[Released]) -> dict[tuple[str, Place], int]:
    """Give how many persons stood behind each figure that was hidden, when they were fewest."""
    found: dict[tuple[str, Place], int] = {}
    for one in releases:
        for cell in one.hidden & one.persons.keys():
            found[cell] = min(one.persons[cell], found.get(cell, one.persons[cell]))
    return found


def _cells(
    tables: Mapping[str, SafeTable],
    personal: frozenset[str],
    behind: Mapping[tuple[str, Place], int],
) -> list[tuple[str, list[str], str | None, int | None]]:
    found = {
        (table.measure, place_of(table.dimensions, key)): None if cell.value is None else str(cell.value)
        for table in tables.values()
        if table.measure in personal
        for key, cell in table.cells.items()
        if cell.mark in (None, Mark.SUPPRESSED)
    }
    return [
        (measure, [part for pair in place for part in pair], text, behind.get((measure, place)))
        for (measure, place), text in sorted(found.items())
    ]


def _number(text: str) -> Value:
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)
