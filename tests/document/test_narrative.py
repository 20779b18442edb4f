"""The coordinator's words are bound to cells: what the data do not bear does not build."""

import logging
from pathlib import Path

import pytest

from pipelines.document import compose, examine_narrative, new_narrative
from pipelines.document.blocks import BulletList, Document, Paragraph, Subheading
from pipelines.document.narrative.unbound_numbers import bare_numbers
from pipelines.errors import DocumentError
from pipelines.outline import read_outline
from pipelines.tables import Mark
from tests.document.make_believe import OUTLINES, facts, marked, release, vocabulary

OUTLINE = read_outline(OUTLINES / "annual.toml")
RELEASE = release()
SPORT = (None, "2025", "sport")
HIDDEN = {
    **RELEASE,
    "participants_by_domain.participants": marked(
        RELEASE["participants_by_domain.participants"], {(None, "2025", "sport"): Mark.SUPPRESSED}
    ),
}


def written(
    folder: Path, text: str, *, chapter: str = "voorwoord", language: str = "nl", tables=RELEASE, **changed
) -> Document:
    path = folder / "2025" / "overzicht" / language / f"{chapter}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return compose(OUTLINE, tables, facts(narrative=folder, language=language, **changed), vocabulary())


def said(document: Document, chapter: str = "voorwoord") -> str:
    return " ".join(
        block.html
        for one in document.chapters
        if one.anchor == chapter
        for block in one.blocks
        if isinstance(block, Paragraph)
    )


def number(name: str, key: tuple) -> str:
    return f"{RELEASE[name].cells[key].value:,}".replace(",", ".")


def test_a_number_is_that_of_its_cell(tmp_path):
    document = written(
        tmp_path, 'Aan sport namen {{ n("participants_by_domain", domain="sport") }} personen deel.'
    )
    assert (
        said(document)
        == f"Aan sport namen {number('participants_by_domain.participants', SPORT)} personen deel."
    )


def test_a_number_follows_scope_period_and_measure(tmp_path):
    document = written(
        tmp_path, 'In Gent: {{ n("sessions_by_domain.sessions_held", prison="GEN", period="2024") }}.'
    )
    assert said(document) == f"In Gent: {number('sessions_by_domain.sessions_held', ('GEN', '2024', None))}."


def test_a_chapter_about_a_domain_needs_no_domain(tmp_path):
    document = written(tmp_path, '{{ n("attendances_by_domain") }} deelnames.', chapter="domein-sport")
    assert said(document, "domein-sport").startswith(number("attendances_by_domain.attendances", SPORT))


def test_a_change_says_its_own_verb(tmp_path):
    document = written(tmp_path, 'Het aantal {{ change("attendances_by_domain", domain="sport") }}.')
    assert said(document) == "Het aantal steeg met 5,7\u00a0%."


def test_a_difference_goes_with_a_true_verb(tmp_path):
    document = written(
        tmp_path, 'Sport groeide met {{ difference("attendances_by_domain", domain="sport") }} in een jaar.'
    )
    assert said(document) == "Sport groeide met 5,7\u00a0% in een jaar."


def test_a_share_and_a_rank(tmp_path):
    document = written(
        tmp_path,
        'Sport staat {{ rank("attendances_by_domain", domain="sport") }} met {{ share("attendances_by_domain", domain="sport") }}.',
    )
    assert said(document) == "Sport staat eerste met 36,1\u00a0%."


def test_a_fixed_number_stays(tmp_path):
    assert said(written(tmp_path, "Al {{ fixed(12) }} jaar.")) == "Al 12 jaar."


def test_a_claim_that_holds_builds(tmp_path):
    document = written(
        tmp_path,
        '{{ change("attendances_by_domain", says="steeg") }} en {{ n("attendances_by_domain", says="35.248") }}',
    )
    assert "steeg met 5,7" in said(document)


def test_markdown_becomes_blocks(tmp_path):
    document = written(
        tmp_path, "# Kop\n\nTekst met *nadruk* en [een link](https://voorbeeld.be).\n\n- een\n- twee\n"
    )
    blocks = next(one for one in document.chapters if one.anchor == "voorwoord").blocks
    assert [type(block) for block in blocks] == [Subheading, Paragraph, BulletList]
    assert blocks[1].html == 'Tekst met <em>nadruk</em> en <a href="https://voorbeeld.be">een link</a>.'
    assert blocks[2].items == ("een", "twee")


def test_numbers_are_written_in_the_language_of_the_file(tmp_path):
    document = written(
        tmp_path,
        '{{ n("attendances_by_domain") }} and it {{ change("attendances_by_domain") }}.',
        language="en",
    )
    assert said(document).startswith("35,248") and "rose by 5.7%" in said(document)


def test_without_a_file_the_report_writes_its_own_sentences():
    document = compose(OUTLINE, RELEASE, facts(), vocabulary())
    assert said(document).startswith("Dit verslag brengt in beeld wat partners in 2025 samen aanboden")


