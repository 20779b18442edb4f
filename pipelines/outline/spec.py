"""What an outline is: its chapters, and in each its blocks, of any kind."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pipelines.outline.axes import GIVE_UP, MEASURE
from pipelines.outline.blocks import (
    ActionPlanSpec,
    AllTablesSpec,
    AttentionSpec,
    BesideSpec,
    BreaksSpec,
    ChartSpec,
    CoverageSpec,
    DefinitionsSpec,
    DisclosureSpec,
    FichesSpec,
    GlanceSpec,
    GlossarySpec,
    HeadingSpec,
    KeyNumbersSpec,
    LoadsSpec,
    MarksSpec,
    MeasureName,
    Measures,
    Medium,
    NarrativeSpec,
    RemarksSpec,
    RevisionsSpec,
    Scope,
    SentencesSpec,
    TableSpec,
    TallySpec,
    TextSpec,
    Translations,
)
from pipelines.toml import STRICT, at_least, chosen_by, one_of, shaped, written_as

OfMeasures = BesideSpec | ChartSpec | FichesSpec | KeyNumbersSpec | SentencesSpec | TableSpec | TextSpec
"""The kinds that name measures."""
AnyBlock = (
    OfMeasures | ActionPlanSpec | AllTablesSpec | AttentionSpec | BreaksSpec | CoverageSpec | DefinitionsSpec
    | DisclosureSpec | GlanceSpec | GlossarySpec | HeadingSpec | LoadsSpec | MarksSpec | NarrativeSpec
    | RemarksSpec | RevisionsSpec | TallySpec
)  # fmt: skip
Anchor = Annotated[str, shaped(r"[a-z][a-z0-9-]*", "verwacht kleine letters, cijfers en streepjes")]


@dataclass(frozen=True)
class ChapterSpec:
    """A chapter of an outline; `per` domain makes one for each domain of the workspace."""

    __pydantic_config__ = STRICT

    anchor: Anchor
    blocks: tuple[Annotated[AnyBlock, chosen_by("kind")], ...] = ()
    title: Translations | None = None
    number: Literal["auto", "none", "letter"] = "auto"
    per: Literal["domain"] | None = None
    scope: Scope | None = None
    lead: MeasureName | None = None
    leads: Measures = ()  # more measures that the opening may be about
    page: Literal["new", "whole", "tight"] | None = None
    """On a new page; on one page if it fits on one; or set as tight, and going on where it began."""
    medium: Literal[Medium, "guide"] = "both"
    """A guide is folded away on the screen, and stands below the contents on paper."""


@dataclass(frozen=True)
class Outline:
    """The chapters of a kind of edition, in order."""

    __pydantic_config__ = STRICT

    path: Annotated[Path, written_as("")]
    chapters: Annotated[tuple[ChapterSpec, ...], at_least(1)]
    give_up: tuple[Annotated[str, one_of(*GIVE_UP)], ...] = GIVE_UP
    """What is given up first where hiding does not make persons safe."""

    @property
    def blocks(self) -> tuple[AnyBlock, ...]:
        """The blocks of all chapters, in order."""
        return tuple(block for chapter in self.chapters for block in chapter.blocks)


def measures_of(block: AnyBlock) -> Measures:
    """Give the measures that a block names, `<mart>.<measure>`, in its order."""
    return block.measures if isinstance(block, OfMeasures) else ()


def all_measures_of(block: AnyBlock) -> Measures:
    """Give those, and what only the table behind a chart shows."""
    return (*measures_of(block), *(block.behind if isinstance(block, ChartSpec) else ()))


def axes_of(block: AnyBlock) -> tuple[str, str]:
    """Give rows and columns of a block; what has none shows its measures for the period."""
    return (block.rows, block.columns) if isinstance(block, ChartSpec | TableSpec) else (MEASURE, "period")


def with_measures(block: AnyBlock, measures: Measures) -> AnyBlock:
    """Give a block that names these measures instead."""
    return replace(block, measures=measures) if isinstance(block, OfMeasures) else block
