"""Make-believe worlds of persons, partners and sessions, counted in plain Python into published tables."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

from pipelines.public_knowledge import Area, PublicKnowledge

PARTNERS = {
    "AV": (("sport", "group"),),
    "BV": (("werk", "individual"),),
    "CV": (("sport", "group"), ("zorg", "group")),
}
PUBLIC = PublicKnowledge(
    areas=tuple(Area(name, domain, form=form) for name, own in PARTNERS.items() for domain, form in own)
)
PRISONS, QUARTERS = ("P1", "P2"), ("2025-K1", "2025-K2", "2025-K3", "2025-K4")
PERIODS = {
    **{code: (code,) for code in QUARTERS}, "2025-JTD2": QUARTERS[:2], "2025-JTD3": QUARTERS[:3], "2025": QUARTERS,
}  # fmt: skip


@dataclass(frozen=True)
class Session:
    """A session that was held, and the persons (number, gender) who came."""

    prison: str
    quarter: str
    partner: str
    domain: str
    who: frozenset[tuple[int, str]]


def session(prison, quarter, partner, area, people):
    domain, form = PARTNERS[partner][area % len(PARTNERS[partner])]
    who = sorted(people)[:1] if form == "individual" else people
    return Session(prison, quarter, partner, domain, frozenset((one, "MV"[one % 2]) for one in who))


Key = tuple[str, frozenset[tuple[str, str]]]


def count(sessions: list[Session]) -> dict[str, dict[Key, int]]:
    """Count all published tables: by file, the figures by measure and place."""
    tables: dict[str, dict[Key, int]] = defaultdict(dict)
    for (period, quarters), prison in product(PERIODS.items(), (*PRISONS, None)):
        here = [one for one in sessions if one.quarter in quarters and prison in (None, one.prison)]
        place = frozenset({("period_code", period)} | ({("prison_code", prison)} if prison else set()))
        for domain in ("sport", "werk", "zorg", None):
            own = [one for one in here if domain in (None, one.domain)]
            spot = place | ({("domain_code", domain)} if domain else set())
            for file, measure, value in _events("domain", own):
                tables[file][measure, spot] = value
            tables["participants_by_domain"]["participants", spot] = len(_persons(own))
        for partner in PARTNERS:
            own = [one for one in here if one.partner == partner]
            spot = place | {("organisation_code", partner)}
            for file, measure, value in _events("organisation", own):
                tables[file][measure, spot] = value
            tables["participants_by_organisation"]["participants", spot] = len(_persons(own))
        for gender in "MV":
            people = {person for person in _persons(here) if person[1] == gender}
            tables["participants_by_gender"]["participants", place | {("gender", gender)}] = len(people)
        taken = defaultdict(set)
        for one in here:
            for person in one.who:
                taken[person].add(one.domain)
        for number in (1, 2, 3):
            count_of = sum(len(domains) == number for domains in taken.values())
            tables["participants_by_domains_taken"][
                "participants", place | {("domains_taken", str(number))}
            ] = count_of
    return tables


def _events(kind, own):
    yield f"attendances_by_{kind}", "attendances", sum(len(one.who) for one in own)
    yield f"sessions_by_{kind}", "sessions_held", len(own)


def _persons(own):
    return {person for one in own for person in one.who}


def give_up(tables, random, share):
    """Leave breakdowns out of the tables: of a table all rows but the total, in one place and period."""
    kept = {}
    for file, figures in tables.items():
        given_up = {spot for spot in {_where(place) for _, place in figures} if random.random() < share}
        kept[file] = {
            (measure, place): value
            for (measure, place), value in figures.items()
            if _where(place) not in given_up or _where(place) == place
        }
    return kept


def _where(place):
    return frozenset(pair for pair in place if pair[0] in ("prison_code", "period_code"))


def write(tables, hidden: set[Key]) -> dict[str, str]:
    """Write tables as text for `edition`, with the hidden figures as [o]."""
    written = {}
    for file, figures in ((name, own) for name, own in tables.items() if own):
        names = sorted({name for _, place in figures for name, _ in place})
        measures = sorted({measure for measure, _ in figures})
        lines = [" ".join([*names, *measures])]
        for place in sorted({place for _, place in figures}, key=sorted):
            labels = dict(place)
            cells = [
                "[o]" if (measure, place) in hidden else str(figures[measure, place]) for measure in measures
            ]
            lines.append(" ".join([*(labels.get(name, ".") for name in names), *cells]))
        written[file] = "\n".join(lines)
    return written
