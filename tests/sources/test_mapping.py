"""Sources are read strictly, against the contracts."""

from pathlib import Path

import pytest

from pipelines.errors import ConfigError
from pipelines.sources import Origin, read_sources, wanted_headers
from tests.load.intake import CONTRACTS, sessions

GOOD = sessions()


def read(folder: Path, text: str) -> object:
    (folder / "vocvo.toml").write_text(text, encoding="utf-8")
    return read_sources(folder, CONTRACTS)


def test_a_source_is_read_with_its_defaults(tmp_path: Path) -> None:
    (tmp_path / "vocvo.toml").write_text(GOOD, encoding="utf-8")
    (source,) = read_sources(tmp_path, CONTRACTS)
    assert (source.name, source.numbering, source.language, source.format) == ("vocvo", "vocvo", "nl", None)
    assert source.maps[0].columns["session_date"] == Origin(headers=("Datum",))
    assert wanted_headers(source)[:2] == (("Nummer",), ("Gevangenis",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'dataset = "session"',
            'dataset = "sessie"',
            "maps[1].dataset: verwacht een van ",
        ),
        ("status = { from", "stat = { from", "maps[1].columns.stat: kolom van session: verwacht een van"),
        (
            '"Doorgegaan" = "held"',
            '"Doorgegaan" = "hield"',
            "maps[1].columns.status.values.Doorgegaan: verwacht een van planned",
        ),
        ('session_date = "Datum"', "", "maps[1].columns.session_date: het contract session eist deze kolom"),
        (
            '{ constant = "onderwijs" }',
            '{ constant = "onderwijs", from = "x" }',
            "domain_code.from: verwacht precies één",
        ),
        ('{ constant = "onderwijs" }', "{ }", "domain_code.from: verwacht precies één"),
        (
            '{ constant = "onderwijs" }',
            '{ const = "onderwijs" }',
            "domain_code.const: deze sleutel bestaat niet",
        ),
        ('{ constant = "onderwijs" }', "12", "domain_code: verwacht een tabel"),
        (
            '{ constant = "onderwijs" }',
            '{ from = "x", fold = true }',
            "domain_code.fold: hoort bij een tekst",
        ),
        (
            '{ constant = "onderwijs" }',
            '{ from = "x", part = "year" }',
            "domain_code.part: hoort bij een jaar",
        ),
        (
            '{ constant = "onderwijs" }',
            '{ from = "x", unit = "minutes" }',
            "domain_code.unit: hoort bij een duur",
        ),
        ('dates = "dmy"', 'dates = "dym"', "dialect.dates: verwacht een van dmy, mdy, ymd"),
        ('dates = "dmy"', 'encoding = "utf-9"', "dialect.encoding: verwacht een bekende codering"),
        ('dates = "dmy"', 'delimiter = ";;"', "dialect.delimiter: verwacht één teken"),
        ('files = ["vocvo_*"]', "files = []", "files: verwacht minstens 1 waarde"),
        ('files = ["vocvo_*"]', 'files = ["a"]\nfile = ["b"]', "file: deze sleutel bestaat niet"),
        ('source = "vocvo"', 'source = "cvo"', "source: moet gelijk zijn aan de bestandsnaam"),
        ('label = "Vocvo"', "label = 3", "label: verwacht een tekst"),
        ('label = "Vocvo"', 'label = "V"\nlanguage = "de"', "language: verwacht een van nl, fr, en"),
        (
            "[[maps]]",
            "[table]\nheader_row = -1\n[[maps]]",
            "table.header_row: verwacht minstens 0",
        ),
        ("[[maps]]", "[map]", "map: deze sleutel bestaat niet (bedoelt u maps?)"),
    ],
)
def test_a_mistake_is_named_with_file_key_and_expectation(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    read(tmp_path, GOOD)
    assert old in GOOD
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert str(tmp_path / "vocvo.toml") in str(caught.value)
    assert message in str(caught.value)
