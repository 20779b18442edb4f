"""Show the edition that is being written: set its page again when its words or its looks change."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from pipelines.edition.inputs import stamp_of
from pipelines.edition.rendering import CONCEPT, edition_text, safe_tables, version_before
from pipelines.edition.revisions import mark_revised
from pipelines.edition.scopes import need_scope, scopes_of
from pipelines.program import PROGRAM, TEMPLATES
from pipelines.release import make_figures
from pipelines.render import serve, to_html, write_assets
from pipelines.request import RunRequest, only_run


def preview(request: RunRequest, port: int, tell: Callable[[str], None]) -> None:
    """Serve the page of the first scope that is ordered on localhost, until interrupted.

    The figures are computed once, from what is loaded; only words and looks are watched.
    """
    need_scope(request)
    with only_run(request.config.data, "preview"):
        figures = make_figures(request)
    scope = scopes_of(request, figures.facts.places)[0]
    stamp = stamp_of(request, scope, CONCEPT, figures.facts.files)
    tables, before = safe_tables(figures)[0], version_before(request, scope, stamp)
    tables = tables if before is None else mark_revised(before.tables, tables)
    data = request.config.data
    watched = [data / "narrative", data / "outlines", PROGRAM / "data" / "outlines", TEMPLATES]
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)

        def rebuild() -> None:
            text = edition_text(
                request, figures, tables, scope, stamp=stamp, language=request.languages[0], before=before
            )  # fmt: skip
            write_assets(folder / "assets", TEMPLATES)
            (folder / "report.html").write_text(to_html(text.document, TEMPLATES), encoding="utf-8")

        serve(folder, port, rebuild, watched=[path for path in watched if path.exists()], tell=tell)
