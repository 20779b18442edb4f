"""What the prison administration and the coordination deliver: stays, population, staff and targets."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from pipelines.sample.exports.layouts import Cell
from pipelines.sample.exports.names import Numbers
from pipelines.sample.world import OPEN, Rng, Stint, World, first_day

Dated = tuple[date | None, dict[str, Cell]]

BANDS = ((25, "18-24"), (35, "25-34"), (50, "35-49"), (200, "50+"))
TARGETS = (
    ("LAP-1", "Meer gedetineerden volgen een opleiding", "onderwijs", "participants", (40, 0.4)),
    ("LAP-2", "Minder afgelaste sessies", "", "cancellation_rate", (10, 0)),
    ("LAP-3", "Meer sessies sport", "sport", "sessions_held", (190, 0.4)),
)
"""What is aimed at: so much, and so much more for each detainee."""


def age_band(year: int, birth_year: int) -> str:
    """Give the age band in a year."""
    return next(band for limit, band in BANDS if year - birth_year < limit)


def stint_lines(world: World) -> Iterator[dict[str, Cell]]:
    """Give the stays with their statuut, in order of person and day."""
    numbers = Numbers("sidis")
    for stint in sorted(world.people.stints, key=lambda stint: (stint.person, stint.start)):
        person = world.people.persons[stint.person]
        yield {
            "person_id": numbers.number(stint.person),
            "prison_code": world.sites[stint.prison].code,
            "valid_from": date.fromordinal(stint.start),
            "valid_to": None if stint.end == OPEN else date.fromordinal(stint.end),
            "gender": person.gender,
            "birth_date": date.fromordinal(person.birth),
            "statuut": stint.statuut,
            "regime": stint.regime,
            "language_group": person.language,
        }


def periods(world: World) -> Iterator[tuple[str, int, int]]:
    """Give the quarters and years of the sample: code, first day and first day after."""
    for year in range(world.first_year, world.last_year + 1):
        for quarter in range(1, 5):
            first = date(year, 3 * quarter - 2, 1).toordinal()
            after = first_day(year + 1) if quarter == 4 else date(year, 3 * quarter + 1, 1).toordinal()
            yield f"{year}-K{quarter}", first, after
        yield str(year), first_day(year), first_day(year + 1)


def population_lines(world: World) -> Iterator[Dated]:
    """Give capacity, average population and throughput by prison and period, also by group."""
    for place, site in enumerate(world.sites):
        stints = [stint for stint in world.people.stints if stint.prison == place]
        for code, first, after in periods(world):
            inside = [stint for stint in stints if stint.start < after and stint.end > first]
            for (breakdown, category), part in _groups(world, inside, int(code[:4])).items():
                line: dict[str, Cell] = {
                    "prison_code": site.code,
                    "period_code": code,
                    "breakdown": breakdown,
                    "category": category,
                    "capacity_official": round(site.population * 0.85) if breakdown == "all" else None,
                    "beds": round(site.population * 1.1) if breakdown == "all" else None,
                    "average_population": average(part, first, after),
                    "throughput": len({stint.person for stint in part}),
                }
                yield date(int(code[:4]), 1, 1), line


def average(stints: Sequence[Stint], first: int, after: int) -> Decimal:
    """Give the average number of persons over the days, to two decimals."""
    days = sum(min(stint.end, after) - max(stint.start, first) for stint in stints)
    return (Decimal(days) / (after - first)).quantize(Decimal("0.01"))


def _groups(world: World, stints: Sequence[Stint], year: int) -> dict[tuple[str, str], list[Stint]]:
    groups: dict[tuple[str, str], list[Stint]] = {("all", "all"): list(stints)}
    for stint in stints:
        person = world.people.persons[stint.person]
        for key in (
            ("gender", person.gender),
            ("age_band", age_band(year, date.fromordinal(person.birth).year)),
            ("statuut", stint.statuut),
            ("language_group", person.language),
            ("regime", stint.regime),
        ):
            groups.setdefault(key, []).append(stint)
    return dict(sorted(groups.items()))


def staff_lines(world: World) -> Iterator[Dated]:
    """Give the staff of each partner in each of its prisons by year."""
    for year in range(world.first_year, world.last_year + 1):
        for partner in world.partners:
            for place, site in enumerate(world.sites):
                if place % 4 not in partner.places:
                    continue
                draws = Rng("staff", partner.code, site.code)
                heads = draws.between(1, 3)
                line: dict[str, Cell] = {
                    "organisation_code": partner.code,
                    "prison_code": site.code,
                    "period_code": str(year),
                    "role": "begeleider",
                    "fte": Decimal(draws.between(1, 4 * heads)) / 4,
                    "headcount": heads,
                    "volunteers": draws.between(0, 4),
                }
                yield date(year, 1, 1), line


def target_lines(world: World) -> Iterator[Dated]:
    """Give the targets of the local action plan of each prison by year."""
    for year in range(world.first_year, world.last_year + 1):
        for site in world.sites:
            for code, name, domain, measure, (least, each) in TARGETS:
                is_rate = measure == "cancellation_rate"
                line: dict[str, Cell] = {
                    "objective_code": code,
                    "prison_code": site.code,
                    "year": str(year),
                    "objective_name": name,
                    "domain_code": domain,
                    "indicator_code": measure,
                    "target_value": Decimal(least) if is_rate else least + round(site.population * each),
                    "better_when": "lower" if is_rate else "higher",
                }
                yield date(year, 1, 1), line
