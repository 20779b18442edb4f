"""Figures: what each published figure means, how it moved, from which deliveries; alarms to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.database import rows
from pipelines.errors import ConfigError
from pipelines.load import add_to_list, read_list
from pipelines.program import SQL
from pipelines.request import Config, only_writer, parse_period
from pipelines.tables import Cell, SafeTable
from pipelines.web.frame import (
    Answer,
    Asked,
    Page,
    Redirect,
    config_of,
    need_no_job,
    period_of,
    reading,
    start_job,
)
from pipelines.web.pages.deliveries import contracts_of
from pipelines.web.pages.safety import newest_of
from pipelines.wording import Wording

MOST = 400
ALARM = ("organisation_code", "prison_code", "period_code")
"""What names an alarm in the list of those that were looked at."""

ALARMS = """
select
    alarm.organisation_code, alarm.prison_code, alarm.period_code, alarm.measure, alarm.driving_activity,
    coalesce(delivery.delivery_number, delivery.delivery_id) as delivery_number, alarm.found_value,
    alarm.usual_low, alarm.usual_high, accepted.accepted_by, accepted.reason
from core.alarm as alarm
left join load.delivery as delivery  -- left: not every alarm has one
    on alarm.delivery_id = delivery.delivery_id
left join staging.accepted_alarm as accepted  -- left: most were not looked at yet
    on alarm.organisation_code = accepted.organisation_code
    and alarm.prison_code is not distinct from accepted.prison_code
    and alarm.period_code = accepted.period_code
where starts_with(alarm.period_code, $1)
order by all
"""


@dataclass(frozen=True)
class Alarm:
    """An unusual figure: whose, where, when, what was found and what is usual, and who accepted it why."""

    organisation: str
    prison: str
    period: str
    measure: str
    activity: str
    delivery: int | None
    found: Any
    low: Any
    high: Any
    accepted_by: str
    reason: str


@dataclass(frozen=True)
class Point:
    """The total of a figure in one period, with its size beside the largest for a bar."""

    period: str
    cell: Cell
    percent: int


def show_figures(asked: Asked) -> Answer:
    """Show the alarms of the period, and the figures that its concept or edition shows."""
    config, period = config_of(asked), period_of(asked)
    alarms: list[Alarm] = []
    with reading(config) as db:
        if db is not None and rows(db, "select 1 from duckdb_tables() where schema_name = 'core' limit 1"):
            alarms = [_alarm(row) for row in rows(db, ALARMS, [period.code])]
    names = _measures(asked.words)
    tables = [
        (name, names.get(table.measure, table.measure)) for name, table in _tables(config, asked).items()
    ]
    given = {
        "period": period,
        "alarms": alarms,
        "tables": sorted(tables, key=lambda one: one[1]),
        "names": names,
    }
    return Page("figures.html", given)


def _alarm(row: tuple[Any, ...]) -> Alarm:
    text = ["" if cell is None else str(cell) for cell in row]
    number = None if row[5] is None else int(row[5])
    return Alarm(
        organisation=text[0], prison=text[1], period=text[2], measure=text[3], activity=text[4],
        delivery=number, found=row[6], low=row[7], high=row[8], accepted_by=text[9], reason=text[10],
    )  # fmt: skip


def _measures(words: Wording) -> dict[str, str]:
    from pipelines.model import read_catalogue

    indicators = read_catalogue(SQL).indicators
    return {name: one.name[words.language] for name, one in indicators.items()}


def _tables(config: Config, asked: Asked) -> Mapping[str, SafeTable]:
    """Read the tables of the newest concept or edition of the period; none when there is none."""
    from pipelines.edition import store_of
    from pipelines.protect import read_published

    folder = newest_of(config, period_of(asked))
    return {} if folder is None else read_published(store_of(folder))


def show_figure(asked: Asked) -> Answer:
    """Show one figure: its definition, its trend, its cells, and the files behind it; never a row."""
    from pipelines.model import read_catalogue, trace

    config, period, name = config_of(asked), period_of(asked), asked.parts["table"]
    table = _tables(config, asked).get(name)
    if table is None:
        raise ConfigError(asked.words.say("wb.figure.missing", name=name))
    files: list[str] = []
    with reading(config) as db:
        if db is not None:
            origins = trace(db, SQL, name, {"period_code": period.code})
            files = sorted({one.file_name for one in origins})
    indicator = read_catalogue(SQL).indicators.get(table.measure)
    place = table.dimensions.index("period_code")
    shown = [(key, cell) for key, cell in table.cells.items() if key[place] == period.code][:MOST]
    given = {
        "period": period, "name": name, "table": table, "indicator": indicator, "files": files,
        "trend": _trend(table, place), "cells": shown, "decimals": indicator.decimals if indicator else 0,
        "code": _code,
    }  # fmt: skip
    return Page("figure.html", given)


def _code(words: Wording, dimension: str, code: str | None) -> str:
    return words.period(code) if dimension == "period_code" and code else words.code(dimension, code)


def _trend(table: SafeTable, place: int) -> list[Point]:
    """Give the totals by period, with the length of a bar beside the largest."""
    totals = {
        str(key[place]): cell
        for key, cell in table.cells.items()
        if all(label is None for number, label in enumerate(key) if number != place)
        and "JTD" not in str(key[place])
    }
    sizes = {period: abs(float(cell.value or 0)) for period, cell in totals.items()}
    largest = max(sizes.values(), default=0.0) or 1.0
    return [
        Point(period, cell, round(100 * sizes[period] / largest)) for period, cell in sorted(totals.items())
    ]


def accept_alarm(asked: Asked) -> Answer:
    """Write down that an unusual figure was looked at and is right, with who says so and why."""
    config, period = config_of(asked), parse_period(asked.field("periode"))
    who, why = asked.field("who"), asked.field("why")
    if not who or not why:
        raise ConfigError(asked.words.say("wb.alarm.needed"))
    columns = tuple(contracts_of(config)["accepted_alarm"].columns)
    path = config.data / "reference" / "accepted_alarm.csv"
    row = {
        "organisation_code": asked.field("organisation"), "prison_code": asked.field("prison"),
        "period_code": asked.field("quarter"), "accepted_by": who, "accepted_date": date.today().isoformat(),
        "reason": why,
    }  # fmt: skip
    if not asked.field("later"):
        need_no_job(asked.desk)
    with only_writer(config.data, "werkbank"):
        if not any(all(known.get(name) == row[name] for name in ALARM) for known in read_list(path)):
            add_to_list(path, row, columns)  # who asks twice, or on an old page, adds nothing
    return check(asked) if not asked.field("later") else Redirect(f"/cijfers?periode={period.code}")


def check(asked: Asked) -> Answer:
    """Run all checks, which also finds the alarms anew."""
    period = parse_period(asked.field("periode"))
    told = asked.words.say("wb.job.check")
    arguments = ("check", "--year", str(period.year))
    return Redirect(
        f"/taken/{start_job(asked.desk, told, arguments, back=f'/cijfers?periode={period.code}').number}"
    )
