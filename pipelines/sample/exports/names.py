"""How partners name persons and prisons; every person number is make-believe."""

from dataclasses import dataclass

from pipelines.sample.world import Site

OWN = {"arbv": ("K", 7919), "druv": ("D", 104729)}
"""Numberings of one partner: a letter, and a factor that shuffles the numbers."""

PRIME = 1_000_003


@dataclass(frozen=True)
class Numbers:
    """The numbers of persons in one numbering."""

    numbering: str

    def number(self, person: int) -> str:
        """Give the number under which a person is known in this numbering."""
        if self.numbering not in OWN:
            return f"VB-{person + 1:06d}"
        letter, factor = OWN[self.numbering]
        return f"{letter}{(person + 1) * factor % PRIME:06d}"


def prison_word(site: Site, manner: str) -> str:
    """Give how a partner writes a prison: its code, its town or its name."""
    name = site.town if site.town.startswith(("Detentiehuis", "Voorbeeld")) else f"PI {site.town}"
    return {"code": site.code, "town": site.town, "name": name}[manner]
