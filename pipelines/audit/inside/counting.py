"""Count again who stands behind each published figure, and tell which are unsafe by the rules.

Written apart from what decides: its own queries, its own reading of the rules.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.audit.figures import PERIOD, PRISON, Edition, Name, Place, without
from pipelines.audit.outside import PERSONAL, PRESENT, TRAITS, Rules
from pipelines.database import Database, rows

BEHIND = "_persons"
AVERAGED = frozenset({"waiting_days_median"})
"""Figures that say more of each person than a sum does: they ask for twice as many persons."""

ATTENDED = frozenset({"attendances", "participant_hours", "participants"})
"""Figures of which the persons stand in core.attendance itself."""

OF_ATTENDANCE = frozenset({
    PRISON, "organisation_code", "domain_code", "subdomain_code", "form", "target_group", *TRAITS,
})  # fmt: skip


@dataclass(frozen=True)
class Behind:
    """What a figure truly is, and how many different persons stand behind it."""

    value: Decimal
    persons: Decimal


@dataclass(frozen=True)
class Recount:
    """The unsafe figures of an edition, and those of them that it shows all the same."""

    unsafe: tuple[Name, ...]
    exposed: tuple[Name, ...]
    counted: int
    """How many published figures about persons were counted again."""


def recount(database: Database, edition: Edition, rules: Rules) -> Recount:
    """Count the figures about persons of an edition again from the marts and the attendances.

    Reads marts.* and core.attendance of the period that the warehouse was built for; writes nothing. A
    rounded or held figure, which is not what is counted, shows nobody.
    """
    behind = _counted(database, edition)
    unsafe = tuple(name for name in sorted(behind, key=_order) if _is_unsafe(name, behind, rules))
    exposed = tuple(name for name in unsafe if edition.figures[name].value == behind[name].value)
    return Recount(unsafe, exposed, len(behind))


def _order(name: Name) -> tuple[str, list[tuple[str, str]]]:
    return name[0], sorted(name[1])


def _is_unsafe(name: Name, behind: Mapping[Name, Behind], rules: Rules) -> bool:
    """Read the rules: too few persons; where zeros are hidden nobody; in sensitive breakdowns everybody."""
    measure, place = name
    one = behind[name]
    labelled = {dimension for dimension, _ in place} - {PRISON, PERIOD}
    if 0 < one.persons < rules.threshold * (2 if measure in AVERAGED else 1):
        return True
    if not one.value:
        return bool(labelled) if rules.zeros_hidden else bool(labelled & rules.sensitive)
    wholes = (behind.get((measure, without(place, dimension))) for dimension in labelled & rules.sensitive)
    return any(whole is not None and whole.value == one.value for whole in wholes)


def _counted(database: Database, edition: Edition) -> dict[Name, Behind]:
    by_mart: dict[str, set[str]] = defaultdict(set)
    for name, mart in edition.sources.items():
        if name[0] in PERSONAL or name[0] in AVERAGED or _is_trait(name):
            by_mart[mart].add(name[0])
    found: dict[Name, Behind] = {}
    for mart, measures in sorted(by_mart.items()):
        for name, one in _of_mart(database, mart, sorted(measures)):
            if name in edition.figures and (name[0] not in PRESENT or _is_trait(name)):
                found[name] = one
    persons = _persons(database, {place for measure, place in found if measure in ATTENDED})
    return {
        (measure, place): Behind(one.value, persons[place])
        if measure in ATTENDED and persons.get(place)
        else one
        for (measure, place), one in found.items()
    }


def _is_trait(name: Name) -> bool:
    """Tell whether a figure is the population with one trait: it follows the rules of participants."""
    return name[0] in PRESENT and any(dimension in TRAITS for dimension, _ in name[1])


def _of_mart(database: Database, mart: str, measures: Sequence[str]) -> Iterator[tuple[Name, Behind]]:
    columns = {
        str(name): str(kind)
        for name, kind in rows(database, f"select column_name, column_type from (describe marts.{mart})")
    }
    dimensions = [name for name, kind in columns.items() if kind == "VARCHAR"]
    for measure in (name for name in measures if name in columns):
        persons = f"{measure}{BEHIND}" if f"{measure}{BEHIND}" in columns else "null"
        asked = ", ".join([measure, persons, *dimensions])
        counted = rows(database, f"select {asked} from marts.{mart} where {measure} is not null")
        for value, heads, *labels in counted:
            place = frozenset(
                (name, str(code)) for name, code in zip(dimensions, labels, strict=True) if code is not None
            )
            yield (measure, place), Behind(Decimal(str(value)), Decimal(str(heads or value)))


def _persons(database: Database, places: set[Place]) -> dict[Place, Decimal]:
    """Count the different persons of places from the attendances themselves."""
    kinds = {frozenset(name for name, _ in without(place, PERIOD)) for place in places}
    found: dict[Place, Decimal] = {}
    for kind in sorted((kind for kind in kinds if kind <= OF_ATTENDANCE), key=sorted):
        names = [*sorted(kind), PERIOD]
        shown = ("shown_code as organisation_code" if name == "organisation_code" else name for name in names)
        query = (
            f"select count(distinct person_number), {', '.join(shown)} "
            "from core.attendance "
            "join core.organisation using (organisation_code) "
            "join core.period_month using (month_start) "
            "where is_attended group by all"
        )
        if "organisation_code" not in names:
            query = query.replace("join core.organisation using (organisation_code) ", "")
        for persons, *labels in rows(database, query):
            place = frozenset((name, str(code)) for name, code in zip(names, labels, strict=True))
            found[place] = Decimal(str(persons))
    return found
