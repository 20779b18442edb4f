"""A small make-believe release with everything that a download must cope with, and its files.

Detentiehuis Zee opened in 2024: it has no cells before. `=Bib` and `Huis "Noord", vzw` are names that a
careless writer would run as a formula or split.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipelines.document import EditionMetadata, wording_of
from pipelines.edition.downloads import DCAT, EditionText, downloads_of, open_data_record
from pipelines.figures import Vocabulary
from pipelines.model import read_catalogue
from pipelines.outline import ChapterSpec, KeyNumbersSpec, Outline
from pipelines.program import SQL
from pipelines.request import CatalogueSection
from pipelines.tables import Cell, Mark, SafeTable
from tests.document_sample import document

LANGUAGES = ("nl", "fr", "en")
HIDDEN, ABSENT, NEVER = (Cell(mark=mark) for mark in Mark)
PRISONS = ("GEN", "ZEE")
YEARS = ("2023", "2024", "2025")
NAMES = {
    "prison_code": {"GEN": dict.fromkeys(LANGUAGES, "Gent"), "ZEE": dict.fromkeys(LANGUAGES, "Detentiehuis Zee")},
    "domain_code": {
        "sport": {"nl": "Sport", "fr": "Sport", "en": "Sport"},
        "cultuur": {"nl": "Cultuur", "fr": "Culture", "en": "Culture"},
    },
    "organisation_code": {
        "BIB": dict.fromkeys(LANGUAGES, "=Bib"), "HNO": dict.fromkeys(LANGUAGES, 'Huis "Noord", vzw'),
    },
}  # fmt: skip
HEADLINE = ("sessions_by_domain.sessions_held", "population.occupancy_rate")


def _table(name, dimensions, unit, cells, **more):
    measure = name.split(".")[1]
    return SafeTable(name, dimensions, measure, unit, cells, adds_up=True, **more)


def tables():
    """Give the safe tables: whole numbers, decimals, every mark, a held cell, totals, a prison that opened."""
    by_domain = ("prison_code", "period_code", "domain_code")
    held = {
        ("GEN", "2023", None): Cell(1200), ("GEN", "2024", None): Cell(1310), ("GEN", "2025", None): Cell(1405),
        ("GEN", "2025", "sport"): Cell(905), ("GEN", "2025", "cultuur"): Cell(500), ("GEN", "2025-K1", None): Cell(351),
        ("ZEE", "2024", None): ABSENT, ("ZEE", "2025", None): Cell(95), ("ZEE", "2025", "sport"): Cell(0),
        (None, "2023", None): Cell(1200), (None, "2024", None): Cell(1310), (None, "2025", None): Cell(1500),
    }  # fmt: skip
    cancelled = {
        ("GEN", "2025", None): HIDDEN, ("ZEE", "2025", None): HIDDEN, (None, "2025", None): Cell(64),
        ("GEN", "2023", None): Cell(40),
    }  # fmt: skip
    rate = {
        ("GEN", "2023"): Cell(Decimal("118.4")), ("GEN", "2024"): Cell(Decimal("121.0")),
        ("GEN", "2025"): Cell(Decimal("1204.5")), ("ZEE", "2024"): NEVER, ("ZEE", "2025"): Cell(Decimal("55.0")),
        (None, "2025"): Cell(Decimal("110.2")),
    }  # fmt: skip
    partners = {
        ("GEN", "2025", "BIB"): Cell(120), ("GEN", "2025", "HNO"): HIDDEN, ("ZEE", "2025", "BIB"): ABSENT,
        (None, "2025", None): Cell(130), (None, "2025", "BIB"): Cell(120),
    }  # fmt: skip
    found = (
        _table("sessions_by_domain.sessions_held", by_domain, "session", held, held=frozenset({("GEN", "2025", "sport")})),
        _table("sessions_by_domain.sessions_cancelled", by_domain, "session", cancelled),
        _table("population.occupancy_rate", by_domain[:2], "percent", rate),
        _table(
            "participants_by_organisation.participants", ("prison_code", "period_code", "organisation_code"),
            "person", partners,
        ),
    )  # fmt: skip
    return {table.name: table for table in found}


def outline():
    """Ask the headlines as an outline does."""
    blocks = (KeyNumbersSpec(measures=HEADLINE),)
    return Outline(Path("outline.toml"), (ChapterSpec("kerncijfers", blocks),))


def texts(languages=LANGUAGES, **changed):
    """Give the edition in its languages."""
    return tuple(_text(language, languages, changed) for language in languages)


def _text(language, languages, changed):
    facts = EditionMetadata(
        prison_code=None, scope_name="Alle gevangenissen", year=2025, quarter=None, status="voorlopig", version=2,
        published=date(2026, 3, 1), cut_off=date(2026, 1, 1), publisher="Coördinatie Voorbeeld", title=None,
        warning="VOORBEELD - fictieve gegevens", language=language, domains=("sport", "cultuur"),
        languages=tuple(languages), contact="jaarverslag@voorbeeld.invalid",
    )  # fmt: skip
    facts = replace(facts, **changed)
    tags = {"nl": "nl-BE", "fr": "fr-BE", "en": "en"}
    vocabulary = Vocabulary(NAMES, read_catalogue(SQL))
    return EditionText(document(language=tags[language]), facts, wording_of(facts), vocabulary)


@cache
def files():
    """Write the downloads of the sample once, with their record."""
    found = dict(downloads_of(tables(), texts(), outline()))
    found["report.html"], found["report.pdf"] = b"<html></html>", b"%PDF-"
    found[DCAT] = open_data_record(found, texts(), CatalogueSection())
    return found


def laid_out(folder):
    """Lay the files of the sample out in a folder, as a reader finds them."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
