"""What comes of the offer: certificates, and the totals of partners that register nothing else."""

from collections.abc import Iterator, Sequence

from pipelines.sample.world.days import first_day
from pipelines.sample.world.groups import Residents, Term
from pipelines.sample.world.offers import Activity
from pipelines.sample.world.partners import Partner
from pipelines.sample.world.rng import Rng
from pipelines.sample.world.sites import Site
from pipelines.sample.world.world import Certificate, Count

KINDS = (("partial", 0.5), ("certificate", 0.3), ("attestation", 0.2))
SEASONS = (1.05, 1.0, 0.8, 1.1)

TOTALS = {
    "BIBV": (
        ("bibliotheek", "loans", 3.1),
        ("bibliotheek", "borrowers", 0.42),
        ("bibliotheek", "library_visits", 1.9),
    ),
    "BIBW": (
        ("bibliotheek", "loans", 2.6),
        ("bibliotheek", "borrowers", 0.38),
        ("bibliotheek", "library_visits", 1.6),
    ),
    "TOLV": (
        ("onthaal", "sessions_held", 0.09),
        ("onthaal", "sessions_cancelled", 0.012),
        ("onthaal", "session_hours", 0.07),
    ),
    "VRIV": (("herstel", "attendances", 0.3),),
}
"""Per partner: subdomain, measure, and how many in a quarter for each person who stays there."""


def certificates_of_term(activity: Activity, term: Term, draws: Rng) -> Iterator[Certificate]:
    """Evaluate at the end of a term the members who are still there."""
    for stay in term.members:
        if stay.end > term.last and draws.chance(0.45):
            yield _certificate(activity, stay.person, activity.offer.name, term.last, draws)


def certificates_of_exams(
    number: int, place: int, residents: Residents, *, years: range, draws: Rng
) -> Iterator[Certificate]:
    """Hold an examination in the months of June and November of each year."""
    for day in (first_day(year) + offset for year in years for offset in (160, 320)):
        for stay in draws.some(residents.on(day, ""), draws.between(2, 7)):
            name = draws.pick(("Frans", "Wiskunde", "Nederlands", "Aardrijkskunde"))
            result = "passed" if draws.chance(0.6) else "failed"
            yield Certificate(number, stay.person, place, "secundair", name, day, result, "partial")


def _certificate(activity: Activity, person: int, name: str, day: int, draws: Rng) -> Certificate:
    result = "passed" if draws.chance(0.8) else "failed"
    kind = draws.weighed(KINDS)
    return Certificate(
        activity.partner, person, activity.place, activity.offer.subdomain, name, day, result, kind
    )


def totals(
    partners: Sequence[Partner], sites: Sequence[Site], years: range, *, seed: int, scale: float
) -> Iterator[Count]:
    """Give the quarterly totals; one partner of them gives months."""
    for number, partner in enumerate(partners):
        for place, site in enumerate(sites):
            if partner.code in TOTALS and place % 4 in partner.places:
                draws = Rng(seed, "totals", partner.code, site.code)
                yield from _of_place(
                    number, partner, place, persons=site.population * scale, years=years, draws=draws
                )


def _of_place(
    number: int, partner: Partner, place: int, *, persons: float, years: range, draws: Rng
) -> Iterator[Count]:
    by_month = partner.code == "VRIV"
    periods = 12 if by_month else 4
    for year in years:
        for part in range(1, periods + 1):
            season = SEASONS[(part - 1) * 4 // periods] * 4 / periods
            period = f"{year}-{part:02d}" if by_month else f"{year}-K{part}"
            planned = 0
            for subdomain, measure, rate in TOTALS[partner.code]:
                value = round(persons * rate * season * (0.9 + 0.2 * draws.share()))
                planned += value if measure in ("sessions_held", "sessions_cancelled") else 0
                yield Count(number, place, subdomain, measure, period, value)
            if planned:
                yield Count(number, place, "onthaal", "sessions_planned", period, planned)
