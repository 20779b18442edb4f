"""A hidden figure is found wherever an edition says it: page, chart, PDF, attachment, workbook, any download."""

import re
import shutil
from decimal import Decimal

import pikepdf
import pytest

from pipelines.audit import Outsider, audit_public, read_editions, strays_of


@pytest.fixture(scope="module")
def made(built_workspace):
    return built_workspace / "data" / "concepts" / "HEN" / "2018" / "public"


@pytest.fixture
def edition(made, tmp_path):
    """A real edition of make-believe figures; a test may write in it."""
    return shutil.copytree(made, tmp_path / "2018" / "1" / "public")


def shown_figure(home, mart="attendances_by_domain", measure="attendances"):
    """Find a shown figure of the year of the report that has a label of its own, and its value."""
    (read,) = read_editions([home])
    return next(
        (name, figure.value)
        for name, figure in sorted(read.figures.items(), key=lambda one: sorted(one[0][1]))
        if name[0] == measure and figure.value and figure.value > 9 and dict(name[1]).get("period_code") == "2018"
        and {head for head, _ in name[1]} == {"prison_code", "period_code", "domain_code"}
    )  # fmt: skip


def withhold(home, name, mart="attendances_by_domain"):
    """Put [o] in the tables, and nowhere else, as if the rest had been forgotten."""
    measure, labels = name[0], dict(name[1])
    for path in (home / "tables").glob("*.csv"):
        sign = "," if path.name.endswith(".rfc4180.csv") else ";"
        head, *lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
        heads = head.split(sign)
        if measure not in heads:
            continue
        dimensions = [one for one in heads if one.endswith("_code") or one == "form"]
        for place, line in enumerate(lines):
            cells = line.split(sign)
            own = {one: cells[heads.index(one)] for one in dimensions if line and cells[heads.index(one)]}
            if own == labels:
                cells[heads.index(measure)] = "[o]"
                lines[place] = sign.join(cells)
        path.write_bytes("\r\n".join([head, *lines]).encode())


def leaks(home):
    (read,) = read_editions([home])
    return [leak.where for leak in read.leaks]


def test_what_every_format_says_and_the_tables_withhold_is_named_in_every_format(edition):
    name, value = shown_figure(edition)
    assert leaks(edition) == []
    withhold(edition, name)
    places = leaks(edition)
    for start in (
        "data/attendances_by_domain.csv, rij", "data/attendances_by_domain.parquet, rij", "data/nl/attendances_by_domain.csv, rij",
        "tables.xlsx, blad", "tables.ods, blad", "report.html, ", "report.pdf, kerncijfer",
        "report.pdf, bijlage attendances_by_domain.csv",
    ):  # fmt: skip
        assert any(where.startswith(start) for where in places), (start, places)
    found = audit_public([edition], Outsider())
    (each,) = [one for one in found.outside.exact if one.name == name]
    assert each.lowest == each.highest == value
    assert any("onderdrukt in tables/ en toch te lezen: tables.ods" in line for line in found.finds.values())


def strays(home):
    (read,) = read_editions([home])
    return strays_of(read)


def plant(home, before, after):
    path = home / "report.html"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


SENTENCE = "In Hendon waren er 7.919 deelnames in het domein cultuur."


@pytest.mark.parametrize(("before", "after"), [
    ("</main>", f"<p>{SENTENCE}</p></main>"),
    ("</main>", f'<p>Foto</p><img alt="{SENTENCE}" src="x.png"></main>'),
    ("</main>", f"<!-- {SENTENCE} --></main>"),
    ("</main>", f'<p data-cell="los.attendances|HEN">{SENTENCE}</p></main>'),
    ("<head>", f'<head><meta name="description" content="{SENTENCE}">'),
    ("</main>", f"<script>{SENTENCE}</script></main>"),
    ("</main>", "<table><caption>Hendon</caption><thead><tr><th>Domein</th><th>Deelnames</th></tr></thead>"
                '<tr><th scope="row">Cultuur</th><td>7.919</td></tr></table></main>'),
    ("</main>", "<table><caption>Hendon</caption><thead><tr><th>Domein</th><th>Deelnames</th></tr></thead>"
                '<tr><th scope="row">Cultuur</th><td data-sort="7919">[o]</td></tr></table></main>'),
])  # fmt: skip
def test_a_number_by_words_about_a_hidden_figure_is_a_find(edition, before, after):
    name, _ = shown_figure(edition)
    withhold(edition, name)
    assert dict(name[1])["domain_code"] == "cultuur"
    plant(edition, before, after)
    (found,) = [stray for stray in strays(edition) if "7.919" in stray.text or "7919" in stray.text]
    assert found.hidden is not None
    assert found.hidden[0] == "attendances"
    assert ("domain_code", "cultuur") in found.hidden[1]
    assert any(
        "een getal bij woorden over een onderdrukt cijfer" in line
        for line in audit_public([edition], Outsider()).finds.values()
    )


