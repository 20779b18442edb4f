"""Refuse a delivery of which so much is refused that it is not what its source says it is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipelines.errors import LoadError
from pipelines.load.accept.refused import refusal_text
from pipelines.load.summary import LoadSummary
from pipelines.sources import Source, is_mended

USUAL = 0.5
"""The largest share of refused rows where a source says none: beyond it, the mapping is likely wrong."""

SMALL = 10
"""Below so many rows a share says nothing; then only a share that the source itself sets counts."""


def check_shares(summaries: Sequence[LoadSummary], sources: Mapping[str, Source]) -> None:
    """Raise LoadError when more of a delivery was refused, in one dataset, than its source allows.

    Rows that a partner mended and sent back are few and were refused before: for those there is no limit.
    """
    parts: dict[tuple[int, str], list[LoadSummary]] = {}
    for one in summaries:
        if not is_mended(one.file):
            parts.setdefault((one.delivery_id, one.dataset), []).append(one)
    told = [text for part in parts.values() for text in _too_much(part, sources[part[0].source])]
    if told:
        raise LoadError("\n".join([*told, "er is niets ingelezen."]))


def _too_much(part: Sequence[LoadSummary], source: Source) -> Iterator[str]:
    refused = sum(one.rejected for one in part)
    number = sum(one.read - one.skipped for one in part)
    own = source.max_rejected_share
    allowed = USUAL if own is None else own
    if not number or refused <= allowed * number or (own is None and number < SMALL):
        return
    reasons: Counter[str] = Counter()
    for one in part:
        reasons.update(one.reasons)
    why = " ".join(f"{count} keer: {_where(part, code)}" for code, count in reasons.most_common(3))
    yield (
        f"{part[0].file}: {refused} van de {number} rijen van {part[0].dataset} zijn geweigerd, "
        f"meer dan het deel {allowed:g} dat bron {source.name} toelaat. {why} "
        f"Kijk het bestand en data/sources/{source.name}.toml na, of verhoog daar max_rejected_share;"
    )


def _where(part: Sequence[LoadSummary], code: str) -> str:
    one = next(one for one in part if code in one.reasons)
    return refusal_text(one, code)
