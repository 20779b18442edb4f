"""Ten virtual years: each edition at its moment, never early, never twice, never missed, whatever happens.

The world is simulated, the clock is injected; the calendar, the look, its memory and its waits are the program's.
What should come out, and when, is worked out here from the dates alone.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.errors import BusyError, GateError, TechnicalError
from pipelines.request.calendar import Period
from pipelines.request.settings import ScheduleSection
from pipelines.service.look import look, untold
from pipelines.service.state import State

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
END = datetime(2035, 6, 1, tzinfo=UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


class Killed(BaseException):
    """The process ends here, without another word."""


@dataclass
class MakeBelieveWorld:
    """Editions that stand, files that came, and what goes wrong at which look."""

    trouble: str = ""
    files: int = 0
    loaded: int = 0
    late: frozenset = frozenset()
    out: dict = field(default_factory=dict)  # quarter -> moments at which a version came out
    ready: dict = field(default_factory=dict)  # year -> moments at which a concept was ready; nobody signs
    now: datetime = BEGIN

    def input_mark(self):
        return str(self.files)

    def load(self):
        if self.trouble == "busy":
            raise BusyError("bezig")
        if self.trouble == "refused":
            raise GateError("een bestand wordt geweigerd")
        self.loaded = self.files

    def months(self, state):
        return state

    def is_out(self, period):
        return period.code in self.out

    def came_late(self, period, state):
        return ("laat.csv",) if period.code in self.late else ()

    def prepared(self, period):
        return (f"{period.code}/{len(self.ready[period.code])}",) if period.code in self.ready else ()

    def prepare(self, period):
        return self._make(period, self.ready)

    def publish(self, period):
        assert period.quarter is not None, "a year came out by itself"
        return self._make(period, self.out)

    def _make(self, period, made):
        assert self.loaded == self.files, "made from what was not loaded"
        match self.trouble:
            case "busy":
                raise BusyError("bezig")
            case "gate":
                raise GateError("een controle vond fouten")
            case "fault":
                raise TechnicalError("de schijf is vol")
            case "bug":
                raise ZeroDivisionError
            case "killed before":
                raise Killed
        made.setdefault(period.code, []).append(self.now)
        self.late -= {period.code}
        if self.trouble == "killed after":
            raise Killed
        return (f"{period.code}/{len(made[period.code])}",)


TROUBLES = ("busy", "gate", "fault", "bug", "refused", "killed before", "killed after", "state lost")


@st.composite
def histories(draw):
    """Draw moments at which the service looks, with gaps of weeks, and what goes wrong at some of them."""
    moments, now = [], BEGIN + timedelta(minutes=draw(st.integers(0, 10_000)))
    while now < END:
        gap = draw(st.sampled_from([15, 15, 60, 24 * 60, 24 * 60, 5 * 24 * 60, 40 * 24 * 60, 200 * 24 * 60]))
        now += timedelta(minutes=gap, seconds=draw(st.integers(0, 3600)))
        what = draw(st.sampled_from(["", "", "", "file", "late", *TROUBLES]))
        moments.append((now, what))
    return moments


def should_come_out(schedule, first_end):
    """Work out from the dates alone when each quarter and year is to come out."""
    hour, minute = map(int, schedule.time.split(":"))
    found = {}
    for year in range(2020, 2036):
        ends = {
            f"{year}-K{number}": date(year + number // 4, 3 * number % 12 + 1, 1) for number in (1, 2, 3, 4)
        }
        for code, end in {**ends, f"{year}": date(year + 1, 1, 1)}.items():
            days = schedule.days_after_quarter if "K" in code else schedule.days_after_year
            day = end + timedelta(days=days)
            if end >= first_end:
                found[code] = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    histories(),
    st.integers(0, 366),
    st.integers(0, 366),
    st.sampled_from(["00:00", "02:30", "06:00", "23:59"]),
)
def test_each_edition_comes_out_at_its_moment_and_once(history, quarter_days, year_days, time):
    live(history, quarter_days, year_days, time)


def live(history, quarter_days, year_days, time):
    """Let the service live through a history, and hold what came out against what the dates say."""
    schedule = ScheduleSection(
        days_after_quarter=quarter_days, days_after_year=year_days, time=time, first="2024-K4"
    )
    world, state, told = MakeBelieveWorld(), State(), []
    late = []  # (moment, period) of late files about what is out
    for now, what in history:
        world.now, world.trouble = now, what if what in TROUBLES else ""
        if what == "file":
            world.files += 1
        if what == "late" and world.out:
            period = sorted(world.out)[len(late) % len(world.out)]
            world.files, world.late = world.files + 1, world.late | {period}
            late.append((now, period))
        if what == "state lost":
            state = State()
        try:
            looked = look(schedule, world, state, now)
        except Killed:
            continue
        fresh, state = untold(looked.notices, looked.state, now)
        told += fresh
        if looked.failures:
            assert fresh or any(key.startswith("mislukt") for key in state.told), "nobody was told"
    world.trouble = ""
    end = max(END, history[-1][0]) + timedelta(days=2)
    for now in (end - timedelta(days=1), end):  # at last a look without trouble, and one after any wait
        world.now = now
        state = look(schedule, world, state, now).state

    expected = {
        code: moment for code, moment in should_come_out(schedule, date(2025, 1, 1)).items()
        if moment.astimezone(UTC) <= end
    }  # fmt: skip
    assert all("K" in code for code in world.out) and not any("K" in code for code in world.ready)
    made = {**world.out, **world.ready}
    assert made.keys() == expected.keys(), "missed, or made what was not due"
    for code, moments in made.items():
        assert moments[0] >= expected[code], "early"
        again = len({moment for moment, period in late if period == code})
        assert len(moments) <= 1 + again, "twice"
    assert world.late == frozenset(), "a late file led to nothing"
    is_prompt(history, expected, world, late)


def is_prompt(history, expected, world, late):
    """Where every look went well, each edition came out at the first look from its moment on."""
    if any(what in TROUBLES for _, what in history):
        return
    for code, moment in expected.items():
        first = min((now for now, _ in history if now >= moment), default=None)
        if first is not None:
            assert {**world.out, **world.ready}[code][0] == first


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([15, 60, 600, 24 * 60]), min_size=300, max_size=300), st.integers(0, 366))
def test_without_trouble_each_comes_out_at_the_first_look_from_its_moment_on(gaps, days):
    schedule = ScheduleSection(days_after_quarter=days, first="2025-K1")
    world, state, now, looks = MakeBelieveWorld(), State(), BEGIN, []
    for gap in gaps:
        now += timedelta(minutes=gap)
        world.now = now
        looks.append(now)
        state = look(schedule, world, state, now).state
    for code, moments in {**world.out, **world.ready}.items():
        due = should_come_out(schedule, date(2025, 1, 1))[code]
        assert moments == [min(one for one in looks if one >= due)]


def test_a_closed_gate_waits_longer_each_time_and_opens_at_once_with_other_input():
    schedule, state = ScheduleSection(first="2025-K1"), State()
    world, tries = MakeBelieveWorld(trouble="gate"), []
    now = datetime(2025, 4, 16, 6, tzinfo=BRUSSELS)
    for _ in range(96 * 3):
        looked = look(schedule, world, state, now)
        if looked.failures:
            tries.append(now)
        _, state = untold(looked.notices, looked.state, now)
        now += timedelta(minutes=15)
    assert 5 <= len(tries) <= 10, "hammered, or given up"
    assert [key for key in state.told if key.startswith("mislukt")] != []
    world.trouble, world.files = "", 1
    assert [period.code for period, _ in look(schedule, world, state, now).made] == ["2025-K1"]


def test_what_fails_keeps_nothing_else_from_coming_out():
    class OneGate(MakeBelieveWorld):
        def publish(self, period):
            if period == Period(2025, 1):
                raise GateError("niets geleverd")
            return super().publish(period)

    now = datetime(2026, 3, 1, tzinfo=BRUSSELS)
    looked = look(ScheduleSection(first="2025-K1"), OneGate(), State(), now)
    made = [period.code for period, _ in looked.made]
    assert made == ["2025-K2", "2025-K3", "2025-K4"]
    assert any("2025 wacht op aftekening" in notice.subject for notice in looked.notices)
    assert [code for code, _ in looked.failures] == ["2025-K1"]
    assert "2025-K1" in looked.notices[0].subject.upper() and "niets geleverd" in looked.notices[0].text


def test_another_run_that_is_busy_is_no_failure_and_loses_nothing():
    schedule, world = ScheduleSection(first="2025-K1"), MakeBelieveWorld(trouble="busy", files=1)
    now = datetime(2025, 4, 16, 6, tzinfo=BRUSSELS)
    looked = look(schedule, world, State(), now)
    assert (looked.is_busy, looked.failures, looked.notices, looked.made) == (True, (), (), ())
    world.trouble = ""
    later = look(schedule, world, looked.state, now + timedelta(minutes=15))
    assert [period.code for period, _ in later.made] == ["2025-K1"]


def test_a_workspace_that_begins_now_makes_the_quarter_that_is_due_and_none_of_long_ago():
    looked = look(ScheduleSection(), MakeBelieveWorld(), State(), datetime(2026, 11, 30, tzinfo=BRUSSELS))
    assert [period.code for period, _ in looked.made] == ["2026-K3"]
    later = look(
        ScheduleSection(), MakeBelieveWorld(), looked.state, datetime(2027, 2, 1, 6, tzinfo=BRUSSELS)
    )
    assert [period.code for period, _ in later.made] == ["2026-K3", "2026-K4"]
    (waiting,) = [notice for notice in later.notices if notice.key.startswith("wacht 2026 ")]
    assert "sign-off --year 2026" in waiting.text and "publish --year 2026" in waiting.text


def test_a_year_that_waits_is_made_once_and_told_once():
    world, state, told = MakeBelieveWorld(), State(), []
    for day in range(1, 20):
        looked = look(ScheduleSection(first="2026"), world, state, datetime(2027, 2, day, 6, tzinfo=BRUSSELS))
        fresh, state = untold(looked.notices, looked.state, datetime(2027, 2, day, 6, tzinfo=BRUSSELS))
        told += [notice for notice in fresh if notice.key.startswith("wacht")]
    assert len(world.ready["2026"]) == len(told) == 1


def test_late_files_are_only_told_where_the_workspace_decides_itself():
    schedule = ScheduleSection(first="2025-K1", late="tell")
    world = MakeBelieveWorld(out={"2025-K1": [BEGIN]}, late=frozenset({"2025-K1"}), files=1)
    now = datetime(2025, 4, 17, tzinfo=BRUSSELS)
    looked = look(schedule, world, State(), now)
    assert looked.made == () and "laat.csv" in looked.notices[0].text
    fresh, state = untold(looked.notices, looked.state, now)
    assert len(fresh) == 1
    assert untold(look(schedule, world, state, now).notices, state, now)[0] == ()
