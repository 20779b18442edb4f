"""Who recomputes sentences sees what is not so: each of these is false by one thing."""

import pytest

from tests.recomputed import Truth, faults, sentences

TRUTH = Truth(
    {
        "sessions_by_domain.sessions_cancelled": {(None, "2025", None): 489, (None, "2024", None): 389},
        "sessions_by_domain.sessions_planned": {(None, "2025", None): 4907, (None, "2024", None): 4626},
        "attendances_by_domain.attendances": {
            (None, "2025", None, None): 23317, (None, "2024", None, None): 23400,
            (None, "2025-K3", "sport", None): 1913, (None, "2025-K2", "sport", None): 2531, (None, "2025-K1", "sport", None): 2751,
            **{(None, f"2025-K{quarter}", domain, None): 400 // quarter for quarter in (2, 3)
               for domain in ("welzijn", "onderwijs", "tewerkstelling", "cultuur", "gezondheid")},
        },
        "attendances_by_domain.sessions_recorded": {(None, "2025", None, None): 3921},
        "sessions_by_domain.sessions_held": {(None, "2025", None): 4146},
        "attendances_by_domain.participant_hours": {(None, "2025", None): 6000, (None, "2024", None): 6600},
        "population.average_population": {(None, "2025"): 100, (None, "2024"): 100},
        "waiting_list.waiting_days_median": {(None, "2025"): 23, (None, "2024"): 22, ("GEN", "2025"): 24, ("GEN", "2024"): 18},
        "cancellations_by_reason.sessions_cancelled": {(None, "2025", "strike"): 77, (None, "2025", "other"): 7},
    },
    lambda name, key: True,
    None,
)  # fmt: skip


@pytest.mark.parametrize("said", [
    "In 2025 werden 489 sessies afgelast, 25,7 % meer dan in 2024",
    "In 2025 viel 10,0 % van de geplande sessies weg, 1,6 procentpunt meer dan in 2024",
    "In 2025 werden 23.317 deelnames geteld, nagenoeg evenveel als in 2024",
    "In het derde kwartaal werden 1.913 deelnames geteld, 24,4 % minder dan in het tweede kwartaal",
    "De vaakst genoemde reden was staking: 77 sessies, 15,7 % van het geheel",
    "Elk domein had in het derde kwartaal minder deelnames dan in het tweede kwartaal",
    "Tegelijk nam een gedetineerde gemiddeld 60,0 uur deel, 9,1 % minder dan in 2024",
    "Tegelijk wachtte de helft van wie kon beginnen hoogstens 23 dagen, tegenover 22 in 2024",
    "Van 3.921 van de 4.146 sessies is bekend hoeveel er kwamen; in totaal werden 23.317 deelnames geteld",
])  # fmt: skip
def test_what_is_so_is_found_so(said):
    assert faults(TRUTH, "Sport", said) == []


@pytest.mark.parametrize("said", [
    "In 2025 werden 488 sessies afgelast, 25,7 % meer dan in 2024",
    "In 2025 werden 489 sessies afgelast, 25,6 % meer dan in 2024",
    "In 2025 werden 489 sessies afgelast, 25,7 % minder dan in 2024",
    "In 2025 werden 489 sessies afgelast, nagenoeg evenveel als in 2024",
    "In 2025 werden 489 sessies afgelast, tegenover 390 in 2024",
    "In 2025 viel 10,0 % van de geplande sessies weg, 1,6 % meer dan in 2024",
    "In 2025 werden 23.317 deelnames geteld, 0,4 % minder dan in 2024",
    "In het derde kwartaal werden 1.913 deelnames geteld, 24,4 % minder dan in het eerste kwartaal",
    "De vaakst genoemde reden was een andere reden: 7 sessies, 1,4 % van het geheel",
    "De vaakst genoemde reden was staking: 77 sessies, 16,7 % van het geheel",
    "Elk domein had in het derde kwartaal meer deelnames dan in het tweede kwartaal",
    "Tegelijk nam een gedetineerde gemiddeld 60,0 uur deel, 9,1 % meer dan in 2024",
    "Tegelijk wachtte de helft van wie kon beginnen hoogstens 23 dagen, 1 dag meer dan in 2024",
    "Tegelijk wachtte de helft van wie kon beginnen hoogstens 23 dagen, 4,5 % meer dan in 2024",
    "Van 4.146 van de 4.146 sessies is bekend hoeveel er kwamen; in totaal werden 23.317 deelnames geteld",
    "Daarbij werden 23.317 deelnames geteld",
    "In 2025 ging alles goed",
])  # fmt: skip
def test_what_is_not_so_is_seen(said):
    assert faults(TRUTH, "Sport", said) != []


def test_a_text_is_split_at_sentences_and_not_at_thousands():
    assert sentences("In 2025 werden 23.317\u00a0deelnames geteld. Daarbij viel 10 % weg.") == [
        "In 2025 werden 23.317 deelnames geteld", "Daarbij viel 10 % weg",
    ]  # fmt: skip
