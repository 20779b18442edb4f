"""What the coordinator is told, in Dutch: what happened, what stands, what to do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from pipelines.request import Period
from pipelines.service.notices import Notice
from pipelines.service.state import Attempt
from pipelines.wording import Wording

FAULTS = {
    1: "Een controle hield de publicatie tegen. Verbeter wat hieronder staat (meestal: de partner vragen om een "
    "verbeterd bestand) en zet het bestand in de map met exports; het verslag verschijnt dan vanzelf.",
    2: "Een instelling of een lijst klopt niet. Verbeter wat hieronder staat; het verslag verschijnt dan vanzelf.",
    3: "De machine liet het afweten. Het wordt vanzelf opnieuw geprobeerd; blijft dit terugkomen, toon dan dit "
    "bericht aan wie de machine beheert.",
}


def out(period: Period, documents: Sequence[str], late: Sequence[str]) -> Notice:
    """Tell that a period came out, or came out again because of late files."""
    listed = "\n".join(f"  {name}" for name in documents)
    again = "".join(f"  {name}\n" for name in late)
    why = (
        f"\nEr is een nieuwe versie, want deze bestanden kwamen, veranderden of verdwenen:\n{again}"
        if late
        else ""
    )
    text = f"Het verslag over {_named(period)} is verschenen.\n{why}\nDe documenten:\n{listed}\n\nU hoeft niets te doen.\n"
    return Notice(f"uit {period.code} {_mark(documents)}", f"verslag over {_named(period)} verschenen", text)


def waiting(period: Period, documents: Sequence[str], late: Sequence[str]) -> Notice:
    """Tell that the concept of a year is ready and waits for a person to look at it, sign and publish it."""
    listed = "\n".join(f"  {name}" for name in documents)
    again = "".join(f"  {name}\n" for name in late)
    why = (
        f"\nEr is een nieuw concept, want deze bestanden kwamen, veranderden of verdwenen:\n{again}"
        if late
        else ""
    )
    text = (
        f"Het concept van het verslag over {_named(period)} is klaar. Een jaarverslag verschijnt niet vanzelf.\n{why}\n"
        f"De documenten:\n{listed}\n\nKijk het na, teken het af en publiceer het:\n"
        f"  jaarverslag dossier --year {period.year}\n"
        f"  jaarverslag sign-off --year {period.year} --scope all --who NAAM --role FUNCTIE\n"
        f"  jaarverslag publish --year {period.year} --scope all --definitive\n"
        "Zonder --definitive verschijnt het als voorlopig; daarvoor is geen aftekening nodig.\n"
    )
    mark = _mark([*documents, *late])
    return Notice(f"wacht {period.code} {mark}", f"concept over {_named(period)} wacht op aftekening", text)


def late(period: Period, files: Sequence[str]) -> Notice:
    """Tell that files about a period came after it was out, where the workspace wants to decide itself."""
    listed = "\n".join(f"  {name}" for name in files)
    quarter = f" --quarter {period.quarter}" if period.quarter else ""
    text = (
        f"Over {_named(period)} kwamen, veranderden of verdwenen bestanden nadat het verslag verscheen:\n{listed}\n\n"
        "Het verslag is niet veranderd. Wilt u een nieuwe versie, voer dan uit:\n"
        f"  jaarverslag build --year {period.year}{quarter} --scope all\n"
        f"  jaarverslag publish --year {period.year}{quarter} --scope all\n"
    )
    return Notice(f"laat {period.code} {_mark(files)}", f"late bestanden over {_named(period)}", text)


def failed(code: str, reason: str, exit_code: int, attempt: Attempt) -> Notice:
    """Tell that something could not be made, what stands, what to do, and when it is tried again."""
    what = "Het inlezen van de exports" if code == "exports" else f"Het verslag {code}"
    again = datetime.fromisoformat(attempt.again)
    text = (
        f"{what} lukte niet. Wat al gepubliceerd was, staat er nog en is niet veranderd.\n\n"
        f"{FAULTS[exit_code]}\n\nWat er mis is:\n{reason}\n\n"
        f"Er wordt opnieuw geprobeerd zodra er iets in de werkruimte verandert, en anders na {again:%d/%m/%Y %H:%M}.\n"
        "`jaarverslag status` toont hoe het ervoor staat.\n"
    )
    return Notice(f"mislukt {code} {_mark([reason])}", f"{what[0].lower()}{what[1:]} lukte niet", text)


def reminder(
    period: Period,
    moment: datetime,
    missing: Mapping[str, Sequence[str]],
    contacts: Mapping[str, str],
    *,
    days: int,
) -> Notice:
    """Give the coordinator a reminder text for each partner that has not delivered yet."""
    day = Wording("nl").day(moment.date())
    letters = "\n".join(
        f"---- {partner} ----\nAan: {contacts.get(partner) or 'geen adres bekend; zet het in data/contacts.toml'}\n"
        f"Onderwerp: gegevens over {_named(period)}\n\nBeste,\n\n"
        f"Voor het verslag over {_named(period)} ontbreken nog deze gegevens van {partner}:\n"
        + "".join(f"  - {item}\n" for item in items)
        + f"Kunt u ze bezorgen voor {day}? Wat later komt, staat niet in het verslag van die dag.\n\nMet dank\n"
        for partner, items in sorted(missing.items())
    )
    text = (
        f"Het verslag over {_named(period)} verschijnt op {day} om {moment:%H:%M}.\n"
        f"{len(missing)} partner(s) leverden nog niet of niet alles. Hieronder staat voor elk een tekst om te sturen.\n\n"
        f"{letters}"
    )
    return Notice(f"herinnering {period.code} {days}", f"nog {len(missing)} partner(s) te herinneren", text)


def _named(period: Period) -> str:
    return Wording("nl").period(period.code)


def _mark(lines: Sequence[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()[:12]
