"""A document says everything it can, says why it can't say the rest, and never says more."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pipelines.document import Break, Remark, compose
from pipelines.document.blocks import (
    Box,
    BulletList,
    Chart,
    Definitions,
    Details,
    Document,
    KeyFindings,
    KeyNumbers,
    Note,
    Paragraph,
    Subheading,
    Table,
)
from pipelines.document.composition import edition_of
from pipelines.document.exhibits.sentences import key_numbers_of, statement
from pipelines.outline import KeyNumbersSpec, read_outline
from pipelines.protect import SafeLedger
from pipelines.tables import Cell, Mark, SafeTable
from pipelines.wording import texts as texts_of
from tests.document.make_believe import DOMAINS, OUTLINES, ROOT, by, facts, release, safe, vocabulary

RELEASE = release()
CHECKS = [
    path.stem
    for path in (ROOT / "sql" / "checks").glob("*.sql")
    if "severity: error" not in path.read_text("utf-8")
]


def made(name: str = "annual", tables: Any = None, **changed: Any) -> Document:
    return compose(
        read_outline(OUTLINES / f"{name}.toml"),
        RELEASE if tables is None else tables,
        facts(**changed),
        vocabulary(),
    )


ANNUAL = made()
PRISON = made(prison_code="GEN", scope_name="Gent")
QUARTER = made("quarterly", quarter=3)


def within(found: Any) -> Iterator[Any]:
    """Give blocks and those that are folded away or set apart in them."""
    for block in found:
        yield block
        if isinstance(block, (Box, Details)):
            yield from within(block.blocks)


def blocks(document: Document, kind: type) -> list[Any]:
    return [block for one in document.chapters for block in within(one.blocks) if isinstance(block, kind)]


def of(document: Document, anchor: str, kind: type) -> list[Any]:
    return [block for block in within(chapter(document, anchor).blocks) if isinstance(block, kind)]


def chapter(document: Document, anchor: str) -> Any:
    return next(one for one in document.chapters if one.anchor == anchor)


def texts(thing: Any) -> Iterator[str]:
    """Give every text in a document, the plots of its figures too."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, SafeTable):
        return
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from texts(value)
    elif isinstance(thing, (list, tuple)):
        for value in thing:
            yield from texts(value)


@pytest.mark.parametrize("document", [ANNUAL, PRISON, QUARTER], ids=("annual", "prison", "quarter"))
def test_figures_and_tables_are_numbered_through(document):
    for kind in (Chart, Table):
        numbers = [block.number for block in blocks(document, kind) if block.number]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("document", [ANNUAL, PRISON, QUARTER], ids=("annual", "prison", "quarter"))
def test_what_is_folded_away_has_no_number_and_what_is_printed_has(document):
    for one in document.chapters:
        for block in one.blocks:
            if isinstance(block, (Chart, Table)):
                assert block.number or not one.is_printed
            if isinstance(block, Details):
                assert not any(getattr(inner, "number", 0) for inner in within(block.blocks))


@pytest.mark.parametrize("document", [ANNUAL, PRISON, QUARTER], ids=("annual", "prison", "quarter"))
def test_every_anchor_is_there_once_and_every_link_arrives(document):
    anchors = [one.anchor for one in document.chapters]
    for kind in (Chart, Table, Subheading):
        anchors += [block.anchor for block in blocks(document, kind)]
    anchors += [chart.table.anchor for chart in blocks(document, Chart)]
    anchors += [item.anchor for block in blocks(document, Definitions) for item in block.items]
    assert len(anchors) == len(set(anchors))
    links = [chart.definition for chart in blocks(document, Chart)]
    links += [item.definition for block in blocks(document, KeyNumbers) for item in block.items]
    assert [link for link in links if link is None or link not in anchors] == []


@pytest.mark.parametrize("document", [ANNUAL, PRISON, QUARTER], ids=("annual", "prison", "quarter"))
def test_every_chart_has_its_words_and_its_table(document):
    for chart in blocks(document, Chart):
        assert chart.figure.title and chart.figure.subtitle
        assert len(chart.figure.text_alternative) > 40
        assert chart.table is not None and chart.table.body
    for one in document.chapters:
        if any(isinstance(block, (Chart, Table)) for block in one.blocks):
            assert one.source.startswith("registraties van de partners")


