"""What is public by declaration: the workspace's one list of all that an outsider knows beside the editions.

The part that decides what is hidden and the part that attacks it read the same list and share nothing else.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import ConfigError

FILE = Path("reference") / "public_knowledge.toml"
SECTIONS: Mapping[str, Mapping[str, type]] = {
    "offer": {"public": bool, "source": str, "areas": list},
    "sessions": {"public": bool, "source": str, "one_to_one": list, "largest_group": dict},
    "population": {"public": bool, "source": str},
    "partners": {"know_own_figures": bool, "source": str},
    "totals": {"measure": str, "labels": dict, "value": int, "source": str},
}
AREA: Mapping[str, type] = {
    "organisation": str, "domain": str, "subdomain": str, "form": str, "prisons": list, "source": str,
}  # fmt: skip
DEFAULT_SOURCE = "niet nader opgegeven; verondersteld"
OFFERING = frozenset({"activity", "session", "attendance", "count"})
"""Datasets whose mapping says in which domain a partner works."""
ANY = None


@dataclass(frozen=True)
class Area:
    """In what an organisation works, and where: a code, or None for any."""

    organisation: str
    domain: str | None = ANY
    subdomain: str | None = ANY
    form: str | None = ANY
    prisons: tuple[str, ...] = ()
    """The prisons where it does so; empty: any."""
    source: str = DEFAULT_SOURCE


@dataclass(frozen=True)
class Total:
    """A figure that stands in print somewhere else: its measure and labels by dimension, totals left out."""

    measure: str
    labels: Mapping[str, str]
    value: int
    source: str


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
    key, what was found and what is expected.
    """
    path = data / FILE
    entries = _entries(path) if path.exists() else {}
    mistakes = [f"{path}: {mistake}" for mistake in _mistakes(entries)]
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    offer, sessions = entries.get("offer", {}), entries.get("sessions", {})
    declared = tuple(_area(area) for area in offer.get("areas", ()))
    return PublicKnowledge(
        offer=offer.get("public", True),
        areas=declared or tuple(sorted(set(_mapped(data / "sources")), key=_order)),
        sessions=sessions.get("public", True),
        one_to_one=frozenset(sessions.get("one_to_one", ["individual"])),
        largest_group=sessions.get("largest_group", {}),
        population=entries.get("population", {}).get("public", True),
        own_figures=entries.get("partners", {}).get("know_own_figures", True),
        totals=tuple(Total(**total) for total in entries.get("totals", ())),
        sources={
            name: entries.get(name, {}).get("source", DEFAULT_SOURCE) for name in SECTIONS if name != "totals"
        },
    )


def _entries(path: Path) -> dict[str, dict]:  # type: ignore[type-arg]  # checked by _mistakes
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: geen geldige TOML in UTF-8 ({error})") from error


def _mistakes(entries: Mapping[str, object]) -> Iterator[str]:
    for name, entry in entries.items():
        if name not in SECTIONS:
            yield f"{name}: deze sectie bestaat niet; verwacht een van {', '.join(SECTIONS)}"
        elif name == "totals":
            yield from _list_mistakes(name, entry, SECTIONS[name], required=tuple(SECTIONS[name]))
        else:
            yield from _section_mistakes(name, entry, SECTIONS[name])
    offer = entries.get("offer")
    if isinstance(offer, dict) and "areas" in offer:
        yield from _list_mistakes("offer.areas", offer["areas"], AREA, required=("organisation",))


def _list_mistakes(
    name: str, entry: object, kinds: Mapping[str, type], *, required: tuple[str, ...]
) -> Iterator[str]:
    if not isinstance(entry, list):
        yield f"{name}: verwacht een lijst van secties [[{name}]]; gevonden: {entry!r}"
        return
    for number, each in enumerate(entry, 1):
        yield from _section_mistakes(f"{name} {number}", each, kinds)
        missing = [key for key in required if isinstance(each, dict) and key not in each]
        yield from (f"{name} {number}.{key}: deze sleutel is verplicht" for key in missing)


def _section_mistakes(name: str, entry: object, kinds: Mapping[str, type]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{name}: verwacht een sectie [{name}]; gevonden: {entry!r}"
        return
    for key, value in entry.items():
        if key not in kinds:
            yield f"{name}.{key}: deze sleutel bestaat niet; verwacht een van {', '.join(kinds)}"
        elif type(value) is not kinds[key]:
            yield f"{name}.{key}: verwacht {WORDS[kinds[key]]}; gevonden: {value!r}"
        elif key in PARTS and not all(type(part) is PARTS[key] for part in _parts(value)):
            yield f"{name}.{key}: verwacht in elk deel {WORDS[PARTS[key]]}; gevonden: {value!r}"


def _parts(value: object) -> tuple[object, ...]:
    return tuple(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())


WORDS = {
    str: "een tekst",
    bool: "true of false",
    int: "een geheel getal",
    list: "een lijst",
    dict: "een tabel",
}
PARTS: Mapping[str, type] = {"one_to_one": str, "prisons": str, "largest_group": int, "labels": str}


def _area(entry: Mapping[str, object]) -> Area:
    prisons = entry.get("prisons", ())
    assert isinstance(prisons, list | tuple)
    return Area(**{**entry, "prisons": tuple(prisons)})  # type: ignore[arg-type]  # checked by _mistakes


def _mapped(folder: Path) -> Iterator[Area]:
    """Give what the mapping of each partner's export says: what it delivers lies in those domains."""
    for path in sorted(folder.glob("*.toml")):
        source = _entries(path)
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
