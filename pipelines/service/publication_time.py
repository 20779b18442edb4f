"""Hold a publication against the calendar: before its time nothing comes out unless somebody says why."""

from datetime import datetime

from pipelines.errors import ConfigError, GateError
from pipelines.request import Config, RunRequest, parse_period
from pipelines.service.calendar import TIME_ZONE, moment_of


def is_due(config: Config, period: str, *, now: datetime) -> bool:
    """Tell whether the moment of a period has come."""
    return moment_of(parse_period(period), config.settings.schedule) <= now


def keep_to_calendar(request: RunRequest, *, now: datetime) -> None:
    """Raise GateError when the period's moment has not come and no reason is given for publishing before it.

    A reason that is given where none is needed is refused too (ConfigError): it would stand in the record.
    """
    moment = moment_of(request.period, request.config.settings.schedule)
    if now < moment and not request.early:
        raise GateError(
            f"{request.period.code} verschijnt volgens de kalender op "
            f"{moment.astimezone(TIME_ZONE):%d/%m/%Y %H:%M}. Er is niets gepubliceerd. Moet het vroeger, zeg "
            'dan waarom: --early "REDEN"; dat wordt bewaard.'
        )
    if now >= moment and request.early:
        raise ConfigError("--early: het tijdstip van de kalender is al voorbij; laat deze optie weg")
