"""What readers have besides the new tables: earlier figures, each partner's domain, the sessions that were held."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from releases import released
from scipy.optimize import linprog

from pipelines.protect import DisclosureRules, protect, with_totals
from pipelines.protect.events import talks_of
from pipelines.protect.history.release_record import join_releases
from pipelines.protect.structure import Structure
from pipelines.protect.structure.offer import Offered
from pipelines.protect.structure.patterns import place_of
from pipelines.public_knowledge import Total
from pipelines.tables import CountTable, Mark

RULES = DisclosureRules()
QUARTERS = ("2025-K1", "2025-K2", "2025-K3", "2025-K4")
TO_DATE = {"2025-JTD2": QUARTERS[:2], "2025-JTD3": QUARTERS[:3], "2025": QUARTERS}
PERIODS = {"period_code": dict.fromkeys(QUARTERS, "2025")}
DOMAINS = {"YOGV": "sport", "FITV": "sport", "CAWV": "welzijn", "TEAV": "cultuur"}  # make-believe partners
TALKS = frozenset({"CAWV"})


def offer_of(counts, sessions):
    """Give the offer: counts and sessions by prison, quarter and partner."""
    found = []
    for (prison, code, partner), value in counts.items():
        labels = {
            "prison_code": prison, "period_code": code, "organisation_code": partner,
            "domain_code": DOMAINS[partner], "subdomain_code": "s", "target_group": "t",
            "form": "individual" if partner in TALKS else "group",
        }  # fmt: skip
        held = sessions.get((prison, code, partner), value)
        found.append((labels, value, held if partner in TALKS else None, held))
    return {
        "attendances": tuple(Offered(labels, value, most) for labels, value, most, _ in found),
        "sessions_held": tuple(Offered(labels, held, None) for labels, _, _, held in found),
    }


def with_periods(counts):
    """Add the year and the years to date."""
    whole = dict(counts)
    for (prison, code, partner), value in counts.items():
        for wider, parts in TO_DATE.items():
            if code in parts:
                whole[prison, wider, partner] = whole.get((prison, wider, partner), 0) + value
    return whole


def table(counts, dimension, codes, measure="attendances", few=(), **kind):
    """Count by prison and partner or domain; cells of `few` come from two persons, others from ten."""
    own = "organisation_code" if dimension == "organisation" else "domain_code"
    cells, behind = {}, {}
    for (prison, code, partner), value in counts.items():
        if code in codes:
            label = partner if dimension == "organisation" else DOMAINS[partner]
            for where in (prison, None):
                for what in (label, None):
                    key = (where, code, what)
                    cells[key] = cells.get(key, 0) + value
                    persons = 2 if (prison, partner) in few else 10
                    behind[key] = behind.get(key, 0) + (persons if value else 0)
    return CountTable(
        f"{measure}_by_{dimension}.{measure}", ("prison_code", "period_code", own), measure, "attendance",
        cells, adds_up=True, personal=kind.get("personal", True),
        contributors=behind if kind.get("personal", True) else None,
    )  # fmt: skip


def cells_of(*releases):
    """Give what readers have: the figure of each cell by place, None where it was hidden."""
    found = {}
    for done in releases:
        for each in done.tables.values():
            if each.measure == "attendances":
                for key, cell in each.cells.items():
                    place = place_of(each.dimensions, key)
                    if cell.mark is not Mark.SUPPRESSED or place not in found:
                        found[place] = cell.value
    return found


def attacked(known, counts, sessions=None, partner_of=None):
    """Give the range of every hidden cell by linear programs over what partners did, written down anew.

    With `partner_of` by a reader who is that partner and knows its own figures.
    """
    atoms = sorted(key for key in counts if key[1] in QUARTERS)
    rows, least, most = [], [], []
    for place, value in known.items():
        labels = dict(place)
        codes = TO_DATE.get(labels["period_code"], (labels["period_code"],))
        row = [
            float(
                code in codes
                and labels.get("prison_code", prison) == prison
                and labels.get("organisation_code", partner) == partner
                and labels.get("domain_code", DOMAINS[partner]) == DOMAINS[partner]
            )
            for prison, code, partner in atoms
        ]
        rows.append(row)
        least.append(1 if value is None else value)
        most.append(np.inf if value is None else value)
    bounds = [
        (counts[atom], counts[atom]) if atom[2] == partner_of else (0, (sessions or {}).get(atom))
        for atom in atoms
    ]
    matrix = np.array(rows)
    finite = np.isfinite(most)
    upper = np.vstack([matrix[finite], -matrix])
    limit = np.concatenate([np.array(most)[finite], -np.array(least)])
    found = {}
    for row, (place, value) in zip(matrix, known.items(), strict=True):
        if value is None:
            ends = [linprog(sign * row, upper, limit, bounds=bounds) for sign in (1, -1)]
            assert ends[0].status == 0
            found[place] = (ends[0].fun, -ends[1].fun if ends[1].status == 0 else np.inf)
    return found


COUNTS = with_periods({
    (prison, code, partner): value + 3 * at
    for at, code in enumerate(QUARTERS)
    for prison, own in (
        ("GEN", {"YOGV": 31, "FITV": 24, "CAWV": 12, "TEAV": 20}),
        ("MEC", {"YOGV": 41, "FITV": 14, "CAWV": 3, "TEAV": 27}),
        ("BRU", {"YOGV": 22, "FITV": 35, "CAWV": 17, "TEAV": 25}),
    )
    for partner, value in own.items()
})  # fmt: skip
FEW = frozenset({("MEC", "CAWV")})
OFFER = offer_of(COUNTS, {})


def narrow(found):
    return {place: span for place, span in found.items() if span[1] - span[0] < RULES.width}


def test_a_year_to_date_of_an_earlier_report_gives_no_quarter_away():
    """Two reports that show the year so far: the later less the earlier is a quarter that the later hides."""
    everything = table(COUNTS, "domain", (*QUARTERS, *TO_DATE), few=FEW)
    register, done = None, []
    for number, codes in enumerate(pairwise((*QUARTERS[1:3], "2025-JTD3", QUARTERS[3], "2025")), 1):
        own = table(COUNTS, "domain", codes, few=FEW)
        done.append(protect([own], RULES, PERIODS, earlier=register, offer=OFFER, counted=[everything]))
        register = join_releases([released(at, each) for at, each in enumerate(done, number)], [])
    found = attacked(cells_of(*done), COUNTS)
    assert found
    assert not narrow(found)


def both(**options):
    tables = [table(COUNTS, name, ("2025",), few=FEW) for name in ("domain", "organisation")]
    return protect(tables, RULES, PERIODS, **options)


def test_whoever_knows_which_partner_works_in_which_domain_finds_nobody():
    found = attacked(cells_of(both(offer=OFFER)), COUNTS)
    assert found
    assert not narrow(found)


def test_without_the_offer_that_reader_finds_them():
    """The attack bites: what was hidden by sums alone is exact for a reader who knows the partners."""
    assert narrow(attacked(cells_of(both()), COUNTS))


def test_whoever_knows_how_long_a_session_lasts_finds_nobody_through_hours():
    """Every session lasts two hours, so half the hours that are printed are attendances."""
    hours = {key: 2 * value for key, value in COUNTS.items()}
    tables = [
        table(counts, name, ("2025",), measure, few=FEW)
        for name in ("domain", "organisation")
        for measure, counts in (("attendances", COUNTS), ("participant_hours", hours))
    ]
    done = protect(tables, RULES, PERIODS, offer=OFFER)
    known = cells_of(done)
    for each in done.tables.values():
        if each.measure == "participant_hours":
            for key, cell in each.cells.items():
                if cell.value is not None:
                    known[place_of(each.dimensions, key)] = cell.value // 2
    assert None in known.values()
    assert not narrow(attacked(known, COUNTS))


def test_a_partner_does_not_find_a_small_figure_of_another():
    """Two partners share a domain: whoever takes its own away from the whole has the other's, of two persons."""
    few = frozenset({("MEC", "FITV")})
    tables = [table(COUNTS, name, ("2025",), few=few) for name in ("domain", "organisation")]
    offer = {
        measure: tuple(
            replace(
                one, persons=2 if (one.labels["prison_code"], one.labels["organisation_code"]) in few else 10
            )
            for one in each
        )
        for measure, each in OFFER.items()
    }
    shared = place_of(tables[0].dimensions, ("MEC", "2025", "sport"))
    known = cells_of(protect(tables, RULES, PERIODS, offer=offer))
    found = narrow(attacked(known, COUNTS, partner_of="YOGV"))
    assert {dict(place).get("organisation_code") for place in found} <= {"YOGV"}  # its own it knows
    assert known[shared] is None
    without = cells_of(protect(tables, RULES, PERIODS, offer=OFFER))
    assert without[shared] is not None or shared in narrow(attacked(without, COUNTS, partner_of="YOGV"))


