"""The kinds of blocks that an outline may ask: for each its keys, and what each key takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pipelines.outline.axes import MEASURE, PERIOD_AXES
from pipelines.toml import STRICT, Text, Texts, Whole, in_languages, shaped

Translations = Annotated[Mapping[str, str], in_languages("nl")]
"""A text by language, always in Dutch."""
MeasureName = Annotated[
    str,
    shaped(
        r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", "verwacht <mart>.<maat>, zoals attendances_by_domain.attendances"
    ),
]
Measures = tuple[MeasureName, ...]
Axis = Annotated[
    str, shaped(r"[a-z][a-z0-9_]*", f"verwacht een dimensie of een van {', '.join((*PERIOD_AXES, MEASURE))}")
]
Scope = Literal["overview", "prison"]
Medium = Literal["both", "screen"]
"""What stands on the screen alone is folded away there, to look something up in."""
ChartKind = Literal["bars", "dots", "grouped", "heat", "lines", "multiples", "stacked"]
Order = Literal["given", "largest_first"]


@dataclass(frozen=True)
class Theme:
    """A subject of the findings that open an edition: what leads, what stands beside it, and its chapter.

    `cause` is a table by `rows` of which the largest part is named, `parts` one of which it is named where no
    earlier period tells a change; `plan` is the local action plan.
    """

    __pydantic_config__ = STRICT

    chapter: Text
    measures: Measures = ()
    cause: MeasureName | None = None
    parts: MeasureName | None = None
    rows: Axis = MEASURE
    plan: bool = False


@dataclass(frozen=True, kw_only=True)
class BlockSpec:
    """What any block may say: for which editions and domains it is, and where it stands."""

    __pydantic_config__ = STRICT

    scope: Scope | None = None  # None: both
    domains: Texts = ()  # only in the chapters of these domains; empty: in all
    optional: bool = False  # leave out without a word when the release does not have it
    medium: Medium = "both"


@dataclass(frozen=True, kw_only=True)
class ActionPlanSpec(BlockSpec):
    """The local action plan: targets, results so far, and a forecast."""

    kind: Literal["action_plan"] = "action_plan"


@dataclass(frozen=True, kw_only=True)
class AllTablesSpec(BlockSpec):
    """The appendix of what the release has and no chapter shows."""

    kind: Literal["all_tables"] = "all_tables"


@dataclass(frozen=True, kw_only=True)
class AttentionSpec(BlockSpec):
    """The coordinator's points for policy."""

    kind: Literal["attention"] = "attention"


@dataclass(frozen=True, kw_only=True)
class BesideSpec(BlockSpec):
    """The prisons side by side, by rates with the range that chance alone would give."""

    kind: Literal["beside"] = "beside"
    measures: Measures


@dataclass(frozen=True, kw_only=True)
class BreaksSpec(BlockSpec):
    """Breaks in the series."""

    kind: Literal["breaks"] = "breaks"


@dataclass(frozen=True, kw_only=True)
class ChartSpec(BlockSpec):
    """A chart of one or more measures, with the table behind it."""

    kind: Literal["chart"] = "chart"
    chart: ChartKind
    measures: Measures
    rows: Axis
    columns: Axis
    behind: Measures = ()  # only in the table behind the chart: what its rates are divided by
    title: Translations | None = None
    order: Order = "given"
    total: bool = False
    without_zero: bool = False


@dataclass(frozen=True, kw_only=True)
class CoverageSpec(BlockSpec):
    """Who delivered which months."""

    kind: Literal["coverage"] = "coverage"


@dataclass(frozen=True, kw_only=True)
class DefinitionsSpec(BlockSpec):
    """What each indicator of the edition means."""

    kind: Literal["definitions"] = "definitions"


@dataclass(frozen=True, kw_only=True)
class DisclosureSpec(BlockSpec):
    """How persons are protected in this edition."""

    kind: Literal["disclosure"] = "disclosure"


@dataclass(frozen=True, kw_only=True)
class FichesSpec(BlockSpec):
    """A fiche for each prison, in the overview."""

    kind: Literal["fiches"] = "fiches"
    measures: Measures


@dataclass(frozen=True, kw_only=True)
class GlanceSpec(BlockSpec):
    """The findings that matter most, one of each theme."""

    kind: Literal["glance"] = "glance"
    themes: tuple[Theme, ...]
    most: Whole = 8


@dataclass(frozen=True, kw_only=True)
class GlossarySpec(BlockSpec):
    """The words of the report."""

    kind: Literal["glossary"] = "glossary"


@dataclass(frozen=True, kw_only=True)
class HeadingSpec(BlockSpec):
    """A heading over the block that follows it."""

    kind: Literal["heading"] = "heading"
    text: Translations
    level: Literal[2, 3] = 2


@dataclass(frozen=True, kw_only=True)
class KeyNumbersSpec(BlockSpec):
    """Big numbers with their change."""

    kind: Literal["key_numbers"] = "key_numbers"
    measures: Measures
    most: Whole = 8


@dataclass(frozen=True, kw_only=True)
class LoadsSpec(BlockSpec):
    """What was read of each delivery, row by row accounted for."""

    kind: Literal["loads"] = "loads"


@dataclass(frozen=True, kw_only=True)
class MarksSpec(BlockSpec):
    """The legend of the marks that stand for numbers."""

    kind: Literal["marks"] = "marks"


@dataclass(frozen=True, kw_only=True)
class NarrativeSpec(BlockSpec):
    """The coordinator's text, by the name of its file; without one the outline's own."""

    kind: Literal["narrative"] = "narrative"
    name: str = ""
    text: Translations | None = None


@dataclass(frozen=True, kw_only=True)
class RemarksSpec(BlockSpec):
    """What is odd in the data, by domain."""

    kind: Literal["remarks"] = "remarks"


@dataclass(frozen=True, kw_only=True)
class RevisionsSpec(BlockSpec):
    """What changed since the version before."""

    kind: Literal["revisions"] = "revisions"


@dataclass(frozen=True, kw_only=True)
class SentencesSpec(BlockSpec):
    """A paragraph with a sentence for each measure."""

    kind: Literal["sentences"] = "sentences"
    measures: Measures


@dataclass(frozen=True, kw_only=True)
class TableSpec(BlockSpec):
    """A numbered table of one or more measures."""

    kind: Literal["table"] = "table"
    measures: Measures
    rows: Axis
    columns: Axis = "period"
    title: Translations | None = None
    order: Order = "given"
    total: bool = False
    compare: bool = False
    without_zero: bool = False


@dataclass(frozen=True, kw_only=True)
class TallySpec(BlockSpec):
    """How many rows came, and what became of them."""

    kind: Literal["tally"] = "tally"


@dataclass(frozen=True, kw_only=True)
class TextSpec(BlockSpec):
    """A text of the outline; with measures it stands only where one of them has a number."""

    kind: Literal["text"] = "text"
    text: Translations
    measures: Measures = ()
