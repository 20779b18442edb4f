"""Editions are found wherever they lie, read as a reader has them, and put in the order in which they came out."""

from decimal import Decimal

from hand import attack, edition

from pipelines.audit import read_editions

TABLE = """
    prison_code period_code attendances
    GEN         2025        12
"""


def test_quarters_come_before_their_year_and_versions_in_their_order(tmp_path):
    for period, version in (("2025", 2), ("2025", 1), ("2025-K4", 1), ("2025-K1", 1), ("2024", 1)):
        edition(tmp_path, period, version, attendances_by_domain=TABLE)
    found = [each.folder.split("/")[-2:] for each in read_editions([tmp_path])]
    assert found == [["2024", "1"], ["2025-K1", "1"], ["2025-K4", "1"], ["2025", "1"], ["2025", "2"]]


def test_the_day_of_publication_counts_first(tmp_path):
    edition(tmp_path, "2025", 1, attendances_by_domain=TABLE)
    edition(tmp_path, "2025-K1", 2, attendances_by_domain=TABLE)
    for period, version, day in (("2025", 1, "2026-03-01"), ("2025-K1", 2, "2026-06-01")):
        manifest = tmp_path / "overzicht" / period / str(version) / "manifest.json"
        manifest.write_text(f'{{"published": "{day}", "period": "{period}", "version": {version}}}', "utf-8")
    assert [each.period for each in read_editions([tmp_path])] == ["2025", "2025-K1"]


def test_a_folder_named_twice_is_read_once(tmp_path):
    edition(tmp_path, attendances_by_domain=TABLE)
    assert len(read_editions([tmp_path, tmp_path / "overzicht"])) == 1


def test_a_spreadsheet_s_copy_is_read_where_there_is_no_other(tmp_path):
    home = tmp_path / "overzicht" / "2025" / "1" / "tables"
    home.mkdir(parents=True)
    (home / "population.csv").write_bytes(
        "\ufeffprison_code;period_code;average_population;note\r\nGEN;2025;1.234,50;[nb]\r\n".encode()
    )
    (read,) = read_editions([tmp_path])
    place = frozenset({("prison_code", "GEN"), ("period_code", "2025")})
    assert read.figures["average_population", place].value == Decimal("1234.50")
    assert read.figures["note", place].mark == "[nb]"


def test_what_one_table_hides_and_another_shows_is_found(tmp_path):
    edition(tmp_path, a=TABLE.replace("12", "[o]"), b=TABLE)
    (found,) = attack(tmp_path).exact
    assert (found.lowest, found.highest) == (12, 12)
