"""The method chapter: what words and marks mean, what was protected, where series break."""

from html import escape

from pipelines.document.blocks import BulletList, Definition, Definitions, Note, Paragraph
from pipelines.document.context import ComposeContext
from pipelines.document.edition_metadata import Remark
from pipelines.document.exhibits import break_day, definition_anchor
from pipelines.figures import PERIOD
from pipelines.tables import REVISED, Mark, SafeTable
from pipelines.wording import capital

SEVERITIES = ("error", "warning", "information")


def definitions_of(context: ComposeContext) -> Definitions | Note:
    """Give the definition of every measure that the edition can show, in the order of the register."""
    words = context.words
    present = {name.split(".")[1] for name, table in context.tables.items() if _is_used(context, table)}
    items = tuple(
        Definition(
            definition_anchor(context, measure) or f"indicator-{measure}",
            indicator.name[words.language],
            _defined(context, measure),
        )
        for measure, indicator in context.vocabulary.register.indicators.items()
        if measure in present
    )
    return Definitions(items) if items else Note(words.say("definitions.empty"), "empty")


def _is_used(context: ComposeContext, table: SafeTable) -> bool:
    """Tell whether a table has anything but absent data for the scope, in the edition's year."""
    facts = context.facts
    places = [table.dimensions.index(name) for name in ("prison_code", PERIOD) if name in table.dimensions]
    if len(places) < 2:
        return True
    prison, period = places
    return any(
        cell.mark is not Mark.NOT_AVAILABLE
        and (facts.is_overview or key[prison] == facts.prison_code)
        and (key[period] or "").startswith(str(facts.year))
        for key, cell in table.cells.items()
    )


def _defined(context: ComposeContext, measure: str) -> str:
    """Give the definition with its unit, what it is divided by, and whether it adds up."""
    words = context.words
    indicator = context.vocabulary.register.indicators[measure]
    parts = [indicator.definition[words.language]]
    if indicator.kind == "ratio":
        above = context.vocabulary.measure(words, indicator.numerator.split(".")[-1]).name
        below = context.vocabulary.measure(words, indicator.denominator.split(".")[-1]).name
        parts.append(words.say("definitions.ratio", above=above, below=below))
    else:
        parts.append(words.say("definitions.unit", unit=words.unit(indicator.unit)))
        if not indicator.adds_up:
            parts.append(words.say("definitions.not_additive"))
    return " ".join(parts)


def marks_of(context: ComposeContext) -> Definitions:
    """Give the legend of the marks."""
    words = context.words
    return Definitions(
        tuple(
            Definition(
                f"teken-{mark}", f"[{mark}] {words.say(f'mark.{mark}')}", words.say(f"mark.{mark}.long")
            )
            for mark in Mark
        )
        + (_revised(context) if any(table.revised for table in context.tables.values()) else ())
    )


def _revised(context: ComposeContext) -> tuple[Definition, ...]:
    words = context.words
    return (
        Definition(
            f"teken-{REVISED}", f"[{REVISED}] {words.say('flag.revised')}", words.say("flag.revised.long")
        ),
    )


def glossary_of(context: ComposeContext) -> Definitions:
    """Give the words of the field that a reader may not know."""
    words = context.words
    terms = sorted(
        (words.say(f"glossary.{name}"), words.say(f"glossary.{name}.text"), name)
        for name in words.known_codes("glossary")
        if not name.endswith(".text")
    )
    return Definitions(tuple(Definition(f"woord-{name}", capital(term), text) for term, text, name in terms))


def disclosure_of(context: ComposeContext) -> list[Paragraph | Note]:
    """Say by which rules persons are protected, and what share of the cells that hid."""
    rules, words = context.facts.disclosure, context.words
    if rules is None:
        return [Note(words.say("disclosure.empty"), "empty")]
    text = words.say(
        f"disclosure.{rules.method}",
        threshold=words.number(rules.threshold),
        most=words.number(rules.threshold - 1),
        share=words.amount(rules.share_hidden, "percent", 1),
        other=words.amount(rules.share_of_events, "percent", 1),
        zeros=words.say(f"disclosure.zeros.{rules.zeros}"),
        base=words.number(rules.base),
        below=words.number(rules.base - 1),
    )
    return [Paragraph(escape(text, quote=False))]


def breaks_of(context: ComposeContext) -> list[BulletList | Paragraph]:
    """List the breaks in series that concern the scope."""
    words, facts = context.words, context.facts
    concerned = [
        one for one in facts.breaks if facts.is_overview or one.prison_code in (None, facts.prison_code)
    ]
    if not concerned:
        return [Paragraph(words.say("breaks.none"))]
    items = []
    for one in sorted(concerned, key=lambda one: (one.day, one.prison_code or "", one.domain_code or "")):
        said = words.say("labelled", label=break_day(context, one), text=one.note)
        items.append(escape(said, quote=False))
    return [BulletList(tuple(items))]


def remarks_of(context: ComposeContext) -> list[BulletList | Paragraph]:
    """List what the checks found, the gravest first."""
    words, remarks = context.words, context.facts.remarks
    if not remarks:
        return [Paragraph(words.say("remarks.none"))]
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    ranked = sorted(remarks, key=lambda one: (order.get(one.severity, len(order)), one.sentence))
    return [
        BulletList(
            tuple(
                escape(
                    words.say("labelled", label=_severity(context, one), text=_said(context, one)),
                    quote=False,
                )
                for one in ranked
            )
        )
    ]


def _severity(context: ComposeContext, remark: Remark) -> str:
    return context.words.code("severity", remark.severity)


def _said(context: ComposeContext, remark: Remark) -> str:
    """Say what was found in the reader's language; the check's own sentence is for who can mend it."""
    key = f"check.{remark.check}"
    return context.words.say(key) if context.words.has(key) else remark.sentence
