"""Write a proposal as the draft of a source, in TOML that a person completes."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

import tomlkit

from pipelines.load.propose.proposal import Proposal, Proposed, ProposedMap
from pipelines.load.propose.unpivot import Sideways

SURE = 90
"""A column that is less sure than this is asked: a person looks at it."""

ASK = "?"
"""What a person must still fill in: no contract knows it, so nothing is accepted silently."""


WANTED = {
    "domain_code": "niet gevonden; de code van het ene domein van alle rijen, of een kolom: "
    "subdomain_code = ...",
    "prison_code": "niet gevonden; de code van de ene gevangenis van alle rijen, of een kolom",
}
"""What is said of a column that is not required and asked all the same."""


def draft(proposal: Proposal, remarks: Sequence[str] = ()) -> str:
    """Give the TOML of the proposed source, with `?` for what nobody could tell, below these remarks."""
    document = tomlkit.document()
    for line in (*_remarks(proposal), *remarks):
        document.add(tomlkit.comment(line))
    pattern = f"{proposal.stem}*{PurePath(proposal.file).suffix}"
    document.update({"source": proposal.name, "label": ASK, "organisation": ASK, "files": [pattern]})
    for name, table in (("dialect", _dialect(proposal)), ("table", _layout(proposal))):
        if table:
            document.add(name, table)
    maps = tomlkit.aot()
    for one in proposal.maps:
        maps.append(_map(one))
    document.add("maps", maps)
    return tomlkit.dumps(document)


def _remarks(proposal: Proposal) -> Iterator[str]:
    is_added = any(column.column == "component" for one in proposal.maps for column in one.columns)
    yield f"Voorstel bij {proposal.file}. Kijk alles na; vul in waar {ASK} staat."
    if proposal.dropped:
        yield "Niet ingelezen, want mogelijk over personen: " + ", ".join(proposal.dropped)
    if proposal.totals:
        yield "Niet gebruikt, want het totaal van andere kolommen: " + ", ".join(proposal.totals)
    if proposal.apart:
        yield f"{ASK} {_told_apart(proposal.apart, is_added=is_added)}"
    yield from (f"{ASK} {told}" for told in proposal.questions)
    yield from (f"Niet in deze bron: {other}" for other in proposal.others)
    if unused := [header for header in proposal.unused if not (is_added and header in proposal.apart)]:
        yield "Niet gebruikt: " + ", ".join(unused)


def _told_apart(apart: Sequence[str], *, is_added: bool) -> str:
    """Say what tells lines of counts apart, and what this draft makes of it."""
    told = f"Regels verschillen enkel in {', '.join(apart)}"
    if not is_added:
        return f"{told}: zeg wat die kolom is."
    return (
        f"{told}: hun aantallen worden opgeteld. Mag dat niet (een totaal staat ertussen, of dezelfde "
        "personen zitten in twee regels), zeg dan wat die kolom is."
    )


def _dialect(proposal: Proposal) -> tomlkit.items.Table:
    dialect = tomlkit.table()
    signs = {"delimiter": proposal.delimiter, "encoding": proposal.encoding, "dates": proposal.dates}
    signs |= {"quote": proposal.quote if proposal.quote != '"' else None}
    dialect.update({key: value for key, value in signs.items() if value is not None})
    return dialect


def _layout(proposal: Proposal) -> tomlkit.items.Table:
    layout = tomlkit.table()
    if proposal.sheets:
        layout.add("sheets", list(proposal.sheets))
    if proposal.continued:
        layout.add("continued", list(proposal.continued))
    if proposal.header_row == 0:
        layout.add("header_row", tomlkit.item(0).comment("geen kopregel: de kolommen heten kolom 1, ..."))
    for key in ("sheet_as", "year_as", "period_as", "title_as"):
        if name := getattr(proposal, key):
            layout.add(key, name)
    if len(proposal.beside) == 1:
        layout.add("unpivot", _unpivot(proposal.beside[0]))
    elif proposal.beside:
        layout.add("unpivot", tomlkit.item([dict(_unpivot(one)) for one in proposal.beside]))
    return layout


def _unpivot(beside: Sideways) -> tomlkit.items.InlineTable:
    below = tomlkit.inline_table()
    below.update(
        {"columns": list(beside.patterns), "names_to": beside.names_to, "values_to": beside.values_to}
    )
    return below


def _map(proposed: ProposedMap) -> tomlkit.items.Table:
    mapped = tomlkit.table()
    mapped.add("dataset", proposed.dataset)
    if proposed.is_repeated:
        mapped.add("repeated", tomlkit.item(True).comment("elke sessie staat er een keer per deelnemer"))
    if proposed.each_line:
        told = "regels die hetzelfde zeggen, zijn elk een gesprek; bevestig dit"
        mapped.add("each_line", tomlkit.item(True).comment(told))
    if proposed.where is not None:
        where = tomlkit.inline_table()
        where.update({"column": proposed.where})
        mapped.add("where", where.comment("enkel regels waarin dit ingevuld is"))
    listed = tomlkit.table()
    for one in proposed.columns:
        item = tomlkit.item(_origin(one))
        asks = "" if one.confidence >= SURE else f" {ASK} kijk na"
        item.comment(f"{one.label}; {one.confidence} % zeker{asks}")
        listed.add(one.column, item)
    for column in proposed.missing:
        asked = tomlkit.inline_table()
        asked.update({"constant": ASK})
        asked.comment(f"{column.label}: niet gevonden; {' of '.join(column.values) or column.definition}")
        listed.add(column.name, asked)
    for column in proposed.wanted:
        asked = tomlkit.inline_table()
        asked.update({"constant": ASK})
        asked.comment(f"{column.label}: {WANTED[column.name]}")
        listed.add(column.name, asked)
    mapped.add("columns", listed)
    return mapped


def _origin(one: Proposed) -> object:
    value = tomlkit.inline_table()
    if one.constant is not None:
        value.update({"constant": one.constant})
    elif one.join:
        value.update({"join": list(one.join)} | ({} if one.separator == " " else {"with": one.separator}))
    elif one.values:
        value.update({"from": one.header, "values": dict(one.values)})
    elif one.part:
        value.update({"from": one.header, "part": one.part})
    elif one.unit:
        value.update({"from": one.header, "unit": one.unit})
    else:
        return one.header
    return value
