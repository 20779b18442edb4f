"""What is public by declaration is read from one file, strictly, and from the mappings where it is silent."""

import pytest

from pipelines.errors import ConfigError
from pipelines.program import PROGRAM
from pipelines.public_knowledge import FILE, Area, read_public_knowledge

WHOLE = """
[offer]
public = true
source = "Websites van de partners (fictief)"

[[offer.areas]]
organisation = "YOGV"
domain = "sport"
subdomain = "beweging"
form = "group"
prisons = ["GEN", "MEC"]

[sessions]
source = "Zaalroosters (fictief)"
one_to_one = ["individual", "duo"]
largest_group = { "*" = 20, YOGV = 12 }

[population]
public = false

[partners]
know_own_figures = false

[[totals]]
measure = "attendances"
labels = { organisation_code = "YOGV", period_code = "2024" }
value = 312
source = "Jaarverslag 2024 van Yoga Voorbeeld (fictief)"
"""


def write(folder, text):
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_file_says_what_is_public_and_who_says_so(tmp_path):
    known = read_public_knowledge(write(tmp_path, WHOLE))
    assert known.areas == (Area("YOGV", "sport", "beweging", "group", ("GEN", "MEC")),)
    assert known.domains_of("YOGV") == {"sport"}
    assert known.largest_group == {"*": 20, "YOGV": 12}
    assert known.one_to_one == {"individual", "duo"}
    assert (known.offer, known.sessions, known.population, known.own_figures) == (True, True, False, False)
    assert known.sources["sessions"] == "Zaalroosters (fictief)"
    (total,) = known.totals
    assert (total.measure, total.value) == ("attendances", 312)
    assert total.labels == {"organisation_code": "YOGV", "period_code": "2024"}


def test_without_a_file_all_is_public_and_the_mappings_say_who_works_where():
    known = read_public_knowledge(PROGRAM / "data")
    assert known.offer
    assert known.sessions
    assert known.population
    assert known.own_figures
    assert known.domains_of("YOGV") == {"sport"}
    assert known.domains_of("SCHV") == {"cultuur", "sport"}
    assert {area.form for area in known.areas if area.organisation == "CAWV"} == {"individual"}
    assert known.domains_of("ONBEKEND") == frozenset()


def test_nothing_at_all_is_a_workspace_too(tmp_path):
    assert read_public_knowledge(tmp_path).areas == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[offers]\n", "offers: deze sleutel bestaat niet .bedoelt u offer.."),
        ("[offer]\npubliek = true\n", "offer.publiek: deze sleutel bestaat niet"),
        ('[offer]\npublic = "ja"\n', "offer.public: verwacht true of false; gevonden: 'ja'"),
        ('[[offer.areas]]\ndomain = "sport"\n', r"offer.areas\[1\].organisation: deze sleutel is verplicht"),
        ("[offer]\nareas = 3\n", "offer.areas: verwacht een lijst"),
        ("[sessions]\none_to_one = [3]\n", r"sessions.one_to_one\[1\]: verwacht een tekst"),
        (
            '[sessions.largest_group]\nYOGV = "12"\n',
            "sessions.largest_group.YOGV: verwacht een geheel getal",
        ),
        ('[[totals]]\nmeasure = "attendances"\n', r"totals\[1\].value: deze sleutel is verplicht"),
        ("offer = 3\n", "offer: verwacht een tabel"),
        ("[offer\n", "geen geldige TOML"),
    ],
)
def test_each_mistake_names_file_key_and_what_was_expected(tmp_path, text, says):
    with pytest.raises(ConfigError, match=says) as raised:
        read_public_knowledge(write(tmp_path, text))
    assert str(FILE) in str(raised.value)
