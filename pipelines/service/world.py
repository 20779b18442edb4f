"""A workspace as the scheduled refresh sees it: what is out, what came late, and how an edition is made."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from pipelines.database import Database, rows
from pipelines.edition import home_of, is_public, public_of, scopes_of, sealed_name, standing
from pipelines.errors import ConfigError, GateError
from pipelines.load import coverage, deliveries, open_for_reading
from pipelines.publication import ready_concepts
from pipelines.release import load_deliveries
from pipelines.report import StepMaker, build_report, issue_report
from pipelines.request import QUARTERS, Config, Period, RunRequest, only_run, read_request
from pipelines.service.calendar import TIME_ZONE, coming
from pipelines.service.notices import Notice
from pipelines.service.state import State, input_mark
from pipelines.service.words import reminder
from pipelines.sources import read_contracts
from pipelines.toml import Text, read_toml


class Workspace:
    """The workspace in a folder; what it does is what the commands do."""

    def __init__(self, config: Config, step: StepMaker) -> None:
        self._config = config
        self._step = step

    def input_mark(self) -> str:
        """Fingerprint what lies in the workspace."""
        return input_mark(self._config)

    def load(self) -> None:
        """Load what is new in the exports folder; an empty folder is nothing to load and no fault."""
        if not any(self._config.exports.rglob("*")):
            return
        with only_run(self._config.data, "serve"):
            self._step("Exports inlezen", load_deliveries)(read_request(self._config.workspace))

    def is_out(self, period: Period) -> bool:
        """Tell whether the newest edition of every scope has a page and a PDF in every language."""
        if not self._config.warehouse.exists():
            return False
        order = self._order(period)
        return all(_is_whole(home, order.languages) for home in self._homes(order))

    def came_late(self, period: Period, state: State) -> tuple[str, ...]:
        """Name the files that tell of a period and are not those that its newest editions were made from."""
        order = self._order(period)
        with open_for_reading(self._config) as db:
            loaded = set(_loaded(db))
        # A manifest names its inputs under seal; one of an earlier version of the program, in plain words.
        sealed = {name: {sealed_name(order, name), name} for name in state.months}
        changed: set[str] = set()
        for home in self._homes(order):
            manifests = standing(home).manifests
            inputs = set(manifests[max(manifests)].get("inputs", ()))
            changed |= {name for name in sealed if inputs.isdisjoint(sealed[name]) == (name in loaded)}
        spans = {name: state.months[name] for name in changed}
        first, last = f"{period.first_day:%Y-%m}", f"{period.end - timedelta(days=1):%Y-%m}"
        touching = (name for name, (begin, end) in spans.items() if begin <= last and first <= end)
        return tuple(sorted(name.rpartition(" ")[0] for name in touching))

    def months(self, state: State) -> State:
        """Remember which months each delivery tells of, also after it is taken back."""
        if not self._config.warehouse.exists():
            return state
        with open_for_reading(self._config) as db:
            names = _names(db)
            found = {
                names[one.delivery_id]: (one.first_month, one.last_month)
                for one in deliveries(db)
                if one.first_month and one.last_month
            }
        return State(state.first, state.attempts, state.input, state.told, {**state.months, **found})

    def publish(self, period: Period) -> tuple[str, ...]:
        """Make the period's editions of every scope and publish them; name their documents."""
        editions = issue_report(self._order(period), self._step)
        return tuple(str(path) for edition in editions for path in edition.documents)

    def prepared(self, period: Period) -> tuple[str, ...]:
        """Name the documents of the period's concepts; none where one is missing or its inputs changed."""
        try:
            ready = ready_concepts(self._order(period))
        except (ConfigError, GateError):
            return ()
        return tuple(str(path) for one in ready.concepts.values() for path in one.documents)

    def prepare(self, period: Period) -> tuple[str, ...]:
        """Make the period's concepts of every scope; name their documents."""
        concepts = build_report(self._order(period), self._step)
        return tuple(str(path) for concept in concepts for path in concept.documents)

    def _order(self, period: Period) -> RunRequest:
        schedule = self._config.settings.schedule
        return read_request(
            self._config.workspace, year=period.year, quarter=period.quarter, scope=schedule.scope
        )

    def _homes(self, request: RunRequest) -> list[Path]:
        return [home_of(request, scope.folder) for scope in scopes_of(request)]


def reminders(config: Config, now: datetime) -> Iterator[Notice]:
    """Give a notice with texts for partners that are missing, some days before a period comes out."""
    schedule = config.settings.schedule
    for one in coming(schedule, now=now):
        days = (one.local.date() - now.astimezone(TIME_ZONE).date()).days
        if not 0 <= days <= schedule.remind_days_before or not config.warehouse.exists():
            continue
        missing = missing_partners(config, one.period, now.date())
        if missing:
            stage = 1 if days <= 1 else schedule.remind_days_before  # at first, and on the last day
            yield reminder(one.period, one.local, missing, read_contacts(config), days=stage)


def missing_partners(config: Config, period: Period, today: date) -> dict[str, list[str]]:
    """List by partner what is expected of a period and not there, or only in part."""
    schedule = config.settings.schedule
    contracts = read_contracts(config.own_or_program("contracts"))
    quarters = {f"{period.year}-K{one}" for one in ((period.quarter,) if period.quarter else QUARTERS)}
    with open_for_reading(config) as db:
        states = coverage(
            db, year=period.year, today=today, days_after_quarter=schedule.days_after_quarter,
            days_after_year=schedule.days_after_year,
        )  # fmt: skip
    missing: dict[str, list[str]] = {}
    for row in states:
        if row.quarter in quarters and row.state not in ("delivered", "late"):
            label = contracts[row.dataset].label if row.dataset in contracts else row.dataset
            place = row.prison_code or "alle gevangenissen"
            missing.setdefault(row.source_label, []).append(f"{label}, {place}, {row.quarter}")
    return missing


def read_contacts(config: Config) -> Mapping[str, str]:
    """Read `data/contacts.toml`: for each partner its address; raise ConfigError when it can't be read."""
    path = config.data / "contacts.toml"
    return read_toml(path, dict[str, Text]) if path.exists() else {}


def _is_whole(home: Path, languages: tuple[str, ...]) -> bool:
    manifests = standing(home).manifests
    if not manifests:
        return False
    if not is_public(home / str(max(manifests))):
        return True  # a person retracted it: that the schedule makes none again is for that person to undo
    folder = public_of(home / str(max(manifests)))
    suffixes = ["" if language == languages[0] else f".{language}" for language in languages]
    return all(
        (folder / f"report{suffix}.{kind}").exists() for suffix in suffixes for kind in ("html", "pdf")
    )


def _loaded(db: Database) -> list[str]:
    found = rows(db, "select file_name || ' ' || sha256 from load.delivery where state = 'loaded'")
    return [str(name) for (name,) in found]


def _names(db: Database) -> dict[int, str]:
    found = rows(db, "select delivery_id, file_name || ' ' || sha256 from load.delivery")
    return {int(str(number)): str(name) for number, name in found}
