"""Tables are found in a grid: where their header is, in how many lines, and which lines are totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.load.discover.derived import derived_lines
from pipelines.load.discover.tables import Table, find_tables


def tables(text: str) -> tuple[Table, ...]:
    return find_tables([line.split(";") for line in text.strip("\n").split("\n")])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Gevangenis;0-17;18-24;65+\nGent;0;3;1\nBrugge;1;2;2\n", (0,)),
        ("Plaats;2023;2024;2025\nGent;1201;1190;1300\nBrugge;2011;1990;2020\n", (0,)),
        ("Naam;06/01/2025;13/01/2025\nA B;x;\nC D;;x\n", (0,)),
        ("Titel van het blad;;\n;;\nNr;Plaats;Aantal\n1;Gent;8\n2;Gent;9\n", (2,)),
        (";2024;;2025;\nPlaats;Man;Vrouw;Man;Vrouw\nGent;1;2;3;4\nBrugge;5;6;7;8\n", (0, 1)),
        ("Plaats;Uren;Duur\n;(aantal);(minuten)\nGent;8;30\nBrugge;9;60\n", (0, 1)),
        ("Vraag;Antwoord;Reden\nja;nee;x\nnee;ja;y\nja;ja;z\n", (0,)),
        (
            ";POST;CODE;;\n;KANTOOR;VAN;;\nPlaats;NAAM;ZAAL;2023;2024\nGent;GE;aa;81;95\nBrugge;BR;bb;70;61\n",
            (0, 1, 2),
        ),
        ("Plaats;Cursus;;Sport;\n;;;;\n;Uren;Lessen;Uren;Lessen\nGent;8;2;3;1\nBrugge;9;3;4;2\n", (0, 2)),
        ("Cijfers 2025;;\nOost-Vlaanderen;;\n;Man;Vrouw\nGent;8;2\nBrugge;9;3\n", (2,)),
        ("Plaats;Uren;Lessen\n;binnen;\nGent;8;3\nBrugge;9;4\n", (0, 1)),
        (";;;;2025\n;;;;\nPlaats;Man;Vrouw;Kind;Man\nGent;1;2;3;4\nBrugge;5;6;7;8\n", (0, 2)),
        ("1;2;3\n4;5;6\n", ()),
        ("28/01/2018;00:00;2;Gent\n29/01/2018;00:15;1;Gent\n", ()),
    ],
)
def test_the_header_is_found(text: str, lines: tuple[int, ...]) -> None:
    assert tables(text)[0].header_lines == lines


def test_names_of_groups_stand_before_the_names_below_them() -> None:
    (table,) = tables(";2024;;2025;\nPlaats;Man;Vrouw;Man;Vrouw\nGent;1;2;3;4\nBrugge;5;6;7;8\n")
    assert table.headers == ("Plaats", "2024 Man", "2024 Vrouw", "2025 Man", "2025 Vrouw")


def test_a_second_table_below_is_another_table() -> None:
    first, second = tables("Jaar;Deelnames\n2024;8\n2025;9\n;\nPlaats;Bezoeken\nGent;5\nBrugge;6\n")
    assert (first.headers, first.rows) == (("Jaar", "Deelnames"), (1, 2))
    assert (second.headers, second.rows) == (("Plaats", "Bezoeken"), (5, 6))


def test_a_header_that_comes_again_and_one_of_years_head_a_table_again() -> None:
    """Word by word the same, or years below the name of a group: neither is a row."""
    again = tables("Plaats;Zaal;Soort\nGent;x;b\nBrugge;y;c\n;;\nPlaats;Zaal;Soort\nGent;v;d\nIeper;w;e\n")
    assert [one.header_lines for one in again] == [(0,), (4,)]
    rows = "".join(f"{place};{81 + 7 * at};{95 - 3 * at};{at}5\n" for at, place in enumerate("ABCDEFGH"))
    years = tables(f"Plaats;2023;2024;2025\n{rows}Vrouwen;;;\n;2023;2024;2025\n{rows}")
    assert [one.header_lines for one in years] == [(0,), (9, 10)]


def test_a_form_has_one_header_at_most() -> None:
    (table,) = tables("Veld;Waarde\nBegin;12/01/2025\nEinde;13/01/2025\nOpmerking;geen\nCode;4911\nLes;12\n")
    assert len(table.header_lines) < 2


def test_a_line_of_dashes_heads_nothing() -> None:
    text = "Plaats;Bedrag\nGent;8\nIeper;9\n-----------;-----------\nTotaal;17\nDoel;20\nRest;3\n"
    (table,) = tables(text)
    assert table.header_lines == (0,)


def test_notes_below_a_table_are_no_rows_and_a_row_of_one_cell_is() -> None:
    text = "Plaats;Aantal;Uren\nGent;8;2\nBrugge;;\nHasselt;9;3\n;;\nBron: de partner zelf;;\n"
    assert tables(text)[0].rows == (1, 2, 3)


@given(
    st.lists(st.tuples(st.integers(10, 900), st.integers(10, 900)), min_size=3, max_size=12), st.booleans()
)
def test_a_sum_of_lines_is_found_wherever_it_stands(rows: list[tuple[int, int]], above: bool) -> None:
    lines = [[f"rij {'abcdefghijkl'[place]}", *map(str, row)] for place, row in enumerate(rows)]
    total = ["xyz", *(str(sum(column)) for column in zip(*rows, strict=True))]
    whole = [total, *lines] if above else [*lines, total]
    assert (0 if above else len(rows)) in derived_lines(whole)


def test_totals_of_subtotals_are_found() -> None:
    lines = [["a", "10", "30"], ["b", "20", "40"], ["ab", "30", "70"], ["c", "15", "25"], ["d", "25", "35"],
             ["cd", "40", "60"], ["alles", "70", "130"]]  # fmt: skip
    assert {2, 5, 6} <= derived_lines(lines)


def test_all_others_are_a_row_and_no_total() -> None:
    lines = [["Diefstal", "120", "44"], ["Geweld", "80", "31"], ["Alle andere feiten", "900", "312"]]
    assert derived_lines(lines) == frozenset()


def test_a_total_is_of_subtotals_and_of_what_stands_in_none_of_them() -> None:
    lines = [
        ["Sport", "30", "70"], ["waarvan zaal", "10", "20"], ["waarvan veld", "20", "50"],
        ["Yoga", "7", "11"], ["Samen", "37", "81"],
    ]  # fmt: skip
    assert derived_lines(lines) == {0, 4}
