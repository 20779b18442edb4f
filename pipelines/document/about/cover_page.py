"""The front page and the colophon: what the edition is, of whom, until when, from which files."""

from datetime import date

from pipelines.document.blocks import Colophon, Cover, Link
from pipelines.document.context import ComposeContext, now_code
from pipelines.document.exhibits import grid_of, known_columns, known_tables
from pipelines.figures import Figure, Subject, draw_front, is_empty
from pipelines.outline import ChartSpec
from pipelines.wording import TAGS, capital

OWN_TITLE = "Jaarverslag hulp- en dienstverlening aan gedetineerden"
"""The title of a workspace that has not chosen one: the language's own words take its place."""


def kind_title(context: ComposeContext) -> str:
    """Give `Jaarverslag 2025` or `Kwartaalverslag 2025 K1`."""
    facts, words = context.facts, context.words
    key = "title.annual" if facts.quarter is None else "title.quarterly"
    return words.say(key, period=words.period(now_code(facts)))


def subject(context: ComposeContext) -> str:
    """Give what the report is about: the workspace's own title, else the words of the language."""
    title = context.facts.title
    if not title or title == OWN_TITLE:
        return context.words.say("title.subject")
    return capital(title.removeprefix("Jaarverslag ").removeprefix("Kwartaalverslag "))


def cover(context: ComposeContext) -> Cover:
    """Give what the front page says."""
    facts, words = context.facts, context.words
    first, last = (1, 12) if facts.quarter is None else (3 * facts.quarter - 2, 3 * facts.quarter)
    return Cover(
        title=kind_title(context),
        subtitle=subject(context),
        scope=facts.scope_name,
        period=words.month_span(date(facts.year, first, 1), date(facts.year, last, 1)),
        status=words.say(
            "cover.status", status=capital(words.say(f"edition.{facts.status}")), version=str(facts.version)
        ),
        publisher=facts.publisher,
        published=words.day(facts.published),
        warning=facts.warning,
        picture=_picture(context),
    )


PICTURED = ChartSpec(
    chart="grouped",
    measures=("attendances_by_domain.attendances",),
    rows="domain_code",
    columns="eight_quarters",
)
"""What the front page draws, where the edition has it: it stands in the report with its numbers."""


def _picture(context: ComposeContext) -> Figure | None:
    if not known_tables(context, PICTURED.measures):
        return None
    grid = known_columns(grid_of(context, PICTURED, rows=PICTURED.rows, columns=PICTURED.columns))
    return None if is_empty(grid) else draw_front(Subject(grid, context.words), name="omslag")


LANGUAGES = {"nl": "Nederlands", "fr": "Français", "en": "English"}


def links_of(context: ComposeContext) -> tuple[Link, ...]:
    """Give the other forms of the edition as files beside the page: PDF, other languages, data."""
    facts, words = context.facts, context.words
    if facts.language not in facts.languages:
        return ()
    suffix = {one: "" if one == facts.languages[0] else f".{one}" for one in facts.languages}
    others = [
        Link(LANGUAGES[one], f"report{suffix[one]}.html", TAGS[one])
        for one in facts.languages
        if one != facts.language
    ]
    pdf = Link(words.say("link.pdf"), f"report{suffix[facts.language]}.pdf")
    books = [
        Link(words.say(f"link.{kind}"), f"tables{suffix[facts.language]}.{kind}") for kind in ("xlsx", "ods")
    ]
    return (pdf, *others, *books, Link(words.say("link.data"), "data/datapackage.json"))


def colophon(context: ComposeContext) -> Colophon:
    """Give the facts that let a reader check the edition."""
    facts, words = context.facts, context.words
    entries = [
        ("publisher", facts.publisher),
        ("responsible", facts.responsible),
        ("contact", facts.contact),
        ("scope", facts.scope_name),
        ("period", words.period(now_code(facts))),
        ("status", words.say(f"edition.{facts.status}")),
        ("version", str(facts.version)),
        ("made" if facts.status == "concept" else "published", words.day(facts.published)),
        ("last_day", words.day(facts.last_day)),
        ("deposit", facts.deposit),
        ("licence", facts.licence),
        ("error", words.say("colophon.error.text", contact=facts.contact) if facts.contact else ""),
        ("accessibility", words.say("colophon.accessibility.text")),
        ("check", words.say("colophon.check.text")),
    ]
    named = [(words.say(f"colophon.{key}"), value) for key, value in entries if value]
    if facts.warning:
        named.append((words.say("colophon.warning"), facts.warning))
    marked = [
        (words.say("colophon.fingerprint", file=one.inputs), one.seal)
        for one in sorted(facts.fingerprints, key=lambda one: (one.inputs, one.seal))
    ]
    return Colophon((*named, *marked))
