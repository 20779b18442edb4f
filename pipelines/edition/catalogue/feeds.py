"""Feeds of a catalogue: Atom (RFC 4287) for what came out, iCalendar (RFC 5545) for when something does."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from pipelines.edition.catalogue.listing import RETRACTED, ListedEdition
from pipelines.edition.catalogue.site import Appearance, Site, midnight
from pipelines.wording import TAGS, Wording, capital

ATOM, CALENDAR = "atom.xml", "kalender.ics"
LASTS = timedelta(minutes=30)
"""Of an entry in a calendar: long enough to be seen."""
OCTETS = 75
"""The longest line that RFC 5545 allows."""


def atom(site: Site, editions: Sequence[ListedEdition], words: Wording) -> bytes:
    """Give an entry for each edition, and one for each retraction and erratum, the newest first."""
    entries = [entry for one in editions for entry in _entries(site, one, words)]
    entries.sort(reverse=True)
    newest = entries[0][0] if entries else "1970-01-01T00:00:00Z"
    base = f" xml:base={quoteattr(_folder(site.section.address))}" if site.section.address else ""
    author = f"<author><name>{escape(site.publisher)}</name></author>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{TAGS[words.language]}"{base}>'
        f"<id>{site.identifier('feed')}</id><title>{escape(site.title)}</title>"
        f'<updated>{newest}</updated>{author}<link rel="self" type="application/atom+xml" href="{ATOM}"/>'
        '<link rel="alternate" type="text/html" href="index.html"/>'
        f"{''.join(entry for _, entry in entries)}</feed>\n"
    ).encode()


def _folder(address: str) -> str:
    return address.rstrip("/") + "/"


def _entries(site: Site, one: ListedEdition, words: Wording) -> Iterator[tuple[str, str]]:
    title = edition_title(one, words)
    if one.state != RETRACTED:
        status = words.say(
            "cover.status", status=capital(words.say(f"edition.{one.status}")), version=str(one.version)
        )
        yield _entry(
            site.identifier(*one.place), title, midnight(one.published), status, f"{one.path}/report.html"
        )
    if one.notice is not None:
        told = words.say(f"catalogue.{one.notice.kind}", title=title)
        where = "index.html" if one.state == RETRACTED else f"{one.path}/report.html"
        moment = midnight(one.notice.day)
        yield _entry(site.identifier(*one.place, one.notice.kind), told, moment, one.notice.text, where)


def _entry(identifier: str, title: str, moment: str, summary: str, href: str) -> tuple[str, str]:
    return moment, (
        f"<entry><id>{identifier}</id><title>{escape(title)}</title><updated>{moment}</updated>"
        f"<published>{moment}</published><summary>{escape(summary)}</summary>"
        f'<link rel="alternate" type="text/html" href={quoteattr(href)}/></entry>'
    )


def edition_title(one: ListedEdition, words: Wording) -> str:
    """Name an edition: `Jaarverslag 2025, Gent`."""
    key = "title.quarterly" if "-K" in one.period else "title.annual"
    return f"{words.say(key, period=words.period(one.period))}, {scope_name(one, words)}"


def scope_name(one: ListedEdition, words: Wording) -> str:
    """Name the scope of an edition as it does itself, else by its code."""
    known = one.scope_names.get(words.language) or next(iter(one.scope_names.values()), None)
    return known or one.scope


def icalendar(site: Site, appearances: Sequence[Appearance], words: Wording) -> bytes:
    """Give an event for each moment at which a period comes out.

    When the events were made is the moment of the newest that is out: the same calendar gives the same bytes.
    """
    out = [one.moment for one in appearances if one.is_out]
    made = max(out, default=min((one.moment for one in appearances), default=None))
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0",
        f"PRODID:-//{_plain(site.publisher)}//jaarverslag//{words.language.upper()}",
        "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_plain(site.title)}",
    ]  # fmt: skip
    for one in appearances:
        assert made is not None
        lines += _event(site, one, made, words)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(site: Site, one: Appearance, made: datetime, words: Wording) -> list[str]:
    key = "title.quarterly" if "-K" in one.period else "title.annual"
    state = "catalogue.out" if one.is_out else "catalogue.to_come"
    told = [words.say(state), *([one.note] if one.note else [])]
    return [
        "BEGIN:VEVENT",
        f"UID:{site.identifier('appearance', one.period).removeprefix('urn:uuid:')}",
        f"DTSTAMP:{_utc(made)}",
        f"DTSTART:{_utc(one.moment)}",
        f"DTEND:{_utc(one.moment + LASTS)}",
        f"SUMMARY:{_plain(words.say(key, period=words.period(one.period)))}",
        f"DESCRIPTION:{_plain(' '.join(told))}",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _plain(text: str) -> str:
    """Write a text so that none of its signs is taken for the calendar's own."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Cut a line at so many octets, never within a sign; what follows begins with a space."""
    start, room = "", OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield start
            start, room = " ", OCTETS - 1
        start += sign
        room -= size
    yield start
