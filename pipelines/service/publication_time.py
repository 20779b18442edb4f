"""Hold a publication against the calendar: before its time nothing comes out unless somebody says why."""

from datetime import datetime

from pipelines.errors import ConfigError, GateError
from pipelines.request import Config, RunRequest, parse_period
from pipelines.service.calendar import TIME_ZONE, moment_of, planned_of


def is_due(config: Config, period: str, *, now: datetime) -> bool:
    """Tell whether the moment of a period has come."""
    return moment_of(parse_period(period), config.settings.schedule) <= now


def keep_to_calendar(request: RunRequest, *, now: datetime, is_embargo: bool = False) -> None:
    """Raise GateError when the period's moment has not come and nothing is said of publishing before it.

    With an embargo the edition is made before its moment and waits for it: nobody gets it meanwhile but who
    the calendar names. A reason or an embargo where none is needed is refused too (ConfigError).
    """
    moment = moment_of(request.period, request.config.settings.schedule)
    if request.early and is_embargo:
        raise ConfigError("--early en --embargo: kies een van beide; met --early wacht niemand")
    if now < moment and not request.early and not is_embargo:
        raise GateError(
            f"{request.period.code} verschijnt volgens de kalender op {_told(moment)}. Er is niets "
            'gepubliceerd. Moet het vroeger, zeg dan waarom: --early "REDEN"; dat wordt bewaard. Met '
            "--embargo wordt de editie gemaakt en wacht ze op haar tijdstip."
        )
    if now >= moment and (request.early or is_embargo):
        option = "--early" if request.early else "--embargo"
        raise ConfigError(f"{option}: het tijdstip van de kalender is al voorbij; laat deze optie weg")


def keep_to_early_access(config: Config, period: str, who: str, *, now: datetime) -> None:
    """Raise GateError where the calendar does not name who may see a period before its moment.

    Raises ConfigError where the moment has come: then it is for everybody.
    """
    schedule, asked = config.settings.schedule, parse_period(period)
    moment = moment_of(asked, schedule)
    if now >= moment:
        raise ConfigError(f"{period}: is sinds {_told(moment)} voor iedereen; niemand krijgt ze nog vooraf")
    planned = planned_of(asked, schedule)
    named = planned.early_access if planned else []
    if who.strip() not in named:
        raise GateError(
            f"{who.strip() or '--who'}: de kalender noemt dit niet bij {period}. Er is niets gegeven. Wie "
            "een uitgave vooraf krijgt, staat in early_access van data/reference/publicatiekalender.toml"
            + (f": {', '.join(named)}" if named else "")
        )


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(TIME_ZONE):%d/%m/%Y %H:%M}"
