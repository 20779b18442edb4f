"""The sample document, set once for all tests of publishing."""

from pathlib import Path

import pytest

from pipelines.document.blocks import Document
from pipelines.render import to_html, to_pdf
from pipelines.render.html import to_print
from tests.document_sample import document
from tests.render.structure import Structure

TEMPLATES = Path(__file__).parents[2] / "report_templates"
FILES = {"deelnames.csv": b"domein;deelnames\r\nsport;1842\r\n", "manifest.json": b"{}\n"}


@pytest.fixture(scope="session")
def sample() -> Document:
    return document()


@pytest.fixture(scope="session")
def screen(sample: Document) -> str:
    return to_html(sample, TEMPLATES)


@pytest.fixture(scope="session")
def paper(sample: Document) -> str:
    return to_print(sample, TEMPLATES)


@pytest.fixture(scope="session")
def pdf(sample: Document) -> bytes:
    return to_pdf(sample, TEMPLATES, attachments=FILES)


@pytest.fixture(scope="session")
def structure(pdf: bytes) -> Structure:
    return Structure(pdf)
