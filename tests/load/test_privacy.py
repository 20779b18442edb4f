"""What a partner's file says about persons stays out of the warehouse."""

from pathlib import Path

from pipelines.database import open_database
from pipelines.load.accept.outcomes import LARGE
from tests.load.intake import KEY, attendances, load, sessions

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


def test_a_national_number_in_a_text_that_is_kept_stays_out_too(tmp_path: Path) -> None:
    db = open_database(tmp_path / "warehouse.duckdb")
    source = sessions().replace('head_count = "Aantal"', 'activity_name = "Naam"')
    line = "{};PI Gent;03/02/2025;1,5;{};Doorgegaan\n"
    content = "Nummer;Gevangenis;Datum;Duur;Naam;Status\n" + "".join(
        line.format(number, "Praatgroep" if number % 1000 else "over 85.07.30-033.28")
        for number in range(1, LARGE + 1000)
    )  # so large that plain rows are read apart
    report = load(db, tmp_path, source, {"vocvo_1.csv": content})
    assert report.deliveries[0].reasons == {"names_a_person": LARGE // 1000}
    db.close()
    assert b"033.28" not in (tmp_path / "warehouse.duckdb").read_bytes()
