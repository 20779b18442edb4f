"""What every part of the composition needs at hand, and the periods that a page compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.document.edition_metadata import EditionMetadata
from pipelines.figures import PERIOD, QUARTER, YEAR, Heading, Vocabulary
from pipelines.findings import Evidence, Rift, Scene
from pipelines.model import Place
from pipelines.outline import YEARS_BACK
from pipelines.request import QUARTERS, Period, month_codes, quarters_in, school_year_codes, to_date_code
from pipelines.tables import Cell, Key, SafeTable, cell_key
from pipelines.wording import Wording


@dataclass(frozen=True)
class ComposeContext:
    """The facts, the safe tables and the words.

    `fixed` are the labels that a chapter holds still; `shown` is each measure with a dimension that a chapter
    shows it by.
    """

    facts: EditionMetadata
    tables: Mapping[str, SafeTable]
    vocabulary: Vocabulary
    words: Wording
    evidence: Evidence
    fixed: Mapping[str, str | None] = field(default_factory=dict)
    has_definitions: bool = False
    shown: frozenset[tuple[str, str]] = frozenset()
    chapters: Mapping[str, str] = field(default_factory=dict)
    """The titles of the chapters that the outline asks, by anchor."""

    @property
    def domain(self) -> str | None:
        """The domain of the chapter, if it is about one."""
        return self.fixed.get("domain_code")

    @property
    def labels(self) -> Mapping[str, str | None]:
        """The labels that hold for the whole chapter: its prison and its domain, None for all of them."""
        return {"prison_code": self.facts.prison_code, **self.fixed}

    @property
    def place(self) -> Place:
        """The prison and the domain of the chapter."""
        return self.labels["prison_code"], self.domain

    def scene(self, name: str, *, beside: str = "") -> Scene:
        """Give what a sentence about `<mart>.<measure>` compares: the period reported and the year before.

        `beside` opens it in the place of the period.
        """
        return Scene(name, self.labels, now_code(self.facts), earlier_code(self.facts), beside)

    def about(self, **labels: str | None) -> "ComposeContext":
        """Hold these labels still."""
        return replace(self, fixed={**self.fixed, **labels})


def evidence_of(
    tables: Mapping[str, SafeTable], facts: EditionMetadata, vocabulary: Vocabulary, words: Wording
) -> Evidence:
    """Give what sentences of the edition may rest on."""
    is_zero_hidden = facts.disclosure is not None and (
        facts.disclosure.zeros != "public" or facts.disclosure.method != "suppress"
    )
    return Evidence(
        tables=tables,
        vocabulary=vocabulary,
        words=words,
        incomplete=partial_codes(facts),
        incomplete_of={
            place: {measure: partial_codes(facts, measure, place) for measure in lacking}
            for place, lacking in facts.incomplete_of.items()
        },
        home=(facts.prison_code, None),
        rifts=tuple(Rift(one.day, one.prison_code, one.domain_code) for one in facts.breaks),
        in_parts=facts.in_parts,
        least=0 if is_zero_hidden else 1,
        last_day="last_day.year" if facts.quarter is None else "last_day.quarter",
    )


def now_code(facts: EditionMetadata) -> str:
    """Give the code of the edition's own period."""
    return period_code(facts.year, facts.quarter)


def earlier_code(facts: EditionMetadata) -> str:
    """Give the code of the same period of the year before."""
    return period_code(facts.year - 1, facts.quarter)


def total_cell(context: ComposeContext, table: SafeTable | None, period: str) -> Cell | None:
    """Give the cell of the scope and chapter at a period, all other dimensions at their total."""
    return None if table is None else table.cells.get(_total(context, table, period))


def total_key(context: ComposeContext, table: SafeTable, period: str) -> str:
    """Name that cell as pages and files do."""
    return cell_key(table, _total(context, table, period))


def is_total_revised(context: ComposeContext, table: SafeTable, period: str) -> bool:
    """Tell whether that cell says something else than in the version before."""
    return _total(context, table, period) in table.revised


def _total(context: ComposeContext, table: SafeTable, period: str) -> Key:
    labels = {"prison_code": context.facts.prison_code, PERIOD: period, **context.fixed}
    return tuple(labels.get(dimension) for dimension in table.dimensions)


