"""Write the source by which a filled in template loads, so that nobody maps a column."""

from pipelines.load.source_toml import Table, aot, comment, document, dumps, inline_table, item, table
from pipelines.load.templates.workbook import Asked, Template, makes_number
from pipelines.sources import Column, Contract


def template_source(made: Template) -> str:
    """Give the source by which the filled in workbook loads, as TOML."""
    whole = document()
    whole.add(comment("Hoort bij het sjabloon met deze naam; gemaakt door 'source template'."))
    whole.update(
        {
            "source": made.name,
            "label": made.partner.label,
            "organisation": made.partner.organisation or "sjabloon",
            "files": [f"{made.name}*.xlsx"],
            "language": made.partner.language,
        }
    )
    whole.add("table", item({"sheets": [made.said("data")], "header_row": 1}))
    maps = aot()
    for contract in made.contracts:
        maps.append(_map(made, contract))
    whole.add("maps", maps)
    return dumps(whole)


def _map(made: Template, contract: Contract) -> Table:
    mapped = table()
    mapped.add("dataset", contract.name)
    own = [one for one in made.asked if one.contract is contract]
    if contract is not made.contracts[-1]:
        mapped.add("repeated", item(True))
    elif makes_number(contract) and contract.key[0] not in {one.column.name for one in own}:
        mapped.add("each_line", item(True))
    columns = table()
    for column in contract.columns.values():
        one = _of(made, contract, column)
        if one is not None:
            origin = inline_table()
            origin.update({"from": one.header, "values": dict(one.names)})
            columns.add(column.name, origin if one.names else one.header)
    mapped.add("columns", columns)
    return mapped


def _of(made: Template, contract: Contract, column: Column) -> Asked | None:
    """Give where a column of a contract stands: in its own place, or in that of what it refers to."""
    for one in made.asked:
        is_own = one.contract is contract and one.column is column
        if is_own or f"{one.contract.name}.{one.column.name}" == column.references:
            return one
    return None