def test_the_table_behind_a_chart_has_its_numbers():
    for chart in blocks(ANNUAL, Chart):
        behind = {cell.text for row in chart.table.body for cell in row.cells}
        told = re.search(r"Hoogste: .*? met ([^ ]*\d)\.", chart.figure.text_alternative)
        if told:
            assert told[1] in behind, chart.figure.title


def test_there_is_a_chapter_for_each_domain_of_the_workspace():
    assert [one.domain for one in ANNUAL.chapters if one.domain] == list(DOMAINS)
    other = made(domains=("sport",))
    assert [one.title for one in other.chapters if one.domain] == ["Sport"]


def test_chapters_are_numbered_and_appendices_have_letters():
    numbers = [one.number for one in ANNUAL.chapters]
    assert numbers[:3] == ["", "", ""]
    assert numbers[3:-3] == [str(place) for place in range(1, len(numbers) - 5)]
    assert numbers[-3:] == ["A", "B", "C"]


def test_the_overview_has_fiches_and_a_prison_has_none():
    headings = {block.text for block in of(ANNUAL, "fiches", Subheading)}
    assert headings == {"Gent", "Brugge"}
    assert "fiches" not in [one.anchor for one in PRISON.chapters]


def test_a_prison_shows_its_own_numbers_only():
    table = next(one for one in of(PRISON, "aanbod", Table) if one.caption == "Sessies per domein")
    total = table.body[-1]
    planned = RELEASE["sessions_by_domain.sessions_planned"].cells["GEN", "2025", None].value
    assert f"{planned:,}".replace(",", ".") in [cell.text for cell in total.cells]
    others = [one for one in PRISON.chapters if one.anchor != "gevangenissen"]
    assert not any("Brugge" in text for text in texts(others))


def test_a_prison_stands_beside_all_prisons():
    (chart,) = of(PRISON, "gevangenissen", Chart)
    assert {row.header for row in chart.table.body} == {"Gent", "Brugge"}


def test_a_table_by_quarter_shows_each_quarters_own_number():
    tables = of(ANNUAL, "domein-sport", Table)
    by_quarter = next(table for table in tables if table.stub == "Periode")
    heads = [cell.text for cell in by_quarter.head[-1]]
    place = heads.index("Deelnames")
    held = RELEASE["attendances_by_domain.attendances"].cells
    shown = {row.header: row.cells[place].sort for row in by_quarter.body}
    assert shown == {
        **{f"2025 K{one}": str(held[None, f"2025-K{one}", "sport"].value) for one in (1, 2, 3, 4)},
        "2025": str(held[None, "2025", "sport"].value),
    }


def test_kerncijfers_have_six_numbers_with_their_change():
    keys = next(block for block in chapter(ANNUAL, "kerncijfers").blocks if isinstance(block, KeyNumbers))
    assert len(keys.items) == 6
    assert all(item.change for item in keys.items)
    rate = next(item for item in keys.items if item.label == "Aandeel afgelaste sessies")
    assert rate.unit.startswith("van ")


def test_persons_do_not_add_up_and_it_is_said_under_each_table():
    for table in blocks(ANNUAL, Table):
        heads = [cell.text for row in table.head for cell in row]
        if "Deelnemers" in heads and any(row.is_total for row in table.body):
            assert any(note.startswith("Personen tellen niet op") for note in table.notes), table.caption


def test_attendances_add_up_so_nothing_is_said():
    chart = next(
        one for one in blocks(ANNUAL, Chart) if one.figure.subtitle.startswith("deelnames per domein, 2025")
    )
    assert not any("tellen niet op" in note for note in chart.notes)


