"""Each relation by itself, on editions small enough to check by hand."""

from decimal import Decimal

import pytest
from hand import attack, edition, spans

from pipelines.public_knowledge import Area, PublicKnowledge, Total

PARTNERS = PublicKnowledge(
    areas=(
        Area("YOGV", "sport", form="group"), Area("FITV", "sport", form="group"),
        Area("ARBV", "werk", form="individual"), Area("MIXV", "sport"), Area("MIXV", "werk"),
    )
)  # fmt: skip


def test_parts_add_up_and_what_is_hidden_is_not_zero(tmp_path):
    edition(tmp_path, attendances_by_domain="""
        prison_code period_code domain_code attendances
        GEN         2025        sport       [o]
        GEN         2025        werk        [o]
        GEN         2025        .           8
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {
        "attendances domain_code=sport period_code=2025 prison_code=GEN": (1, 7),
        "attendances domain_code=werk period_code=2025 prison_code=GEN": (1, 7),
    }


def test_prisons_and_quarters_add_up_at_once(tmp_path):
    edition(tmp_path, attendances_by_domain="""
        prison_code period_code attendances
        GEN         2025-K1     [o]
        GEN         2025-K2     30
        GEN         2025-K3     30
        GEN         2025-K4     30
        GEN         2025        [o]
        MEC         2025        50
        .           2025        147
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {
        "attendances period_code=2025-K1 prison_code=GEN": (7, 7),
        "attendances period_code=2025 prison_code=GEN": (97, 97),
    }


def test_prisons_add_up_also_where_no_table_shows_anything_else_of_them(tmp_path):
    """By domain for all prisons together, by prison for all domains together: the totals are one sum."""
    edition(tmp_path, trajectories_by_domain="""
        prison_code period_code domain_code trajectories_completed
        GEN         2025        .           50
        LEC         2025        .           [o]
        MEC         2025        .           12
        .           2025        werk        89
        .           2025        zorg        61
        .           2025        .           150
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {"trajectories_completed period_code=2025 prison_code=LEC": (88, 88)}


@pytest.mark.parametrize("measure", ["recorded_attendances", "seats_taken"])
def test_attendances_of_a_kind_are_those_of_whole_partners_where_that_is_seen(tmp_path, measure):
    """In MEC all is shown and adds up; in GEN what is recorded less those that are shown is the last."""
    kinds = f"""
        prison_code period_code {measure}
        GEN         2025        55
        MEC         2025        63
    """
    edition(tmp_path, kinds=kinds, attendances_by_organisation="""
        prison_code period_code organisation_code attendances
        GEN         2025        YOGV              53
        GEN         2025        FITV              [o]
        GEN         2025        HERV              [o]
        MEC         2025        YOGV              41
        MEC         2025        FITV              22
        MEC         2025        HERV              17
    """, participants_by_organisation="""
        prison_code period_code organisation_code participants
        MEC         2025        YOGV              20
        MEC         2025        FITV              12
        MEC         2025        HERV              [nb]
    """)  # fmt: skip
    found = spans(attack(tmp_path))
    assert found["attendances organisation_code=FITV period_code=2025 prison_code=GEN"] == (2, 2)
    assert found["attendances organisation_code=HERV period_code=2025 prison_code=GEN"][1] != 2


def test_editions_of_two_quarters_are_subtracted(tmp_path):
    edition(tmp_path, "2025-K3", attendances_by_domain="""
        prison_code period_code domain_code attendances
        GEN         2025-JTD3   werk        21
    """)  # fmt: skip
    edition(tmp_path, "2025-K4", attendances_by_domain="""
        prison_code period_code domain_code attendances
        GEN         2025-K4     werk        [o]
        GEN         2025        werk        27
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {
        "attendances domain_code=werk period_code=2025-K4 prison_code=GEN": (6, 6)
    }
    assert spans(attack(tmp_path / "overzicht" / "2025-K4")) == {
        "attendances domain_code=werk period_code=2025-K4 prison_code=GEN": (1, 27)
    }


OFFER = """
    prison_code period_code domain_code attendances
    GEN         2025        sport       [o]
    GEN         2025        werk        [o]
    GEN         2025        .           90
"""


def test_a_partner_lies_in_its_domain(tmp_path):
    edition(tmp_path, attendances_by_domain=OFFER, attendances_by_organisation="""
        prison_code period_code organisation_code attendances
        GEN         2025        YOGV              81
        GEN         2025        FITV              2
        GEN         2025        ARBV              [o]
        GEN         2025        .                 90
    """)  # fmt: skip
    found = spans(attack(tmp_path, public=PARTNERS))
    assert found["attendances domain_code=sport period_code=2025 prison_code=GEN"] == (83, 83)
    assert found["attendances domain_code=werk period_code=2025 prison_code=GEN"] == (7, 7)
    blind = spans(attack(tmp_path, public=PublicKnowledge(offer=False)))
    assert blind["attendances domain_code=werk period_code=2025 prison_code=GEN"] == (1, 89)


def test_a_partner_in_two_domains_leaves_a_range(tmp_path):
    edition(tmp_path, attendances_by_domain=OFFER, attendances_by_organisation="""
        prison_code period_code organisation_code attendances
        GEN         2025        YOGV              81
        GEN         2025        MIXV              9
        GEN         2025        .                 90
    """)  # fmt: skip
    found = spans(attack(tmp_path, public=PARTNERS))
    assert found["attendances domain_code=werk period_code=2025 prison_code=GEN"] == (1, 9)


def test_one_person_takes_part_in_a_talk(tmp_path):
    tables = {
        "attendances_by_domain": OFFER,
        "attendances_by_organisation": """
            prison_code period_code organisation_code attendances
            GEN         2025        YOGV              [o]
            GEN         2025        ARBV              [o]
            GEN         2025        .                 90
        """,
        "sessions_by_organisation": """
            prison_code period_code organisation_code sessions_held
            GEN         2025        YOGV              12
            GEN         2025        ARBV              3
            GEN         2025        .                 15
        """,
    }
    edition(tmp_path, **tables)
    talks = "attendances organisation_code=ARBV period_code=2025 prison_code=GEN"
    assert spans(attack(tmp_path, public=PARTNERS))[talks] == (1, 3)
    groups = PublicKnowledge(areas=PARTNERS.areas, largest_group={"*": 8}, one_to_one=frozenset())
    assert spans(attack(tmp_path, public=groups))[talks] == (1, 24)


def test_persons_lie_within_places_and_sums(tmp_path):
    edition(tmp_path, participants_by_domain="""
        prison_code period_code domain_code participants
        GEN         2025        sport       40
        GEN         2025        werk        [o]
        GEN         2025        .           43
        MEC         2025        .           20
        .           2025        werk        9
        .           2025        .           60
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {
        "participants domain_code=werk period_code=2025 prison_code=GEN": (3, 9)
    }


def test_each_person_has_one_gender_and_one_number_of_domains(tmp_path):
    edition(tmp_path, participants_by_gender="""
        period_code gender participants
        2025        M      40
        2025        V      [o]
        2025        X      0
        2025        .      45
    """, participants_by_domains_taken="""
        period_code domains_taken participants
        2025        1             38
        2025        2             [o]
        2025        .             45
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {
        "participants gender=V period_code=2025": (5, 5),
        "participants domains_taken=2 period_code=2025": (7, 7),
    }


def test_a_year_has_at_least_the_persons_of_its_quarters(tmp_path):
    edition(tmp_path, participants_by_domain="""
        prison_code period_code participants
        GEN         2025-K1     12
        GEN         2025-K2     [o]
        GEN         2025-K3     10
        GEN         2025-K4     9
        GEN         2025        34
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {"participants period_code=2025-K2 prison_code=GEN": (3, 34)}


def test_participants_are_at_most_attendances_and_attendances_sessions_times_participants(tmp_path):
    edition(tmp_path, both="""
        prison_code period_code organisation_code participants attendances sessions_held
        GEN         2025        YOGV              [o]          6           2
        GEN         2025        FITV              4            [o]         3
        MEC         2025        YOGV              9            50          20
        MEC         2025        FITV              9            20          30
    """)  # fmt: skip
    found = spans(attack(tmp_path, public=PARTNERS))
    assert found["participants organisation_code=YOGV period_code=2025 prison_code=GEN"] == (3, 6)
    assert found["attendances organisation_code=FITV period_code=2025 prison_code=GEN"] == (4, 12)


def test_measures_make_each_other(tmp_path):
    edition(tmp_path, trajectories_by_domain="""
        period_code domain_code trajectories_running trajectories_started trajectories_ended trajectories_completed trajectories_ended_early
        2024        werk        20                   30                   18                 10                     8
        2025        werk        [o]                  12                   9                  [o]                    7
        2024        zorg        10                   9                    8                  6                      2
        2025        zorg        11                   5                    4                  1                      3
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {
        "trajectories_running domain_code=werk period_code=2025": (23, 23),
        "trajectories_completed domain_code=werk period_code=2025": (2, 2),
    }


def test_a_printed_rate_gives_what_it_divides(tmp_path):
    edition(tmp_path, participants_by_domain="""
        prison_code period_code participants participation_rate
        GEN         2025        [o]          12.5
        MEC         2025        30           75.0
    """, population="""
        prison_code period_code average_population
        GEN         2025        56.00
        MEC         2025        40.00
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {"participants period_code=2025 prison_code=GEN": (7, 7)}


def test_hours_take_attendances_where_sessions_last_equally_long(tmp_path):
    edition(tmp_path, attendances_by_domain="""
        prison_code period_code domain_code attendances participant_hours
        GEN         2025        werk        [o]         23.5
        MEC         2025        werk        [o]         23.5
    """, sessions_by_domain="""
        prison_code period_code domain_code sessions_held session_hours
        GEN         2025-K1     werk        4             6
        GEN         2025-K2     werk        2             3
        GEN         2025        werk        6             9
        MEC         2025-K1     werk        4             6
        MEC         2025-K2     werk        2             4
        MEC         2025        werk        6             10
    """)  # fmt: skip
    found = spans(attack(tmp_path))
    assert found["attendances domain_code=werk period_code=2025 prison_code=GEN"] == (16, None)
    assert found["attendances domain_code=werk period_code=2025 prison_code=MEC"] == (1, None)


def test_months_and_school_years_are_sums_of_months(tmp_path):
    months = "\n".join(f"2025-{month:02} 10" for month in range(1, 12))
    edition(tmp_path, offer_by_calendar=f"""
        period_code attendances
        {months}
        2025-12     [o]
        2025-K4     23
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {"attendances period_code=2025-12": (3, 3)}


def test_a_closed_prison_is_no_part_of_later_sums(tmp_path):
    edition(tmp_path, attendances_by_domain="""
        prison_code period_code attendances
        GEN         2024        30
        OUD         2024        10
        .           2024        40
        GEN         2025        [o]
        .           2025        12
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {"attendances period_code=2025 prison_code=GEN": (12, 12)}


def test_what_a_later_version_shows_gives_what_an_earlier_one_hid(tmp_path):
    edition(tmp_path, "2025", 1, attendances_by_domain="""
        prison_code period_code attendances
        GEN         2025        [o]
    """)  # fmt: skip
    edition(tmp_path, "2025", 2, attendances_by_domain="""
        prison_code period_code attendances
        GEN         2025        17
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {"attendances period_code=2025 prison_code=GEN": (17, 17)}


def test_rows_that_come_late_only_add(tmp_path):
    """The whole grew by 2 and one part by 1, so that the hidden part grew by 1 too."""
    for version, (hidden, shown, whole) in enumerate((("[o]", 10, 16), ("[o]", 11, 18)), 1):
        edition(tmp_path, "2025", version, attendances_by_domain=f"""
            prison_code period_code domain_code attendances
            GEN         2025        sport       {shown}
            GEN         2025        werk        {hidden}
            GEN         2025        .           {whole}
        """)  # fmt: skip
    found = attack(tmp_path)
    assert {(each.lowest, each.highest) for each in found.ranges} == {(6, 6), (7, 7)}
    assert len(found.differences) == 2


def test_a_rounded_figure_is_less_than_the_base_away(tmp_path):
    lines = "\n".join(f"P{number} 2025 20" for number in range(25))
    edition(tmp_path, attendances_by_domain=f"""
        prison_code period_code attendances
        {lines}
        .           2025        500
        GEN         2025        5
    """)  # fmt: skip
    found = spans(attack(tmp_path))
    assert found["attendances period_code=2025 prison_code=GEN"] == (1, 9)


def test_a_workspace_that_hides_zeros_leaves_them_possible(tmp_path):
    edition(tmp_path, attendances_by_domain="""
        period_code domain_code attendances
        2025        sport       [o]
        2025        werk        [o]
        2025        .           8
    """)  # fmt: skip
    assert set(spans(attack(tmp_path, zeros_hidden=True)).values()) == {(0, 8)}
    assert set(spans(attack(tmp_path, sensitive=frozenset({"domain_code"}))).values()) == {(0, 8)}


def test_figures_that_contradict_each_other_are_not_believed(tmp_path):
    edition(tmp_path, attendances_by_domain="""
        period_code domain_code attendances
        2025        sport       4
        2025        werk        5
        2025        .           8
        2024        sport       [o]
        2024        werk        5
        2024        .           8
    """)  # fmt: skip
    found = attack(tmp_path)
    assert spans(found) == {"attendances domain_code=sport period_code=2024": (3, 3)}
    assert found.given_up


def test_a_total_that_is_printed_elsewhere_counts(tmp_path):
    edition(tmp_path, attendances_by_domain="""
        prison_code period_code domain_code attendances
        GEN         2025        sport       40
        GEN         2025        werk        [o]
    """)  # fmt: skip
    total = Total(
        "attendances",
        {"prison_code": "GEN", "period_code": "2025"},
        46,
        "Jaarverslag van een partner (fictief)",
    )
    known = PublicKnowledge(totals=(total,))
    assert spans(attack(tmp_path, public=known)) == {
        "attendances domain_code=werk period_code=2025 prison_code=GEN": (6, 6)
    }


@pytest.mark.parametrize(("threshold", "narrow"), [(3, 0), (5, 1), (7, 1), (10, 1)])
def test_what_is_too_narrow_follows_the_rules(tmp_path, threshold, narrow):
    edition(tmp_path, attendances_by_domain="""
        period_code domain_code attendances
        2025        sport       [o]
        2025        werk        [o]
        2025        .           4
    """)  # fmt: skip
    found = attack(tmp_path, threshold=threshold)
    assert set(spans(found).values()) == {(1, 3)}
    assert bool(found.narrow) is bool(narrow)


def test_a_measure_of_which_nothing_is_known_is_named(tmp_path):
    edition(tmp_path, waiting_list="""
        prison_code period_code waiting_days_median
        GEN         2025        [o]
    """)  # fmt: skip
    found = attack(tmp_path)
    assert (found.ranges, found.unattacked) == ((), ("waiting_days_median",))


def test_averages_were_rounded_before_they_were_printed(tmp_path):
    """They end in zeros: what is left over is known to a few hundredths, and no sum is a contradiction."""
    found = attack(edition(tmp_path, population_by_age_band="""
        prison_code period_code age_band average_population
        .           2024        18-24    80.4500
        .           2024        25-34    184.1800
        .           2024        35-49    225.0200
        .           2024        50+      108.8000
        GEN         2024        18-24    35.7000
        GEN         2024        25-34    71.4200
        GEN         2024        35-49    107.6100
        GEN         2024        50+      54.9800
        LEC         2024        18-24    44.7600
        LEC         2024        25-34    112.7600
        LEC         2024        35-49    [o]
        LEC         2024        50+      53.8200
    """, population="""
        prison_code period_code average_population
        .           2024        598.4400
        GEN         2024        269.7000
        LEC         2024        328.7400
    """))  # fmt: skip
    (each,) = found.ranges
    assert found.given_up == ()
    assert each.lowest < Decimal("117.41") < each.highest
    assert each.is_exact