REFUSED = {
    "onderdrukte cel": (
        'Zin één. Aan sport namen {{ n("participants_by_domain", domain="sport") }} personen deel.',
        1,
        "[o] (onderdrukt)",
    ),
    "onderdrukt in verandering": (
        'Het {{ change("participants_by_domain", domain="sport") }}.',
        1,
        "Wat getoond mag worden: [o]",
    ),
    "niet geleverde cel": (
        '{{ n("participants_by_domain", prison="BRU", domain="tewerkstelling") }}',
        1,
        "[nb] (niet beschikbaar)",
    ),
    "steeg waar het daalde": (
        '\nHet aantal daalde met {{ difference("attendances_by_domain") }}.',
        2,
        "het werkwoord klopt niet; de cijfers zeggen “steeg met 5,7",
    ),
    "bewering die niet klopt": (
        'Het {{ change("attendances_by_domain", says="daalde") }}.',
        1,
        "beweert “daalde”, maar de cijfers zeggen “steeg met 5,7",
    ),
    "getal dat niet klopt": (
        '{{ n("attendances_by_domain", says="12") }}',
        1,
        "beweert “12”, maar de cijfers zeggen “35.2",
    ),
    "tabel die er niet is": ('a\n\nb {{ n("visitors") }}', 3, "deze editie heeft geen tabel met die naam"),
    "maat die er niet is": (
        '{{ n("attendances_by_domain.visitors") }}',
        1,
        "kies een van attendances_by_domain.attendances",
    ),
    "label dat er niet is": (
        '{{ n("attendances_by_domain", regio="Gent") }}',
        1,
        "kent geen 'regio'; verwacht een van prison, period, domain",
    ),
    "cel die er niet is": ('{{ n("attendances_by_domain", domain="wonen") }}', 1, "heeft geen cel met"),
    "periode die er geen is": (
        '{{ n("attendances_by_domain", period="vorig jaar") }}',
        1,
        "verwacht een jaar (2025) of een kwartaal (2025-K1)",
    ),
    "functie die er niet is": (
        '{{ sum("attendances_by_domain") }}',
        1,
        "sum() bestaat niet; verwacht een van n, change",
    ),
    "code in plaats van verwijzing": ("{{ __import__('os').getcwd() }}", 1, "is geen verwijzing"),
    "geen functie": ("{{ 12 }}", 1, "is geen verwijzing"),
    "geen tabel": ("{{ n() }}", 1, "begint met de naam van één tabel"),
    "fixed zonder getal": ("{{ fixed() }}", 1, "fixed() neemt één getal"),
    "niet afgesloten": ('a\nb {{ n("attendances_by_domain") ', 2, "sluit de verwijzing af"),
    "aandeel van personen": (
        '{{ share("participants_by_domain", domain="onderwijs") }}',
        1,
        "tellen niet op, dus een aandeel bestaat niet",
    ),
    "aandeel zonder deel": ('{{ share("attendances_by_domain") }}', 1, "share() vraagt een deel"),
    "rang zonder label": ('{{ rank("attendances_by_domain") }}', 1, "rank() vraagt één label"),
    "rang naast een verborgen cel": (
        '{{ rank("participants_by_domain", domain="cultuur") }}',
        1,
        "een rang kan niet",
    ),
    "HTML": ("Tekst.\n\n<div>x</div>\n", 3, "HTML kan hier niet"),
    "afbeelding": ("Een ![foto](foto.png)", 1, "een afbeelding kan hier niet"),
    "codeblok": ("```\nx\n```\n", 1, "een codeblok kan hier niet"),
    "lijn": ("a\n\n---\n", 3, "een lijn kan hier niet"),
    "koppeling die nergens heen leidt": ("Zie [hier](bijlage.docx).", 1, "leidt nergens heen"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_data_do_not_bear_does_not_build(name, tmp_path):
    text, line, why = REFUSED[name]
    with pytest.raises(DocumentError) as caught:
        written(tmp_path, text, tables=HIDDEN)
    message = str(caught.value)
    assert "voorwoord.md" in message
    assert f"regel {line}" in message
    assert why in message


def test_the_error_names_sentence_cell_and_what_may_be_shown(tmp_path):
    text = 'Een eerste zin.\nAan sport namen {{ n("participants_by_domain", domain="sport") }} personen deel. Een derde.'
    with pytest.raises(DocumentError) as caught:
        written(tmp_path, text, tables=HIDDEN)
    message = str(caught.value)
    assert "Zin: “Aan sport namen" in message and "personen deel.”" in message
    assert (
        "participants_by_domain.participants (prison_code=totaal, period_code=2025, domain_code=sport)"
        in message
    )
    assert "derde" not in message and "eerste" not in message


def test_an_incomplete_period_is_not_compared(tmp_path):
    with pytest.raises(DocumentError, match="2025 is onvolledig"):
        written(tmp_path, '{{ change("attendances_by_domain") }}', incomplete=frozenset({"2025-K4"}))


def test_a_file_that_no_chapter_reads_is_refused(tmp_path):
    with pytest.raises(DocumentError, match=r"voorword\.md.*voorwoord\.md"):
        written(tmp_path, "Tekst", chapter="voorword")


@pytest.mark.parametrize(
    "content",
    ["één".encode("cp1252"), "één".encode("utf-16"), b"\xef\xbb\xbf" + "één".encode(), "één\r\n".encode()],
)
def test_a_file_is_read_as_an_office_program_saves_it(tmp_path, content):
    path = tmp_path / "2025" / "overzicht" / "nl" / "voorwoord.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert said(compose(OUTLINE, RELEASE, facts(narrative=tmp_path), vocabulary())) == "één"


@pytest.mark.parametrize("text", ["2025. Een jaar.", "17. december was de laatste dag.", "3) Het derde."])
def test_a_number_at_the_start_of_a_sentence_stays(tmp_path, text):
    document = written(tmp_path, f"Vooraf.\n\n{text}\n\n1. een\n2. twee\n\nNa.")
    blocks = next(one for one in document.chapters if one.anchor == "voorwoord").blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, BulletList, Paragraph]
    assert blocks[1].html == text


def test_a_table_is_refused_with_its_line(tmp_path):
    with pytest.raises(DocumentError, match=r"voorwoord\.md, regel 4: een tabel kan hier niet"):
        written(tmp_path, "Tekst.\n\n| Doel | Gehaald |\n|---|---|\n| les | ja |\n")


@pytest.mark.parametrize(
    "text",
    [
        "Een <script>alert(1)</script>.",
        "<div>\nblok\n</div>",
        "a | b\n--- | ---\n1 | 2",
        "![foto](https://voorbeeld.be/a.png)",
        "---",
        "    ingesprongen",
        "```\nvan een programma\n```",
        "> geciteerd",
        "[nergens](noot)",
        "een\x0bbreuk",
        "<i>{{ open",
    ],
)
def test_what_a_report_cannot_set_is_named_and_the_page_beside_it_is_still_made(text, tmp_path):
    """Else the page of the words could not be opened any more to mend it."""
    with pytest.raises(DocumentError):
        written(tmp_path, text)
    files = examine_narrative(OUTLINE, RELEASE, facts(narrative=tmp_path), vocabulary())
    (one,) = [file for file in files if file.text.strip()]
    assert any(fault.stops and fault.line for fault in one.faults)
    assert said(written(tmp_path / "aside", one.sure))


def test_a_single_brace_is_told_and_stops_nothing(tmp_path):
    written(tmp_path, "Eerst.\n\nEr waren {participants} deelnemers en {{ fixed('1') }} les.")
    files = examine_narrative(OUTLINE, RELEASE, facts(narrative=tmp_path), vocabulary())
    assert [(fault.line, fault.stops) for one in files for fault in one.faults] == [(3, False)]


def test_a_bare_number_is_a_warning_with_file_and_line(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        written(tmp_path, "Regel een.\nEr waren 1.204 deelnames.")
    assert [
        record.message for record in caplog.records if "regel 2: het getal 1.204 staat los" in record.message
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 was er meer.",
        "Op 31 december 2025.",
        "Le 1er janvier 2025.",
        "1. eerst\n2. dan",
        "CO2 en covid-19",
        '{{ n("a", period="2024") }}',
        "[x](https://v.be/12)",
        "`12`",
        "2025 K1",
    ],
)
def test_years_dates_items_and_tags_are_not_bare(text):
    assert list(bare_numbers(text, "x.md")) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("12 personen", 1), ("a\n\nmet 4,2 % meer", 3), ("1.204 keer", 1), ("in 12 van de 15 lessen", 1)],
)
def test_other_numbers_are_bare(text, line):
    found = list(bare_numbers(text, "x.md"))
    assert found and all(f"x.md, regel {line}" in one for one in found)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_starting_files_build_as_they_are(language, tmp_path, caplog):
    about = facts(narrative=tmp_path, language=language)
    files = new_narrative(OUTLINE, HIDDEN, about, vocabulary())
    assert "domein-sport.md" in [path.name for path in files]
    with caplog.at_level(logging.WARNING):
        document = compose(OUTLINE, HIDDEN, about, vocabulary())
    assert caplog.records == []
    assert "{{" not in said(document, "aanbod")
    assert len(said(document, "aanbod")) > 100


def test_starting_files_never_overwrite(tmp_path):
    about = facts(narrative=tmp_path)
    files = new_narrative(OUTLINE, RELEASE, about, vocabulary())
    files[0].write_text("Mijn woorden.", encoding="utf-8")
    assert new_narrative(OUTLINE, RELEASE, about, vocabulary()) == ()
    assert files[0].read_text(encoding="utf-8") == "Mijn woorden."


def test_a_suggestion_is_never_made_for_a_hidden_number(tmp_path):
    files = new_narrative(OUTLINE, HIDDEN, facts(narrative=tmp_path), vocabulary())
    sport = next(path for path in files if path.name == "domein-sport.md").read_text(encoding="utf-8")
    assert "participants_by_domain.participants" not in sport
    assert "attendances_by_domain.attendances" in sport
