"""What a partner's file says about persons stays out of the warehouse."""

from pathlib import Path

from pipelines.database import open_database
from tests.load.intake import KEY, attendances, load

NAMES = ("Verzonnen", "Wilhelmina", "85.07.30-033.28", "0471-fictief", "88123", "opmerking geheim")
HEADER = "Sessie;Persoonsnummer;Aanwezig;Naam;Rijksregisternummer;Opmerking\n"
LINES = (
    HEADER
    + "1;88123;Ja;Wilhelmina Verzonnen;85.07.30-033.28;opmerking geheim\n"
    + "2;88123;0471-fictief;Wilhelmina Verzonnen;85.07.30-033.28;opmerking geheim\n"
)


def test_no_name_number_or_refused_value_is_in_any_file_that_a_load_leaves(tmp_path: Path) -> None:
    warehouse = tmp_path / "kept/warehouse.duckdb"
    warehouse.parent.mkdir()
    db = open_database(warehouse)
    report = load(
        db, tmp_path, attendances(), {"vocvo_1.csv": LINES, "vocvo_2.csv": LINES.replace("\n2", "\n\n3")}
    )
    assert [(one.accepted, one.rejected, one.duplicate) for one in report.deliveries] == [
        (1, 1, 0),
        (1, 1, 0),  # it says again what the first says, so it takes its place
    ]
    while_open = {path: path.read_bytes() for path in warehouse.parent.iterdir()}
    db.close()
    after = {path: path.read_bytes() for path in warehouse.parent.iterdir()}
    assert any(b"vocvo" in content for content in after.values())
    for content in (*while_open.values(), *after.values()):
        for secret in NAMES:
            assert secret.encode() not in content
        assert KEY not in content
