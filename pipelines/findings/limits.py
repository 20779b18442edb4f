"""Compute the range that chance alone leaves a prison: exact binomial prediction limits."""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.stats import binom

from pipelines.findings.evidence import Evidence, Labels

PRISON = "prison_code"
USUAL, FAR = 0.05, 0.002
"""The share of prisons that chance puts outside the band, and outside the limits that name one."""
LEAST_EVENTS = 10
"""With fewer expected events, or non-events, no prison is named (after NICE and Spiegelhalter, 2005)."""


@dataclass(frozen=True)
class Band:
    """Where the rate of a prison of this size lies by chance alone, in the unit of the rate.

    `far` are the limits beyond which a prison is named: `verdict` is then `high` or `low`, else empty.
    """

    low: float
    high: float
    far: tuple[float, float]
    verdict: str = ""


def pooled(evidence: Evidence, name: str, labels: Labels, codes: Sequence[str]) -> float | None:
    """Divide what all prisons count together: who stayed in two counts in both, as in their own rates.

    Gives a share between 0 and 1; None where a prison's figure is not shown or it is no share.
    """
    sides, indicator = evidence.sides(name), evidence.indicator(name)
    if sides is None or indicator is None or indicator.unit != "percent":
        return None
    added = []
    for side in sides:
        values = [evidence.exact(side, {**labels, PRISON: code}) for code in codes]
        shown = [float(value) for value in values if value is not None]
        added.append(sum(shown) if len(shown) == len(values) else None)
    above, below = added
    if above is None or not below or not 0 <= above <= below:
        return None
    return above / below


def band_of(evidence: Evidence, name: str, labels: Labels, code: str, share: float) -> Band | None:
    """Compute the limits for a prison from how many its rate is of; None where a figure is not shown."""
    sides, indicator = evidence.sides(name), evidence.indicator(name)
    if sides is None or indicator is None:
        return None
    place = {**labels, PRISON: code}
    size, value = evidence.exact(sides[1], place), evidence.exact(name, place)
    if not size or value is None:
        return None
    count, scale = round(float(size)), indicator.scale
    low, high, far_low, far_high = (
        float(binom.ppf(point, count, share)) / count * scale
        for point in (USUAL / 2, 1 - USUAL / 2, FAR / 2, 1 - FAR / 2)
    )
    is_told = min(share, 1 - share) * count >= LEAST_EVENTS
    verdict = "high" if float(value) > far_high else "low" if float(value) < far_low else ""
    return Band(low, high, (far_low, far_high), verdict if is_told else "")
