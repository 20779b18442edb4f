"""The method chapter: who delivered, what became of the rows, what words and marks mean, what was protected."""

from collections.abc import Sequence
from html import escape

from pipelines.document.blocks import (
    BodyCell,
    BodyRow,
    BulletList,
    Definition,
    Definitions,
    HeadCell,
    Note,
    Paragraph,
    Table,
)
from pipelines.document.charts import definition_anchor
from pipelines.document.edition import Edition
from pipelines.document.facts import Coverage, Load
from pipelines.document.notes import source_line
from pipelines.tables import Mark
from pipelines.wording import capital

ROWS = ("read", "accepted", "rejected", "duplicate", "skipped")
SEVERITIES = ("error", "warning", "info")


def coverage_of(edition: Edition, *, anchor: str, number: int) -> Table | Note:
    """Give the matrix of deliveries: a row for each partner and dataset, a column for each quarter."""
    words = edition.words
    rows = edition.facts.coverage
    if not rows:
        return Note(words.say("coverage.empty"), "empty")
    quarters = sorted({row.quarter for row in rows})
    partners = sorted({(row.source_label, row.dataset) for row in rows})
    states = {(row.source_label, row.dataset, row.quarter): row for row in rows}
    body = tuple(
        BodyRow(
            f"{source} ({words.code('dataset', dataset)})",
            tuple(_state(edition, states.get((source, dataset, quarter))) for quarter in quarters),
        )
        for source, dataset in partners
    )
    return Table(
        anchor=anchor,
        number=number,
        caption=_coverage_title(edition, rows),
        subtitle=words.say("coverage.subtitle"),
        stub=words.say("stub.source"),
        head=(tuple(HeadCell(words.period(quarter)) for quarter in quarters),),
        body=body,
        notes=(words.say("coverage.states"),),
        source=source_line(edition),
    )


def _state(edition: Edition, row: Coverage | None) -> BodyCell:
    if row is None:
        return BodyCell(f"[{Mark.NOT_APPLICABLE}]", mark=Mark.NOT_APPLICABLE)
    return BodyCell(edition.words.say(f"state.{row.state}"))


def _coverage_title(edition: Edition, rows: Sequence[Coverage]) -> str:
    """Say how many of the expected deliveries came."""
    came = [row for row in rows if row.state in ("delivered", "late", "partly")]
    due = [row for row in rows if row.state != "expected"]
    words = edition.words
    return words.say("coverage.title", came=words.number(len(came)), due=words.number(len(due)))


def loads_of(edition: Edition, *, anchor: str, number: int) -> Table | Note:
    """Give what became of the rows of each source."""
    words = edition.words
    loads = sorted(edition.facts.loads, key=lambda load: (load.source, load.dataset))
    if not loads:
        return Note(words.say("loads.empty"), "empty")
    body = tuple(
        BodyRow(
            f"{load.source} ({words.code('dataset', load.dataset)})",
            tuple(_count(edition, load, name) for name in ROWS),
        )
        for load in loads
    )
    return Table(
        anchor=anchor,
        number=number,
        caption=words.say("loads.title"),
        subtitle=words.say("loads.subtitle"),
        stub=words.say("stub.source"),
        head=(tuple(HeadCell(words.say(f"loads.{name}")) for name in ROWS),),
        body=body,
        notes=(words.say("loads.note"),),
        source=source_line(edition),
    )


def _count(edition: Edition, load: Load, name: str) -> BodyCell:
    count = int(getattr(load, name))
    return BodyCell(edition.words.number(count), sort=str(count))


def revisions_of(edition: Edition, *, anchor: str, number: int) -> Table | Paragraph:
    """Give what changed since an earlier version, with the reason."""
    words, revisions = edition.words, edition.facts.revisions
    if not revisions:
        return Paragraph(words.say("revisions.none"))
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


