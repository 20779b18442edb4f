"""What of a release's safe tables an edition shows: all of them, or a prison's own rows."""

from collections.abc import Mapping

from pipelines.tables import SafeTable, keep


def of_scope(tables: Mapping[str, SafeTable], prison_code: str | None) -> Mapping[str, SafeTable]:
    """Keep for a prison's own edition the rows about it; the overview (None) has them all."""
    if prison_code is None:
        return tables
    return {name: _about(table, prison_code) for name, table in tables.items()}


def _about(table: SafeTable, prison_code: str) -> SafeTable:
    if "prison_code" not in table.dimensions:
        return table
    place = table.dimensions.index("prison_code")
    return keep(table, lambda key: key[place] == prison_code)
