"""Attendances of partners that give names are printed apart: with all attendances they tell those of the others."""

import pytest
from test_what_is_out import COUNTS, OFFER, RULES, attacked, cells_of, narrow, table

from pipelines.protect import audit_edition, protect
from pipelines.protect.structure import place_of
from pipelines.tables import CountTable

HEADS = "FITV"  # the make-believe partner that only counts heads
YEAR = "2025"
PRISONS = ("GEN", "MEC", "BRU", None)


def of_kind(measure):
    """Count by prison the attendances of all partners but one."""
    counts = dict.fromkeys(((prison, YEAR) for prison in PRISONS), 0)
    for (prison, code, partner), value in COUNTS.items():
        if code == YEAR and partner != HEADS:
            for where in (prison, None):
                counts[where, YEAR] += value
    return CountTable(f"kinds.{measure}", ("prison_code", "period_code"), measure, "attendance", counts,
                      adds_up=True, personal=True, contributors=dict.fromkeys(counts, 40))  # fmt: skip


def not_come(counts):
    """Give who was expected and who did not come: together they tell who was recorded."""
    absent = {(prison, code): 7 + 3 * at for at, (prison, code) in enumerate(counts) if prison}
    absent[None, YEAR] = sum(absent.values())
    found = {"absences": absent, "expected_attendances": {key: counts[key] + absent[key] for key in counts}}
    return [
        CountTable(f"kinds.{measure}", ("prison_code", "period_code"), measure, "attendance", own, adds_up=True,
                   personal=True, contributors=dict.fromkeys(own, 40))
        for measure, own in found.items()
    ]  # fmt: skip


def given_away(done, measure):
    """Attack with what is printed, and with all attendances less those of the kind, which are the others'."""
    known = cells_of(done)
    for prison in PRISONS:
        kinds = {each.measure: each.cells for each in done.tables.values() if each.name.startswith("kinds.")}
        kind = kinds[measure][prison, YEAR].value
        others = [
            kinds[each][prison, YEAR].value for each in ("expected_attendances", "absences") if each in kinds
        ]
        if kind is None and others and None not in others:
            kind = others[0] - others[1]
        whole = known[place_of(("period_code", "prison_code"), (YEAR, prison))]
        if None not in (kind, whole):
            own = place_of(("period_code", "prison_code", "organisation_code"), (YEAR, prison, HEADS))
            if known[own] is None and prison == "MEC":
                return {own: (whole - kind, whole - kind)}
            known[own] = whole - kind
    return narrow(attacked(known, COUNTS))


@pytest.mark.parametrize("measure", ["recorded_attendances", "seats_taken"])
def test_attendances_of_a_kind_do_not_give_away_those_of_few_persons_of_another(measure):
    few = frozenset({("MEC", HEADS)})
    tables = [table(COUNTS, name, (YEAR,), few=few) for name in ("domain", "organisation")]
    tables.append(of_kind(measure))
    if measure == "recorded_attendances":
        tables += not_come(tables[-1].counts)
    named = tuple(one for one in OFFER["attendances"] if one.labels["organisation_code"] != HEADS)
    known = {**OFFER, measure: named}
    done = protect(tables, RULES, offer=known)
    assert given_away(done, measure) == {}
    assert audit_edition(tables, done.tables, RULES, offer=known).is_clean
    blind = protect(tables, RULES, offer=OFFER)
    assert given_away(blind, measure)
    assert not audit_edition(tables, blind.tables, RULES, offer=known).is_clean
