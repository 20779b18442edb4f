"""Outlines are read strictly: every mistake names the file, the line, the key and what to do."""

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from pipelines.document import compose
from pipelines.errors import ConfigError
from pipelines.outline import read_outline
from pipelines.outline.spec import AnyBlock
from pipelines.toml import LANGUAGES
from tests.document.make_believe import OUTLINES, facts, release, vocabulary

HEAD = '[[chapters]]\nanchor = "aanbod"\ntitle = { nl = "Aanbod" }\n'
BLOCK = HEAD + "[[chapters.blocks]]\n"
CHART = BLOCK + 'kind = "chart"\n'

WRONG = {
    "geen TOML": ("[[chapters]\n", "regel 1", "geldige TOML"),
    "leeg": ("", "regel 1", "chapters: deze sleutel is verplicht"),
    "vreemde sleutel bovenaan": (
        "chapter = 1\n" + HEAD,
        "regel 1",
        "chapter: deze sleutel bestaat niet (bedoelt u chapters?)",
    ),
    "geen anker": (
        '[[chapters]]\ntitle = { nl = "Aanbod" }\n',
        "regel 1",
        "anchor: deze sleutel is verplicht",
    ),
    "geen titel": ('[[chapters]]\nanchor = "aanbod"\n', "regel 1", "title: deze sleutel is verplicht"),
    "anker met hoofdletter": (
        '[[chapters]]\nanchor = "Aanbod"\ntitle = { nl = "x" }\n',
        "regel 2",
        "kleine letters",
    ),
    "anker twee keer": (HEAD + HEAD, "regel 5", "bestaat al"),
    "vreemde sleutel in hoofdstuk": (
        HEAD + "titel = 1\n",
        "regel 4",
        "chapters[1].titel: deze sleutel bestaat niet (bedoelt u title?)",
    ),
    "vreemde taal": (
        '[[chapters]]\nanchor = "a"\ntitle = { nl = "x", de = "y" }\n',
        "regel 3",
        "verwacht nl, fr of en",
    ),
    "geen Nederlands": ('[[chapters]]\nanchor = "a"\ntitle = { fr = "x" }\n', "regel 3", "vul nl aan"),
    "lege tekst": ('[[chapters]]\nanchor = "a"\ntitle = { nl = " " }\n', "regel 3", "is leeg"),
    "titel als tekst": ('[[chapters]]\nanchor = "a"\ntitle = "x"\n', "regel 3", "title: verwacht een tabel"),
    "onbekende nummering": (HEAD + 'number = "roman"\n', "regel 4", "verwacht een van auto, none, letter"),
    "onbekende herhaling": (HEAD + 'per = "prison"\n', "regel 4", "verwacht een van domain"),
    "onbekend blok": (BLOCK + 'kind = "pie"\n', "regel 5", "verwacht een van"),
    "blok zonder soort": (BLOCK + 'order = "given"\n', "regel 4", "kind: deze sleutel is verplicht"),
    "grafiek zonder maat": (
        CHART + 'chart = "bars"\nrows = "domain_code"\ncolumns = "period"\n',
        "regel 4",
        "measures: deze sleutel is verplicht",
    ),
    "onbekende grafiek": (
        CHART + 'chart = "pie"\nmeasures = ["a.b"]\nrows = "domain_code"\ncolumns = "period"\n',
        "regel 6",
        "chart: verwacht een van bars, dots",
    ),
    "maat zonder mart": (
        CHART + 'chart = "bars"\nmeasures = ["attendances"]\nrows = "domain_code"\ncolumns = "period"\n',
        "regel 7",
        "verwacht <mart>.<maat>",
    ),
    "rijen met spatie": (
        CHART + 'chart = "bars"\nmeasures = ["a.b"]\nrows = "per domein"\ncolumns = "period"\n',
        "regel 8",
        "verwacht een dimensie",
    ),
    "sleutel van een ander blok": (
        BLOCK + 'kind = "marks"\nmeasures = ["a.b"]\n',
        "regel 6",
        "measures: deze sleutel bestaat niet",
    ),
    "waar als tekst": (
        CHART + 'chart = "bars"\nmeasures = ["a.b"]\nrows = "a"\ncolumns = "b"\ntotal = "ja"\n',
        "regel 10",
        "verwacht true of false; gevonden: 'ja'",
    ),
    "onbekend gebied": (
        BLOCK + 'kind = "marks"\nscope = "gent"\n',
        "regel 6",
        "verwacht een van overview, prison",
    ),
    "twee keer periodes": (
        CHART + 'chart = "bars"\nmeasures = ["a.b"]\nrows = "quarters"\ncolumns = "two_years"\n',
        "regel 9",
        "kruisen niet",
    ),
    "vergelijking van kwartalen": (
        BLOCK + 'kind = "table"\nmeasures = ["a.b"]\nrows = "quarters"\ncompare = true\n',
        "regel 8",
        "kruisen niet",
    ),
    "tweede hoofdstuk": (
        HEAD + HEAD.replace("aanbod", "methode") + '[[chapters.blocks]]\nkind = "pie"\n',
        "regel 8",
        "chapters[2].blocks[1].kind",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_names_file_line_and_remedy(name, tmp_path: Path):
    text, line, remedy = WRONG[name]
    path = tmp_path / "annual.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_outline(path)
    message = str(caught.value)
    assert str(path) in message
    assert line in message, message
    assert remedy in message


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    path = tmp_path / "annual.toml"
    path.write_text(BLOCK + 'kind = "pie"\n[[chapters.blocks]]\nkind = "cake"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_outline(path)
    assert len(str(caught.value).splitlines()) == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"annual\.toml"):
        read_outline(tmp_path / "annual.toml")


@pytest.mark.parametrize("name", ["annual", "quarterly"])
def test_the_outlines_of_the_program_speak_three_languages(name):
    outline = read_outline(OUTLINES / f"{name}.toml")
    texts = [chapter.title for chapter in outline.chapters]
    texts += [
        text
        for block in outline.blocks
        for text in (getattr(block, "title", None), getattr(block, "text", None))
    ]
    assert [text for text in texts if text is not None and set(text) != set(LANGUAGES)] == []


def test_the_annual_outline_has_the_chapters_of_the_report_in_order():
    anchors = [chapter.anchor for chapter in read_outline(OUTLINES / "annual.toml").chapters]
    expected = [
        "oogopslag",
        "voorwoord",
        "kerncijfers",
        "situering",
        "gevangenissen",
        "aanbod",
        "domein",
        "bereik",
        "afgelast",
        "wachtlijsten",
        "actieplan",
        "methode",
    ]
    assert [anchor for anchor in anchors if anchor in expected] == expected


BLOCKS = {block.kind: {one.name for one in fields(block)} for block in get_args(AnyBlock)}
"""Each kind of block with its keys."""


def test_every_kind_of_block_is_known_to_the_composer(tmp_path: Path):
    """A kind that an outline may name but nothing makes would stop a build with a technical error."""
    extra = {
        "measures": '["attendances_by_domain.attendances"]',
        "rows": '"domain_code"',
        "columns": '"period"',
        "chart": '"bars"',
        "text": '{ nl = "Tekst" }',
        "themes": '[{ chapter = "een", measures = ["attendances_by_domain.attendances"] }]',
    }
    blocks = [
        f'[[chapters.blocks]]\nkind = "{kind}"\n'
        + "".join(f"{key} = {value}\n" for key, value in extra.items() if key in keys)
        for kind, keys in BLOCKS.items()
    ]
    path = tmp_path / "all.toml"
    path.write_text(HEAD + "".join(blocks), encoding="utf-8")
    made = compose(read_outline(path), release(), facts(), vocabulary())
    assert len(made.chapters[0].blocks) >= len(BLOCKS) - 1  # a heading with nothing under it is left out
