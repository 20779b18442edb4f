"""A quarter that comes out after its year is a part of it: what is out and what is new are one set of sums."""

from dataclasses import replace

import pytest
from test_what_is_out import (
    COUNTS,
    FEW,
    OFFER,
    PERIODS,
    QUARTERS,
    RULES,
    TO_DATE,
    attacked,
    cells_of,
    narrow,
    offer_of,
    released,
    table,
    with_periods,
)

from pipelines.protect import DisclosureRules, PersonPatterns, audit_edition, protect
from pipelines.protect.decision import prepare
from pipelines.protect.events.talk_limits import wider_of, without_limits
from pipelines.protect.history.release_record import join_releases
from pipelines.protect.structure import Offered, place_of, structure, sums
from pipelines.tables import Cell, Mark

ORDER = (("2025", *QUARTERS), ("2025-JTD3", "2025-K3"), ("2025", *QUARTERS), ("2025-JTD3", "2025-K3"))

MONTHS = {
    f"2025-{month:02}": (
        "2025", f"2025-K{(month + 2) // 3}", *(f"2025-JTD{n}" for n in (2, 3) if month <= 3 * n)
    )
    for month in range(1, 13)
}  # fmt: skip
CALENDAR = PersonPatterns(
    ("prison_code", "period_code"), (), MONTHS, season_of=dict.fromkeys(MONTHS, "2025"), activities=()
)
"""Nobody took part; what is known is which months lie in which period."""


def in_turn(order, tables_of, **options):
    """Publish one release after the other; each knows those before it."""
    known, done = [], []
    for number, codes in enumerate(order, 1):
        earlier = join_releases(known, [])
        done.append(protect(tables_of(codes), RULES, PERIODS, earlier=earlier, worlds=CALENDAR, **options))
        known.append(released(number, done[-1]))
    return done


def test_year_then_a_quarter_of_it_then_both_again_come_out_and_give_nothing_away():
    """The quarter is by domain, the year by partner too: no table holds all that readers have."""
    everything = [table(COUNTS, name, (*QUARTERS, *TO_DATE), few=FEW) for name in ("domain", "organisation")]

    def tables_of(codes):
        names = ("domain", "organisation") if "2025" in codes else ("domain",)
        return [table(COUNTS, name, codes, few=FEW) for name in names]

    done = in_turn(ORDER, tables_of, offer=OFFER, counted=everything)
    found = attacked(cells_of(*done), COUNTS)
    assert found
    assert not narrow(found)


def test_sessions_that_are_out_do_not_hide_those_that_come_later():
    """Ten talks in the year are shown, two of its third quarter hidden: the year to date may not give them away."""
    counts = with_periods({
        (prison, code, partner): held
        for at, code in enumerate(QUARTERS)
        for prison, own in (
            ("GEN", {"CAWV": (9, 8, 2, 7), "TEAV": (40, 41, 42, 43)}),
            ("MEC", {"CAWV": (30, 31, 2, 33), "TEAV": (50, 51, 52, 53)}),
            ("BRU", {"CAWV": (20, 21, 22, 23), "TEAV": (60, 61, 62, 63)}),
        )
        for partner, numbers in own.items()
        for held in (numbers[at],)
    })  # fmt: skip
    few, offer = frozenset({("GEN", "CAWV"), ("MEC", "CAWV")}), offer_of(counts, {})
    codes_of_all = (*QUARTERS, *TO_DATE)

    def both(codes):
        return [
            table(counts, "domain", codes, few=few),
            table(counts, "domain", codes, "sessions_held", personal=False),
        ]

    done = in_turn(ORDER, both, offer=offer, counted=both(codes_of_all))
    known = {}
    for each in done:
        cells = each.tables["sessions_held_by_domain.sessions_held"].cells
        for key, cell in cells.items():
            place = place_of(("prison_code", "period_code", "domain_code"), key)
            if cell.mark is not Mark.SUPPRESSED or place not in known:
                known[place] = cell.value
    found = attacked(known, counts)
    assert found
    assert not narrow(found)