def test_a_table_of_prisons_is_of_all_also_in_the_report_of_one():
    """It said `Gent`, and divided all prisons by who stayed in Gent."""
    (over_years,) = [one for one in blocks(PRISON, Table) if one.caption == "De gevangenissen door de jaren"]
    assert over_years.subtitle.startswith("Alle gevangenissen, ")
    own, whole = (
        RELEASE["sessions_by_domain.sessions_planned"].cells[code, "2025", None].value
        for code in ("GEN", None)
    )
    assert own != whole
    (planned,) = [note for note in over_years.notes if "geplande sessies" in note]
    assert planned == f"Noemer: geplande sessies (2025: {whole:,}).".replace(",", ".")


def test_every_rate_prints_its_denominator():
    rates = [one for one in blocks(ANNUAL, Chart) if "aandeel" in one.figure.subtitle]
    assert len(rates) >= 2
    assert all(any(note.startswith("Noemer: ") for note in chart.notes) for chart in rates)
    assert any("geplande sessies (2025: " in note for chart in rates for note in chart.notes)


def test_a_mark_is_explained_where_it_stands():
    for table in blocks(ANNUAL, Table):
        for mark in {cell.mark for row in table.body for cell in row.cells if cell.mark} - {"nvt"}:
            assert any(note.startswith(f"[{mark}]") for note in table.notes), table.caption


def test_a_break_is_noted_where_the_periods_pass_it():
    noted = [
        one
        for one in blocks(PRISON, Chart)
        if any("Breuk in de reeks op 1 september 2024" in note for note in one.notes)
    ]
    assert noted
    assert not any(
        "Breuk" in note
        for one in chapter(PRISON, "domein-cultuur").blocks
        for note in getattr(one, "notes", ())
    )


@pytest.mark.parametrize(("prison", "domain", "named"), [
    (None, None, ""), (None, "tewerkstelling", " (Tewerkstelling)"), ("GEN", None, " (Gent)"),
    ("GEN", "sport", " (Gent, Sport)"),
])  # fmt: skip
def test_a_break_says_what_it_concerns_under_figures_and_in_the_method(prison, domain, named):
    document = made(prison_code="GEN", breaks=(Break(date(2025, 1, 1), prison, domain, "Anders geteld."),))
    told = {
        note
        for kind in (Chart, Table)
        for one in blocks(document, kind)
        for note in one.notes
        if "Breuk" in note
    }
    assert told == {f"Breuk in de reeks op 1 januari 2025{named}: Anders geteld."}
    listed = [item for block in of(document, "methode", BulletList) for item in block.items]
    assert any(item.startswith(f"1 januari 2025{named}") for item in listed)


def test_a_chapter_that_the_release_lacks_is_left_out_and_named_with_the_quality():
    tables = {name: table for name, table in RELEASE.items() if not name.startswith("population.")}
    document = made(tables=tables)
    assert "situering" not in [one.anchor for one in document.chapters]
    said = [block.html for block in of(document, "methode", Paragraph)]
    assert any(text.startswith("Zonder gegevens") and "Situering" in text for text in said)
    assert all(item.anchor != "situering" for block in blocks(document, KeyFindings) for item in block.items)


def test_a_delivery_that_is_missing_is_said_not_drawn():
    table = RELEASE["attendances_by_domain.attendances"]
    missing = dataclasses.replace(table, cells={key: Cell(mark=Mark.NOT_AVAILABLE) for key in table.cells})
    document = made(tables={**RELEASE, missing.name: missing})
    notes = [block.text for block in chapter(document, "aanbod").blocks if isinstance(block, Note)]
    assert "Voor 2025 leverde geen enkele partner deze gegevens: deelnames." in notes
    assert "[nb]" not in [item.value for block in blocks(document, KeyNumbers) for item in block.items]


def test_nothing_but_hidden_cells_is_not_called_missing():
    table = RELEASE["attendances_by_domain.attendances"]
    hidden = dataclasses.replace(table, cells={key: Cell(mark=Mark.SUPPRESSED) for key in table.cells})
    document = made(tables={**RELEASE, hidden.name: hidden})
    notes = [block.text for block in chapter(document, "aanbod").blocks if isinstance(block, Note)]
    assert any("om personen te beschermen" in note for note in notes)
    assert not any("leverde geen enkele partner deze gegevens: deelnames" in note for note in notes)


