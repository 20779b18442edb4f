"""The headline figures as SDMX-CSV 2.0, with the structure (SDMX-ML 2.1) that says what its codes mean.

Statuses are those of SDMX's own code lists for observation status and confidentiality; these have none for a
figure that says something else than in the version before, so that has an attribute of its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pipelines.edition.downloads.edition_text import EditionText, plain
from pipelines.edition.downloads.marts import PERIOD, PRISON, TOTAL, total_key, total_of
from pipelines.edition.downloads.printed_csv import machine_csv
from pipelines.edition.downloads.tidy_csv import HOME
from pipelines.tables import Mark, SafeTable, labels

HEADLINES = f"{HOME}/sdmx/headlines.csv"
STRUCTURE = f"{HOME}/sdmx/structure.xml"
AGENCY, FLOW = "JAARVERSLAG", "HEADLINES"
DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD")
ATTRIBUTES = ("UNIT_MEASURE", "DECIMALS", "OBS_STATUS", "CONF_STATUS", "OBS_REVISED")
PROVISIONAL = ("concept", "voorlopig")
STATUS = {Mark.SUPPRESSED: "Q", Mark.NOT_AVAILABLE: "O", Mark.NOT_APPLICABLE: "M"}
STATUSES = {status: mark for mark, status in STATUS.items()}
"""What each status of a missing value means here."""
LISTS: Mapping[str, Mapping[str, str]] = {
    "FREQ": {"A": "Annual", "Q": "Quarterly"},
    "OBS_STATUS": {
        "A": "Normal value",
        "M": "Missing value; data cannot exist",
        "O": "Missing value",
        "P": "Provisional value",
        "Q": "Missing value; suppressed",
    },
    "OBS_REVISED": {"N": "As in the version before, or new", "R": "Revised since the version before"},
    "CONF_STATUS": {"C": "Confidential statistical information", "F": "Free (free for publication)"},
}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/{name}"'
    for prefix, name in (("mes", "message"), ("str", "structure"), ("com", "common"))
)


@dataclass(frozen=True)
class Headlines:
    """The tables of the headlines, and the identifier that each prison's code has in SDMX."""

    tables: tuple[SafeTable, ...]
    areas: Mapping[str | None, str]


def headlines_of(tables: Mapping[str, SafeTable], names: Sequence[str]) -> Headlines:
    """Take the headline tables, one a measure, and give their prisons identifiers that SDMX allows."""
    by_measure = {tables[name].measure: tables[name] for name in reversed(names)}
    chosen = tuple(table for name in names if (table := tables[name]) is by_measure[table.measure])
    areas: dict[str | None, str] = {}
    for code in sorted({code for table in chosen for code in labels(table, PRISON)}):
        identifier = re.sub(r"[^A-Za-z0-9_@$-]", "_", code)
        taken = [*areas.values(), TOTAL]
        areas[code] = identifier if identifier not in taken else f"{identifier}_{len(areas)}"
    return Headlines(chosen, {**areas, None: TOTAL})


def sdmx_csv(found: Headlines, text: EditionText) -> bytes:
    """Give the totals by prison and by quarter or year, one a row."""
    head = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES]
    shown = "P" if text.facts.status in PROVISIONAL else "A"
    rows = [
        ["dataflow", f"{AGENCY}:{FLOW}(1.0)", "I", *observation]
        for table in found.tables
        for observation in _observations(found, table, text, shown)
    ]
    return machine_csv(head, rows)


def _observations(found: Headlines, table: SafeTable, text: EditionText, shown: str) -> Iterable[list[str]]:
    for prison, area in found.areas.items():
        for period in labels(table, PERIOD):
            time, cell = time_of(period), total_of(table, prison, period)
            if time is None or cell is None:
                continue
            value = "" if cell.value is None else plain(cell.value)
            status = shown if cell.mark is None else STATUS[cell.mark]
            secret = "C" if cell.mark is Mark.SUPPRESSED else "F"
            frequency = "Q" if "Q" in time else "A"
            key = [frequency, area, table.measure.upper(), time]
            revised = "R" if total_key(table, prison, period) in table.revised else "N"
            yield [*key, value, table.unit, str(text.decimals(table)), status, secret, revised]


def time_of(period: str) -> str | None:
    """Write a year or a quarter as SDMX does: `2025`, `2025-Q1`; None for other periods."""
    matched = re.fullmatch(r"(\d{4})(?:-K([1-4]))?", period)
    if matched is None:
        return None
    return f"{matched[1]}-Q{matched[2]}" if matched[2] else matched[1]


