"""An outsider with the published files alone finds one changed digit in any format, and is told which number it is."""

import io
import re
import shutil
import subprocess
import sys
import zipfile

import pikepdf
import pytest

from pipelines.errors import ConfigError
from pipelines.verify import verify
from pipelines.verify.prints import _characters, read_print
from tests.publishing import sum_anew

ROOT = "overzicht"


@pytest.fixture(scope="module")
def public(built_workspace):
    return built_workspace / "data" / "concepts" / "HEN" / "2018" / "public"


@pytest.fixture
def edition(public, tmp_path):
    return shutil.copytree(public, tmp_path / "public")


def other(digit):
    return str((int(digit) + 1) % 10)


def change(edition, name, pattern):
    """Change the last digit of what the pattern's group finds; give that and what it became."""
    path = edition / name
    text = path.read_bytes().decode("utf-8")
    found = re.search(pattern, text)
    at = found.end(1) - 1
    path.write_bytes((text[:at] + other(text[at]) + text[at + 1 :]).encode())
    sum_anew(edition)
    return found


def told(edition):
    return [one.text for one in verify(edition).differences]


def test_what_was_published_agrees_with_itself(public):
    found = verify(public)
    assert found.differences == ()
    assert found.cells > 100 and found.blocks > 100, "nothing was held against anything"
    assert verify(public.parent).differences == ()


def test_a_changed_file_is_named_by_its_hash(edition):
    (edition / "assets" / "report.css").write_text("", "utf-8")
    (edition / "extra.txt").write_text("", "utf-8")
    (edition / "tables" / "population.csv").unlink()
    sentences = told(edition)
    assert "assets/report.css: de inhoud is niet die van SHA256SUMS" in sentences
    assert "extra.txt: staat niet in SHA256SUMS" in sentences
    assert "tables/population.csv: staat in SHA256SUMS en ontbreekt" in sentences


@pytest.mark.parametrize(("suffix", "sign"), [(".rfc4180.csv", ","), (".csv", ";")])
def test_a_digit_in_a_table_is_named_by_row_and_column(edition, suffix, sign):
    name = f"tables/sessions_by_domain{suffix}"
    change(edition, name, rf"\nHEN{sign}2018{sign}{sign}[^\n]*{sign}(\d+)")
    found = [sentence for sentence in told(edition) if "sessions_by_domain" in sentence]
    assert any("kolom" in sentence and "rij" in sentence and "tables/" in sentence for sentence in found), (
        found
    )


@pytest.mark.parametrize("place", range(0, 60, 12))
def test_a_digit_in_a_cell_of_the_page_is_named_with_its_table(edition, place):
    page = (edition / "report.html").read_text("utf-8")
    keys = re.findall(r'<td[^>]*data-cell="([^"]+)"[^>]*>[\d.]*\d</td>', page)
    key = keys[place]
    change(edition, "report.html", rf'<td[^>]*data-cell="{re.escape(key)}"[^>]*>([\d.]*\d)</td>')
    mart, _, measure = key.split("|")[0].partition(".")
    assert any(
        sentence.startswith("report.html, tabel '") and f"tables/{mart}.rfc4180.csv" in sentence
        and sentence.partition(";")[2].count(measure) and all(label in sentence for label in key.split("|")[1:])
        for sentence in told(edition)
    )  # fmt: skip


def test_a_digit_in_a_key_number_is_found(edition):
    found = change(edition, "report.html", r'key-number-value" data-cell="[^"]+">([\d.,]*\d)')
    assert any(sentence.startswith("report.html, kerncijfer") for sentence in told(edition)), found


def test_a_digit_in_a_sentence_of_the_page_is_found(edition):
    """Of a sentence that paper has too; what only the screen has stands in tables, which are held against files."""
    page = (edition / "report.html").read_text("utf-8")
    printed = [text for _, text in read_print((edition / "report.pdf").read_bytes()).blocks]
    sentence = next(text for text in printed if re.search(r"[a-z] \d.*[.]$", text) and f">{text}<" in page)
    before = sentence[: re.search(r"[a-z] \d", sentence).end() - 1]
    change(edition, "report.html", rf">{re.escape(before)}(\d)")
    assert any("zo staat het niet in report.html" in sentence for sentence in told(edition))