def test_an_empty_release_makes_a_whole_document():
    document = made(tables={})
    assert {one.anchor for one in document.chapters} <= {one.anchor for one in ANNUAL.chapters}
    assert "methode" in [one.anchor for one in document.chapters]
    assert blocks(document, Chart) == []
    assert all(one.blocks for one in document.chapters if one.anchor not in ("voorwoord",))


def test_a_measure_of_which_a_delivery_is_missing_is_not_compared_and_others_are():
    partial = made(incomplete_of={(None, None): {"attendances": frozenset({"2025-K4"})}})
    keys = [item for block in blocks(partial, KeyNumbers) for item in block.items]
    changes = {item.change == "onvolledig, geen vergelijking" for item in keys}
    assert changes == {True, False}
    said = [text for text in texts(partial) if re.search(r"(steeg|daalde) met", text)]
    assert said and not [text for text in said if "aantal deelnames" in text.lower()]


def test_a_domain_of_which_a_delivery_is_missing_is_not_compared_and_others_are():
    """A small partner is little of all, and may be half of its domain."""
    here = {(None, "sport"): {"attendances": frozenset({"2025-K2"})}}
    said = {}
    for name, lacking in (("whole", {}), ("partial", here)):
        document = made(incomplete_of=lacking)
        for domain in ("sport", "onderwijs"):
            blocks_ = chapter(document, f"domein-{domain}").blocks
            charts = [one for one in blocks_ if isinstance(one, Chart)]
            keys = [one.change for block in blocks_ if isinstance(block, KeyNumbers) for one in block.items]
            said[name, domain] = (charts[0].figure.title, charts[0].notes, keys)
    assert said["partial", "onderwijs"] == said["whole", "onderwijs"]
    title, notes, keys = said["partial", "sport"]
    assert "tegenover" not in title and "onvolledig, geen vergelijking" in keys
    assert any(note.startswith("2025 K2: de gegevens zijn onvolledig") for note in notes)
    beside = [note for one in blocks(document, Chart) for note in one.notes if "2025 K2 (Sport)" in note]
    assert beside and all("onvolledig" in note for note in beside)


def test_an_incomplete_year_is_not_compared():
    document = made(incomplete=frozenset({"2025-K4"}))
    keys = [item for block in blocks(document, KeyNumbers) for item in block.items]
    assert {item.change for item in keys} == {"onvolledig, geen vergelijking", None}
    assert any(
        text.startswith("Door onvolledige gegevens zijn deze cijfers niet") for text in texts(document)
    )
    said = [text for text in texts(document) if re.search(r"(steeg|daalde) met", text)]
    assert said == []
    assert any(
        "lees dit niet als een daling" in note for one in blocks(document, Chart) for note in one.notes
    )


def test_a_place_can_be_a_library():
    document = made(places=("bibliotheek", "bibliotheken"))
    words = " ".join(text for text in texts(document) if not text.startswith("#"))
    assert "Alle bibliotheken" in words
    assert document.cover.scope == "Alle bibliotheken"


def test_a_quarter_is_held_against_the_same_quarter():
    assert QUARTER.cover.title == "Kwartaalverslag 2025 K3"
    assert QUARTER.cover.period == "Juli tot en met september 2025"
    lead = chapter(QUARTER, "aanbod").lead
    assert "een jaar eerder" in lead


def test_the_cover_and_the_colophon_let_a_reader_check_the_edition():
    assert ANNUAL.cover.title == "Jaarverslag 2025"
    assert ANNUAL.cover.status == "Voorlopig, versie 1"
    entries = dict(ANNUAL.colophon.entries)
    assert entries["Gegevens tot en met"] == "31 december 2025"
    assert entries["Verzegelde vingerafdruk van sport_2025.csv"].startswith("9f86d081")
    assert entries["Opgelet"] == "VOORBEELD - fictieve gegevens"


def test_a_source_says_until_which_day_its_figures_tell_and_not_when_the_files_came():
    said = {
        note
        for table in blocks(ANNUAL, Table)
        for note in (*table.notes, table.source)
        if "registraties" in note
    }
    assert said and all("gegevens tot en met 31 december 2025" in note for note in said)
    assert not any("stand op" in note for note in said)


