"""The opening of a chapter: the finding that matters most of its measures, and a second one beside it."""

from pipelines.document.edition import Edition, now_code
from pipelines.document.orders import ChapterOrder
from pipelines.findings import best, course, lead_candidates
from pipelines.tables import Mark

SECOND = 0.5
"""A second finding stands beside the first when it weighs at least this."""


def lead_of(edition: Edition, order: ChapterOrder, said: tuple[str, ...]) -> str | None:
    """Give one or two sentences of the chapter's measures; what nobody delivered is said in a note."""
    names = [name for name in (order.lead, *order.leads) if name and _is_told(edition, name)]
    evidence = edition.evidence
    found = {name: list(lead_candidates(evidence, edition.scene(name))) for name in names}
    all_found = [one for candidates in found.values() for one in candidates]
    if not all_found:
        return None
    first = best(all_found, said)
    others = [
        one
        for candidates in found.values()
        if first not in [one.text for one in candidates]
        for one in candidates
        if one.weight >= SECOND
    ]
    others += course(evidence, edition.scene(names[0]))
    second = best(others, (*said, first)) if others else None
    return " ".join(f"{text}." for text in (first, second) if text)


def _is_told(edition: Edition, name: str) -> bool:
    cell = edition.evidence.cell(name, {**edition.labels, "period_code": now_code(edition.facts)})
    return cell is not None and cell.mark is not Mark.NOT_AVAILABLE
