"""report.toml is read strictly."""

import re

import pytest

from pipelines.errors import ConfigError
from pipelines.program import PROGRAM
from pipelines.request.settings import read_config


def write(folder, text):
    (folder / "report.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_repository_is_a_workspace():
    config = read_config(PROGRAM)
    assert config.exports == PROGRAM / "data" / "sample"
    assert config.settings.disclosure.threshold == 5


def test_defaults_fill_what_is_not_said(tmp_path):
    config = read_config(write(tmp_path, '[report]\npublisher = "Voorbeeld"\n'))
    assert config.settings.report.languages == ["nl"]
    assert config.own_or_program("contracts") == PROGRAM / "data" / "contracts"
    (tmp_path / "data" / "contracts").mkdir(parents=True)
    assert config.own_or_program("contracts") == tmp_path / "data" / "contracts"


@pytest.mark.parametrize(("text", "says"), [
    ("", "report: deze sleutel is verplicht"),
    ('[report]\npublisher = "x"\ntitel = "y"\n', "report.titel: deze sleutel bestaat niet"),
    ('[report]\npublisher = "x"\n[look]\nlogo = "a.svg"\n', "look.logo: deze sleutel bestaat niet"),
    ('[report]\npublisher = "x"\n[look]\ncolour = "#123456"\n', "look.colour: deze sleutel bestaat niet"),
    ("[report]\npublisher = 3\n", "report.publisher: verwacht een tekst.*gevonden: 3"),
    ('[report]\npublisher = "x"\nlanguages = ["de"]\n', r"languages\[1\]: verwacht een van nl, fr, en.*'de'"),
    ('[report]\npublisher = "x"\n[disclosure]\nthreshold = "5"\n', "threshold: verwacht een geheel getal"),
    ('[report]\npublisher = "x"\n[disclosure]\nthreshold = 1\n', "verwacht minstens 2"),
    ("[report\n", "geen geldige TOML"),
])  # fmt: skip
def test_each_mistake_names_file_key_and_what_was_expected(tmp_path, text, says):
    with pytest.raises(ConfigError, match=r"report\.toml: ") as raised:
        read_config(write(tmp_path, text))
    assert re.search(says, str(raised.value))


def test_a_folder_without_report_toml_is_not_a_workspace(tmp_path):
    with pytest.raises(ConfigError, match="jaarverslag init"):
        read_config(tmp_path)
