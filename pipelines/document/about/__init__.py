"""What an edition says about itself: its cover, its method, and the quality of what came in."""

from pipelines.document.about.cover_page import colophon, cover, kind_title, links_of, subject
from pipelines.document.about.method import (
    breaks_of,
    definitions_of,
    disclosure_of,
    glossary_of,
    marks_of,
    remarks_of,
)
from pipelines.document.about.quality import coverage_of, loads_of, revisions_of, tally_of

__all__ = [
    "breaks_of",
    "colophon",
    "cover",
    "coverage_of",
    "definitions_of",
    "disclosure_of",
    "glossary_of",
    "kind_title",
    "links_of",
    "loads_of",
    "marks_of",
    "remarks_of",
    "revisions_of",
    "subject",
    "tally_of",
]
