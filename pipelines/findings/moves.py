"""Decide how a figure moved between two periods: up or down only where chance alone does not explain it."""

from dataclasses import dataclass
from decimal import Decimal
from math import log10

from pipelines.findings.bounds import PERIOD, Range
from pipelines.findings.evidence import Evidence, Labels
from pipelines.tables import Value
from pipelines.wording import RATES, SMALL

NEARLY = Decimal(1)
"""Percent: below this a difference that chance explains is nearly none, else both numbers are said."""
NEARLY_POINTS = Decimal("0.5")
ALIKE = 0.15
"""Quarters that change by parts of the one before no further apart than this change alike."""
FARTHEST = 6.0
"""Times the usual wobble: further away is no more news than this."""


@dataclass(frozen=True)
class Move:
    """A figure in two periods, both whole and shown, of one series.

    `verdict` is up, down, same, near (hardly any difference) or open (a difference that chance explains).
    """

    name: str
    labels: Labels
    now_code: str
    before_code: str
    now: Value
    before: Value
    verdict: str
    weight: float

    @property
    def is_sure(self) -> bool:
        """Tell whether it rose or fell."""
        return self.verdict in ("up", "down")


def move_of(evidence: Evidence, name: str, labels: Labels, now: str, before: str) -> Move | None:
    """Compare two periods of a figure; nothing where one is marked or not whole, or the series breaks."""
    return (
        _moved(evidence, name, labels, now, before)
        if evidence.can_compare(now, before, labels, name)
        else None
    )


def fell_all_the_more(evidence: Evidence, name: str, labels: Labels, now: str, before: str) -> Move | None:
    """Give the fall of a sum below a period of which something lacks: with all of it, it fell further."""
    indicator = evidence.indicator(name)
    is_sum = indicator is not None and indicator.kind == "count" and PERIOD in indicator.adds_up
    if not (is_sum and evidence.is_whole(now, name, labels) and evidence.is_one_series(now, before, labels)):
        return None
    move = _moved(evidence, name, labels, now, before)
    return move if move is not None and move.verdict == "down" else None


def _moved(evidence: Evidence, name: str, labels: Labels, now: str, before: str) -> Move | None:
    places = {**labels, PERIOD: now}, {**labels, PERIOD: before}
    after, earlier = (evidence.exact(name, place) for place in places)
    if after is None or earlier is None:
        return None
    spans = [evidence.range(name, place) for place in places]
    wobble = evidence.wobble(name, labels, now, before)
    indicator = evidence.indicator(name)
    unit = indicator.unit if indicator else ""
    verdict = _verdict(spans[0], spans[1], after, earlier, wobble=wobble, is_rate=unit in RATES)
    distance = min(float(abs(Decimal(after) - Decimal(earlier)) / wobble) if wobble else 0.0, FARTHEST)
    is_count = indicator is None or indicator.kind == "count"
    touched = float(abs(Decimal(after))) if is_count else 100.0
    weight = distance * (1 + log10(1 + touched)) / 4
    return Move(name, labels, now, before, after, earlier, verdict, weight)


def a_year_before(code: str) -> str:
    """Give the same quarter, or year, of the year before."""
    return f"{int(code[:4]) - 1}{code[4:]}"


def did_so_before(evidence: Evidence, move: Move) -> Move | None:
    """Give the move between the same quarters of the year before, if it surely went the same way."""
    codes = a_year_before(move.now_code), a_year_before(move.before_code)
    earlier = move_of(evidence, move.name, move.labels, *codes)
    return earlier if earlier is not None and earlier.verdict == move.verdict else None


def is_usual(evidence: Evidence, move: Move) -> bool:
    """Tell whether the year before went the same way between these quarters, about as far: a season."""
    earlier = did_so_before(evidence, move)
    if earlier is None or not move.before or not earlier.before:
        return False
    now, then = (float(one.now) / float(one.before) for one in (move, earlier))
    return abs(now - then) < ALIKE


def _verdict(
    now: Range, before: Range, after: Value, earlier: Value, *, wobble: Decimal, is_rate: bool
) -> str:
    """Say what holds for every value that the two may have: rounded figures leave each a range."""
    assert now.high is not None and before.high is not None
    if now.low == now.high and before.low == before.high and after == earlier:
        return "same"
    if Decimal(now.low) - Decimal(before.high) > wobble:
        return "up"
    if Decimal(before.low) - Decimal(now.high) > wobble:
        return "down"
    farthest = max(Decimal(now.high) - Decimal(before.low), Decimal(before.high) - Decimal(now.low))
    if is_rate:
        return "near" if farthest < NEARLY_POINTS else "open"
    if earlier < SMALL:
        return "open"
    return "near" if farthest * 100 / Decimal(earlier) < NEARLY else "open"