@pytest.mark.parametrize(("pattern", "planted"), [
    (r'"hovertext":\["[^"]*: ([\d.]+)"', "7.919"),
    (r'"y":\[(\d+)', "7919"),
    (r'"text":\["([\d.]+)"', "7.919"),
    (r"<text[^>]*>([\d.]{2,})</text>", "7.919"),
    (r'<svg role="img" aria-label="[^"]*?cijfer is ([\d.]+)', "7.919"),
])  # fmt: skip
def test_a_number_in_a_chart_that_the_table_behind_it_lacks_is_told(edition, pattern, planted):
    path = edition / "report.html"
    text = path.read_text("utf-8")
    found = re.search(pattern, text)
    assert found, pattern
    path.write_text(text[: found.start(1)] + planted + text[found.end(1) :], "utf-8")
    told = [stray for stray in strays(edition) if re.search(r"7\.?919", stray.text)]
    assert told
    assert all("report." in stray.where for stray in told)


def note(pdf):
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=SENTENCE
    )
    page = pdf.pages[0]
    page.Annots = pdf.make_indirect(pikepdf.Array([*page.get("/Annots", []), pdf.make_indirect(note)]))


def bookmark(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SENTENCE, 0))


def subject(pdf):
    pdf.docinfo["/Subject"] = SENTENCE


def attachment(pdf):
    pdf.attachments["aantekening.txt"] = SENTENCE.encode()


def overprint(pdf):
    page = pdf.pages[0]
    name = page.add_resource(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        ),
        pikepdf.Name.Font,
    )
    page.contents_add(f"BT {name} 9 Tf 50 50 Td ({SENTENCE}) Tj ET".encode("latin-1"))


@pytest.mark.parametrize("planted", [note, bookmark, subject, attachment, overprint])
def test_a_number_anywhere_in_a_pdf_that_its_page_lacks_is_found(edition, planted):
    name, _ = shown_figure(edition)
    withhold(edition, name)
    with pikepdf.open(edition / "report.pdf", allow_overwriting_input=True) as pdf:
        planted(pdf)
        pdf.save(edition / "report.pdf")
    (found,) = [stray for stray in strays(edition) if "7.919" in stray.text]
    assert found.where.startswith("report.pdf, ")
    assert found.hidden is not None


def test_an_attached_table_that_says_what_the_tables_withhold_is_found(edition):
    name, value = shown_figure(edition)
    withhold(edition, name)
    with pikepdf.open(edition / "report.pdf", allow_overwriting_input=True) as pdf:
        labels = dict(name[1])
        table = (
            f"prison_code,period_code,domain_code,attendances\r\nHEN,2018,{labels['domain_code']},{value}\r\n"
        )
        pdf.attachments["los.rfc4180.csv"] = table.encode()
        pdf.save(edition / "report.pdf")
    assert any(where.startswith("report.pdf, bijlage los.rfc4180.csv") for where in leaks(edition))


def test_a_file_that_nobody_reads_is_told(edition):
    (edition / "data" / "los.zip").write_bytes(b"PK")
    assert [stray.where for stray in strays(edition) if "niets gelezen" in stray.text] == ["data/los.zip"]


def test_an_edition_as_it_is_made_says_nothing_of_what_it_withholds(edition):
    (read,) = read_editions([edition])
    assert read.leaks == ()
    assert [stray for stray in strays_of(read) if stray.hidden is not None] == []


def test_a_number_that_no_table_holds_and_a_download_names_is_known_in_the_system(edition):
    """It stands in a download alone, so it must count among what a reader knows."""
    path = edition / "data" / "attendances_by_domain.csv"
    path.write_text(path.read_text("utf-8") + "HEN,2011,cultuur,_T,attendances,attendance,7919,\r\n", "utf-8")
    (read,) = read_editions([edition])
    place = frozenset({("prison_code", "HEN"), ("period_code", "2011"), ("domain_code", "cultuur")})
    assert read.figures["attendances", place].value == Decimal(7919)
    assert read.sources["attendances", place].startswith("data/attendances_by_domain.csv, rij")
