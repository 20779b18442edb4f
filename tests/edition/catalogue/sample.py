"""A folder of make-believe editions: two versions, a prison, a year before, one retracted, one with an erratum."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime

from pipelines.edition.catalogue import Appearance, Site
from pipelines.edition.downloads import DCAT, downloads_of, open_data_record
from pipelines.edition.scopes import of_scope
from pipelines.request import CatalogueSection
from pipelines.tables import Cell
from tests.edition.downloads import sample

APPEARANCES = (
    Appearance("2025", datetime(2026, 3, 1, 5, tzinfo=UTC), is_out=True),
    Appearance("2026-K1", datetime(2026, 4, 16, 4, tzinfo=UTC), is_out=False, note="Vroege inzage: geen; let op, komma"),
)  # fmt: skip


def site(**changed):
    facts = {
        "title": "Publicaties van Coördinatie Voorbeeld", "publisher": "Coördinatie Voorbeeld",
        "contact": "jaarverslag@voorbeeld.invalid", "licence": "", "section": CatalogueSection(),
        "appearances": APPEARANCES,
    }  # fmt: skip
    return Site(**{**facts, **changed})


def tables(*, sessions=1405):
    """Give the tables of the downloads' sample with another headline, as a later delivery would."""
    found = dict(sample.tables())
    held = found["sessions_by_domain.sessions_held"]
    cells = {**held.cells, ("GEN", "2025", None): Cell(sessions), (None, "2025", None): Cell(sessions + 95)}
    found[held.name] = replace(held, cells=cells)
    return found


def lay_out(root, *, public=False):
    """Lay the editions out below a folder, with or without `public/`, as publishing does."""
    write = lambda *parts, **facts: edition(root, *parts, public=public, **facts)  # noqa: E731
    write("overzicht", "2025", 1, date(2026, 2, 1), tables(sessions=1400), "voorlopig")
    write("overzicht", "2025", 2, date(2026, 3, 1), tables(), "definitief")
    write(
        "GEN",
        "2025",
        1,
        date(2026, 3, 1),
        of_scope(tables(), "GEN"),
        "voorlopig",
        prison="GEN",
    )
    told = {
        "erratum": {"day": "2026-05-02", "text": "Het aantal sessies in Gent staat op bladzijde 4 verkeerd."}
    }
    write("overzicht", "2024", 1, date(2025, 3, 1), tables(), "definitief", notice=told)
    retract(root, "overzicht", "2025-K1", 1, public=public)
    (root / "overzicht" / "2025" / "2 kopie").mkdir()
    (root / "assets").mkdir(exist_ok=True)
    return root


def edition(
    root, scope, period, version, published, found, status, *, prison=None, notice=None, public=False
):
    texts = sample.texts(
        prison_code=prison, year=int(period[:4]), published=published, status=status, version=version
    )
    files = {"report.html": b"<html></html>", "report.pdf": b"%PDF-" + bytes(400_000)}
    files |= {"report.fr.html": b"<html></html>", "report.fr.pdf": b"%PDF-"}
    files |= downloads_of(found, texts, sample.outline())
    files[DCAT] = open_data_record(files, texts, CatalogueSection())
    facts = {"scope": scope, "period": period, "version": version, "published": published.isoformat(),
             "status": status, "languages": ["nl", "fr", "en"],
             "outputs": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}}  # fmt: skip
    files["manifest.json"] = json.dumps(facts).encode()
    if notice:
        files["notice.json"] = json.dumps({**facts, "outputs": {}, **notice}).encode()
    _write(root, scope, period, version, files, public=public)


def retract(root, scope, period, version, *, public=False):
    facts = {"scope": scope, "period": period, "version": version, "published": "2025-05-01", "status": "voorlopig",
             "languages": ["nl"], "retracted": {"day": "2025-05-03", "text": "Een partner leverde <dubbel>."}}  # fmt: skip
    _write(root, scope, period, version, {"notice.json": json.dumps(facts).encode()}, public=public)


def _write(root, scope, period, version, files, *, public):
    home = root / scope / period / str(version)
    home = home / "public" if public else home
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
