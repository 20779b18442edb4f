"""What partners state as totals, laid in the periods and margins where it counts."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from pipelines.sample.exports import periods as quarters_and_years
from pipelines.sample.exports import population_lines
from pipelines.sample.truth.truth_cubes import CubePeriod, Key, periods
from pipelines.sample.world import Count, World

Cells = dict[Key, Fraction]


def add_totals(world: World, found: Mapping[str, tuple[tuple[str, ...], Cells]]) -> None:
    """Add the totals of partners that deliver nothing else, in every period that holds theirs whole."""
    for count in world.counts:
        site = world.sites[count.place].code
        for mart, further in _homes(world, count):
            cells = found[f"{mart}.{count.measure}"][1]
            for period in _around(world, count.period):
                for key in product((site, None), *((label, None) for label in further)):
                    full: Key = (key[0], period.code, *key[1:])
                    cells[full] = cells.get(full, Fraction()) + count.value


def _homes(world: World, count: Count) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Say in which marts a total counts and under which labels: it has no form, and reasons are unknown."""
    partner = world.partners[count.partner]
    labels = {"domain": partner.domain, "organisation": partner.code, "subdomain": count.subdomain}
    if count.measure.startswith("session"):
        for mart, label in {**labels, "form": "unknown"}.items():
            yield f"sessions_by_{mart}", (label,)
    if count.measure == "sessions_cancelled":
        yield "cancellations_by_reason", ("unknown",)
    if count.measure == "attendances":
        yield "attendances_by_domain", (labels["domain"], "unknown")
        for mart in ("organisation", "subdomain"):
            yield f"attendances_by_{mart}", (labels[mart],)


def _around(world: World, code: str) -> Iterator[CubePeriod]:
    first = 12 * (int(code[:4]) - world.first_year)
    if "K" in code:
        first += 3 * (int(code[-1]) - 1)
        after = first + 3
    else:
        first += int(code[-2:]) - 1
        after = first + 1
    return (
        period
        for period in periods(world.first_year, world.last_year)
        if period.first <= first and after <= period.after
    )


def population(world: World) -> dict[str, tuple[tuple[str, ...], Cells]]:
    """Give capacity and population as the administration states them, and what follows for longer periods."""
    measures = ("capacity_official", "beds", "average_population", "throughput")
    cells: dict[str, Cells] = {measure: {} for measure in measures}
    for _, line in population_lines(world):
        if line["breakdown"] == "all":
            key = (str(line["prison_code"]), str(line["period_code"]))
            for measure in measures:
                cells[measure][key] = Fraction(str(line[measure]))
    _add_years_to_date(world, cells)
    _add_all_prisons(cells)
    _add_who_stayed(world, cells["throughput"])
    return {f"population.{measure}": (("prison_code", "period_code"), cells[measure]) for measure in measures}


def _add_years_to_date(world: World, cells: Mapping[str, Cells]) -> None:
    """Average by days over the quarters, and take the capacity of the last; persons are never added up."""
    days = {code: after - first for code, first, after in quarters_and_years(world)}
    for site in world.sites:
        for year in range(world.first_year, world.last_year + 1):
            for last in (2, 3):
                codes = [f"{year}-K{quarter}" for quarter in range(1, last + 1)]
                key = (site.code, f"{year}-JTD{last}")
                weighed = sum(
                    (cells["average_population"][site.code, code] * days[code] for code in codes), Fraction()
                )
                cells["average_population"][key] = weighed / sum(days[code] for code in codes)
                for measure in ("capacity_official", "beds"):
                    cells[measure][key] = cells[measure][site.code, codes[-1]]


def _add_all_prisons(cells: Mapping[str, Cells]) -> None:
    for measure in ("capacity_official", "beds", "average_population"):
        added: Cells = {}
        for (_, period), value in cells[measure].items():
            added[None, period] = added.get((None, period), Fraction()) + value
        cells[measure].update(added)


def _add_who_stayed(world: World, cells: Cells) -> None:
    """Count the different persons of years to date, and of all prisons together."""
    spans = {code: (first, after) for code, first, after in quarters_and_years(world)}
    for year in range(world.first_year, world.last_year + 1):
        for last in (2, 3):
            spans[f"{year}-JTD{last}"] = (spans[f"{year}-K1"][0], spans[f"{year}-K{last}"][1])
    for code, (first, after) in spans.items():
        inside = [stint for stint in world.people.stints if stint.start < after and stint.end > first]
        cells[None, code] = Fraction(len({stint.person for stint in inside}))
        for place, site in enumerate(world.sites):
            here = {stint.person for stint in inside if stint.prison == place}
            cells[site.code, code] = Fraction(len(here))
