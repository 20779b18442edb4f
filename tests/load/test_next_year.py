"""A mapping that was confirmed once and the file of next year: moved, renamed and added columns, told."""

from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import SourceError
from pipelines.load import LoadFinding
from pipelines.load.headers import period_of_names
from tests.load.intake import load, write_workbook

COUNTS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
{table}
[[maps]]
dataset = "count"
[maps.columns]
prison_code = {{ from = "Gevangenis", values = {{ "Gent" = "GEN", "Antwerpen" = "ANT" }} }}
domain_code = {{ constant = "sport" }}
indicator_code = {{ constant = "attendances" }}
period_code = {period}
value = "Aantal"
"""
YEARS = """
[table]
unpivot = {{ columns = ["{columns}"], names_to = "Jaar", values_to = "Aantal" }}
"""
MONTHS = """
[table]
year_as = "Jaar"
unpivot = { columns = ["januari", "februari", "maart"], names_to = "Maand", values_to = "Aantal" }
"""
QUARTER = '{ join = ["Maand", "Jaar"], part = "quarter" }'


def counts(table: str = "", period: str = '"Periode"') -> str:
    return COUNTS.format(table=table, period=period)


def counted(db: Database) -> list[tuple[object, ...]]:
    return rows(db, "select prison_code, period_code, value::integer from raw.count order by all")


def findings(db: Database, folder: Path, source: str, files: dict[str, str]) -> list[LoadFinding]:
    return [one for summary in load(db, folder, source, files).deliveries for one in summary.findings]


def test_columns_that_moved_or_are_written_otherwise_are_read_and_told(db: Database, tmp_path: Path) -> None:
    content = "Code;AANTAL *;Gevan-genis;periode:\nx;11;Gent;2025-01\n"
    found = findings(db, tmp_path, counts(), {"vocvo_2025.csv": content})
    assert counted(db) == [("GEN", "2025-01", 11)]
    assert [one.sentence for one in found] == [
        "kolom 'Gevangenis' van de bron heet hier 'gevan-genis' (C) en is als dezelfde gelezen",
        "kolom 'Periode' van de bron heet hier 'periode:' (D) en is als dezelfde gelezen",
        "kolom 'Aantal' van de bron heet hier 'aantal *' (B) en is als dezelfde gelezen",
    ]


@pytest.mark.parametrize("name", ["Aantal aanwezigen", "Aantl", "Waarde"])
def test_a_renamed_column_is_asked_for_with_the_line_that_reads_it(
    db: Database, tmp_path: Path, name: str
) -> None:
    with pytest.raises(
        SourceError, match=rf'Heet .Aantal. nu .{name}.\? Zet dan from = \["Aantal", "{name}"\]'
    ):
        load(db, tmp_path, counts(), {"vocvo_1.csv": f"Gevangenis;Periode;{name}\nGent;2025-01;1\n"})


def test_a_column_that_may_be_called_after_a_person_is_not_repeated(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        load(
            db,
            tmp_path,
            counts(),
            {"vocvo_1.csv": "Gevangenis;Periode;Aantal Fictief Persoon\nGent;2025;1\n"},
        )
    assert "Fictief" not in str(refused.value)


@pytest.mark.parametrize("name", ["Aantal %", "Aantal uren", "Aantal;Aantal*"])
def test_what_may_be_another_column_is_not_taken_for_it(db: Database, tmp_path: Path, name: str) -> None:
    """A share, another unit, and two that both could be meant."""
    source = counts().replace('value = "Aantal"', 'value = "Aantal."')
    with pytest.raises(SourceError, match=r"niet gevonden: 'Aantal\.'"):
        load(db, tmp_path, source, {"vocvo_1.csv": f"Gevangenis;Periode;{name}\nGent;2025-01;1;2\n"})


def test_a_year_that_came_beside_those_that_are_read_is_told(db: Database, tmp_path: Path) -> None:
    source = counts(YEARS.format(columns='2023", "2024'), '"Jaar"')
    content = "Gevangenis;2023;2024;2025;Totaal\nGent;1;2;3;6\n"
    found = findings(db, tmp_path, source, {"vocvo_1.csv": content})
    assert counted(db) == [("GEN", "2023", 1), ("GEN", "2024", 2)]
    assert [(one.severity, one.sentence) for one in found] == [
        (
            "warning",
            "kolom '2025' (D) staat naast die van 'Jaar' en is niet gelezen; neem ze op in unpivot als ze "
            "meetelt",
        ),
        ("info", "kolom 'totaal' (E) is een totaal van andere en is niet gelezen"),
    ]


def test_a_pattern_takes_no_total_for_one_of_its_columns(db: Database, tmp_path: Path) -> None:
    source = counts(YEARS.format(columns="Bezoeken *"), '"Jaar"')
    content = "Gevangenis;Bezoeken 2024;Bezoeken 2025;Bezoeken totaal\nGent;1;2;3\n"
    found = findings(db, tmp_path, source, {"vocvo_1.csv": content})
    assert counted(db) == [("GEN", "2024", 1), ("GEN", "2025", 2)]
    assert [one.code for one in found] == ["column_not_read"]


def test_a_table_beside_the_one_that_is_read_is_named(db: Database, tmp_path: Path) -> None:
    sheet: list[list[object]] = [
        ["Gevangenis", "Periode", "Aantal", None, "Domein", "Leners"],
        ["Gent", "2025-01", 10, None, "sport", 3],
    ]
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"blad": sheet})
    (found,) = findings(db, tmp_path, counts(), {})
    assert (found.code, found.sentence[:47]) == (
        "table_beside",
        "in kolom E tot F staat een andere tabel naast d",
    )


def test_months_of_a_service_that_reports_by_quarter(db: Database, tmp_path: Path) -> None:
    """The figure of the quarter stands in its last month, or in another; empty months are no figure."""
    content = "Gevangenis;januari;februari;maart\nGent;;;30\nAntwerpen;;12;\n"
    load(db, tmp_path, counts(MONTHS, QUARTER), {"vocvo_2025.csv": content})
    assert counted(db) == [("ANT", "2025-K1", 12), ("GEN", "2025-K1", 30)]


def test_two_figures_of_one_quarter_are_not_added_in_silence(db: Database, tmp_path: Path) -> None:
    content = "Gevangenis;januari;februari;maart\nGent;5;;30\n"
    with pytest.raises(SourceError, match="dezelfde telling"):
        load(db, tmp_path, counts(MONTHS, QUARTER), {"vocvo_2025.csv": content})


@pytest.mark.parametrize(
    ("names", "period"),
    [
        (("maart", "bezoeken_2025"), "2025-03"),
        (("blad", "bezoeken_2025-03"), "2025-03"),
        (("blad", "bezoeken 202503"), "2025-03"),
        (("K1", "jaar 2025"), "2025-K1"),
        (("blad", "bezoeken_2025-K3_v2"), "2025-K3"),
        (("blad", "bezoeken_mrt-25"), "2025-03"),
        (("blad", "1e kwartaal 2025"), "2025-K1"),
        (("blad", "bezoeken_2025"), "2025"),
        (("blad", "export 2025-04-12"), None),
        (("blad", "bezoeken_2024-2025"), None),
        (("maart", "april 2025"), None),
        (("maart", "bezoeken"), None),
    ],
)
def test_the_period_in_the_names_of_sheet_and_file(names: tuple[str, ...], period: str | None) -> None:
    assert period_of_names(names) == period


def test_a_file_is_of_the_period_in_its_name(db: Database, tmp_path: Path) -> None:
    source = counts('[table]\nperiod_as = "Periode"')
    content = "Gevangenis;Aantal\nGent;5\n"
    sheets: dict[str, list[list[object]]] = {
        name: [["Gevangenis", "Aantal"], ["Gent", number]] for name, number in (("april", 6), ("mei", 7))
    }
    write_workbook(tmp_path / "exports/vocvo_2025.xlsx", sheets)
    load(db, tmp_path, source, {"vocvo_2025-03.csv": content})
    assert counted(db) == [("GEN", "2025-03", 5), ("GEN", "2025-04", 6), ("GEN", "2025-05", 7)]
    with pytest.raises(SourceError, match=r"vocvo_x: bron vocvo: period_as zoekt"):
        load(db, tmp_path, source, {"vocvo_x.csv": content + "\n"})


@pytest.mark.parametrize("at_once", [True, False])
def test_the_same_bytes_of_two_periods_are_no_copy(db: Database, tmp_path: Path, at_once: bool) -> None:
    source = counts('[table]\nperiod_as = "Periode"')
    content = "Gevangenis;Aantal\nGent;5\n"
    if not at_once:
        load(db, tmp_path, source, {"vocvo_2025-03.csv": content})
    with pytest.raises(
        SourceError, match=r"vocvo_2025-03.csv, vocvo_2025-04.csv: deze bestanden zijn gelijk"
    ):
        load(db, tmp_path, source, {"vocvo_2025-03.csv": content, "vocvo_2025-04.csv": content})


def test_a_month_that_is_still_to_come_is_no_row(db: Database, tmp_path: Path) -> None:
    """Of twelve columns only three are filled: the others are skipped, and nothing is refused."""
    months = ["januari", "februari", "maart", "april", "mei", "juni", "juli"]
    table = MONTHS.replace('"maart"]', '"maart", "april", "mei", "juni", "juli"]')
    source = counts(table, '{ join = ["Maand", "Jaar"] }')
    content = f"Gevangenis;{';'.join(months)}\nGent;1;2;3;;;;\nAntwerpen;4;x;6;;;;\n"
    (summary,) = load(db, tmp_path, source, {"vocvo_2025.csv": content}).deliveries
    assert (summary.accepted, summary.rejected, dict(summary.skips)) == (5, 1, {"blank": 8})
