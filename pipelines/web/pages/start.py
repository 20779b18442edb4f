"""The first page: the tasks of a period, what is done, what waits and where to go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.database import Database, rows
from pipelines.load import CoverageRow, coverage, deliveries
from pipelines.office_text import read_office_text
from pipelines.request import OVERVIEW, Config, Period, read_request
from pipelines.web.frame import Answer, Asked, Page, Redirect, busy_or, config_of, period_of, reading
from pipelines.web.pages.answers import unanswered
from pipelines.web.pages.waiting import waiting_files
from pipelines.wording import Wording

OWED = ("late", "missing", "partly")
YEARS_SHOWN = 2


@dataclass(frozen=True)
class Task:
    """A line of the list: what it is about, a sentence on how it stands, and its state in a word."""

    page: str
    sentences: tuple[str, ...]
    state: str
    kind: str  # done, todo or wait: its colour; the word says the same


def show_start(asked: Asked) -> Answer:
    """Show the tasks of the period; a folder that is no workspace yet becomes one first."""
    from pipelines.service import TIME_ZONE, moment_of

    if not (asked.desk.workspace / "report.toml").exists():
        return Redirect("/nieuw")
    config, period, today = config_of(asked), period_of(asked), date.today()
    tasks = list(_tasks(asked, config, period, today))
    moment = moment_of(period, config.settings.schedule).astimezone(TIME_ZONE)
    given = {
        "is_key_gone": not read_request(asked.desk.workspace).key.exists(),
        "period": period,
        "tasks": tasks,
        "moment": moment,
        "is_past": moment.date() <= today,
        "days": (moment.date() - today).days,
        "periods": _periods(today),
        "left": sum(task.kind == "todo" for task in tasks),
    }
    return Page("start.html", given)


def _periods(today: date) -> list[str]:
    """Give the quarters and years that one works on, the newest first."""
    return [
        code
        for year in range(today.year, today.year - YEARS_SHOWN - 1, -1)
        for code in (str(year), *(f"{year}-K{quarter}" for quarter in (4, 3, 2, 1)))
    ]


def _tasks(asked: Asked, config: Config, period: Period, today: date) -> Iterator[Task]:
    words = asked.words

    def read() -> tuple[Task, Task, Task]:
        with reading(config) as db:
            told = _delivered(asked, db, period, today), _answers(words, config, db)
            return *told, _figures(words, db, period)

    found = busy_or(read)
    busy = (words.say("wb.start.busy"),)
    yield found[0] if found else Task("deliveries", busy, words.say("wb.state.wait"), "wait")
    yield found[1] if found else Task("answers", busy, words.say("wb.state.wait"), "wait")
    yield found[2] if found else Task("figures", busy, words.say("wb.state.wait"), "wait")
    yield _words(words, config, period)
    yield from _editions(words, config, period)


def _delivered(asked: Asked, db: Database | None, period: Period, today: date) -> Task:
    words, waiting = asked.words, len(waiting_files(asked.desk))
    sentences = [words.say_count("wb.start.waiting", waiting)] if waiting else []
    if db is None:
        sentences.append(words.say("wb.start.nothing"))
        return Task("deliveries", tuple(sentences), words.say("wb.state.begin"), "todo")
    owed = [one for one in coverage(db, year=period.year, today=today) if _is_of(one, period)]
    came = sum(one.state == "loaded" for one in deliveries(db))
    sentences.append(words.say_count("wb.start.deliveries", came))
    missing = sorted({one.source_label for one in owed if one.state in OWED})
    if missing:
        sentences.append(words.say("wb.start.missing", who=words.listed(missing)))
    elif owed:
        sentences.append(words.say("wb.start.complete"))
    left = len(missing) + waiting
    state = words.say_count("wb.state.left", left) if left else words.say("wb.state.done")
    return Task("deliveries", tuple(sentences), state, "todo" if left else "done")


def _is_of(one: CoverageRow, period: Period) -> bool:
    return period.quarter is None or one.quarter == period.code


def _answers(words: Wording, config: Config, db: Database | None) -> Task:
    partners = len({one.source for one in unanswered(config, deliveries(db))} if db is not None else ())
    if not partners:
        return Task("answers", (words.say("wb.start.no_answers"),), words.say("wb.state.done"), "done")
    return Task(
        "answers", (words.say_count("wb.start.answers", partners),),
        words.say_count("wb.state.left", partners), "todo",
    )  # fmt: skip


def _figures(words: Wording, db: Database | None, period: Period) -> Task:
    known = db is not None and rows(db, "select 1 from duckdb_tables() where schema_name = 'core' limit 1")
    if db is None or not known:
        return Task("figures", (words.say("wb.start.no_figures"),), words.say("wb.state.wait"), "wait")
    alarms = open_alarms(db, period)
    if not alarms:
        return Task("figures", (words.say("wb.start.no_alarms"),), words.say("wb.state.done"), "done")
    return Task(
        "figures", (words.say_count("wb.start.alarms", len(alarms)),),
        words.say_count("wb.state.left", len(alarms)), "todo",
    )  # fmt: skip


OPEN_ALARMS = """
select organisation_code, prison_code, period_code
from core.alarm
anti join staging.accepted_alarm as accepted
    on alarm.organisation_code = accepted.organisation_code
    and alarm.prison_code is not distinct from accepted.prison_code
    and alarm.period_code = accepted.period_code
where starts_with(period_code, $1)
order by all
"""


def open_alarms(db: Database, period: Period) -> Sequence[tuple[object, ...]]:
    """Give the alarms of a period that nobody looked at: organisation, prison and quarter."""
    return rows(db, OPEN_ALARMS, [period.code])


def _words(words: Wording, config: Config, period: Period) -> Task:
    folder = config.data / "narrative" / period.code / OVERVIEW / config.settings.report.languages[0]
    written = [path for path in folder.glob("*.md") if read_office_text(path).strip()]
    points = any(path.stem == "aandachtspunten" for path in written)
    if not written:
        return Task("words", (words.say("wb.start.no_words"),), words.say("wb.state.begin"), "todo")
    sentences = [words.say_count("wb.start.words", len(written))]
    if not points:
        sentences.append(words.say("wb.start.no_points"))
    state = words.say("wb.state.done") if points else words.say_count("wb.state.left", 1)
    return Task("words", tuple(sentences), state, "done" if points else "todo")


def _editions(words: Wording, config: Config, period: Period) -> Iterator[Task]:
    from pipelines.edition import read_manifest, standing

    found = standing(config.editions / OVERVIEW / period.code).manifests
    concept = config.data / "concepts" / OVERVIEW / period.code
    if not found and (not concept.is_dir() or read_manifest(concept) is None):
        yield Task("safety", (words.say("wb.start.no_safety"),), words.say("wb.state.wait"), "wait")
        yield Task("edition", (words.say("wb.start.no_edition"),), words.say("wb.state.wait"), "wait")
        return
    yield Task("safety", (words.say("wb.start.safety"),), words.say("wb.state.look"), "wait")
    if not found:
        yield Task("edition", (words.say("wb.start.concept"),), words.say("wb.state.read"), "todo")
        return
    day = words.day(date.fromisoformat(str(found[max(found)]["published"])))
    told = words.say("wb.start.edition", version=str(max(found)), day=day)
    yield Task("edition", (told,), words.say("wb.state.done"), "done")