@pytest.mark.parametrize(("quarter", "day"), [
    (None, "op de laatste dag van het jaar"), (3, "op de laatste dag van het kwartaal"),
])  # fmt: skip
def test_a_stock_is_that_of_a_last_day_on_its_tile_and_in_its_sentence(quarter, day):
    name, code = "waiting_list.persons_waiting", "2025" if quarter is None else f"2025-K{quarter}"
    table = safe(name, ("prison_code", "period_code"), {(None, code): 225}, unit="person", adds_up=False)
    context = edition_of({name: table}, facts(quarter=quarter), vocabulary(), has_definitions=False)
    (tiles,) = key_numbers_of(context, KeyNumbersSpec(measures=(name,)))
    assert [item.unit for item in tiles.items] == [day]
    assert day in statement(context, name)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_exactly_stocks_are_told_of_a_last_day(language):
    told = {
        one.measure
        for one in vocabulary().register.indicators.values()
        if any("{last_day}" in form for form in texts_of(language).messages.get(f"fact.{one.measure}", ()))
    }
    assert told == {one.measure for one in vocabulary().register.indicators.values() if one.at_end}


def test_a_concept_was_made_and_not_published():
    colophons = [dict(made(status=status).colophon.entries) for status in ("concept", "voorlopig")]
    assert [entries.get("Opgemaakt") for entries in colophons] == ["1 maart 2026", None]
    assert [entries.get("Gepubliceerd") for entries in colophons] == [None, "1 maart 2026"]


def test_a_title_of_the_workspace_goes_on_the_cover():
    assert (
        made(title="Activiteiten in de openbare bibliotheken").cover.subtitle
        == "Activiteiten in de openbare bibliotheken"
    )
    assert (
        made(title="Jaarverslag hulp- en dienstverlening aan gedetineerden").cover.subtitle
        == "Hulp- en dienstverlening aan gedetineerden"
    )


def test_names_with_markup_are_harmless_in_prose():
    document = compose(
        read_outline(OUTLINES / "annual.toml"),
        RELEASE,
        facts(remarks=(facts().remarks[0].__class__("information", "a < b & c"),)),
        vocabulary(),
    )
    items = [item for block in of(document, "methode", BulletList) for item in block.items]
    assert "Ter informatie: a &lt; b &amp; c" in items


