"""Say in Dutch what an indicator is: the facts that the method chapter, tooltips and dictionary share."""

import re
from collections.abc import Iterable, Sequence

from pipelines.model.catalogue import Indicator
from pipelines.model.header import Model

KINDS = {"count": "geteld uit de rijen", "ratio": "verhouding van twee gepubliceerde cijfers"}
BETTER = {"higher": "hoger", "lower": "lager", "neither": "geen van beide"}


def in_order(marts: Iterable[Model]) -> list[Model]:
    """Give the marts by name, those by domain first: that is the breakdown that every chapter has."""
    return sorted(
        (mart for mart in marts if not mart.published_by),
        key=lambda mart: (not mart.name.endswith("_by_domain"), mart.name),
    )


def describe(indicator: Indicator, marts: Sequence[Model]) -> dict[str, str]:
    """Give the facts of an indicator in Dutch, by label; what has nothing to say is left out."""
    made_in = [mart.name for mart in marts] or [f"marts.{mart}" for mart in indicator.per]
    formula = f"{indicator.numerator} / {indicator.denominator} × {indicator.scale}"
    breakdowns = sorted({key for mart in marts for key in mart.grain})
    facts = {
        "Naam in de tabellen": f"`{indicator.measure}`",
        "Frans": f"{indicator.name['fr']}. {indicator.definition['fr']}",
        "Engels": f"{indicator.name['en']}. {indicator.definition['en']}",
        "Eenheid": indicator.unit,
        "Soort": KINDS[indicator.kind],
        "Telt de rijen": "; ".join(f"`{counted}`" for counted in indicator.rows),
        "Berekening": f"`{formula}`" if indicator.numerator else "",
        "Telt op over": ", ".join(indicator.adds_up) or "niets: elk niveau wordt apart bepaald",
        "Binnen een jaar": "kan enkel stijgen" if indicator.cannot_fall else "",
        "Beter als": BETTER[indicator.better_when],
        "Over personen": "ja" if indicator.personal else "nee",
        "Uit de gegevens": ", ".join(indicator.sources),
        "Uitsplitsingen": ", ".join(breakdowns),
        "In de tabellen": ", ".join(f"`{name}`" for name in sorted(made_in)),
        "SQL": f"`{expression(marts[0], indicator.measure)}`" if marts else "",
        "Bestanden": ", ".join(f"`sql/{name.replace('.', '/')}.sql`" for name in sorted(made_in)),
        "Voorganger": indicator.precedent,
    }
    return {label: text for label, text in facts.items() if text}


def expression(mart: Model, measure: str) -> str:
    """Give the part of the mart's SELECTs that counts the measure: the first column that is named as it."""
    lines = [line.strip() for line in mart.sql.splitlines() if not line.strip().startswith("--")]
    computed, taken = re.compile(rf".* as {measure},?"), re.compile(rf"(?:\w+\.)?{measure},?")
    last = min(
        (place for place, line in enumerate(lines) if computed.fullmatch(line) or taken.fullmatch(line)),
        key=lambda place: (computed.fullmatch(lines[place]) is None, place),
    )
    if lines[last].startswith("select "):  # a short SELECT stands on one line
        return lines[last].rsplit(", ", 1)[-1]
    first = last
    while not (_is_whole(lines[first : last + 1]) and lines[first - 1].endswith((",", "select"))):
        first -= 1
    return " ".join(lines[first : last + 1]).rstrip(",")


def _is_whole(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    return text.count("(") == text.count(")") and len(re.findall(r"\bcase\b", text)) == len(
        re.findall(r"\bend\b", text)
    )


def makes(model: Model, measure: str) -> bool:
    """Tell whether the model is a mart with this measure: a column of its last SELECT."""
    columns = model.sql.rsplit("\nselect\n", 1)[-1].split("\nfrom ")[0].splitlines()
    named = re.compile(rf"\s+(?:.* as |.*\.|){measure},?")
    return model.layer == "marts" and any(named.fullmatch(line) for line in columns)
