"""Who delivered what and what became of the rows: what went as agreed in a sentence, the rest in a table."""

from collections.abc import Sequence
from html import escape

from pipelines.document.blocks import BodyCell, BodyRow, HeadCell, Note, Paragraph, Table
from pipelines.document.context import ComposeContext
from pipelines.document.edition_metadata import Coverage
from pipelines.document.exhibits import source_line
from pipelines.protect import SafeRows
from pipelines.tables import Mark
from pipelines.wording import capital

ROWS = ("read", "accepted", "rejected", "duplicate", "skipped")
Partner = tuple[str, str]
"""The label of a source, and a dataset that it delivers."""


def coverage_of(context: ComposeContext, *, anchor: str, number: int) -> list[Table | Paragraph | Note]:
    """Give how many of the expected deliveries came, and of each partner by quarter whether they did."""
    words, rows = context.words, context.facts.coverage
    if not rows:
        return [Note(words.say("coverage.empty"), "empty")]
    return [
        Paragraph(escape(_tally(context, rows), quote=False)),
        _matrix(context, rows, anchor, number),
    ]


def tally_of(context: ComposeContext) -> list[Paragraph]:
    """Say how many of the expected deliveries came, and name the partners of which something lacks."""
    words, rows = context.words, context.facts.coverage
    if not rows:
        return []
    lacking = sorted(
        {row.source_label.partition(": ")[0] for row in rows if row.state in ("partly", "missing", "late")}
    )
    told = [_tally(context, rows)]
    if lacking:
        told.append(words.say("coverage.lacking", names=words.listed(lacking)))
    return [Paragraph(escape(" ".join(told), quote=False))]


def _tally(context: ComposeContext, rows: Sequence[Coverage]) -> str:
    """Say how many of the expected deliveries came."""
    came = [row for row in rows if row.state in ("delivered", "late", "partly")]
    due = [row for row in rows if row.state != "expected"]
    words = context.words
    return words.say("coverage.tally", came=words.number(len(came)), due=words.number(len(due)))


def _matrix(context: ComposeContext, rows: Sequence[Coverage], anchor: str, number: int) -> Table:
    """Set partners beside quarters; what a partner delivers of different kinds is joined in one sign."""
    words = context.words
    quarters = sorted({row.quarter for row in rows})
    states: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        partner = row.source_label.partition(": ")[0]
        states.setdefault(partner, {}).setdefault(row.quarter, set()).add(row.state)
    body = tuple(
        BodyRow(partner, tuple(_state(context, known.get(quarter, set())) for quarter in quarters))
        for partner, known in sorted(states.items())
    )
    return Table(
        anchor=anchor,
        number=number,
        caption=words.say("coverage.title"),
        subtitle=words.say("coverage.subtitle"),
        stub=capital(words.say("stub.source")),
        head=(tuple(HeadCell(words.period(quarter)) for quarter in quarters),),
        body=body,
        notes=(words.say("coverage.states"),),
        source=source_line(context),
    )


DELIVERED = "delivered"


def _partner(context: ComposeContext, partner: Partner) -> str:
    source, dataset = partner
    return f"{source} ({context.words.code('dataset', dataset)})"


def _state(context: ComposeContext, states: set[str]) -> BodyCell:
    """Join the states of a partner's deliveries: what is not the same for all is there in part."""
    if not states:
        return BodyCell(f"[{Mark.NOT_APPLICABLE}]", mark=Mark.NOT_APPLICABLE)
    state = next(iter(states)) if len(states) == 1 else "partly"
    word = context.words.say(f"state.{state}")
    return BodyCell("●" if state == DELIVERED else f"○ {word}" if state == "missing" else word, state=state)


def loads_of(context: ComposeContext, *, anchor: str, number: int) -> list[Table | Paragraph | Note]:
    """Give the sources of which rows were refused or came twice; count those of which every row was taken."""
    words = context.words
    loads = sorted(context.facts.ledger.rows, key=lambda load: (load.source_label, load.dataset))
    if not loads:
        return [Note(words.say("loads.empty"), "empty")]
    odd = [load for load in loads if load.rejected or load.duplicate]
    made: list[Table | Paragraph | Note] = []
    if len(odd) < len(loads):
        count = words.number(len(loads) - len(odd))
        made.append(Paragraph(words.say("loads.whole", count=count, all=words.number(len(loads)))))
    return [*made, _loads_table(context, odd, anchor, number)] if odd else made


def _loads_table(context: ComposeContext, loads: Sequence[SafeRows], anchor: str, number: int) -> Table:
    words = context.words
    return Table(
        anchor=anchor,
        number=number,
        caption=words.say("loads.title"),
        subtitle=words.say("loads.subtitle"),
        stub=capital(words.say("stub.source")),
        head=(tuple(HeadCell(words.say(f"loads.{name}")) for name in ROWS),),
        body=tuple(
            BodyRow(
                _partner(context, (load.source_label, load.dataset)),
                tuple(_count(context, load, name) for name in ROWS),
            )
            for load in loads
        ),
        notes=(words.say("loads.note"),),
        source=source_line(context),
    )


def _count(context: ComposeContext, load: SafeRows, name: str) -> BodyCell:
    count = getattr(load, name)
    if count is None:
        return BodyCell(f"[{Mark.SUPPRESSED}]", mark=Mark.SUPPRESSED)
    return BodyCell(context.words.number(count), sort=str(count))


def revisions_of(context: ComposeContext, *, anchor: str, number: int) -> Table | Paragraph:
    """Give what changed since an earlier version; that nothing did is said only where it was looked at."""
    words, revisions = context.words, context.facts.revisions
    if not revisions:
        if context.facts.version == 1:
            return Paragraph(words.say("revisions.first"))
        return Paragraph(words.say("revisions.unknown" if revisions is None else "revisions.none"))
    heads = tuple(HeadCell(words.say(f"revisions.{name}")) for name in ("before", "now", "reason"))
    return Table(
        anchor=anchor,
        number=number,
        caption=words.say("revisions.title"),
        subtitle=context.facts.scope_name,
        stub=words.say("revisions.what"),
        head=(heads,),
        body=tuple(
            BodyRow(one.what, (BodyCell(one.before), BodyCell(one.now), BodyCell(one.reason)))
            for one in revisions
        ),
        notes=(),
        source=source_line(context),
    )
