"""A text is cut into the cells that were meant, and its dialect is found."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.load.discover.dialect import likely_signs
from pipelines.load.discover.splitting import Signs, records, split_line

CELLS = st.lists(st.lists(st.text("ab 1,;'\"\n", max_size=6), min_size=2, max_size=4), min_size=1, max_size=6)


@given(CELLS)
@example([['",', "\n"]])
def test_what_a_csv_writer_wrote_is_read_back(lines: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(lines)
    assert [list(one.cells) for one in records(written.getvalue(), Signs(","))] == lines


@given(st.text('ab,"\n', max_size=60))
def test_every_line_of_a_text_stands_in_one_record(text: str) -> None:
    found = list(records(text, Signs(",")))
    lines = [line for one in found for line in range(one.line, one.last + 1)]
    assert lines == list(range(1, text.count("\n") + (not text.endswith("\n") and bool(text)) + 1))


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a,"b,c,"d e","f",g', ["a", '"b', "c", "d e", "f", "g"]),
        ('a,""b, c","d"', ["a", '"b, c', "d"]),
        ('18,"Rond 48"","Made in",x', ["18", 'Rond 48"', "Made in", "x"]),
        (r'18,"Rond 48\"","Made in",x', ["18", 'Rond 48"', "Made in", "x"]),
        ('a,b "c" d,e', ["a", 'b "c" d', "e"]),
        ('a,b,"', ["a", "b", '"']),
    ],
)
def test_a_stray_quote_swallows_no_cell(line: str, cells: list[str]) -> None:
    assert list(split_line(line, Signs(","))) == cells


def test_a_stray_quote_swallows_no_lines() -> None:
    text = 'Nr;Plaats;Aantal\n1;"Gent;8\n2;Gent;9\n3;"Antwerpen\nNoord";4\n'
    found = [one.cells for one in records(text, Signs(";"))]
    assert found[1:] == [("1", '"Gent', "8"), ("2", "Gent", "9"), ("3", "Antwerpen\nNoord", "4")]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ('a, b, c\n1, 2, "x, y"\n3, 4, z\n', Signs(",", '"', is_loose=True)),
        ("a;b;c\n1,5;'x; y';3\n2,5;'z';4\n", Signs(";", "'")),
        ("Datum\tUur\n03/02/2025\t9:30\n04/02/2025\t10:30\n", Signs("\t")),
        ("plaats jaar aantal\nGent  2024 8\nBrugge 2025   9\n", Signs(" ", '"', is_loose=True)),
        ("03/02/2025,00:15,x\n04/02/2025,00:30,y\n05/02/2025,00:45,z\n", Signs(",")),
    ],
)
def test_the_dialect_is_found(text: str, signs: Signs) -> None:
    assert likely_signs(text) == signs
