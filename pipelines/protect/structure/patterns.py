"""Who took part where, when and in what, without names: what counts of persons are proved with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.database import Database, rows
from pipelines.tables import Key

PRISON, PERIOD, HISTORY = "prison_code", "period_code", "history"
ACTIVITY = ("domain_code", "subdomain_code", "organisation_code", "form", "target_group")
TRAITS = ("gender", "age_band", "statuut", "regime", "language_group")
NEW, RETURNING = "new", "returning"
UNKNOWN = "unknown"

SUBDOMAINS = "select subdomain_code, domain_code from staging.subdomain order by all"

Atom = tuple[str, ...]
"""One label per dimension: a person did this there, in that month, being this."""

Place = tuple[tuple[str, str], ...]
"""A cell whatever table it stands in: its labels by dimension, totals left out."""


@dataclass(frozen=True)
class Tally:
    """A dimension that counts how many labels of another one a person has; `most` and more are one label."""

    counted: str
    most: int

    def label(self, count: int) -> str:
        """Name the number of labels."""
        return f"{self.most}+" if count >= self.most else str(count)


TALLIES = {"domains_taken": Tally("domain_code", 3)}
DERIVED = frozenset({HISTORY, *TALLIES})
"""Dimensions of all that a person did: over prisons and periods these counts follow no rule."""


@dataclass(frozen=True)
class PersonPatterns:
    """The atoms of each person, who is a number only. All that counts of a person is in here.

    `periods` gives for each month (the label of PERIOD in an atom) every period that holds it, itself
    included. `activities` says what a person did, other dimensions but prison and period are traits.
    `season_of` groups the months whose counts hang together: a year. `before` gives for each period the
    months that make a participant in it a returning one. `nested` names finer dimensions: the wider one, and
    in which of its labels each finer label lies. `measure` is the measure that counts these persons.
    """

    dimensions: tuple[str, ...]
    rows: tuple[tuple[int, Atom], ...]
    periods: Mapping[str, tuple[str, ...]]
    season_of: Mapping[str, str]
    activities: tuple[str, ...] = ACTIVITY
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nested: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    measure: str = "participants"

    @property
    def traits(self) -> tuple[str, ...]:
        """Give the dimensions that say what a person is."""
        besides = {PRISON, PERIOD, *self.activities}
        return tuple(name for name in self.dimensions if name not in besides)

    def place(self, name: str) -> int:
        """Say where a dimension stands in an atom."""
        return self.dimensions.index(name)


def read_patterns(database: Database) -> PersonPatterns:
    """Read the patterns of everyone who took part from core.participation and core.period_month."""
    dimensions = (PRISON, PERIOD, *ACTIVITY, *TRAITS)
    columns = ", ".join(
        "strftime(month_start, '%Y-%m')" if name == PERIOD else f"coalesce({name}, '{UNKNOWN}')"
        for name in dimensions
    )
    found = rows(
        database,
        f"""
        select distinct person_number, {columns}
        from core.participation
        semi join core.period_month using (month_start)
        order by all
        """,
    )
    return PersonPatterns(
        dimensions,
        tuple((int(str(row[0])), tuple(str(label) for label in row[1:])) for row in found),
        periods=_grouped(
            database,
            """
            select month.period_code, wider.period_code
            from core.period_month as month
            join core.period_month as wider using (month_start)
            where month.period_level = 'month'
            order by all
            """,
        ),
        season_of={
            month: codes[0]
            for month, codes in _grouped(
                database,
                """
                select strftime(month_start, '%Y-%m'), year(month_start)
                from core.period_month
                where period_level = 'month'
                order by all
                """,
            ).items()
        },
        tallies=TALLIES,
        before={
            period: frozenset(months)
            for period, months in _grouped(
                database,
                """
                select period.period_code, strftime(month.month_start, '%Y-%m')
                from core.period as period
                join core.period_month as month
                    on month.month_start < period.start_date
                    and month.month_start >= period.start_date - interval 12 month
                where month.period_level = 'month'
                order by all
                """,
            ).items()
        },
        nested={
            "subdomain_code": (
                "domain_code",
                {str(finer): str(wider) for finer, wider in rows(database, SUBDOMAINS)},
            )
        },
    )


def coarsened(patterns: PersonPatterns, dimensions: Iterable[str], codes: frozenset[str]) -> PersonPatterns:
    """Join what no count tells apart: months in the same periods among `codes`, labels of other dimensions.

    A search over these persons is a search over the real ones, with half the work.
    """
    kept = {PRISON, PERIOD, *dimensions, *(tally.counted for tally in patterns.tallies.values())}
    first: dict[tuple[frozenset[str], ...], str] = {}
    month_of: dict[str, str] = {}
    for month in sorted(patterns.periods):
        within = codes.intersection(patterns.periods[month])
        after = frozenset(code for code in codes if month in patterns.before.get(code, ()))
        season = frozenset([patterns.season_of[month]])
        month_of[month] = first.setdefault((within, after, season), month)
    when = patterns.place(PERIOD)
    drop = [name not in kept for name in patterns.dimensions]
    found = {
        (person, tuple(
            month_of[label] if place == when else UNKNOWN if drop[place] else label
            for place, label in enumerate(atom)
        ))
        for person, atom in patterns.rows
    }  # fmt: skip
    return replace(patterns, rows=tuple(sorted(found)))


def _grouped(database: Database, sql: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for first, second in rows(database, sql):
        found[str(first)] = (*found.get(str(first), ()), str(second))
    return found


def place_of(dimensions: Sequence[str], key: Key) -> Place:
    """Name a cell by its labels, so that the same cell of several tables is one."""
    named = zip(dimensions, key, strict=True)
    return tuple(sorted((name, label) for name, label in named if label is not None))


def name_of(place: Place) -> str:
    """Name a cell for people and logs."""
    return " ".join(f"{name}={label}" for name, label in place) or "totaal"


def seasons(patterns: PersonPatterns) -> tuple[str, ...]:
    """Give the seasons in order."""
    return tuple(sorted(set(patterns.season_of.values())))


def codes_of(patterns: PersonPatterns, season: str) -> tuple[str, ...]:
    """Give every period that holds a month of the season, also those that reach into another."""
    found: Iterable[str] = (
        code
        for month, codes in patterns.periods.items()
        if patterns.season_of[month] == season
        for code in codes
    )
    return tuple(sorted(set(found)))
