"""When periods come out and whether they did: for a person, for feeds, and for the catalogue."""

from datetime import datetime
from pathlib import Path

from pipelines.durable import PUBLIC_FILE, PUBLIC_FOLDER, make_folder, write_whole
from pipelines.edition import Appearance, Site, catalogue_of
from pipelines.progress import Steps
from pipelines.request import Config, Period, parse_period
from pipelines.service.calendar import (
    TIME_ZONE,
    Due,
    coming,
    due,
    first_of,
    is_working_day,
    moment_of,
    newest_due,
    planned_of,
)
from pipelines.service.state import read_state
from pipelines.service.world import Workspace
from pipelines.wording import Wording

INDEX = "index.html"


def appearances(config: Config, *, now: datetime) -> tuple[Appearance, ...]:
    """Give every period that is due, the next of each kind, and what the calendar names."""
    state, schedule = read_state(config), config.settings.schedule
    first = first_of(schedule) or parse_period(state.first or newest_due(schedule, now).code)
    world = Workspace(config, Steps(quiet=True))
    known = {one.period: one for one in (*due(schedule, first=first, now=now), *coming(schedule, now=now))}
    for planned in schedule.planned:
        period = parse_period(planned.period)
        if period.end >= first.end:
            known.setdefault(period, Due(period, moment_of(period, schedule)))
    found = sorted(known.values(), key=lambda one: (one.moment, one.period.code))
    return tuple(
        Appearance(one.period.code, one.moment, world.is_out(one.period), _note(one.period, config))
        for one in found
    )


def _note(period: Period, config: Config) -> str:
    """Say what the calendar adds: until when data count, who receives it before, and its own remark."""
    planned = planned_of(period, config.settings.schedule)
    if planned is None:
        return ""
    words = Wording(config.settings.report.languages[0])
    said = [words.say("calendar.cut_off", day=words.day(planned.cut_off))] if planned.cut_off else []
    said += (
        [words.say("calendar.early", who=words.listed(planned.early_access))] if planned.early_access else []
    )
    return " ".join([*said, *([planned.note] if planned.note else [])])


def calendar_lines(config: Config, *, now: datetime) -> tuple[tuple[str, ...], bool]:
    """Tell of each period that it is done, late or due, and whether any is late."""
    rows, is_late = [], False
    for one in appearances(config, now=now):
        local = one.moment.astimezone(TIME_ZONE)
        late = not one.is_out and one.moment <= now
        is_late |= late
        state = "verschenen" if one.is_out else "te laat" if late else "komt"
        day = local.date()
        free = "" if is_working_day(day) else "; geen werkdag"
        rows.append(
            f"{one.period}: {state}, {local:%d/%m/%Y %H:%M}{free}{f'. {one.note}' if one.note else ''}"
        )
    return tuple(rows), is_late


def site_of(config: Config, *, now: datetime) -> Site:
    """Give what the catalogue of a workspace says of itself."""
    settings = config.settings
    section, languages = settings.catalogue, settings.report.languages
    others = [one for one in ("nl", "fr", "en") if one not in languages]
    title = Wording(languages[0]).say("catalogue.title", publisher=settings.report.publisher)
    return Site(
        title=section.title or title,
        publisher=settings.report.publisher,
        contact=settings.report.contact,
        licence=settings.look.licence,
        section=section,
        languages=(*languages, *others),
        places=(settings.report.place.singular, settings.report.place.plural),
        appearances=appearances(config, now=now),
    )


def write_catalogue(config: Config, folder: Path, *, now: datetime) -> Path:
    """Write the catalogue of the editions in a folder into that folder, its first page last; give that page.

    Each file is whole or as it was; one that is the same already is left alone.
    """
    files = catalogue_of(site_of(config, now=now), folder)
    for name in sorted(files, key=lambda name: (name == INDEX, name)):
        path = folder / name
        if not path.is_file() or path.read_bytes() != files[name]:
            make_folder(path.parent, mode=PUBLIC_FOLDER)
            write_whole(path, files[name], mode=PUBLIC_FILE)
    return folder / INDEX
