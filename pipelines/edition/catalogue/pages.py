"""The list of editions, as texts that a template arranges, and what is around every page of a catalogue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.edition.catalogue.feeds import ATOM, CALENDAR, edition_title, scope_name
from pipelines.edition.catalogue.listing import RETRACTED, ListedEdition, ListedFile
from pipelines.edition.catalogue.rows import Anchor, Row, filters_of, size_of
from pipelines.edition.catalogue.site import Site
from pipelines.render import set_page
from pipelines.wording import TAGS, Wording, capital

HERE = "."
SELF_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
KINDS = (("xlsx", "tables{suffix}.xlsx"), ("ods", "tables{suffix}.ods"))
MAIN = ("report", "tables.", "dcat.jsonld", "data/datapackage.json", "data/sdmx/headlines.csv")
"""How the files begin of which the list tells size and checksum; SHA256SUMS has those of all."""


@dataclass(frozen=True)
class Frame:
    """What is around every page of the catalogue."""

    tag: str
    title: str
    publisher: str
    warning: str
    home: str  # the way to the catalogue's folder
    languages: tuple[Anchor, ...]
    feeds: tuple[Anchor, ...]


def index_pages(
    site: Site,
    editions: Sequence[ListedEdition],
    series: Callable[[Wording], Sequence[tuple[str, str]]],
    templates: Path,
) -> Mapping[str, bytes]:
    """Set the list of editions in each language; `series` names the headlines and their files in one."""
    found = {}
    warning = any(one.warning for one in editions)
    for language in site.languages:
        words = Wording(language, site.places if language == "nl" else None)
        rows = tuple(_row(one, words) for one in editions)
        text = set_page(
            templates, "catalogue/index.html",
            names={"words": fixed_words(words)}, filters={},
            frame=frame_of(
                site, words, "index.html", title=site.title, home=HERE, warning=warning
            ),
            intro=words.say("catalogue.intro", publisher=site.publisher),
            rows=rows, filters_of=filters_of(rows, words),
            series=tuple(Anchor(title, site.file(file, language)) for title, file in series(words)),
            appearances=tuple(
                (words.period(one.period), words.day(one.moment.date()),
                 words.say("catalogue.out" if one.is_out else "catalogue.to_come"))
                for one in site.appearances
            ),
        )  # fmt: skip
        found[site.file("index.html", language)] = text.encode()
    return found


def fixed_words(words: Wording) -> Mapping[str, str]:
    """Give the words that stand in the templates."""
    keys = (
        "skip", "editions", "edition", "period", "scope", "status", "published", "documents", "data",
        "checksums", "file", "size", "sha", "filters", "all", "newest_only", "shown", "none", "series",
        "languages", "feeds", "calendar", "expected", "state", "back", "years", "quarters", "revisions",
        "no_revisions", "old", "new", "in_edition", "marks", "sums",
    )  # fmt: skip
    return {key: words.say(f"catalogue.{key}") for key in keys}


def frame_of(site: Site, words: Wording, file: str, *, title: str, home: str, warning: bool) -> Frame:
    """Give what is around a page, with the ways to its other languages."""
    others = tuple(
        Anchor(SELF_NAMES[one], site.file(file, one), TAGS[one])
        for one in site.languages
        if one != words.language
    )
    feeds = (
        Anchor(words.say("catalogue.atom"), f"{home}/{ATOM}", "", "application/atom+xml"),
        Anchor(words.say("catalogue.ics"), f"{home}/{CALENDAR}", "", "text/calendar"),
    )
    warned = words.say("catalogue.warning") if warning else ""
    return Frame(TAGS[words.language], title, site.publisher, warned, home, others, feeds)


def _row(one: ListedEdition, words: Wording) -> Row:
    is_gone = one.state == RETRACTED
    status = words.say(
        "cover.status", status=capital(words.say(f"edition.{one.status}")), version=str(one.version)
    )
    instead = one.replaced_by
    return Row(
        title=edition_title(one, words),
        anchor=_anchor(*one.place),
        period=words.period(one.period),
        year=one.period[:4],
        scope=scope_name(one, words),
        scope_code=one.scope,
        status=status,
        status_code=one.status,
        state=one.state,
        remark=_remark(one, words),
        remark_link="" if instead is None else words.say("catalogue.to_version", version=str(instead)),
        remark_href="" if instead is None else _anchor(one.scope, one.period, instead),
        published=words.day(one.published),
        documents=() if is_gone else tuple(_documents(one, words)),
        data=() if is_gone else tuple(_data(one, words)),
        files=()
        if is_gone
        else tuple(_checksum(found, words) for found in one.files if _is_main(found.name)),
    )


def _anchor(scope: str, period: str, version: int) -> str:
    return f"{scope}-{period}-{version}".lower()


def _remark(one: ListedEdition, words: Wording) -> str:
    """Say what a reader must know before anything else."""
    said = []
    if one.notice is not None:
        key = "catalogue.is_retracted" if one.notice.kind == RETRACTED else "catalogue.has_erratum"
        said.append(words.say(key, day=words.day(one.notice.day), text=one.notice.text))
    if one.replaced_by is not None:
        said.append(words.say("catalogue.replaced", version=str(one.replaced_by)))
    return " ".join(said)


def _documents(one: ListedEdition, words: Wording) -> list[Anchor]:
    found = []
    for language in one.languages:
        suffix = "" if language == one.languages[0] else f".{language}"
        for kind in ("html", "pdf"):
            file = one.file(f"report{suffix}.{kind}")
            if file is not None:
                text = words.say(f"catalogue.{kind}", language=SELF_NAMES[language])
                found.append(
                    Anchor(text, f"{one.path}/{file.name}", TAGS[language], size_of(file.size, words))
                )
    return found


def _data(one: ListedEdition, words: Wording) -> list[Anchor]:
    found = []
    for language in one.languages:
        suffix = "" if language == one.languages[0] else f".{language}"
        for kind, name in KINDS:
            file = one.file(name.format(suffix=suffix))
            if file is not None:
                text = words.say(f"catalogue.{kind}", language=SELF_NAMES[language])
                found.append(
                    Anchor(text, f"{one.path}/{file.name}", TAGS[language], size_of(file.size, words))
                )
    package = one.file("data/datapackage.json")
    if package is not None:
        found.append(
            Anchor(
                words.say("catalogue.package"), f"{one.path}/{package.name}", "", size_of(package.size, words)
            )
        )
    return found


def _is_main(name: str) -> bool:
    return name.startswith(MAIN)


def _checksum(file: ListedFile, words: Wording) -> tuple[str, str, str]:
    return file.name, size_of(file.size, words), file.sha256