@pytest.mark.parametrize(("threshold", "talks"), [(5, 2), (10, 8)])
def test_the_sessions_of_a_few_talks_are_hidden_with_their_attendances(threshold, talks):
    """Two talks were held: who reads that knows that one or two people came; and that nine were not, of eight."""
    counts = with_periods({("GEN", "2025-K1", "CAWV"): talks, ("GEN", "2025-K1", "TEAV"): 40,
                           ("MEC", "2025-K1", "CAWV"): 30, ("MEC", "2025-K1", "TEAV"): 50,
                           ("BRU", "2025-K1", "CAWV"): 20, ("BRU", "2025-K1", "TEAV"): 60})  # fmt: skip
    sessions = {
        key: value + 4 if key[2] == "CAWV" and value > talks else value for key, value in counts.items()
    }
    few = frozenset({("GEN", "CAWV")})
    done = protect(
        [
            table(counts, "domain", ("2025",), few=few),
            table(sessions, "domain", ("2025",), "sessions_held", personal=False),
        ],
        DisclosureRules(threshold=threshold), PERIODS, offer=offer_of(counts, sessions),
    )  # fmt: skip
    held = done.tables["sessions_held_by_domain.sessions_held"].cells
    assert held["GEN", "2025", "welzijn"].mark is Mark.SUPPRESSED
    assert sum(cell.mark is Mark.SUPPRESSED for cell in held.values()) >= 4  # and not found by subtraction
    assert held[None, "2025", None].value is not None


