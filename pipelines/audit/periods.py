"""The months that a period's code stands for, and the coarsest blocks of them that periods are made of."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

Month = int
"""Months counted from the year 0: 12 x year + month - 1."""

Block = frozenset[Month]
MONTHS_IN_YEAR = 12
SEPTEMBER = 8
KINDS = ("quarter", "to_date", "month")


def months_of(code: str) -> Block | None:
    """Compute the months of `2025`, `2025-K3`, `2025-JTD3`, `2025-07` or the school year `2024-2025`.

    None: the code is none of these, so that nothing is known of what it adds up to.
    """
    found = re.fullmatch(
        r"(\d{4})(?:-(?:K(?P<quarter>[1-4])|JTD(?P<to_date>[1-4])|(?P<month>0[1-9]|1[0-2])))?", code
    )
    school = re.fullmatch(r"(\d{4})-(\d{4})", code)
    if school and int(school[2]) == int(school[1]) + 1:
        return _months(int(school[1]), SEPTEMBER, SEPTEMBER + MONTHS_IN_YEAR)
    if not found:
        return None
    year, (quarter, to_date, month) = int(found[1]), (int(found[name] or 0) for name in KINDS)
    if quarter:
        return _months(year, 3 * quarter - 3, 3 * quarter)
    if month:
        return _months(year, month - 1, month)
    return _months(year, 0, 3 * to_date or MONTHS_IN_YEAR)


def _months(year: int, first: int, end: int) -> Block:
    return frozenset(range(year * MONTHS_IN_YEAR + first, year * MONTHS_IN_YEAR + end))


def blocks_of(codes: Iterable[str]) -> Mapping[str, tuple[Block, ...]]:
    """Compute for each code the blocks it consists of: months that always stand together in these periods.

    With `2025` and `2025-K1` those are January to March and April to December. Codes of unknown form are
    left out.
    """
    known = {code: months for code in set(codes) if (months := months_of(code)) is not None}
    together: dict[frozenset[str], set[Month]] = defaultdict(set)
    for month in sorted({month for months in known.values() for month in months}):
        together[frozenset(code for code, months in known.items() if month in months)].add(month)
    blocks = sorted((frozenset(months) for months in together.values()), key=min)
    return {code: tuple(block for block in blocks if block <= months) for code, months in known.items()}
