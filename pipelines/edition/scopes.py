"""What reports are about: the overview of all prisons, and each prison that exists in the period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.errors import ConfigError
from pipelines.load import open_for_reading, read_list
from pipelines.release import read_places
from pipelines.request import ALL_SCOPES, OVERVIEW, RunRequest
from pipelines.tables import SafeTable, keep


@dataclass(frozen=True)
class Scope:
    """What a report is about: a prison, or the overview of all (code None)."""

    code: str | None
    name: str

    @property
    def folder(self) -> str:
        """The name of its folder under the editions."""
        return self.code or OVERVIEW


def scopes_of(request: RunRequest, places: Sequence[tuple[str, str]] | None = None) -> tuple[Scope, ...]:
    """Give the scopes that are asked, the overview first; raise ConfigError for an unknown prison.

    `places` are the prisons of the period as a run has read them; else they are read from what is loaded.
    """
    if places is None:
        need_scope(request)
        with open_for_reading(request.config) as db:
            places = read_places(db, request.period)
    known = {OVERVIEW: Scope(None, request.config.settings.report.place.plural)}
    known |= {code: Scope(code, name) for code, name in places}
    if request.scope == ALL_SCOPES:
        return tuple(known.values())
    if request.scope not in known:
        raise ConfigError(f"--scope {request.scope}: verwacht een van {', '.join([ALL_SCOPES, *known])}")
    return (known[request.scope],)


def need_scope(request: RunRequest) -> None:
    """Refuse a prison that the workspace's list does not have, before anything is loaded or computed.

    Raises ConfigError. A list that names its columns otherwise is left to `scopes_of`, which knows all.
    """
    listed = read_list(request.config.data / "reference" / "prison.csv")
    codes = sorted({row["prison_code"] for row in listed if "prison_code" in row})
    known = [ALL_SCOPES, OVERVIEW, *codes]
    if codes and request.scope not in known:
        raise ConfigError(f"--scope {request.scope}: verwacht een van {', '.join(known)}")


def of_scope(tables: Mapping[str, SafeTable], prison_code: str | None) -> Mapping[str, SafeTable]:
    """Keep for a prison's own edition the rows about it; the overview (None) has them all."""
    if prison_code is None:
        return tables
    return {name: _about(table, prison_code) for name, table in tables.items()}


def _about(table: SafeTable, prison_code: str) -> SafeTable:
    if "prison_code" not in table.dimensions:
        return table
    place = table.dimensions.index("prison_code")
    return keep(table, lambda key: key[place] == prison_code)
