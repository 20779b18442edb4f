"""Write the source by which a filled in template loads, so that nobody maps a column."""

import tomlkit

from pipelines.load.templates.workbook import Asked, Template, makes_number
from pipelines.sources import Column, Contract


def template_source(made: Template) -> str:
    """Give the source by which the filled in workbook loads, as TOML."""
    document = tomlkit.document()
    document.add(tomlkit.comment("Hoort bij het sjabloon met deze naam; gemaakt door 'source template'."))
    document.update(
        {
            "source": made.name,
            "label": made.partner.label,
            "organisation": made.partner.organisation or "sjabloon",
            "files": [f"{made.name}*.xlsx"],
            "language": made.partner.language,
        }
    )
    document.add("table", tomlkit.item({"sheets": [made.said("data")], "header_row": 1}))
    maps = tomlkit.aot()
    for contract in made.contracts:
        maps.append(_map(made, contract))
    document.add("maps", maps)
    return tomlkit.dumps(document)


def _map(made: Template, contract: Contract) -> tomlkit.items.Table:
    mapped = tomlkit.table()
    mapped.add("dataset", contract.name)
    own = [one for one in made.asked if one.contract is contract]
    if contract is not made.contracts[-1]:
        mapped.add("repeated", tomlkit.item(True))
    elif makes_number(contract) and contract.key[0] not in {one.column.name for one in own}:
        mapped.add("each_line", tomlkit.item(True))
    columns = tomlkit.table()
    for column in contract.columns.values():
        one = _of(made, contract, column)
        if one is not None:
            origin = tomlkit.inline_table()
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
