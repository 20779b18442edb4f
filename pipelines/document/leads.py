"""The opening of a chapter: the finding that matters most of its measures, and a second one beside it."""

from pipelines.document.context import ComposeContext, now_code
from pipelines.findings import best, course, lead_candidates
from pipelines.outline import ChapterSpec
from pipelines.tables import Mark

SECOND = 0.5
"""A second finding stands beside the first when it weighs at least this."""


def lead_of(context: ComposeContext, spec: ChapterSpec, said: tuple[str, ...]) -> str | None:
    """Give one or two sentences of the chapter's measures; what nobody delivered is said in a note."""
    names = [name for name in (spec.lead, *spec.leads) if name and _is_told(context, name)]
    evidence = context.evidence
    found = {name: list(lead_candidates(evidence, context.scene(name))) for name in names}
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
    others += course(evidence, context.scene(names[0]))
    second = best(others, (*said, first)) if others else None
    return " ".join(f"{text}." for text in (first, second) if text)


def _is_told(context: ComposeContext, name: str) -> bool:
    cell = context.evidence.cell(name, {**context.labels, "period_code": now_code(context.facts)})
    return cell is not None and cell.mark is not Mark.NOT_AVAILABLE
