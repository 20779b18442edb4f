"""Who delivered what and what became of the rows: what went as agreed in a sentence, the rest in a table."""

from collections.abc import Mapping, Sequence
from html import escape

from pipelines.document.blocks import BodyCell, BodyRow, HeadCell, Note, Paragraph, Table
from pipelines.document.edition import Edition
from pipelines.document.facts import Coverage, Load
from pipelines.document.notes import source_line
from pipelines.tables import Mark
from pipelines.wording import capital

ROWS = ("read", "accepted", "rejected", "duplicate", "skipped")
Partner = tuple[str, str]
"""The label of a source, and a dataset that it delivers."""


def coverage_of(edition: Edition, *, anchor: str, number: int) -> list[Table | Paragraph | Note]:
    """Give the deliveries that did not come whole and in time, by quarter, and name all that did."""
    words, rows = edition.words, edition.facts.coverage
    if not rows:
        return [Note(words.say("coverage.empty"), "empty")]
    states: dict[Partner, dict[str, str]] = {}
    for row in rows:
        states.setdefault((row.source_label, row.dataset), {})[row.quarter] = row.state
    whole = [partner for partner in sorted(states) if set(states[partner].values()) == {"delivered"}]
    other = {partner: states[partner] for partner in sorted(states) if partner not in whole}
    made: list[Table | Paragraph | Note] = [Paragraph(escape(_tally(edition, rows), quote=False))]
    if other:
        made.append(_matrix(edition, other, anchor, number))
    if whole:
        text = escape(words.say("coverage.whole", partners=_partners(edition, whole)), quote=False)
        made.append(Paragraph(text, is_fine=True))
    return made


def _tally(edition: Edition, rows: Sequence[Coverage]) -> str:
    """Say how many of the expected deliveries came."""
    came = [row for row in rows if row.state in ("delivered", "late", "partly")]
    due = [row for row in rows if row.state != "expected"]
    words = edition.words
    return words.say("coverage.tally", came=words.number(len(came)), due=words.number(len(due)))


def _matrix(edition: Edition, states: Mapping[Partner, Mapping[str, str]], anchor: str, number: int) -> Table:
    words = edition.words
    quarters = sorted({quarter for partner in states.values() for quarter in partner})
    body = tuple(
        BodyRow(
            _partner(edition, partner),
            tuple(_state(edition, known.get(quarter)) for quarter in quarters),
        )
        for partner, known in states.items()
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
        source=source_line(edition),
    )


def _partners(edition: Edition, partners: Sequence[Partner]) -> str:
    """Name sources once each, with all that they deliver."""
    datasets: dict[str, list[str]] = {}
    for source, dataset in partners:
        datasets.setdefault(source, []).append(edition.words.code("dataset", dataset))
    return "; ".join(f"{source} ({', '.join(names)})" for source, names in datasets.items())


def _partner(edition: Edition, partner: Partner) -> str:
    source, dataset = partner
    return f"{source} ({edition.words.code('dataset', dataset)})"


def _state(edition: Edition, state: str | None) -> BodyCell:
    if state is None:
        return BodyCell(f"[{Mark.NOT_APPLICABLE}]", mark=Mark.NOT_APPLICABLE)
    return BodyCell(edition.words.say(f"state.{state}"))


def loads_of(edition: Edition, *, anchor: str, number: int) -> list[Table | Paragraph | Note]:
    """Give the sources of which rows were refused or came twice; count those of which every row was taken."""
    words = edition.words
    loads = sorted(edition.facts.loads, key=lambda load: (load.source, load.dataset))
    if not loads:
        return [Note(words.say("loads.empty"), "empty")]
    odd = [load for load in loads if load.rejected or load.duplicate]
    made: list[Table | Paragraph | Note] = []
    if len(odd) < len(loads):
        count = words.number(len(loads) - len(odd))
        made.append(Paragraph(words.say("loads.whole", count=count, all=words.number(len(loads)))))
    return [*made, _loads_table(edition, odd, anchor, number)] if odd else made


def _loads_table(edition: Edition, loads: Sequence[Load], anchor: str, number: int) -> Table:
    words = edition.words
    return Table(
        anchor=anchor,
        number=number,
        caption=words.say("loads.title"),
        subtitle=words.say("loads.subtitle"),
        stub=capital(words.say("stub.source")),
        head=(tuple(HeadCell(words.say(f"loads.{name}")) for name in ROWS),),
        body=tuple(
            BodyRow(
                _partner(edition, (load.source, load.dataset)),
                tuple(_count(edition, load, name) for name in ROWS),
            )
            for load in loads
        ),
        notes=(words.say("loads.note"),),
        source=source_line(edition),
    )


def _count(edition: Edition, load: Load, name: str) -> BodyCell:
    count = int(getattr(load, name))
    return BodyCell(edition.words.number(count), sort=str(count))


def revisions_of(edition: Edition, *, anchor: str, number: int) -> Table | Paragraph:
    """Give what changed since an earlier version; that nothing did is said only where it was looked at."""
    words, revisions = edition.words, edition.facts.revisions
    if not revisions:
        if edition.facts.version == 1:
            return Paragraph(words.say("revisions.first"))
        return Paragraph(words.say("revisions.unknown" if revisions is None else "revisions.none"))
    heads = tuple(HeadCell(words.say(f"revisions.{name}")) for name in ("before", "now", "reason"))
    return Table(
        anchor=anchor,
        number=number,
        caption=words.say("revisions.title"),
        subtitle=edition.facts.scope_name,
        stub=words.say("revisions.what"),
        head=(heads,),
        body=tuple(
            BodyRow(one.what, (BodyCell(one.before), BodyCell(one.now), BodyCell(one.reason)))
            for one in revisions
        ),
        notes=(),
        source=source_line(edition),
    )