@pytest.mark.parametrize("scope", [None, "GEN"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_is_the_same_in_three_languages(language, scope):
    """The cells behind every chart and table, and what a browser sorts by, are equal; so is every mark."""
    dutch, other = (made(language=one, prison_code=scope, scope_name=scope or "") for one in ("nl", language))

    def numbers(document: Document) -> list[Any]:
        tables = [*blocks(document, Table), *(chart.table for chart in blocks(document, Chart))]
        return [(cell.sort, cell.mark) for table in tables for row in table.body for cell in row.cells]

    def digits(document: Document) -> list[str]:
        tables = [*blocks(document, Table), *(chart.table for chart in blocks(document, Chart))]
        shown = [cell.text for table in tables for row in table.body for cell in row.cells]
        shown += [item.value for block in blocks(document, KeyNumbers) for item in block.items]
        return [re.sub(r"\D", "", text) for text in shown]

    assert numbers(dutch) == numbers(other)
    assert digits(dutch) == digits(other)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_dutch_is_left_in_a_translation(language):
    document = made(
        language=language,
        breaks=(),
        remarks=tuple(Remark("information", "Het is niet wat het moet zijn", name) for name in CHECKS),
        coverage=(),
        ledger=SafeLedger(),
        publisher="",
        warning=None,
        fingerprints=(),
    )
    dutch = re.compile(
        r"\b(het|een|niet|tegenover|deelnames|gevangenis|gevangenissen|onderdrukt|kwartaal)\b",
        re.IGNORECASE,
    )
    assert [
        text for text in texts(document) if dutch.search(text) and not re.fullmatch(r"[a-z0-9-]+", text)
    ] == []


def test_the_same_input_gives_the_same_document():
    assert made() == made()


def test_paragraphs_hold_no_loose_markup():
    for block in blocks(ANNUAL, Paragraph):
        assert not re.search(r"<(?!/?(em|strong|a|code|br|abbr|span|sub|sup)\b)", block.html)


def test_a_dimension_without_a_code_is_not_delivered():
    table = RELEASE["cancellations_by_reason.sessions_cancelled"]
    totals = {
        key: cell
        for key, cell in table.cells.items()
        if key[table.dimensions.index("cancellation_reason")] is None
    }
    document = made(tables={**RELEASE, table.name: dataclasses.replace(table, cells=totals)})
    notes = [block.text for block in chapter(document, "afgelast").blocks if isinstance(block, Note)]
    assert any("afgelaste sessies" in note for note in notes)


def test_a_chart_of_zeros_is_a_sentence():
    name = "sessions_by_domain.cancellation_rate"
    table = RELEASE[name]
    none = dataclasses.replace(table, cells={key: Cell(value=0) for key in table.cells})
    document = made(tables={**RELEASE, name: none})
    titles = [chart.figure.subtitle for chart in blocks(document, Chart)]
    assert not any("aandeel afgelaste" in title for title in titles)
    notes = [block.text for block in chapter(document, "afgelast").blocks if isinstance(block, Note)]
    assert any(
        note.startswith("Voor 2025 is het cijfer overal 0: aandeel afgelaste sessies") for note in notes
    )


def test_no_headline_says_what_its_chapter_said():
    for one in ANNUAL.chapters:
        charts = [block for block in one.blocks if isinstance(block, Chart)]
        titles = [chart.figure.title for chart in charts if "overal gelijk" not in chart.figure.title]
        assert len(titles) == len(set(titles))
        assert not any(title in (one.lead or "") for title in titles), one.title


def test_a_row_that_one_measure_does_not_know_stays():
    name = "participants_by_domain.participants"
    table = RELEASE[name]
    unknown = {
        key: cell if key[0] is None else Cell(mark=Mark.NOT_AVAILABLE) for key, cell in table.cells.items()
    }
    document = made(tables={**RELEASE, name: dataclasses.replace(table, cells=unknown)})
    by_place = next(block for block in blocks(document, Table) if block.stub == "Gevangenis")
    assert {row.header for row in by_place.body} >= {"Gent", "Brugge"}


def test_a_domain_that_nobody_delivered_is_named_and_takes_no_row():
    name = "attendances_by_domain.attendances"
    cells = {
        key: Cell(mark=Mark.NOT_AVAILABLE) if "sport" in key else cell
        for key, cell in RELEASE[name].cells.items()
    }
    document = made(tables={**RELEASE, name: dataclasses.replace(RELEASE[name], cells=cells)})
    bars = next(one for one in of(document, "aanbod", Chart) if "per domein" in one.figure.subtitle)
    assert "Sport" not in [row.header for row in bars.table.body]
    assert "Geen gegevens geleverd over sport." in bars.notes
    whole = next(one for one in of(ANNUAL, "aanbod", Chart) if "per domein" in one.figure.subtitle)
    assert "Sport" in [row.header for row in whole.table.body]
    assert not any(note.startswith("Geen gegevens geleverd") for note in whole.notes)


def test_the_only_domain_that_was_delivered_keeps_its_figure():
    waiting = by(
        "waiting_list.persons_waiting", "domain_code", DOMAINS, dict.fromkeys(DOMAINS, 90), unit="person"
    )
    cells = {
        key: cell if key[2] in ("onderwijs", None) else Cell(mark=Mark.NOT_AVAILABLE)
        for key, cell in waiting.cells.items()
    }
    document = made(tables={**RELEASE, waiting.name: dataclasses.replace(waiting, cells=cells)})
    table = next(one for one in of(document, "wachtlijsten", Table) if one.stub == "Domein")
    assert [row.header for row in table.body] == ["Onderwijs"]
    assert any(note.startswith("Geen gegevens geleverd over welzijn") for note in table.notes)


def test_a_break_that_concerns_all_key_numbers_is_said_once():
    rift = Break(day=date(2025, 1, 1), prison_code=None, domain_code="sport", note="Anders geteld.")
    document = made(breaks=(rift,))
    first = of(document, "domein-sport", KeyNumbers)[0]
    assert len(first.items) > 2 and {item.change for item in first.items} == {None}
    told = [one for one in of(document, "domein-sport", Paragraph) if "breuk in de reeks" in one.html]
    assert len(told) == 1


def test_an_earlier_year_that_nobody_delivered_is_not_compared():
    tables = {
        name: dataclasses.replace(
            table,
            cells={
                key: Cell(mark=Mark.NOT_AVAILABLE)
                if any(str(one).startswith(("2023", "2024")) for one in key)
                else cell
                for key, cell in table.cells.items()
            },
        )
        for name, table in RELEASE.items()
    }
    document = made(tables=tables)
    shown = [cell.text for chart in blocks(document, Chart) for row in chart.table.head for cell in row]
    assert not any("2024" in text for text in shown)
    assert not any(item.change for block in blocks(document, KeyNumbers) for item in block.items)


def test_prisons_stand_side_by_side_by_year_across_their_openings():
    """Brugge opened in 2024: of 2023 nothing applies to it, and that nobody delivered is something else."""
    name = "participants_by_domain.reach_rate"
    cells = {
        key: Cell(mark=Mark.NOT_AVAILABLE) if key[:2] == ("GEN", "2024") else cell
        for key, cell in RELEASE[name].cells.items()
        if not (key[0] == "BRU" and (key[1] or "").startswith("2023"))
    }
    opening = Break(day=date(2024, 1, 1), prison_code="BRU", domain_code=None, note="Brugge opende.")
    document = made(
        tables={**RELEASE, name: dataclasses.replace(RELEASE[name], cells=cells)}, breaks=(opening,)
    )
    (table,) = [
        one for one in of(document, "gevangenissen", Table) if one.caption == "De gevangenissen door de jaren"
    ]
    years = [head.text for head in table.head[-1]][:3]
    assert years == ["2023", "2024", "2025"]
    rows = {row.header: [cell.text for cell in row.cells[:3]] for row in table.body}
    assert rows["Brugge"][0] == "[nvt]" and "[n" not in rows["Brugge"][1]
    assert rows["Gent"][1] == "[nb]"
    assert any("Brugge opende" in note for note in table.notes)


@pytest.mark.parametrize(("document", "told"), [
    (ANNUAL, {}), (PRISON, {}), (QUARTER, {"quarter": 3}),
], ids=("annual", "prison", "quarter"))  # fmt: skip
def test_a_tile_says_no_more_than_its_sentence(document, told):
    """What chance explains is no change in either: both give the two numbers."""
    seen = set()
    for one in document.chapters:
        for item in (item for block in one.blocks if isinstance(block, KeyNumbers) for item in block.items):
            name, prison = item.key.split("|")[:2]
            of_prison = facts(**told, prison_code=prison or None)
            context = edition_of(RELEASE, of_prison, vocabulary(), has_definitions=False)
            said = statement(context.about(domain_code=one.domain), name)
            is_sure = " meer dan " in said or " minder dan " in said
            assert (item.change or "").startswith(("+", "\u2212")) == is_sure, (item.change, said)
            seen.add(is_sure)
    assert seen == {True, False}


@pytest.mark.parametrize(("partners", "is_told"), [(29, True), (2, False), (1, False)])
def test_a_table_by_organisation_says_which_active_partners_it_leaves_out(partners, is_told):
    names = ("sessions_by_organisation.sessions_held", "attendances_by_organisation.attendances")
    tables = {name: by(name, "organisation_code", ("a", "b"), {"a": 90, "b": 40}) for name in names}
    staff = safe("staffing.partners", ("prison_code", "period_code"), {(None, "2025"): partners})
    document = made(tables={**RELEASE, **tables, staff.name: staff})
    (table,) = [
        one for one in of(document, "aanbod", Table) if one.caption == "Aanbod en deelname per organisatie"
    ]
    told = [note for note in table.notes if "De tabel noemt 2 van de 29 actieve partners" in note]
    assert bool(told) == is_told