def test_planned_sessions_that_are_out_tell_those_that_were_held():
    """An action plan printed them; less those that were cancelled, they are what a later report would hide."""
    counts = with_periods({
        (prison, "2025-K1", partner): held
        for prison, own in (("GEN", (2, 40, 31)), ("MEC", (30, 50, 41)), ("BRU", (20, 60, 51)))
        for partner, held in zip(("CAWV", "TEAV", "YOGV"), own, strict=True)
    })  # fmt: skip
    sessions = {key: value + 4 * (key[2] == "CAWV" and value > 2) for key, value in counts.items()}
    planned = {key: value + 5 for key, value in sessions.items()}
    tables = [table(counts, "domain", ("2025",), few=frozenset({("GEN", "CAWV")}))]
    tables += [
        table(own, "domain", ("2025",), measure, personal=False)
        for measure, own in (("sessions_held", sessions), ("sessions_planned", planned))
    ]
    options = {"offer": offer_of(counts, sessions)}
    name, few = "sessions_held_by_domain.sessions_held", ("GEN", "2025", "welzijn")
    cells = protect(tables, RULES, PERIODS, **options).tables[name].cells
    beside = {key for key, cell in cells.items() if cell.mark is Mark.SUPPRESSED} - {few}
    assert beside
    for key in sorted(beside, key=str):
        plan = replace(tables[2], counts={key: tables[2].counts[key]})
        earlier = join_releases([released(1, protect([plan], RULES, PERIODS, **options))], [])
        cells = protect(tables, RULES, PERIODS, **options, earlier=earlier).tables[name].cells
        assert cells[key].value == tables[1].counts[key]
        known = {place_of(tables[1].dimensions, own): cell.value for own, cell in cells.items()}
        found = attacked(known, sessions)
        assert place_of(tables[1].dimensions, few) in found
        assert not narrow(found)


def test_sessions_that_are_out_are_known_to_what_decides():
    """Not in the tables of persons, and out all the same: no world may move them."""

    def both(codes):
        return [table(COUNTS, "domain", codes, few=FEW),
                table(COUNTS, "domain", codes, "sessions_held", personal=False)]  # fmt: skip

    first = protect(both(ORDER[0]), RULES, PERIODS, worlds=CALENDAR, offer=OFFER)
    cells = first.tables["sessions_held_by_domain.sessions_held"].cells
    release = prepare(both(ORDER[1]), RULES, PERIODS, worlds=CALENDAR, offer=OFFER, counted=both((*QUARTERS, *TO_DATE)),
                      earlier=join_releases([released(1, first)], []))  # fmt: skip
    out = release.earlier.shown_places("sessions_held")
    third = {key for key, cell in cells.items() if key[1] == "2025-K3" and cell.value is not None}
    assert third
    names = ("prison_code", "period_code", "domain_code")
    assert {place_of(names, key) for key in third} <= out


def test_what_is_out_is_never_asked_to_be_more_uncertain_than_it_leaves():
    """A figure whose neighbours are all out is hidden, and the release comes out all the same."""
    whole = table(COUNTS, "domain", ("2025",))
    first = protect([whole], RULES, PERIODS, offer=OFFER)
    later = table(COUNTS, "domain", ("2025", "2025-JTD3", "2025-K4"), few=frozenset({("MEC", "CAWV")}))
    done = protect([later], DisclosureRules(threshold=5), PERIODS, offer=OFFER,
                   earlier=join_releases([released(1, first)], []), counted=[whole])  # fmt: skip
    cells = done.tables["attendances_by_domain.attendances"].cells
    assert cells["MEC", "2025-K4", "welzijn"].mark is Mark.SUPPRESSED
    assert cells["MEC", "2025", "welzijn"].mark is Mark.SUPPRESSED  # it was out, and is not shown again
    assert (
        cells["MEC", "2025", "sport"].value
        == first.tables["attendances_by_domain.attendances"].cells["MEC", "2025", "sport"].value
    )


def test_sums_run_across_tables_and_over_unequal_periods():
    """The year is the year to date and its last quarter, of whatever table each of them is."""
    known = structure({}, CALENDAR)
    places = [(("period_code", code),) for code in ("2025", "2025-JTD3", "2025-K4", "2025-K1")]
    every = [one for one in sums(places, known) if dict(one.total)["period_code"] == "2025"]
    assert {frozenset(dict(part)["period_code"] for part in one.parts) for one in every} >= {
        frozenset({"2025-JTD3", "2025-K4"})
    }


def test_few_talks_of_a_year_are_not_told_by_what_lies_within_it_however_it_is_cut():
    """The year to date is part of a part of the year, as soon as a quarter was out before the year."""
    labels = {"prison_code": "ANT", "organisation_code": "HOGV", "domain_code": "onderwijs"}
    periods = ("2025", "2025-JTD2", "2025-JTD3", *QUARTERS)
    offer = {"attendances": tuple(Offered({**labels, "period_code": code}, 1, 1) for code in periods)}
    few = frozenset({place_of(("prison_code", "period_code", "organisation_code"), ("ANT", "2025", "HOGV"))})
    open_ones = without_limits(offer, few, structure({}, CALENDAR))["attendances"]
    assert {one.labels["period_code"] for one in open_ones if one.most is None} == set(periods)
    other = [replace(one, labels={**one.labels, "prison_code": "GEN"}) for one in offer["attendances"]]
    kept = without_limits({"attendances": tuple(other)}, few, structure({}, CALENDAR))["attendances"]
    assert all(one.most == 1 for one in kept)


