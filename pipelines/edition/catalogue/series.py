"""The headline figures of all editions together: the newest value of each, and what it was before.

Reads what editions publish for statistical offices (`data/sdmx/`), so only what is public.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from pipelines.edition.catalogue.listing import RETRACTED, ListedEdition
from pipelines.edition.downloads import HEADLINES, STATUSES, STRUCTURE
from pipelines.request import OVERVIEW, parse_period
from pipelines.tables import Cell

STR = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure}"
COM = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TOTAL = "_T"
Names = dict[str, dict[str, str]]
"""By code, what it is called in each language."""


@dataclass(frozen=True)
class Vintage:
    """A figure as one edition published it."""

    cell: Cell
    edition: ListedEdition


@dataclass(frozen=True)
class Series:
    """A headline over all editions: for each area and period its vintages, the newest first."""

    indicator: str
    unit: str
    decimals: int
    names: Mapping[str, str]
    areas: Mapping[str, Mapping[str, str]]
    figures: Mapping[tuple[str, str], tuple[Vintage, ...]] = field(default_factory=dict)

    def periods(self, *, quarters: bool) -> tuple[str, ...]:
        """Give the years, or the quarters, of which any edition has a figure, the newest first."""
        found = {period for _, period in self.figures if ("Q" in period) == quarters}
        return tuple(sorted(found, reverse=True))


def read_series(root: Path, editions: Sequence[ListedEdition]) -> tuple[Series, ...]:
    """Read the headlines of every edition that was not retracted, in the order of the newest overview.

    Of two editions of one day the one about the longer period is the newer: it came out of the same figures.
    """
    found: dict[str, dict[tuple[str, str], list[Vintage]]] = {}
    units: dict[str, tuple[str, int]] = {}
    names: Names = {}
    areas: Names = {}
    standing = [one for one in editions if one.state != RETRACTED]
    for edition in sorted(standing, key=_newest_first):
        home = root / edition.path
        for row in _rows(home / HEADLINES):
            indicator = row["INDICATOR"]
            units.setdefault(indicator, (row["UNIT_MEASURE"], int(row["DECIMALS"])))
            place = (row["REF_AREA"], row["TIME_PERIOD"])
            found.setdefault(indicator, {}).setdefault(place, []).append(Vintage(_cell(row), edition))
        _add_names(home / STRUCTURE, "CL_INDICATOR", names)
        _add_names(home / STRUCTURE, "CL_REF_AREA", areas)
    return tuple(
        Series(
            indicator, *units[indicator], names.get(indicator, {}), _ordered(areas),
            {place: tuple(vintages) for place, vintages in figures.items()},
        )
        for indicator, figures in found.items()
    )  # fmt: skip


def _newest_first(one: ListedEdition) -> tuple[int, int, bool, str, int]:
    day, end = one.published.toordinal(), parse_period(one.period).end.toordinal()
    return -day, -end, one.scope != OVERVIEW, one.scope, -one.version


def _ordered(areas: Names) -> Names:
    """Put all areas together behind the others."""
    return dict(sorted(areas.items(), key=lambda item: (item[0] == TOTAL, item[0])))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        yield from csv.DictReader(path.read_text("utf-8").splitlines())


def _cell(row: Mapping[str, str]) -> Cell:
    if row["OBS_VALUE"]:
        value = Decimal(row["OBS_VALUE"])
        return Cell(
            int(value) if value == value.to_integral_value() and "." not in row["OBS_VALUE"] else value
        )
    return Cell(mark=STATUSES[row["OBS_STATUS"]])


def _add_names(path: Path, code_list: str, names: Names) -> None:
    if not path.is_file():
        return
    for code in ElementTree.parse(path).iterfind(f".//{STR}Codelist[@id='{code_list}']/{STR}Code"):  # noqa: S314
        known = names.setdefault(code.attrib["id"], {})
        for name in code.iterfind(f"{COM}Name"):
            known.setdefault(name.attrib[LANGUAGE], name.text or "")


def revised(series: Series) -> tuple[tuple[str, str, Vintage, Vintage], ...]:
    """Give each figure that an edition published otherwise than the one before: area, period, old, new."""
    found = []
    for (area, period), vintages in sorted(series.figures.items(), key=lambda item: (item[0][1], item[0][0])):
        for new, old in pairwise(vintages):
            if new.cell != old.cell:
                found.append((area, period, old, new))
    return tuple(found)