def test_recorded_sessions_less_those_of_groups_do_not_tell_few_talks():
    """Sessions with a known number of places are those of groups; all that were recorded less these are talks."""
    held = with_periods({
        (prison, "2025-K1", partner): times
        for prison, own in (("GEN", (2, 40)), ("MEC", (30, 50)), ("BRU", (20, 60)))
        for partner, times in zip(("CAWV", "TEAV"), own, strict=True)
    })  # fmt: skip
    groups = {key: times * (key[2] == "TEAV") for key, times in held.items()}
    few, offer = frozenset({("GEN", "CAWV")}), offer_of(held, held)
    tables = [
        table(held, "domain", ("2025",), few=few),
        table(held, "domain", ("2025",), "sessions_recorded", personal=False),
        table(held, "domain", ("2025",), "sessions_held", personal=False),
        table(groups, "domain", ("2025",), "sessions_with_capacity", personal=False),
    ]
    done = protect(tables, RULES, PERIODS, offer=offer)
    cells = done.tables["sessions_with_capacity_by_domain.sessions_with_capacity"].cells
    assert {key for key, cell in cells.items() if cell.value is None} == {
        key for key in cells if key[0] in (None, "GEN")
    }
    assert tables[3].measure in done.personal  # remembered, so that no later release shows them


def test_few_recorded_sessions_beside_few_talks_do_not_tell_them():
    """Of forty sessions one was recorded: three in all leave one or two talks, however many were held."""
    held = with_periods({("GEN", "2025-K1", "CAWV"): 2, ("GEN", "2025-K1", "TEAV"): 40,
                         ("MEC", "2025-K1", "CAWV"): 30, ("MEC", "2025-K1", "TEAV"): 50,
                         ("BRU", "2025-K1", "CAWV"): 20, ("BRU", "2025-K1", "TEAV"): 60})  # fmt: skip
    recorded = {key: 1 if key[::2] == ("GEN", "TEAV") else times for key, times in held.items()}
    tables = [
        table(held, "domain", ("2025",), few=frozenset({("GEN", "CAWV")})),
        table(held, "domain", ("2025",), "sessions_held", personal=False),
        table(recorded, "domain", ("2025",), "sessions_recorded", personal=False),
    ]
    done = protect(tables, RULES, PERIODS, offer=offer_of(held, held))
    cells = done.tables["sessions_recorded_by_domain.sessions_recorded"].cells
    assert cells["GEN", "2025", "welzijn"].value is None
    assert cells["GEN", "2025", None].value is None


@pytest.mark.parametrize(("persons", "is_hidden"), [(1, False), (3, True)])
def test_the_sessions_of_talks_are_hidden_where_the_persons_behind_leave_too_little(persons, is_hidden):
    """Five talks were held and four people came: who supposes three persons at least has three to five."""
    counts = with_periods({("GEN", "2025-K1", "CAWV"): 4, ("GEN", "2025-K1", "TEAV"): 40})
    held = {key: value + 1 for key, value in counts.items()}
    cells = table(counts, "domain", ("2025",), few=frozenset({("GEN", "CAWV")}))
    behind = {key: persons if key[2] == "welzijn" else 10 for key in cells.counts}
    place = place_of(cells.dimensions, ("GEN", "2025", "welzijn"))
    talks = talks_of([replace(cells, contributors=behind)], offer_of(counts, held), RULES, Structure({}, {}))
    assert (place in talks.few) is is_hidden


