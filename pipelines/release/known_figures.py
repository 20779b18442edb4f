"""All that was done and counted, up to the last period of which figures are out.

A quarter that comes out after its year is a part of that year: whoever has the year subtracts. So what is
known beside a release may end later than the release itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.database import Database
from pipelines.model import (
    IndicatorCatalogue,
    along_dimensions,
    build_models,
    read_counts,
    stored_dimensions,
)
from pipelines.outline import YEARS_BACK
from pipelines.program import SQL
from pipelines.protect import Offer, PersonPatterns, read_offer, read_patterns
from pipelines.public_knowledge import read_public_knowledge
from pipelines.release.release_history import latest_period_out
from pipelines.request import Period, RunRequest, hierarchy
from pipelines.tables import CountTable


@dataclass(frozen=True)
class KnownFigures:
    """Who took part in what, what partners offered, all that was counted, and the year of each quarter."""

    worlds: PersonPatterns
    offer: Offer
    counts: tuple[CountTable, ...]
    quarters: Mapping[str, Mapping[str, str]]


def count_period(
    db: Database, period: Period, register: IndicatorCatalogue
) -> tuple[tuple[CountTable, ...], IndicatorCatalogue]:
    """Build the models up to the end of a period; give all that they count, and what measures mean here."""
    models = build_models(db, SQL, {"report_year": period.year, "last_date": period.end})
    own = along_dimensions(register, stored_dimensions(db))
    return read_counts(db, models, own), own


def known_later(db: Database, request: RunRequest, register: IndicatorCatalogue) -> KnownFigures | None:
    """Give what is known up to the end of a later period that is out; None where there is none.

    Leaves the models as they are for that period: build those of the release after this.
    """
    later = latest_period_out(request)
    return None if later is None else known_now(db, request, count_period(db, later, register)[0], later)


def known_now(
    db: Database, request: RunRequest, counts: tuple[CountTable, ...], last: Period | None = None
) -> KnownFigures:
    """Give what is known as the models stand, of which `counts` are all figures."""
    years = range(request.period.year - YEARS_BACK, (last or request.period).year + 1)
    return KnownFigures(
        read_patterns(db),
        read_offer(db, read_public_knowledge(request.config.data)),
        counts,
        {"period_code": hierarchy(years)},
    )
