"""While a document is composed and set, the warehouse is not there: what is safe is all that can be reached."""

import builtins
import io
import shutil
from datetime import date
from pathlib import Path

import pytest

from pipelines import database
from pipelines.document import compose
from pipelines.edition import tables_as_csv
from pipelines.edition.metadata import edition_metadata, vocabulary
from pipelines.edition.rendering import safe_tables
from pipelines.edition.scopes import scopes_of
from pipelines.program import TEMPLATES
from pipelines.protect import read_published
from pipelines.release.figures import load_deliveries, make_figures
from pipelines.render import to_html, to_pdf
from pipelines.request.run_request import read_request

ROOT = Path(__file__).parent.parent
HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"

pytestmark = pytest.mark.slow


@pytest.fixture
def ready(library_workspace, tmp_path):
    """All that rendering is given: the published file, words and names; then the warehouse is taken away."""
    exports = tmp_path / "in"
    exports.mkdir()
    lines = [f"Voorbeeld,Hendon,2018-{month:02}-12,Verhaaltje,X,{month + 20}\n" for month in range(1, 13)]
    (exports / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    order = read_request(library_workspace, year=2018, exports=exports)
    load_deliveries(order)
    figures = make_figures(order)
    published = tmp_path / "published.duckdb"
    published.write_bytes(safe_tables(figures)[1])
    scope = scopes_of(order)[0]
    facts = edition_metadata(
        order, figures, prison_code=scope.code, scope_name=scope.name, version=1,
        published=date(2019, 2, 1), status="voorlopig", language="nl",
    )  # fmt: skip
    names = vocabulary(figures)
    for path in (order.config.warehouse, order.config.data / "register", exports):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return published, figures.asked.outline, facts, names, order.config.workspace


@pytest.fixture
def opened(monkeypatch):
    """Every database and every file that is opened from here on."""
    found = []
    real_open, real_connect = builtins.open, database.duckdb.connect

    def watched_open(file, *rest, **named):
        found.append(str(file))
        return real_open(file, *rest, **named)

    def watched_connect(path=":memory:", *rest, **named):
        found.append(str(path))
        return real_connect(path, *rest, **named)

    monkeypatch.setattr(builtins, "open", watched_open)
    monkeypatch.setattr(io, "open", watched_open)  # what pathlib calls
    monkeypatch.setattr(database.duckdb, "connect", watched_connect)
    return found


def test_a_report_is_made_from_the_published_file_alone(ready, opened):
    published, outline, facts, names, workspace = ready
    tables = read_published(published)
    document = compose(outline, tables, facts, names)
    page, print_ = (
        to_html(document, TEMPLATES),
        to_pdf(document, TEMPLATES, attachments=tables_as_csv(tables)),
    )
    assert "318" in page  # all who came in 2018
    assert print_.startswith(b"%PDF")
    stores = {path for path in opened if path.endswith(".duckdb")}
    assert stores == {str(published)}
    assert not any(str(workspace / "data") in path and "narrative" not in path for path in opened)
