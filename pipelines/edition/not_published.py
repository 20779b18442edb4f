"""What disclosure control gave up, in words of the method chapter."""

from pipelines.document import Remark
from pipelines.release import Figures
from pipelines.wording import Wording

GIVEN_UP = {
    "nl": "De deelnemers zijn voor {period} niet uitgesplitst {by}: daarvoor zijn het er te weinig.",
    "fr": "Les participants ne sont pas ventilés {by} pour {period} : ils sont trop peu nombreux.",
    "en": "Participants are not broken down {by} for {period}: there are too few of them.",
}
WITHHELD = {
    "nl": "{name}, {period}: geen enkel cijfer kan gepubliceerd worden; het zijn er te weinig.",
    "fr": "{name}, {period} : aucun chiffre ne peut être publié ; ils sont trop peu nombreux.",
    "en": "{name}, {period}: no figure can be published; there are too few of them.",
}


def given_up(figures: Figures, language: str) -> list[Remark]:
    """Say which breakdowns of participants, and which measures, are not published: too small to be safe."""
    words, indicators = Wording(language), figures.register.indicators
    return [
        Remark(
            "information",
            WITHHELD[language].format(name=indicators[name].name[language], period=words.period(period))
            if name in indicators
            else GIVEN_UP[language].format(by=_along(name, words), period=words.period(period)),
        )
        for name, period in figures.protected.log.dropped
    ]


def _along(dimension: str, words: Wording) -> str:
    """Say along what persons would be broken down: `naar leeftijd`."""
    return words.say(f"by.{dimension}") if words.has(f"by.{dimension}") else f"({dimension})"