def period_code(year: int, quarter: int | None) -> str:
    """Give `2025` or `2025-K1`."""
    return str(year) if quarter is None else f"{year}-K{quarter}"


def so_far_code(facts: EditionMetadata) -> str:
    """Give the code of the edition's year up to the end of its period: the year, or the year so far."""
    return to_date_code(facts.year, facts.quarter or 4)


def is_partial(facts: EditionMetadata, code: str, measure: str = "", place: Place | None = None) -> bool:
    """Tell whether a period has no full data, of a measure or at all, in itself or in one of its quarters.

    Of a prison and a domain (`place`) what is lacking there, and what the whole edition lacks.
    """
    lacking = _lacking(facts, measure, place)
    return any(one in lacking for one in (code, *quarters_in(code)))


def partial_codes(facts: EditionMetadata, measure: str = "", place: Place | None = None) -> frozenset[str]:
    """Give the incomplete periods, and the years, months and school years that they make incomplete."""
    lacking = _lacking(facts, measure, place)
    years = {int(code[:4]) for code in lacking}
    touched = (
        (str(year), *month_codes(Period(year)), *school_year_codes(Period(year + 1), 1)) for year in years
    )
    return lacking | {code for codes in touched for code in codes if is_partial(facts, code, measure, place)}


def _lacking(facts: EditionMetadata, measure: str, place: Place | None) -> frozenset[str]:
    home, there = (
        facts.incomplete_of.get(one, {}).get(measure, frozenset())
        for one in ((facts.prison_code, None), place or (facts.prison_code, None))
    )
    return facts.incomplete | home | there


def can_compare(context: ComposeContext, name: str = "") -> bool:
    """Tell whether the period may be held against the year before, of `<mart>.<measure>` in the chapter."""
    facts, measure = context.facts, name.rpartition(".")[2]
    return not any(
        is_partial(facts, code, measure, context.place) for code in (now_code(facts), earlier_code(facts))
    )


def periods(context: ComposeContext, axis: str) -> tuple[Heading, ...]:
    """Give the periods of an axis, one of PERIOD_AXES, the latest last."""
    return tuple(_heading(context, code) for code in _codes(context.facts, axis))


def _codes(facts: EditionMetadata, axis: str) -> Sequence[str]:
    year, quarter = facts.year, facts.quarter
    shown = [number for number in QUARTERS if quarter is None or number <= quarter]
    of_axes: Mapping[str, Sequence[str]] = {
        "period": [now_code(facts)],
        "two_years": [earlier_code(facts), now_code(facts)],
        "quarters": [period_code(year, number) for number in shown],
        "eight_quarters": [period_code(one, number) for one in (year - 1, year) for number in shown],
        "years": [period_code(one, quarter) for one in range(year - YEARS_BACK, year + 1)],
        "to_date": [to_date_code(one, quarter or 4) for one in (year - 1, year)],
        "months": month_codes(Period(year, quarter)),
        "school_years": school_year_codes(Period(year, quarter), YEARS_BACK),
    }
    return of_axes[axis]


def whole_period(context: ComposeContext) -> Heading:
    """Give the period that stands as total under its quarters: the year, or the year so far."""
    return replace(_heading(context, so_far_code(context.facts)), is_whole=True)


def _heading(context: ComposeContext, code: str) -> Heading:
    return Heading(PERIOD, code, context.words.period(code))


QUARTER_AXIS, YEAR_AXIS, TOTAL_AXIS = "quarters_of_year", "years_compared", "total"


def crossing(context: ComposeContext, axis: str) -> tuple[Heading, ...]:
    """Give the quarters of the year, or the two years that they are compared in."""
    facts = context.facts
    if axis == YEAR_AXIS:
        return tuple(Heading(YEAR, str(year), str(year)) for year in (facts.year - 1, facts.year))
    shown = [number for number in QUARTERS if facts.quarter is None or number <= facts.quarter]
    return tuple(
        Heading(QUARTER, f"K{number}", context.words.say("period.short", quarter=str(number)))
        for number in shown
    )
