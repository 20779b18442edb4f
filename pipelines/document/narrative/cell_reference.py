"""Cells that prose is bound to, and what may be said of them: the number, its change, share and rank."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.document.context import ComposeContext, earlier_code, is_partial, now_code
from pipelines.document.exhibits import measure_of
from pipelines.errors import DocumentError
from pipelines.figures import Measure
from pipelines.tables import Cell, SafeTable
from pipelines.wording import Change

PERIOD_CODE = re.compile(r"\d{4}(-K[1-4]|-JTD[23])?")


@dataclass(frozen=True)
class TagPosition:
    """Where a tag stands: the file or outline, the line, the sentence around it and the words before it."""

    source: str
    line: int
    sentence: str
    before: str

    def refuse(self, why: str) -> DocumentError:
        """Give the error that stops the build, with the sentence that it is about."""
        return DocumentError(f"{self.source}, regel {self.line}: {why} Zin: “{self.sentence}”")


@dataclass(frozen=True)
class Bound:
    """A cell that prose names, with its table, its labels and its words."""

    edition: ComposeContext
    place: TagPosition
    table: SafeTable
    measure: Measure
    labels: Mapping[str, str | None]

    def cell(self, **other: str | None) -> Cell:
        """Give the cell, or the one beside it with these labels; raises DocumentError when there is none."""
        labels = {**self.labels, **other}
        key = tuple(labels.get(dimension) for dimension in self.table.dimensions)
        if key not in self.table.cells:
            named = ", ".join(
                f"{name}={label}" for name, label in labels.items() if label and name in self.table.dimensions
            )
            raise self.place.refuse(f"{self.table.name} heeft geen cel met {named}; kijk de labels na.")
        return self.table.cells[key]

    def shown(self, **other: str | None) -> Decimal:
        """Give the number of the cell; raises DocumentError for a mark, with what may be shown instead."""
        cell = self.cell(**other)
        if cell.value is None:
            mark = self.edition.words.spoken(cell)
            raise self.place.refuse(
                f"{self.name()} is {mark}, dus een zin over dit getal kan niet. "
                f"Wat getoond mag worden: [{cell.mark}]. Herschrijf of schrap de zin."
            )
        return Decimal(cell.value)

    def write(self, value: Decimal) -> str:
        """Write a number of this measure."""
        return self.edition.words.amount(value, self.measure.unit, self.measure.decimals)

    def name(self) -> str:
        """Name the cell as an error must: table and labels."""
        labels = [
            f"{dimension}={self.labels.get(dimension) or 'totaal'}" for dimension in self.table.dimensions
        ]
        return f"{self.table.name} ({', '.join(labels)})"


def bound_cell(context: ComposeContext, name: str, labels: Mapping[str, object], place: TagPosition) -> Bound:
    """Find the table and cell that a tag names; raises DocumentError for what is not there."""
    table = _table(context, name, place)
    facts = context.facts
    given = {
        _dimension(table, key, place): None if label is None else str(label) for key, label in labels.items()
    }
    period = given.get("period_code")
    if period is not None and not PERIOD_CODE.fullmatch(period):
        raise place.refuse(f"period={period!r}; verwacht een jaar (2025) of een kwartaal (2025-K1).")
    usual = {"prison_code": facts.prison_code, "period_code": now_code(facts), **context.fixed}
    return Bound(context, place, table, measure_of(context, table.name), {**usual, **given})


def _table(context: ComposeContext, name: str, place: TagPosition) -> SafeTable:
    """Find `<mart>.<measure>`, or a mart by its own measure: participants_by_domain counts participants."""
    full = name if "." in name else f"{name}.{name.split('_by_', maxsplit=1)[0]}"
    if full in context.tables:
        return context.tables[full]
    mart = name.split(".", maxsplit=1)[0]
    near = sorted(one for one in context.tables if one.split(".")[0] == mart)
    hint = f"kies een van {', '.join(near)}" if near else "deze editie heeft geen tabel met die naam"
    raise place.refuse(f"{name}: {hint}.")


def _dimension(table: SafeTable, key: str, place: TagPosition) -> str:
    for name in (key, f"{key}_code"):
        if name in table.dimensions:
            return name
    known = ", ".join(dimension.removesuffix("_code") for dimension in table.dimensions)
    raise place.refuse(f"{table.name} kent geen {key!r}; verwacht een van {known}.")


def _number(bound: Bound) -> str:
    return bound.write(bound.shown())


def _moved(bound: Bound) -> Change:
    """Give the change since the same period a year before, when both may be told and are whole."""
    period = str(bound.labels["period_code"])
    before = f"{int(period[:4]) - 1}{period[4:]}"
    facts = bound.edition.facts
    if period == now_code(facts):
        before = earlier_code(facts)
    place = bound.labels.get("prison_code"), bound.labels.get("domain_code")
    for one in (period, before):
        if is_partial(facts, one, bound.table.measure, place):
            raise bound.place.refuse(f"{one} is onvolledig, dus een vergelijking kan niet.")
    now, earlier = bound.shown(), bound.shown(period_code=before)
    return bound.edition.words.change(now, earlier, unit=bound.measure.unit, decimals=bound.measure.decimals)


def _change(bound: Bound) -> str:
    change = _moved(bound)
    return bound.edition.words.say(f"verb.{change.direction}", amount=change.amount)


def _difference(bound: Bound) -> str:
    """Give the size of the change alone; the verb that the coordinator wrote before it must be true."""
    change = _moved(bound)
    words = bound.edition.words
    written = {
        direction: max(
            (_last(bound.place.before, verb) for verb in words.say(f"claim.{direction}").split(",")),
            default=-1,
        )
        for direction in ("up", "down")
    }
    claimed = max(written, key=lambda direction: written[direction])
    if written[claimed] >= 0 and claimed != change.direction:
        truth = words.say(f"verb.{change.direction}", amount=change.amount)
        raise bound.place.refuse(f"{bound.name()}: het werkwoord klopt niet; de cijfers zeggen “{truth}”.")
    return change.amount or words.say(f"verb.{change.direction}")


def _last(text: str, verb: str) -> int:
    return max(
        (found.start() for found in re.finditer(rf"\b{re.escape(verb)}\b", text, re.IGNORECASE)), default=-1
    )


def _share(bound: Bound) -> str:
    """Give the cell as a part of the total over what the tag fixes; only where parts make a total."""
    usual = ("prison_code", "period_code")
    parts = [
        name for name in bound.table.dimensions if bound.labels.get(name) is not None and name not in usual
    ]
    if not parts and bound.labels.get("prison_code") is not None:
        parts = ["prison_code"]
    if not parts:
        raise bound.place.refuse('share() vraagt een deel, zoals domain="sport".')
    if any(not bound.measure.adds_up_over(name) for name in parts):
        raise bound.place.refuse(f"{bound.measure.name} tellen niet op, dus een aandeel bestaat niet.")
    whole = bound.shown(**dict.fromkeys(parts))
    if whole == 0:
        raise bound.place.refuse("het geheel is 0, dus een aandeel bestaat niet.")
    return bound.edition.words.share(bound.shown(), whole)


def _rank(bound: Bound) -> str:
    """Give the place of the cell among its fellows, the largest first; only where none is hidden."""
    usual = ("prison_code", "period_code")
    along = [
        name for name in bound.table.dimensions if bound.labels.get(name) is not None and name not in usual
    ]
    along = along or [name for name in ("prison_code",) if bound.labels.get(name) is not None]
    if len(along) != 1:
        raise bound.place.refuse('rank() vraagt één label dat vergeleken wordt, zoals domain="sport".')
    place = bound.table.dimensions.index(along[0])
    codes = sorted({key[place] for key in bound.table.cells if key[place] is not None}, key=str)
    own = bound.shown()
    cells = [bound.cell(**{along[0]: code}) for code in codes]
    if any(cell.value is None for cell in cells):
        raise bound.place.refuse(
            "niet alle cellen waarmee vergeleken wordt, worden getoond: een rang kan niet."
        )
    higher = [cell for cell in cells if cell.value is not None and cell.value > own]
    return bound.edition.words.rank(len(higher) + 1)


VERBS: Mapping[str, Callable[[Bound], str]] = {
    "n": _number,
    "change": _change,
    "difference": _difference,
    "share": _share,
    "rank": _rank,
}
