"""Periods: their codes, their first and last days, and what lies in them."""

import re
from dataclasses import dataclass
from datetime import date

from pipelines.errors import ConfigError

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Period:
    """A calendar year, or a quarter of it."""

    year: int
    quarter: int | None = None

    @property
    def code(self) -> str:
        """`2025` or `2025-K1`, as in the warehouse."""
        return str(self.year) if self.quarter is None else f"{self.year}-K{self.quarter}"

    @property
    def first_day(self) -> date:
        """The first day."""
        return date(self.year, 1 if self.quarter is None else 3 * self.quarter - 2, 1)

    @property
    def end(self) -> date:
        """The first day after the period."""
        last = 4 if self.quarter is None else self.quarter
        return date(self.year + 1, 1, 1) if last == 4 else date(self.year, 3 * last + 1, 1)


def to_date_code(year: int, quarter: int) -> str:
    """Give the code of a year so far: its first quarter is that quarter, its fourth the year."""
    return {1: f"{year}-K1", 4: str(year)}.get(quarter, f"{year}-JTD{quarter}")


def month_codes(period: Period) -> tuple[str, ...]:
    """Give the months of the year that have ended with the period: `2025-01` to `2025-12`."""
    return tuple(f"{period.year}-{month:02}" for month in range(1, 3 * (period.quarter or 4) + 1))


def school_year_codes(period: Period, years_back: int) -> tuple[str, ...]:
    """Give the school years (September to August) that have ended with the period: `2024-2025` the last."""
    last = period.year if period.end > date(period.year, 9, 1) else period.year - 1
    return tuple(f"{year - 1}-{year}" for year in range(last - years_back, last + 1))


def quarters_in(code: str) -> tuple[str, ...]:
    """Name the quarters that a period of any kind touches: a school year those of two calendar years."""
    year, _, part = code.partition("-")
    if re.fullmatch(r"\d{4}", part):
        return tuple(
            f"{one}-K{quarter}" for one, quarter in ((year, 3), (year, 4), (part, 1), (part, 2), (part, 3))
        )
    if part.startswith("K"):
        return (code,)
    if part and not part.startswith("JTD"):
        return (f"{year}-K{(int(part) + 2) // 3}",)
    return tuple(f"{year}-K{quarter}" for quarter in QUARTERS if quarter <= int(part[3:] or 4))


def read_period(year: int, quarter: int | None) -> Period:
    """Check the numbers of a command; raise ConfigError when they name no period."""
    if not 1990 <= year <= 2100:
        raise ConfigError(f"--year {year}: verwacht een jaar tussen 1990 en 2100")
    if quarter is not None and quarter not in QUARTERS:
        raise ConfigError(f"--quarter {quarter}: verwacht 1, 2, 3 of 4")
    return Period(year, quarter)


def parse_period(code: str) -> Period:
    """Read `2025` or `2025-K1`; raise ConfigError when it is neither."""
    found = re.fullmatch(r"(\d{4})(?:-K([1-4]))?", code)
    if not found:
        raise ConfigError(f"{code!r}: verwacht een jaar (2025) of een kwartaal (2025-K1)")
    return Period(int(found[1]), int(found[2]) if found[2] else None)


def read_years(text: str) -> tuple[int, int]:
    """Read `2024-2025` or `2025`; raise ConfigError when it is neither or runs backwards."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise ConfigError(f"--years {text}: verwacht van-tot, bijvoorbeeld 2024-2025")
    return first, last


def hierarchy(years: range) -> dict[str, str]:
    """Say which year each quarter belongs to, as codes: {"2025-K1": "2025", ...}."""
    return {Period(year, quarter).code: str(year) for year in years for quarter in QUARTERS}
