"""The prisons of the sample: real names, make-believe sizes."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """A prison as the simulation needs it; every number is made up."""

    code: str
    town: str
    men: int
    women: int = 0
    stay_days: int = 230
    remand: float = 0.5
    internee: float = 0.08
    regimes: tuple[tuple[str, float], ...] = (("closed", 1.0),)

    @property
    def kind(self) -> str:
        """Give the type of prison, as the reference list names it."""
        if self.regimes == COMMUNITY:
            return "detentiehuis"
        return "strafhuis" if self.remand < 0.1 else "arresthuis"

    @property
    def population(self) -> int:
        """Give how many persons stay there on a usual day."""
        return self.men + self.women


CLOSED = (("closed", 0.85), ("half_open", 0.15))
HALF_OPEN = (("half_open", 0.6), ("closed", 0.4))
OPEN = (("open", 1.0),)
COMMUNITY = (("community", 0.7), ("open", 0.3))

SITES = (
    Site("GEN", "Gent", 230, 24, 230, 0.55, 0.12, CLOSED),
    Site("LEC", "Leuven Centraal", 180, 0, 520, 0.03, 0.04, HALF_OPEN),
    Site("MEC", "Mechelen", 95, 0, 160, 0.7, 0.02, CLOSED),
    Site("DHK", "Detentiehuis Kortrijk", 40, 0, 170, 0.0, 0.0, COMMUNITY),
    Site("ANT", "Antwerpen", 380, 46, 180, 0.65, 0.1, CLOSED),
    Site("BRU", "Brugge", 340, 62, 300, 0.35, 0.06, CLOSED),
    Site("HAS", "Hasselt", 300, 22, 260, 0.4, 0.05, CLOSED),
    Site("DEN", "Dendermonde", 260, 0, 280, 0.4, 0.04, CLOSED),
    Site("BEV", "Beveren", 210, 0, 480, 0.05, 0.03, HALF_OPEN),
    Site("HAR", "Haren", 420, 60, 200, 0.6, 0.06, CLOSED),
    Site("HOO", "Hoogstraten", 110, 12, 260, 0.0, 0.0, OPEN),
    Site("IEP", "Ieper", 80, 0, 200, 0.5, 0.02, CLOSED),
    Site("LEH", "Leuven Hulp", 120, 0, 170, 0.7, 0.05, CLOSED),
    Site("MER", "Merksplas", 240, 0, 420, 0.05, 0.25, HALF_OPEN),
    Site("OUD", "Oudenaarde", 110, 0, 330, 0.2, 0.02, CLOSED),
    Site("RUI", "Ruiselede", 45, 0, 240, 0.0, 0.0, OPEN),
    Site("STG", "Sint-Gillis", 160, 0, 120, 0.75, 0.05, CLOSED),
    Site("TUR", "Turnhout", 130, 0, 300, 0.2, 0.3, CLOSED),
    Site("WOR", "Wortel", 170, 0, 300, 0.02, 0.02, HALF_OPEN),
    Site("DHV", "Detentiehuis Vorst", 42, 0, 170, 0.0, 0.0, COMMUNITY),
)


BRUSSELS = frozenset({"HAR", "STG", "DHV"})
OPENED = {"DHK": "2022-09-12"}


def prison_list(sites: Sequence[Site]) -> str:
    """Give the reference list of these prisons, as a workspace wants it."""
    lines = [
        f"{site.code},{site.town},{site.kind},{'Brussel' if site.code in BRUSSELS else 'Vlaanderen'},"
        f"{OPENED.get(site.code, '2000-01-01')},,"
        for site in sorted(sites, key=lambda one: one.code)
    ]
    return "\n".join(
        ["prison_code,prison_name,prison_type,region,valid_from,valid_to,successor_code", *lines, ""]
    )


def first_sites(count: int) -> tuple[Site, ...]:
    """Give the first so many prisons; beyond the known ones they are make-believe by name too."""
    invented = [
        Site(f"V{number:02d}", f"Voorbeeldgevangenis {number:02d}", 150 + 7 * number, 12 * (number % 3), 260)
        for number in range(1, count - len(SITES) + 1)
    ]
    return (*SITES, *invented)[:count]
