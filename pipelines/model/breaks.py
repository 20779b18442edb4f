"""Give the breaks in series: what makes figures before and after a day hard to compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.database import Database, rows
from pipelines.toml import LANGUAGES


@dataclass(frozen=True)
class SeriesBreak:
    """The first day of a new state, what happened then, and to what; None = all of them.

    `kind` is `stated` (then `notes` says in each language what the reference data says), `prison_opened`,
    `prison_closed`, `prison_renamed` or `organisation_merged`; `successor_code` took over.
    """

    day: date
    kind: str
    prison_code: str | None
    domain_code: str | None
    organisation_code: str | None
    successor_code: str | None
    notes: Mapping[str, str]


def read_breaks(db: Database) -> tuple[SeriesBreak, ...]:
    """Give the breaks of the years that the marts show, the oldest first."""
    found = rows(
        db,
        "select break_date, break_kind, prison_code, domain_code, organisation_code, successor_code, "
        "note_nl, note_fr, note_en from core.break order by all",
    )
    return tuple(_break(*row) for row in found)


def _break(day: object, kind: object, *others: object) -> SeriesBreak:
    assert isinstance(day, date)
    prison, domain, organisation, successor, *notes = (None if part is None else str(part) for part in others)
    texts = {language: note for language, note in zip(LANGUAGES, notes, strict=True) if note is not None}
    return SeriesBreak(day, str(kind), prison, domain, organisation, successor, texts)
