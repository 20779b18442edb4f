"""Published tables as CSV: for a spreadsheet, for a machine, and harmless in both."""

from decimal import Decimal

from pipelines.edition import tables_as_csv
from pipelines.tables import Cell, Mark, SafeTable


def safe(name="sessions_by_domain.session_hours", cells=None):
    cells = cells or {
        ("GEN", "sport"): Cell(Decimal("1204.50")),
        ("GEN", None): Cell(mark=Mark.SUPPRESSED),
        (None, None): Cell(Decimal("-3.5")),
    }
    return SafeTable(name, ("prison_code", "domain_code"), name.split(".")[1], "hour", cells, adds_up=True)


def test_the_copy_for_a_spreadsheet_has_a_bom_semicolons_and_decimal_commas():
    written = tables_as_csv({"a": safe()})["sessions_by_domain.csv"]
    assert written == (
        "\ufeffprison_code;domain_code;session_hours\r\nGEN;sport;1204,50\r\nGEN;;[o]\r\n;;-3,5\r\n".encode()
    )


def test_the_copy_for_machines_is_rfc_4180():
    written = tables_as_csv({"a": safe()})["sessions_by_domain.rfc4180.csv"]
    assert written == b"prison_code,domain_code,session_hours\r\nGEN,sport,1204.50\r\nGEN,,[o]\r\n,,-3.5\r\n"


def test_measures_of_a_mart_stand_beside_each_other_by_key():
    more = safe("sessions_by_domain.activities", {("GEN", "sport"): Cell(7)})
    rows = tables_as_csv({"a": safe(), "b": more})["sessions_by_domain.rfc4180.csv"].decode().splitlines()
    assert rows[0] == "prison_code,domain_code,activities,session_hours"
    assert rows[1] == "GEN,sport,7,1204.50"
    assert rows[2] == "GEN,,,[o]"


def test_a_label_that_a_spreadsheet_would_run_is_only_text():
    cells = {(label, None): Cell(1) for label in ("=1+1", "@cmd", "+x", "-x", "-5")}
    rows = tables_as_csv({"a": safe(cells=cells)})["sessions_by_domain.rfc4180.csv"].decode().splitlines()
    assert rows[1:] == ["'+x,,1", "-5,,1", "'-x,,1", "'=1+1,,1", "'@cmd,,1"]
