"""Find published editions in folders and read all that each of them shows."""

import json
from collections.abc import Sequence
from pathlib import Path

from pipelines.audit.figures import PERIOD, Edition, Figure, Name, Placed
from pipelines.audit.periods import months_of
from pipelines.audit.reading.beside import numbers_beside
from pipelines.audit.reading.tables import MACHINE, read_table, tables_in
from pipelines.errors import ConfigError

PUBLIC = "public"


def read_editions(folders: Sequence[Path]) -> tuple[Edition, ...]:
    """Read every edition in or under these folders, oldest first; withdrawn and older versions count too.

    An edition is a folder with tables/*.csv. A figure counts as shown when any table, page, PDF, attachment
    or download of it says what it is; `leaks` are those that the tables withhold. No database is opened, and
    of the manifest only day, version and scope. Raises ConfigError where a folder holds none, or a file
    can't be read.
    """
    homes: list[Path] = []
    for folder in folders:
        below = sorted({path.parent.parent for path in folder.rglob("tables/*.csv")})
        if not below:
            raise ConfigError(f"{folder}: hier staat geen uitgave (geen bestanden in tables/)")
        homes += [home for home in below if home not in homes]
    return tuple(sorted((_edition(home) for home in homes), key=lambda edition: edition.order))


def _edition(home: Path) -> Edition:
    figures: dict[Name, Figure] = {}
    sources: dict[Name, str] = {}
    withheld: set[Name] = set()
    periods: list[str] = []
    for path in tables_in(home / "tables"):
        mart = path.name.removesuffix(MACHINE).removesuffix(".csv")
        for name, figure in read_table(path):
            periods += [code for dimension, code in name[1] if dimension == PERIOD]
            withheld |= {name} if figure.is_hidden else set()
            known = figures.get(name)
            if known is None or (known.value is None and figure.value is not None):
                figures[name] = figure
                sources.setdefault(name, mart)
    facts = facts_of(home)
    leaks: list[Placed] = []
    place = home.parent if home.name == PUBLIC else home  # editions keep what is public apart
    period = str(facts.get("period") or place.parent.name or max(periods, default=""))
    version = str(facts.get("version", place.name))
    order = (
        str(facts.get("published", "")), _ends(period), int(version) if version.isdigit() else 1,
        str(facts.get("scope", place.parent.parent.name)),
    )  # fmt: skip
    in_tables = dict(figures)
    for placed in numbers_beside(home, period):
        known = in_tables.get(placed.name)
        if known is not None and known.is_hidden:
            leaks.append(placed)
        elif known is not None or not placed.is_exact:
            continue
        figures[placed.name] = Figure(placed.value)
        sources[placed.name] = placed.where
    return Edition(str(home), period, order, figures, frozenset(withheld), sources, tuple(leaks))


def _ends(period: str) -> str:
    """Give what sorts periods by their end, the shorter one first: a quarter is out before its year."""
    months = months_of(period)
    return f"{max(months):06}-{len(months):02}" if months else period


def facts_of(home: Path) -> dict[str, object]:
    """Read what the manifest says of day, version and scope, where there is one."""
    try:
        found = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
