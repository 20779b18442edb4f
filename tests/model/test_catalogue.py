"""The register of indicators is strict."""

from pathlib import Path

import pytest

from pipelines.errors import ConfigError, ModelError
from pipelines.model import read_catalogue
from pipelines.toml import LANGUAGES

SQL = Path(__file__).parents[2] / "sql"

ENTRY = """
[sessions_held]
code = "I03"
unit = "session"
kind = "count"
personal = false
better_when = "higher"
precedent = "HMPPS"
adds_up = ["domain_code"]
name = { nl = "Doorgegaan", fr = "Tenues", en = "Held" }
definition = { nl = "Doorgegaan.", fr = "Tenues.", en = "Held." }
"""


def write(folder: Path, text: str) -> Path:
    (folder / "indicators.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_entry_is_read_whole(tmp_path):
    indicator = read_catalogue(write(tmp_path, ENTRY)).indicators["sessions_held"]
    assert (indicator.code, indicator.adds_up, indicator.name["fr"]) == ("I03", ("domain_code",), "Tenues")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('unit = "session"', "", "sessions_held.unit: deze sleutel is verplicht"),
        ('precedent = "HMPPS"', "", "sessions_held.precedent: deze sleutel is verplicht"),
        ("definition = {", "meaning = {", "sessions_held.definition: deze sleutel is verplicht"),
        (
            'unit = "session"',
            "unit = 3",
            "sessions_held.unit: verwacht een tekst tussen aanhalingstekens; gevonden: 3",
        ),
        ('unit = "session"', 'units = "session"', "sessions_held.units: deze sleutel bestaat niet"),
        ('"higher"', '"more"', "better_when: verwacht een van higher, lower, neither"),
        (', fr = "Tenues.", en', ", en", "definition: de tekst in fr ontbreekt"),
        ('"count"', '"ratio"', "sessions_held.denominator: deze sleutel is verplicht"),
    ],
)
def test_what_does_not_fit_is_named_with_its_key(tmp_path, old, new, complaint):
    assert old in ENTRY
    with pytest.raises(ConfigError) as caught:
        read_catalogue(write(tmp_path, ENTRY.replace(old, new)))
    assert complaint in str(caught.value)
    assert "indicators.toml" in str(caught.value)


def test_two_indicators_do_not_share_a_code(tmp_path):
    with pytest.raises(
        ConfigError, match=r"sessions_kept\.code: deze code komt meer dan een keer voor; gevonden: 'I03'"
    ):
        read_catalogue(write(tmp_path, ENTRY + ENTRY.replace("sessions_held", "sessions_kept")))


def test_a_ratio_divides_measures_that_exist(tmp_path):
    ratio = ENTRY.replace('"count"', '"ratio"').replace("I03", "I05").replace("sessions_held", "rate")
    ratio += (
        'numerator = "sessions_held"\ndenominator = "other.sessions_lost"\nper = ["sessions_by_domain"]\n'
    )
    with pytest.raises(
        ConfigError, match=r"rate\.denominator: verwacht een maat van dit register.*other\.sessions_lost"
    ):
        read_catalogue(write(tmp_path, ENTRY + ratio))


def test_a_file_that_is_no_toml_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"indicators\.toml: regel 1: geen geldige TOML"):
        read_catalogue(write(tmp_path, "[open"))


def test_an_indicator_is_found_by_its_code_and_by_its_measure(tmp_path):
    register = read_catalogue(write(tmp_path, ENTRY))
    assert register.by_code("I03") is register.by_code("sessions_held")
    with pytest.raises(ModelError, match="I99: geen indicator"):
        register.by_code("I99")


def test_every_definition_of_the_program_is_one_sentence_in_each_language():
    for indicator in read_catalogue(SQL).indicators.values():
        for language in LANGUAGES:
            sentence = indicator.definition[language]
            assert sentence.endswith(".") and sentence.count(". ") == 0, f"{indicator.measure}: {sentence}"


def test_only_what_no_source_gives_is_called_own():
    indicators = read_catalogue(SQL).indicators.values()
    assert {one.measure for one in indicators if one.precedent.startswith("Eigen")} == {
        "sessions_moved",
        "trajectories_running",
        "reach_rate_by_language_group",
    }
