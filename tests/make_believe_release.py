"""Editions of make-believe figures, published by the program's own steps without a warehouse or a page."""

from pipelines.edition import Contents, write_aside
from pipelines.edition.store import next_stamp, show_together
from pipelines.protect import Protected
from pipelines.release.history import Issue
from pipelines.release.release_history import write_aside as write_release
from pipelines.tables import Cell, SafeTable

PERSONAL = frozenset({"participants"})


def table_of(order, **cells):
    """Give a safe table of participants by prison in the order's period: a number, or a mark."""
    found = {
        (code, order.period.code): value if isinstance(value, Cell) else Cell(value)
        for code, value in cells.items()
    }
    return SafeTable("t.participants", ("prison_code", "period_code"), "participants", "person", found, False)


def publish(order, *scopes, mark="inputs", more=None, **cells):
    """Publish the table for these scopes together; give the versions."""
    homes = {scope: order.editions / scope / order.period.code for scope in scopes or ("overzicht",)}
    stamps = {scope: next_stamp(order, scope, mark, "voorlopig") for scope in homes}
    fresh = {scope: stamp for scope, stamp in stamps.items() if not stamp.is_published}
    if not fresh:
        return {scope: stamp.version for scope, stamp in stamps.items()}
    release = write_release(order, Protected({"t.participants": table_of(order, **cells)}, personal=PERSONAL))
    folders = {scope: homes[scope] / str(stamp.version) for scope, stamp in fresh.items()}
    issues = [
        Issue(
            scope, order.period.code, stamp.version, release,
            folders[scope].relative_to(order.config.workspace).as_posix(),
        )
        for scope, stamp in fresh.items()
    ]  # fmt: skip

    def write():
        for scope, stamp in fresh.items():
            facts = {
                "scope": scope, "period": order.period.code, "version": stamp.version, "status": stamp.status,
                "published": stamp.published.isoformat(), "fingerprint": stamp.fingerprint,
                **(more or {}),
            }  # fmt: skip
            files = {"report.html": repr(sorted(cells.items())).encode(), "tables/a.csv": b"1"}
            kept = {"published.duckdb": b"make-believe"}
            write_aside(folders[scope], Contents(files, kept, facts, {"release": release}))

    show_together(order, issues, write)
    return {scope: stamp.version for scope, stamp in stamps.items()}
