"""The sample is what its code writes: the same arguments give the same bytes."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipelines.sample import write_sample

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "data" / "sample"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


def _content(path: Path) -> object:
    """Give the bytes of a file; of a workbook those of its members, since zlib differs between machines."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_committed_sample_is_what_the_code_writes(written):
    names = {path.name for path in written.iterdir()}
    assert names == {path.name for path in COMMITTED.iterdir()}
    assert [name for name in sorted(names) if _content(written / name) != _content(COMMITTED / name)] == []


def test_the_list_of_prisons_is_that_of_the_workspace(written):
    assert (written / "prison.csv").read_text("utf-8") == (ROOT / "data/reference/prison.csv").read_text(
        "utf-8"
    )


def test_the_committed_sample_is_small():
    assert sum(path.stat().st_size for path in COMMITTED.iterdir()) < 6 * MEGABYTE
    assert (COMMITTED / "truth.json").stat().st_size < 1.5 * MEGABYTE


def test_the_folder_says_that_it_is_fictitious(written):
    assert "fictieve gegevens" in (written / "FICTIEVE-GEGEVENS.txt").read_text(encoding="utf-8")


def test_another_seed_gives_other_people(tmp_path, written):
    write_sample(tmp_path, seed=2)
    name = "dgv_verblijven_2024-2025.csv"
    assert (tmp_path / name).read_bytes() != (written / name).read_bytes()


def test_the_order_in_which_python_keeps_sets_does_not_matter(tmp_path):
    code = (
        "import sys; from pathlib import Path; from pipelines.sample import write_sample; "
        "write_sample(Path(sys.argv[1]), prisons=2, first_year=2025, last_year=2025, scale=0.4)"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / seed)],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    first, second = tmp_path / "1", tmp_path / "2"
    assert [path.name for path in first.iterdir() if _content(path) != _content(second / path.name)] == []


def test_a_prison_behaves_the_same_whether_or_not_others_are_written(tmp_path):
    for prisons in (1, 2):
        write_sample(tmp_path / str(prisons), prisons=prisons, first_year=2025, last_year=2025)
    # Kinds of partners that work in the first prison only have the same heads either way.
    one, two = (tmp_path / count / "spov_uren_2025-K1.csv" for count in ("1", "2"))
    kept = [line.split(";")[3:] for line in two.read_text("cp1252").splitlines() if ";GEN;" in line]
    assert kept == [line.split(";")[3:] for line in one.read_text("cp1252").splitlines() if ";GEN;" in line]


def test_the_truth_balances_every_file(written):
    truth = json.loads((written / "truth.json").read_text(encoding="utf-8"))
    for name, file in truth["files"].items():
        for dataset, lines in file["datasets"].items():
            parts = (
                lines["accepted"] + lines["duplicate"] + lines["skipped"] + sum(lines["rejected"].values())
            )
            assert lines["rows"] == parts, (name, dataset)


def test_the_sample_holds_lines_of_every_fate(written):
    truth = json.loads((written / "truth.json").read_text(encoding="utf-8"))
    parts = [lines for file in truth["files"].values() for lines in file["datasets"].values()]
    assert sum(lines["duplicate"] for lines in parts) > 5
    assert {reason for lines in parts for reason in lines["rejected"]} >= {
        "unknown_value",
        "not_a_date",
        "unknown_code",
        "not_a_number",
    }


def test_exports_come_in_the_formats_of_real_partners(written):
    starts = {path.name: path.read_bytes()[:3] for path in written.glob("*.csv")}
    assert any(start == b"\xef\xbb\xbf" for start in starts.values())
    cp1252 = (written / "ligv_deelnames_2025.csv").read_bytes()
    assert b";" in cp1252 and b"," in cp1252
    with pytest.raises(UnicodeDecodeError):
        (written / "oncv_inschrijvingen_2025.csv").read_bytes().decode("utf-8")
    assert len(list(written.glob("*.xlsx"))) >= 8
    assert b"\t" in (written / "voev_trainingen_2025.csv").read_bytes()


def test_names_are_in_the_exports_but_in_no_mapping(written):
    assert "Voorbeeld" in (written / "fitv_lijsten_2025-K1.csv").read_text("cp1252")
    mapping = (ROOT / "data" / "sources" / "fitv_lijsten.toml").read_text(encoding="utf-8")
    assert "Familienaam" not in mapping
    assert "Voornaam" not in mapping
