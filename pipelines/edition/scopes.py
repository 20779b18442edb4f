"""What reports are about: the overview of all prisons, and each prison that exists in the period."""

from dataclasses import dataclass

from pipelines.database import rows
from pipelines.errors import ConfigError
from pipelines.load import open_for_reading
from pipelines.request import ALL_SCOPES, OVERVIEW, RunRequest


@dataclass(frozen=True)
class Scope:
    """What a report is about: a prison, or the overview of all (code None)."""

    code: str | None
    name: str

    @property
    def folder(self) -> str:
        """The name of its folder under the editions."""
        return self.code or OVERVIEW


def scopes_of(request: RunRequest) -> tuple[Scope, ...]:
    """Give the scopes that are asked, the overview first; raise ConfigError for an unknown prison."""
    with open_for_reading(request.config) as db:
        found = rows(
            db,
            "select prison_code, arg_max(prison_name, valid_from) from raw.prison "
            "where valid_from < $end and coalesce(valid_to, date '9999-12-31') > $start "
            "group by all order by 1",
            {"start": request.period.first_day, "end": request.period.end},
        )
    known = {OVERVIEW: Scope(None, request.config.settings.report.place.plural)}
    known |= {str(code): Scope(str(code), str(name)) for code, name in found}
    if request.scope == ALL_SCOPES:
        return tuple(known.values())
    if request.scope not in known:
        raise ConfigError(f"--scope {request.scope}: verwacht een van {', '.join([ALL_SCOPES, *known])}")
    return (known[request.scope],)
