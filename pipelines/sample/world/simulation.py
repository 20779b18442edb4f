"""Let a make-believe world happen, from a seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.sample.world.days import Calendar, calendars, first_day
from pipelines.sample.world.groups import Residents, attendances, enrolments, terms
from pipelines.sample.world.guidance import came_to, talks, trajectories
from pipelines.sample.world.offers import Activity, Session, activities, sessions_of_group
from pipelines.sample.world.organisations import PARTNERS
from pipelines.sample.world.outcomes import certificates_of_exams, certificates_of_term, totals
from pipelines.sample.world.people import populate
from pipelines.sample.world.rng import Rng
from pipelines.sample.world.sites import Site, first_sites
from pipelines.sample.world.world import Attendances, Certificate, Enrolment, Trajectory, World, joined


@dataclass
class _Register:
    """What has happened so far; grows while the simulation goes through the activities."""

    sessions: list[Session] = field(default_factory=list)
    attendances: list[Attendances] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    trajectories: list[Trajectory] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)


@dataclass(frozen=True)
class _Setting:
    """What the activities happen in."""

    sites: tuple[Site, ...]
    residents: tuple[Residents, ...]
    closed: Mapping[str, Calendar]
    first: int
    end: int
    seed: int


def simulate(*, seed: int, prisons: int, first_year: int, last_year: int, scale: float) -> World:
    """Give all that happens in so many prisons in these years; the same arguments give the same world."""
    sites = first_sites(prisons)
    first, end = first_day(first_year), first_day(last_year + 1)
    people = populate(sites, first, end, seed=seed, scale=scale)
    residents = tuple(Residents(people, place) for place in range(len(sites)))
    closed = calendars(tuple(site.code for site in sites), first, end, seed)
    setting = _Setting(sites, residents, closed, first, end, seed)
    offer = activities(PARTNERS, sites, scale)
    register = _Register()
    for number, activity in enumerate(offer):
        _let_happen(register, number, activity, setting)
    years = range(first_year, last_year + 1)
    register.certificates += _exams(setting, years)
    return World(
        first_year=first_year,
        last_year=last_year,
        sites=sites,
        partners=PARTNERS,
        people=people,
        activities=offer,
        sessions=tuple(register.sessions),
        attendances=joined(register.attendances),
        enrolments=tuple(register.enrolments),
        trajectories=tuple(register.trajectories),
        certificates=tuple(register.certificates),
        counts=tuple(totals(PARTNERS, sites, years, seed=seed, scale=scale)),
    )


def _let_happen(register: _Register, number: int, activity: Activity, setting: _Setting) -> None:
    if activity.offer.form == "individual":
        _let_guide(register, number, activity, setting)
        return
    site = setting.sites[activity.place]
    planned = sessions_of_group(
        number,
        activity,
        site,
        calendar=setting.closed[site.code],
        first=setting.first,
        end=setting.end,
        seed=setting.seed,
    )
    numbered = list(enumerate(planned, start=len(register.sessions)))
    if PARTNERS[activity.partner].registers == "heads":
        register.sessions += [session for _, session in numbered]
        return
    # Who gives persons counts no heads.
    numbered = [(place, session._replace(heads=None)) for place, session in numbered]
    register.sessions += [session for _, session in numbered]
    _let_attend(register, number, activity, numbered, setting)


def _let_attend(
    register: _Register,
    number: int,
    activity: Activity,
    numbered: Sequence[tuple[int, Session]],
    setting: _Setting,
) -> None:
    partner, residents = PARTNERS[activity.partner], setting.residents[activity.place]
    path = (setting.seed, "members", partner.code, setting.sites[activity.place].code, activity.name)
    draws = Rng(*path)
    for term in terms(activity, numbered, residents, draws):
        register.attendances.append(attendances(term, *path, term.first))
        if partner.enrols:
            register.enrolments += enrolments(number, activity, term, residents, draws)
        if partner.certifies:
            register.certificates += certificates_of_term(activity, term, draws)


def _let_guide(register: _Register, number: int, activity: Activity, setting: _Setting) -> None:
    partner, site = PARTNERS[activity.partner], setting.sites[activity.place]
    draws = Rng(setting.seed, "guidance", partner.code, site.code, activity.name)
    residents, calendar = setting.residents[activity.place], setting.closed[site.code]
    started = trajectories(
        activity,
        residents,
        started_per_month=partner.started_per_month,
        first=setting.first,
        end=setting.end,
        draws=draws,
    )
    for stay, trajectory in started:
        register.trajectories.append(trajectory)
        held = list(
            talks(number, activity, stay, trajectory, calendar=calendar, end=setting.end, draws=draws)
        )
        first = len(register.sessions)
        register.attendances.append(came_to(held, first, stay.person, draws))
        register.sessions += held


def _exams(setting: _Setting, years: range) -> Iterator[Certificate]:
    for number, partner in enumerate(PARTNERS):
        for place, site in enumerate(setting.sites):
            if partner.registers == "none" and partner.certifies and place % 4 in partner.places:
                draws = Rng(setting.seed, "exams", partner.code, site.code)
                residents = setting.residents[place]
                yield from certificates_of_exams(number, place, residents, years=years, draws=draws)
