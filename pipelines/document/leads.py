"""The opening of a chapter: the finding that matters most of its measures, and a second one beside it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipelines.document.context import ComposeContext, now_code
from pipelines.findings import MOST_ALIKE, Candidate, best, course, lead_candidates, of_places, opening
from pipelines.outline import ChapterSpec, ChartSpec
from pipelines.tables import Mark
from pipelines.wording import capital

SECOND = 0.5
"""A second finding stands beside the first when it weighs at least this."""
CHARTED = 0.4
"""Of the weight of what the chapter's first chart says as its headline: it need not be said twice."""


def lead_of(context: ComposeContext, spec: ChapterSpec, said: tuple[str, ...]) -> str | None:
    """Give one or two sentences of the chapter's measures; what nobody delivered is said in a note."""
    names = [name for name in (spec.lead, *spec.leads) if name and _is_told(context, name)]
    evidence = context.evidence
    found = {name: _weighed(spec, name, lead_candidates(evidence, context.scene(name))) for name in names}
    all_found = [one for candidates in found.values() for one in candidates]
    if not all_found:
        return None
    first = best(all_found, said)
    is_dated = first.startswith(capital(context.words.when(now_code(context.facts))))
    beside = context.words.say("beside.opening.1") if is_dated else ""
    others = [
        one
        for name, candidates in found.items()
        if first not in [one.text for one in candidates]
        for one in _weighed(spec, name, lead_candidates(evidence, context.scene(name, beside=beside)))
        if one.weight >= SECOND
    ]
    others += course(evidence, context.scene(names[0]))
    others += of_places(evidence, context.scene(names[0]))
    begun = Counter(opening(text) for text in said)
    others = [one for one in others if begun[opening(one.text)] < MOST_ALIKE]
    second = best(others, (*said, first)) if others else None
    return " ".join(f"{text}." for text in (first, second) if text)


def _weighed(spec: ChapterSpec, name: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Weigh what the first chart is about less."""
    charts = [one.measures for one in spec.blocks if isinstance(one, ChartSpec) and one.medium != "screen"]
    share = CHARTED if charts and len(charts[0]) == 1 and name in charts[0] else 1.0
    return [replace(one, weight=one.weight * share) for one in candidates]


def _is_told(context: ComposeContext, name: str) -> bool:
    cell = context.evidence.cell(name, {**context.labels, "period_code": now_code(context.facts)})
    return cell is not None and cell.mark is not Mark.NOT_AVAILABLE
