"""What is public by declaration: the workspace's one list of all that an outsider knows beside the editions.

The part that decides what is hidden and the part that attacks it read the same list and share nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.toml import STRICT, Text, open_toml, read_toml

FILE = Path("reference") / "public_knowledge.toml"
DEFAULT_SOURCE = "niet nader opgegeven; verondersteld"
OFFERING = frozenset({"activity", "session", "attendance", "count"})
"""Datasets whose mapping says in which domain a partner works."""
ANY = None


@dataclass(frozen=True)
class Area:
    """In what an organisation works, and where: a code, or None for any."""

    __pydantic_config__ = STRICT

    organisation: Text
    domain: Text | None = ANY
    subdomain: Text | None = ANY
    form: Text | None = ANY
    prisons: tuple[Text, ...] = ()
    """The prisons where it does so; empty: any."""
    source: str = DEFAULT_SOURCE


@dataclass(frozen=True)
class Total:
    """A figure that stands in print somewhere else: its measure and labels by dimension, totals left out."""

    __pydantic_config__ = STRICT

    measure: Text
    labels: Mapping[str, str]
    value: int
    source: Text


@dataclass(frozen=True)
class PublicKnowledge:
    """All that is public beside what is published here; the defaults hold where the workspace is silent.

    `offer`: which organisation works in which domain, subdomain and form, and where (`areas`).
    `sessions`: the sessions held and their hours, of each organisation in each prison, domain and quarter.
    In a session of a form in `one_to_one` one person takes part; `largest_group` gives by organisation (`*`:
    any) how many fit in one. `population`: average population, capacity, throughput. `own_figures`: a partner
    knows what it delivered itself, and must not find another's small figure with it. `totals` are printed
    elsewhere.
    """

    offer: bool = True
    areas: tuple[Area, ...] = ()
    sessions: bool = True
    one_to_one: frozenset[str] = frozenset({"individual"})
    largest_group: Mapping[str, int] = field(default_factory=dict)
    population: bool = True
    own_figures: bool = True
    totals: tuple[Total, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    """By section of the file who makes it public: printed in the method."""

    def domains_of(self, organisation: str) -> frozenset[str]:
        """Give the domains an organisation works in; empty where nothing is known of it."""
        areas = [area for area in self.areas if area.organisation == organisation]
        if not areas or any(area.domain is ANY for area in areas):
            return frozenset()
        return frozenset(str(area.domain) for area in areas)


def read_public_knowledge(data: Path) -> PublicKnowledge:
    """Read `reference/public_knowledge.toml` under the data folder of a workspace.

    Where it names no areas, those of the mappings in `sources/` hold. Raises ConfigError naming the file, the
    line, the key, what was found and what is expected.
    """
    path = data / FILE
    told = read_toml(path, _Declared) if path.exists() else _Declared()
    return PublicKnowledge(
        offer=told.offer.public,
        areas=told.offer.areas or tuple(sorted(set(_mapped(data / "sources")), key=_order)),
        sessions=told.sessions.public,
        one_to_one=frozenset(told.sessions.one_to_one),
        largest_group=told.sessions.largest_group,
        population=told.population.public,
        own_figures=told.partners.know_own_figures,
        totals=told.totals,
        sources={
            "offer": told.offer.source,
            "sessions": told.sessions.source,
            "population": told.population.source,
            "partners": told.partners.source,
        },
    )


@dataclass(frozen=True)
class _Offer:
    """The section `[offer]`: which organisation works where."""

    __pydantic_config__ = STRICT

    public: bool = True
    source: str = DEFAULT_SOURCE
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class _Sessions:
    """The section `[sessions]`: how many persons can be in one."""

    __pydantic_config__ = STRICT

    public: bool = True
    source: str = DEFAULT_SOURCE
    one_to_one: tuple[Text, ...] = ("individual",)
    largest_group: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Population:
    """The section `[population]`."""

    __pydantic_config__ = STRICT

    public: bool = True
    source: str = DEFAULT_SOURCE


@dataclass(frozen=True)
class _Partners:
    """The section `[partners]`: what they know of themselves."""

    __pydantic_config__ = STRICT

    know_own_figures: bool = True
    source: str = DEFAULT_SOURCE


@dataclass(frozen=True)
class _Declared:
    """The whole file."""

    __pydantic_config__ = STRICT

    offer: _Offer = _Offer()
    sessions: _Sessions = field(default_factory=_Sessions)
    population: _Population = _Population()
    partners: _Partners = _Partners()
    totals: tuple[Total, ...] = ()


def _mapped(folder: Path) -> Iterator[Area]:
    """Give what the mapping of each partner's export says: what it delivers lies in those domains."""
    for path in sorted(folder.glob("*.toml")):
        source = open_toml(path).table
        for each in source.get("maps", ()):
            columns = each.get("columns", {}) if isinstance(each, dict) else {}
            if each.get("dataset") in OFFERING and "domain_code" in columns:
                codes = (_codes(columns, name) for name in ("domain_code", "subdomain_code", "form"))
                domains, subdomains, forms = codes
                where = f"toewijzing {path.name}"
                organisation = str(source.get("organisation", ""))
                yield from (
                    Area(organisation, domain, subdomain, form, source=where)
                    for domain in domains
                    for subdomain in (subdomains if len(domains) == 1 else (ANY,))
                    for form in forms
                )


def _codes(columns: Mapping[str, object], name: str) -> tuple[str | None, ...]:
    """Give the codes that a mapping can give a column: its constant, or those it translates to."""
    origin = columns.get(name)
    if not isinstance(origin, dict):
        return (ANY,)
    if "constant" in origin:
        return (str(origin["constant"]),)
    values = origin.get("values")
    return tuple(sorted(set(map(str, values.values())))) if isinstance(values, dict) else (ANY,)


def _order(area: Area) -> tuple[str, ...]:
    return tuple(
        part or "" for part in (area.organisation, area.domain, area.subdomain, area.form, area.source)
    )
