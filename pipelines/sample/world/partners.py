"""What a partner is: what it offers, what it registers and where it works."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """Something a partner does in a prison; one group for each `per` persons who stay there."""

    name: str
    subdomain: str
    minutes: int = 90
    capacity: int = 10
    every: int = 1
    per: int = 200
    form: str = "group"
    unit: str = "person"
    target: str = ""
    pauses_in_summer: bool = False
    domain: str = ""


@dataclass(frozen=True)
class Partner:
    """An organisation: what it registers (persons, heads or totals) and where it works.

    `places` are places in the list of prisons, counted by four, so that it holds for any number of prisons.
    """

    code: str
    name: str
    domain: str
    offers: tuple[Offer, ...] = ()
    registers: str = "persons"
    numbering: str = "sidis"
    places: tuple[int, ...] = (0, 1, 2, 3)
    started_per_month: float = 0.0
    enrols: bool = False
    certifies: bool = False


def individual(name: str, subdomain: str, minutes: int = 60, every: int = 2, domain: str = "") -> Offer:
    """Give an offer for one person at a time."""
    return Offer(name, subdomain, minutes, capacity=1, every=every, form="individual", domain=domain)
