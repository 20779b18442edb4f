"""What anyone knows of these figures by their meaning: what adds up, what is part of what, what rates divide.

Written from the definitions that the reports print; nothing here is taken from the code that decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.public_knowledge import PublicKnowledge

ADDS_UP = frozenset({
    "attendances", "participant_hours", "recorded_attendances", "expected_attendances", "absences",
    "seats_taken", "seats_offered", "sessions_planned", "sessions_held", "sessions_cancelled",
    "sessions_moved", "sessions_not_recorded", "sessions_recorded", "session_hours", "supervision_hours",
    "enrolments", "evaluations", "certificates", "trajectories_started", "trajectories_ended",
    "trajectories_completed", "trajectories_ended_early", "trajectories_interrupted",
    "trajectories_dropped_out", "trajectories_settled", "sessions_with_capacity", "loans",
    "library_visits", "visit_moments", "children", "families", "couples",
})  # fmt: skip
"""Events: each happens once, in one place, month and category, so that parts make the whole."""

STOCKS = frozenset({
    "trajectories_running", "average_population", "capacity_official", "beds", "fte", "workers", "volunteers",
})  # fmt: skip
"""What is there at a moment: adds up over places and categories, not over time."""

PERSONS = frozenset({"participants", "borrowers", "persons_waiting", "throughput", "persons_stayed"})
"""Different persons: a part is at most the whole, and the parts together are at least the whole."""

ONCE = frozenset({"gender", "age_band", "language_group", "history", "domains_taken"})
"""Breakdowns in which a person stands once in a period: there persons add up."""

MAY_SHRINK = frozenset({"history", "domains_taken"})
"""Breakdowns in which a person who is added elsewhere can leave a category."""

PERSONAL = frozenset({
    "attendances", "participant_hours", "recorded_attendances", "expected_attendances", "absences",
    "seats_taken", "enrolments", "evaluations", "certificates", "trajectories_started", "trajectories_ended",
    "trajectories_completed", "trajectories_ended_early", "trajectories_interrupted",
    "trajectories_dropped_out", "trajectories_settled", "trajectories_running", "library_visits",
    "children", "families", "couples", "participants", "borrowers", "persons_waiting",
})  # fmt: skip
"""Of these a difference of a few between two versions is a few persons at most."""

PRESENT = frozenset({"average_population", "persons_stayed"})
"""The population: of these a figure with a trait follows the rules of participants."""

HEADS = PERSONS - {"throughput", "persons_stayed"}
TRAITS = frozenset({"gender", "age_band", "language_group", "statuut", "regime"})
AREA = ("organisation_code", "domain_code", "subdomain_code", "form")
"""Dimensions that hang together by who offers what."""

HOURS = frozenset({"participant_hours", "session_hours", "supervision_hours"})
LONGEST_DAY = 24


@dataclass(frozen=True)
class Link:
    """Measures in one place: sum of coefficient x measure is 0 (at most 0 when not `is_equal`)."""

    name: str
    coefficients: Mapping[str, float]
    is_equal: bool = False


LINKS = (
    Link("planned is held, cancelled, moved or not recorded", {
        "sessions_planned": 1, "sessions_held": -1, "sessions_cancelled": -1, "sessions_moved": -1,
        "sessions_not_recorded": -1,
    }, is_equal=True),
    Link("ended is completed or ended early", {
        "trajectories_ended": 1, "trajectories_completed": -1, "trajectories_ended_early": -1,
    }, is_equal=True),
    Link("early is interrupted or dropped out", {
        "trajectories_ended_early": 1, "trajectories_interrupted": -1, "trajectories_dropped_out": -1,
    }, is_equal=True),
    Link("settled is completed or dropped out", {
        "trajectories_settled": 1, "trajectories_completed": -1, "trajectories_dropped_out": -1,
    }, is_equal=True),
    Link("settled at most ended", {"trajectories_settled": 1, "trajectories_ended": -1}),
    Link("with capacity at most held", {"sessions_with_capacity": 1, "sessions_held": -1}),
    Link("participants stayed", {"participants": 1, "persons_stayed": -1}),
    Link("expected is recorded or absent", {
        "expected_attendances": 1, "recorded_attendances": -1, "absences": -1,
    }, is_equal=True),
    Link("recorded at most expected", {"recorded_attendances": 1, "expected_attendances": -1}),
    Link("recorded at most all", {"recorded_attendances": 1, "attendances": -1}),
    Link("certificates at most evaluations", {"certificates": 1, "evaluations": -1}),
    Link("completed at most ended", {"trajectories_completed": 1, "trajectories_ended": -1}),
    Link("early at most ended", {"trajectories_ended_early": 1, "trajectories_ended": -1}),
    Link("seats taken at most attendances", {"seats_taken": 1, "attendances": -1}),
    Link("held at most planned", {"sessions_held": 1, "sessions_planned": -1}),
    Link("recorded at most held", {"sessions_recorded": 1, "sessions_held": -1}),
    Link("persons at most attendances", {"participants": 1, "attendances": -1}),
    Link("participants went through", {"participants": 1, "throughput": -1}),
    Link("borrowers at most loans", {"borrowers": 1, "loans": -1}),
    Link("a day has 24 hours", {"participant_hours": 1, "attendances": -LONGEST_DAY}),
)  # fmt: skip

RUNNING, STARTED = "trajectories_running", "trajectories_started"
ENDINGS = (
    ("trajectories_ended",),
    ("trajectories_completed", "trajectories_ended_early"),
    ("trajectories_settled", "trajectories_interrupted"),
    ("trajectories_completed", "trajectories_interrupted", "trajectories_dropped_out"),
)
"""What runs is what ran, with what started and without all that ended, however the endings are told apart."""

AT_END = ("trajectories_running", "persons_waiting")
"""What stands on the last day of a period: the stock of a year is that of its last quarter."""


@dataclass(frozen=True)
class Ratio:
    """A printed rate: numerator per denominator, times the scale; the latter keeps the dimensions `kept`."""

    numerator: str
    denominator: str
    scale: int
    kept: frozenset[str] | None = None


WHERE_AND_WHEN = frozenset({"prison_code", "period_code"})
RATIOS: Mapping[str, Ratio] = {
    "participation_rate": Ratio("participants", "average_population", 100, WHERE_AND_WHEN),
    "reach_rate": Ratio("participants", "throughput", 100, WHERE_AND_WHEN),
    "group_size": Ratio("attendances", "sessions_recorded", 1),
    "hours_per_detainee": Ratio("participant_hours", "average_population", 1, WHERE_AND_WHEN),
    "registration_rate": Ratio("sessions_recorded", "sessions_held", 100),
    "cancellation_share": Ratio("sessions_cancelled", "sessions_cancelled", 100, WHERE_AND_WHEN),
    "cancellation_rate": Ratio("sessions_cancelled", "sessions_planned", 100),
    "recording_share": Ratio("attendances", "attendances", 100, WHERE_AND_WHEN),
    "attendance_rate": Ratio("recorded_attendances", "expected_attendances", 100),
    "fill_rate": Ratio("seats_taken", "seats_offered", 100),
    "pass_rate": Ratio("certificates", "evaluations", 100),
    "dropout_rate": Ratio("trajectories_dropped_out", "trajectories_settled", 100),
    "occupancy_rate": Ratio("average_population", "capacity_official", 100),
    **{
        f"reach_rate_by_{trait}": Ratio("participants", "persons_stayed", 100, WHERE_AND_WHEN | {trait})
        for trait in sorted(TRAITS)
    },
    **{
        f"participation_rate_by_{trait}": Ratio(
            "participants", "average_population", 100, WHERE_AND_WHEN | {trait}
        )
        for trait in sorted(TRAITS)
    },
}


@dataclass(frozen=True)
class Rules:
    """What the reports say of their own disclosure control: under which number of persons a cell is small."""

    threshold: int = 5
    width: int = 3
    zeros_hidden: bool = False
    sensitive: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outsider:
    """All that an outsider brings: the rules as printed, and the declared public knowledge."""

    rules: Rules = field(default_factory=Rules)
    public: PublicKnowledge = field(default_factory=PublicKnowledge)