def glyphs_of_cells(pdf):
    """List the content instructions of each page that show a single run of digits inside marked content."""
    for page in pdf.pages:
        fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
        yield page, fonts


def change_in_pdf(edition, nth):
    """Change the last digit of the nth number of the PDF that is a cell with a key."""
    path = edition / "report.pdf"
    cells = [cell.text for cell in read_print(path.read_bytes()).cells if cell.key]
    wanted = {text for text in cells if re.fullmatch(r"[\d.]{2,}\d", text)}
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        seen = 0
        for page, fonts in glyphs_of_cells(pdf):
            instructions, font, done = list(pikepdf.parse_content_stream(page)), {}, False
            for place, one in enumerate(instructions):
                if str(one.operator) == "Tf":
                    font = fonts[str(one.operands[0])]
                if str(one.operator) not in ("Tj", "TJ"):
                    continue
                shown = one.operands[0]
                parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
                raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                codes = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
                text = "".join(font.get(code, "?") for code in codes)
                glyphs = {letter: code for code, letter in font.items() if letter.isdigit()}
                choices = [digit for digit in glyphs if text and digit != text[-1]]
                if text not in wanted or not choices:
                    continue
                seen += 1
                if seen == nth:
                    codes[-1] = glyphs[choices[0]]
                    made = pikepdf.String(b"".join(code.to_bytes(2, "big") for code in codes))
                    instructions[place] = pikepdf.ContentStreamInstruction([made], pikepdf.Operator("Tj"))
                    done = True
                    break
            if done:
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                pdf.save(path)
                sum_anew(edition)
                return text
    raise AssertionError(f"the PDF has fewer than {nth} numbers that stand alone")


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_digit_in_the_pdf_is_found(edition, nth):
    change_in_pdf(edition, nth)
    assert any(sentence.startswith("report.pdf, ") for sentence in told(edition))


def test_a_table_attached_to_the_pdf_is_the_one_beside_it(edition):
    path = edition / "report.pdf"
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        name = sorted(pdf.attachments)[0]
        content = pdf.attachments[name].get_file().read_bytes()
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content + b"9", filename=name)
        pdf.save(path)
    sum_anew(edition)
    assert any(sentence.startswith(f"report.pdf, bijlage {name}") for sentence in told(edition))


def test_a_pdf_that_is_none_or_is_gone_is_told(edition):
    (edition / "report.pdf").write_bytes(b"%PDF-1.7 maar niet heus")
    sum_anew(edition)
    assert any("geen leesbare PDF" in sentence for sentence in told(edition))
    (edition / "report.pdf").unlink()
    sum_anew(edition)
    assert "report.pdf: ontbreekt naast report.html" in told(edition)


@pytest.mark.parametrize("around", ["", "2018/", "HEN/public/"])
def test_a_zip_is_checked_as_its_folder_is(public, tmp_path, around):
    archive = tmp_path / "editie.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(public.rglob("*")):
            if path.is_file():
                made.write(path, around + path.relative_to(public).as_posix())
    assert verify(archive).differences == ()


def test_what_is_no_edition_is_refused_in_words(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK maar niet heus")
    for path in (tmp_path, tmp_path / "x.zip", tmp_path / "nergens"):
        with pytest.raises(ConfigError):
            verify(path)


def test_the_command_ends_with_its_documented_code(edition, tmp_path):
    def run(path):
        call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"
        words = [sys.executable, "-c", call, "verify", str(path)]
        return subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert run(edition).returncode == 0
    change(edition, "tables/sessions_by_domain.csv", r"\nHEN;2018;;[^\n]*;(\d+)")
    found = run(edition)
    assert found.returncode == 1 and "tables/sessions_by_domain.csv, rij" in found.stdout
    assert run(tmp_path / "nergens").returncode == 2