def sdmx_structure(found: Headlines, texts: Sequence[EditionText]) -> bytes:
    """Give the code lists, concepts, data structure and data flow of the headlines."""
    prepared = texts[0].document.created
    lists = [
        _list(name, {code: {"en": label} for code, label in codes.items()}) for name, codes in LISTS.items()
    ]
    lists.append(
        _list(
            "REF_AREA",
            {
                area: {one.language: one.code_label(PRISON, code) for one in texts}
                for code, area in found.areas.items()
            },
        )
    )
    lists.append(
        _list(
            "INDICATOR",
            {
                table.measure.upper(): {one.language: one.measure_name(table.measure) for one in texts}
                for table in found.tables
            },
        )
    )
    titles = {one.language: one.words.say("sdmx.title") for one in texts}
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<mes:Structure {NAMESPACES}>"
        f"<mes:Header><mes:ID>{FLOW}</mes:ID><mes:Test>false</mes:Test>"
        f'<mes:Prepared>{prepared}</mes:Prepared><mes:Sender id="{AGENCY}"/></mes:Header>'
        "<mes:Structures>"
        f'<str:Dataflows><str:Dataflow id="{FLOW}" {_OWNED}>{_names(titles)}'
        f"<str:Structure>{_reference('DataStructure', FLOW, 'datastructure')}</str:Structure>"
        "</str:Dataflow></str:Dataflows>"
        f"<str:Codelists>{''.join(lists)}</str:Codelists>"
        f"<str:Concepts>{_concepts()}</str:Concepts>"
        f"<str:DataStructures>{_data_structure(titles)}</str:DataStructures>"
        "</mes:Structures></mes:Structure>\n"
    ).encode()


_OWNED = f'agencyID="{AGENCY}" version="1.0"'


def _names(names: Mapping[str, str]) -> str:
    return "".join(
        f'<com:Name xml:lang="{language}">{escape(name)}</com:Name>' for language, name in names.items()
    )


def _reference(kind: str, identifier: str, package: str) -> str:
    return f'<Ref id="{identifier}" {_OWNED} package="{package}" class="{kind}"/>'


def _list(name: str, codes: Mapping[str, Mapping[str, str]]) -> str:
    found = "".join(
        f"<str:Code id={quoteattr(code)}>{_names(labels_)}</str:Code>" for code, labels_ in codes.items()
    )
    return f'<str:Codelist id="CL_{name}" {_OWNED}>{_names({"en": name})}{found}</str:Codelist>'


def _concepts() -> str:
    concepts = "".join(
        f'<str:Concept id="{name}">{_names({"en": name})}</str:Concept>'
        for name in (*DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
    )
    name = _names({"en": "Concepts"})
    return f'<str:ConceptScheme id="CONCEPTS" {_OWNED}>{name}{concepts}</str:ConceptScheme>'


def _data_structure(titles: Mapping[str, str]) -> str:
    dimensions = "".join(
        f'<str:Dimension id="{name}" position="{place}">{_part(name)}</str:Dimension>'
        for place, name in enumerate(DIMENSIONS[:-1], 1)
    )
    time = (
        f'<str:TimeDimension id="TIME_PERIOD" position="{len(DIMENSIONS)}">{_concept("TIME_PERIOD")}'
        '<str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/>'
        "</str:LocalRepresentation></str:TimeDimension>"
    )
    attributes = "".join(
        f'<str:Attribute id="{name}" assignmentStatus="Mandatory">{_part(name)}<str:AttributeRelationship>'
        '<str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure></str:AttributeRelationship>'
        "</str:Attribute>"
        for name in ATTRIBUTES
    )
    measure = f'<str:PrimaryMeasure id="OBS_VALUE">{_concept("OBS_VALUE")}</str:PrimaryMeasure>'
    return (
        f'<str:DataStructure id="{FLOW}" {_OWNED}>{_names(titles)}<str:DataStructureComponents>'
        f'<str:DimensionList id="DimensionDescriptor">{dimensions}{time}</str:DimensionList>'
        f'<str:AttributeList id="AttributeDescriptor">{attributes}</str:AttributeList>'
        f'<str:MeasureList id="MeasureDescriptor">{measure}</str:MeasureList>'
        "</str:DataStructureComponents></str:DataStructure>"
    )


def _concept(name: str) -> str:
    return (
        f'<str:ConceptIdentity><Ref id="{name}" maintainableParentID="CONCEPTS" '
        f'maintainableParentVersion="1.0" agencyID="{AGENCY}" package="conceptscheme" class="Concept"/>'
        "</str:ConceptIdentity>"
    )


def _part(name: str) -> str:
    """Give concept and, where a code list says what it may be, that list."""
    if name not in (*LISTS, "REF_AREA", "INDICATOR"):
        return _concept(name)
    enumeration = _reference("Codelist", f"CL_{name}", "codelist")
    return (
        f"{_concept(name)}<str:LocalRepresentation><str:Enumeration>{enumeration}</str:Enumeration>"
        "</str:LocalRepresentation>"
    )