def definitions_of(edition: Edition) -> Definitions | Note:
    """Give the definition of every measure that the release has, in the order of the register."""
    words = edition.words
    present = {name.split(".")[1] for name in edition.tables}
    items = tuple(
        Definition(
            definition_anchor(edition, measure) or f"indicator-{measure}",
            indicator.name[words.language],
            _defined(edition, measure),
        )
        for measure, indicator in edition.vocabulary.register.indicators.items()
        if measure in present
    )
    return Definitions(items) if items else Note(words.say("definitions.empty"), "empty")


def _defined(edition: Edition, measure: str) -> str:
    """Give the definition with its unit, what it is divided by, and whether it adds up."""
    words = edition.words
    indicator = edition.vocabulary.register.indicators[measure]
    parts = [indicator.definition[words.language]]
    if indicator.kind == "ratio":
        above = edition.vocabulary.measure(words, indicator.numerator.split(".")[-1]).name
        below = edition.vocabulary.measure(words, indicator.denominator.split(".")[-1]).name
        parts.append(words.say("definitions.ratio", above=above, below=below))
    else:
        parts.append(words.say("definitions.unit", unit=words.unit(indicator.unit)))
        if not indicator.adds_up:
            parts.append(words.say("definitions.not_additive"))
    return " ".join(parts)


def marks_of(edition: Edition) -> Definitions:
    """Give the legend of the marks."""
    words = edition.words
    return Definitions(
        tuple(
            Definition(
                f"teken-{mark}", f"[{mark}] {words.say(f'mark.{mark}')}", words.say(f"mark.{mark}.long")
            )
            for mark in Mark
        )
    )


def glossary_of(edition: Edition) -> Definitions:
    """Give the words of the field that a reader may not know."""
    words = edition.words
    terms = sorted(
        (words.say(f"glossary.{name}"), words.say(f"glossary.{name}.text"), name)
        for name in words.known_codes("glossary")
        if not name.endswith(".text")
    )
    return Definitions(tuple(Definition(f"woord-{name}", capital(term), text) for term, text, name in terms))


def disclosure_of(edition: Edition) -> list[Paragraph | Note]:
    """Say by which rules persons are protected, and what share of the cells that hid."""
    rules, words = edition.facts.disclosure, edition.words
    if rules is None:
        return [Note(words.say("disclosure.empty"), "empty")]
    text = words.say(
        f"disclosure.{rules.method}",
        threshold=words.number(rules.threshold),
        most=words.number(rules.threshold - 1),
        share=words.amount(rules.share_hidden, "percent", 1),
    )
    return [Paragraph(escape(text, quote=False))]


def breaks_of(edition: Edition) -> list[BulletList | Paragraph]:
    """List the breaks in series that concern the scope."""
    words, facts = edition.words, edition.facts
    concerned = [
        one for one in facts.breaks if facts.is_overview or one.prison_code in (None, facts.prison_code)
    ]
    if not concerned:
        return [Paragraph(words.say("breaks.none"))]
    items = []
    for one in sorted(concerned, key=lambda one: (one.day, one.prison_code or "", one.domain_code or "")):
        names = [
            edition.vocabulary.name(words, dimension, code)
            for dimension, code in (("prison_code", one.prison_code), ("domain_code", one.domain_code))
            if code
        ]
        where = f" ({', '.join(names)})" if names else ""
        items.append(escape(f"{words.day(one.day)}{where}: {one.note}", quote=False))
    return [BulletList(tuple(items))]


def remarks_of(edition: Edition) -> list[BulletList | Paragraph]:
    """List what the checks found, the gravest first."""
    words, remarks = edition.words, edition.facts.remarks
    if not remarks:
        return [Paragraph(words.say("remarks.none"))]
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    ranked = sorted(remarks, key=lambda one: (order.get(one.severity, len(order)), one.sentence))
    return [
        BulletList(
            tuple(
                escape(f"{words.code('severity', one.severity)}: {one.sentence}", quote=False)
                for one in ranked
            )
        )
    ]