@pytest.mark.parametrize("is_revision", [False, True])
def test_a_late_row_changes_no_figure_that_is_out(is_revision):
    """One person, once: the second version less the first would be a profile of that person."""
    late = with_periods({**{key: value for key, value in COUNTS.items() if key[1] in QUARTERS},
                         ("GEN", "2025-K1", "YOGV"): COUNTS["GEN", "2025-K1", "YOGV"] + 1})  # fmt: skip
    first = both(offer=OFFER)
    register = join_releases([], [released(1, first)], is_revision=is_revision)
    tables = [table(late, name, ("2025",), few=FEW) for name in ("domain", "organisation")]
    again = protect(tables, RULES, PERIODS, earlier=register, offer=offer_of(late, {}))
    assert {name: each.cells for name, each in again.tables.items()} == {
        name: each.cells for name, each in first.tables.items()
    }
    for each in again.tables.values():  # all or none: which ones would have changed is the person's profile
        assert each.held == {key for key, cell in each.cells.items() if cell.value is not None}


def test_a_late_row_of_a_quarter_that_is_out_does_not_show_in_the_year():
    """The year less its quarters would be that row; the year is what its quarters come to, and sums hold."""
    quarters = protect([table(COUNTS, "domain", QUARTERS)], RULES, PERIODS, offer=OFFER)
    register = join_releases([released(1, quarters)], [])
    late = with_periods({**{key: value for key, value in COUNTS.items() if key[1] in QUARTERS},
                         ("GEN", "2025-K1", "YOGV"): COUNTS["GEN", "2025-K1", "YOGV"] + 1})  # fmt: skip
    year = protect([table(late, "domain", ("2025",))], RULES, PERIODS, earlier=register,
                   offer=offer_of(late, {}), counted=[table(late, "domain", QUARTERS)])  # fmt: skip
    shown = year.tables["attendances_by_domain.attendances"]
    out = quarters.tables["attendances_by_domain.attendances"].cells
    for (prison, _, label), cell in shown.cells.items():
        assert cell.value == sum(out[prison, code, label].value for code in QUARTERS)
    assert ("GEN", "2025", "sport") in shown.held


def test_many_late_rows_of_many_persons_are_shown_by_the_next_version():
    first = both(offer=OFFER)
    register = join_releases([], [released(1, first)])
    late = with_periods({**{key: value for key, value in COUNTS.items() if key[1] in QUARTERS},
                         ("GEN", "2025-K1", "TEAV"): COUNTS["GEN", "2025-K1", "TEAV"] + 40})  # fmt: skip
    tables = [table(late, name, ("2025",), few=FEW) for name in ("domain", "organisation")]
    more = {
        each.name: {
            key: count + 20 * (first.tables[each.name].cells[key].value not in (None, each.counts[key]))
            for key, count in each.contributors.items()
        }
        for each in tables
    }
    tables = [CountTable(**{**vars(each), "contributors": more[each.name]}) for each in tables]
    again = protect(tables, RULES, PERIODS, earlier=register, offer=offer_of(late, {}))
    cells = again.tables["attendances_by_domain.attendances"].cells
    assert cells["GEN", "2025", "cultuur"].value == late["GEN", "2025", "TEAV"]
    assert not again.tables["attendances_by_domain.attendances"].held


def test_a_total_that_is_printed_elsewhere_is_known():
    """Without it two hidden cells hide each other; a reader who has one of them has both."""
    small = {("organisation_code", "CAWV"), ("domain_code", "welzijn")}
    known = cells_of(both(offer=OFFER))
    hidden = next(place for place, value in known.items() if value is None and not small & {*place})
    tables = [table(COUNTS, name, ("2025",), few=FEW) for name in ("domain", "organisation")]
    counted = {place_of(each.dimensions, key): value for each in tables for key, value in each.counts.items()}
    totals = [Total("attendances", dict(hidden), counted[hidden], "een jaarverslag (fictief)")]
    register = with_totals(join_releases([], []), tables, totals)
    done = protect(tables, RULES, PERIODS, offer=OFFER, earlier=register)
    known = {**cells_of(done), hidden: counted[hidden]}
    assert not narrow(attacked(known, COUNTS))
    other = [Total("attendances", dict(hidden), counted[hidden] + 1, "anders geteld (fictief)")]
    assert with_totals(join_releases([], []), tables, other).shown == {}