@pytest.mark.parametrize("few", [FEW, frozenset()])
def test_what_a_quarter_hid_is_not_told_by_the_year_to_date_once_more_persons_stand_behind_it(few):
    """Late rows make a small figure a large one. It and the neighbour hidden with it stay unknown all the same."""
    sessions = {key: value + 9 for key, value in COUNTS.items()}
    options = {"worlds": CALENDAR, "offer": offer_of(COUNTS, sessions)}
    before = table(COUNTS, "domain", QUARTERS[:1], few=FEW | {("GEN", "CAWV")})
    first = protect([before], RULES, PERIODS, **options)
    then = protect([table(COUNTS, "domain", ("2025-JTD2", *QUARTERS[:2]), few=few)], RULES, PERIODS, **options,
                   earlier=join_releases([released(1, first)], []),
                   counted=[table(COUNTS, "domain", (*QUARTERS, *TO_DATE), few=few)])  # fmt: skip
    found = attacked(cells_of(first, then), COUNTS, sessions)
    hidden = {place for place in found if dict(place)["period_code"] == QUARTERS[0]}
    assert hidden
    assert not narrow({place: found[place] for place in hidden})
    assert cells_of(then)[place_of(("period_code",), ("2025-JTD2",))] is not None  # the total comes out


def test_the_audit_proves_again_that_what_a_quarter_hid_is_not_told():
    """Figures hidden for the sake of old ones are shown all the same: the audit names those, neighbours too."""
    sessions = {key: value + 9 for key, value in COUNTS.items()}
    everything = [table(COUNTS, "domain", (*QUARTERS, *TO_DATE))]
    options = {"worlds": CALENDAR, "offer": offer_of(COUNTS, sessions), "counted": everything}
    first = protect([table(COUNTS, "domain", QUARTERS[:1], few=FEW)], RULES, PERIODS, **options)
    options["earlier"] = join_releases([released(1, first)], [])
    own = [table(COUNTS, "domain", ("2025-JTD2", *QUARTERS[:2]))]
    done = protect(own, RULES, PERIODS, **options).tables
    assert audit_edition(own, done, RULES, PERIODS, **options).is_clean
    (name,) = done
    bent = {
        key: Cell(value=own[0].counts[key]) if cell.mark and key[1] != QUARTERS[0] else cell
        for key, cell in done[name].cells.items()
    }
    assert bent != done[name].cells
    found = audit_edition(own, {name: replace(done[name], cells=bent)}, RULES, PERIODS, **options)
    told = {one.key for one in found.open}
    assert told == {key for key, cell in first.tables[name].cells.items() if cell.mark}
    assert len(told) > 1


@pytest.mark.parametrize("late", ["TEAV", "CAWV", "YOGV"])
def test_no_figure_that_readers_know_to_be_hidden_becomes_zero_beside_a_total_that_stands(late):
    """Late rows have no place in a total that is out; a hidden zero would tell what its neighbour is."""
    few = FEW | {("GEN", "CAWV")}
    first = protect([table(COUNTS, "domain", QUARTERS[:1], few=few)], RULES, PERIODS, worlds=CALENDAR,
                    offer=OFFER)  # fmt: skip
    counts = with_periods(
        {key: value + 100 * (key[2] == late) for key, value in COUNTS.items() if key[1] in QUARTERS}
    )
    now = prepare([table(counts, "domain", ("2025-JTD2", *QUARTERS[:2]))], RULES, PERIODS, worlds=CALENDAR,
                  offer=offer_of(counts, {}), earlier=join_releases([released(1, first)], []))  # fmt: skip
    hidden = now.earlier.hidden_places("attendances")
    settled = {
        place_of(each.dimensions, key): value for each in now.tables for key, value in each.counts.items()
    }
    assert hidden
    assert all(settled[place] > 0 for place in hidden)


def test_a_year_is_not_known_where_all_of_it_but_a_few_talks_is_out():
    """Nine talks in three quarters are out and one was held in the fourth: who reads ten has the one."""
    known = structure({}, CALENDAR)
    place, counted = (
        lambda code: place_of(("prison_code", "period_code"), ("GEN", code)),
        ("2025-K1", "2025-K4", "2025"),
    )
    places = {place(code) for code in (*counted, "2025-JTD3")}
    few, wider = frozenset({place("2025-K4")}), frozenset({place("2025")})
    assert wider_of(few, places, frozenset({place("2025-JTD3")}), known) == wider
    assert wider_of(few, places, frozenset(), known) == frozenset()
    labels = {"prison_code": "GEN", "period_code": "2025-JTD3"}
    offer = {"attendances": (Offered(labels, 9, 9), Offered({**labels, "period_code": "2025"}, 10, 10))}
    assert [one.most for one in without_limits(offer, few, known, wider)["attendances"]] == [9, None]
