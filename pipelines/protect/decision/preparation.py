"""Put a release together with all that is known beside it: what is out, the offer, the persons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipelines.errors import DisclosureError
from pipelines.protect.decision.personal_release import PRESENT, PersonalRelease
from pipelines.protect.decision.settling import settle
from pipelines.protect.events import MEASURES, WITH_PLACES, talks_of, traits_of, wider_of, without_limits
from pipelines.protect.history import ReleaseHistory, ghosts_of, still_standing, unchanged
from pipelines.protect.lp import BASE
from pipelines.protect.primary import unsafe_cells
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import HELD, Offer, PersonPatterns, links_of, structure
from pipelines.tables import CountTable

Hierarchies = Mapping[str, Mapping[str, str]]


def prepare(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Hierarchies | None = None,
    *,
    worlds: PersonPatterns | None = None,
    earlier: ReleaseHistory | None = None,
    offer: Offer | None = None,
    counted: Iterable[CountTable] = (),
    all_stand: bool = False,
) -> PersonalRelease:
    """Give the personal tables, those that are out and not among them, and what stands of earlier releases.

    With `all_stand` no count of persons that is out changes where one of its year changed by few. Figures of
    events are those that will be shown. Raises DisclosureError when earlier releases were
    protected by the other method: exact and rounded figures of the same persons, each safe alone, together
    give small counts away.
    """
    earlier = earlier or ReleaseHistory()
    if earlier.bases - {BASE if rules.method == "round5" else 1}:
        raise DisclosureError(
            f"eerdere uitgaven zijn op een andere manier beveiligd dan {rules.method}: exacte en afgeronde "
            "cijfers over dezelfde personen geven samen kleine aantallen prijs. Houd de methode aan."
        )
    personal = [table for table in sorted(tables, key=lambda table: table.name) if table.personal]
    if rules.method == "round5":
        earlier = replace(earlier, before={})  # what is rounded stays near what it was: `own` sees to that
    counted = tuple(counted)
    both = (*personal, *ghosts_of((table for table in counted if table.personal), personal, earlier))
    unsafe = {table.name: unsafe_cells(table, rules) for table in both}
    known, crowd = structure(hierarchies or {}, worlds), worlds.measure if worlds else ""
    standing = still_standing(
        earlier, both, unsafe, rules.threshold, crowd=crowd, known=known, all_stand=all_stand
    )
    release = PersonalRelease(both, unsafe, rules, known, worlds, standing, offer or {})
    sessions = tuple(table for table in tables if table.measure in {*MEASURES, WITH_PLACES})
    sessions += tuple(ghosts_of((table for table in counted if table.measure in MEASURES), sessions, earlier))
    stocks = {table.measure for table in traits_of(tables)}.union(PRESENT)
    population = tuple(table for table in tables if table.measure in stocks)
    out = unchanged(earlier, (*sessions, *population))
    standing = replace(standing, shown={**standing.shown, **out})
    talks = talks_of((*both, *sessions), offer or {}, rules, known)
    held = frozenset(place for measure, place in out if measure == HELD)
    few = talks.few - held
    wider = wider_of(few, talks.came, held, known)
    talks = replace(talks, few=few | wider)
    unlimited = without_limits(release.offer, few, known, wider)
    release = replace(
        release, earlier=standing, sessions=sessions, talks=talks, offer=unlimited, population=population
    )
    release = replace(release, links=links_of(release.events))
    return release if rules.method == "round5" else settle(release)
