"""Build and publish in one call, or set one scope in memory, as tests about what is published need it."""

import hashlib
import re
import shutil
from collections import Counter
from pathlib import Path

from pipelines.edition.inputs import stamp_of
from pipelines.edition.rendering import render
from pipelines.progress import Steps
from pipelines.report import build_report, publish_report

AS_CONCEPT = ("Concept,", "concept", "CONCEPT,", "niet", "gepubliceerd", "Opgelet", "Opgemaakt")
"""The words by which the page of a concept says that it is one: cover, banner and colophon."""

TEMPLATE = Path(__file__).parent / "workspaces" / "library-events"
HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"


def event(month, count=20, library="Hendon", year=2018):
    """Give a line of a make-believe export: an event with so many attendees and one more for each month."""
    return f"Voorbeeld,{library},{year}-{month:02}-12,Verhaaltje,X,{count + month}\n"


def library_year(folder):
    """Make a workspace with a make-believe year of three libraries, its key in it, and the coordinator's points."""
    workspace = shutil.copytree(
        TEMPLATE, folder / "w", ignore=shutil.ignore_patterns("editions", "*.duckdb*", "key")
    )
    with (workspace / "report.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[paths]\nkey = "data/key"\n')
    (workspace / "data" / "key").write_text("5a" * 32 + "\n", encoding="ascii")
    (workspace / "data" / "key").chmod(0o600)
    words = workspace / "data" / "narrative" / "2018" / "HEN" / "nl"
    words.mkdir(parents=True)
    (words / "aandachtspunten.md").write_text("- Meer voorlezen.\n", encoding="utf-8")
    (workspace / "data" / "exports").mkdir()
    lines = [
        event(month, 20 + 30 * place, library, year)
        for year in (2017, 2018)
        for place, library in enumerate(("Hendon", "Osidge", "Colindale"))
        for month in range(1, 13)
    ]
    (workspace / "data" / "exports" / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    return workspace


def words_that_differ(page, other):
    """Count the words that each of two pages has more often than the other; tags are no words."""
    counted = [Counter(re.sub(r"<[^>]*>", " ", text).split()) for text in (page, other)]
    return counted[0] - counted[1], counted[1] - counted[0]


def build_and_publish(order):
    """Make the concepts of an order and publish them, as a coordinator does; give the editions."""
    build_report(order, Steps(quiet=True))
    return publish_report(order, Steps(quiet=True))


def rendered(order, figures, scope, status="voorlopig"):
    """Set a scope's edition in memory."""
    return render(order, figures, scope, stamp_of(order, scope, status, figures.facts.files))


def sum_anew(edition):
    """Write SHA256SUMS as whoever changes a file and knows of it would."""
    names = sorted(path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256((edition / name).read_bytes()).hexdigest()}  {name}\n"
        for name in names
        if name != "SHA256SUMS"
    ]
    (edition / "SHA256SUMS").write_text("".join(lines), "utf-8")
