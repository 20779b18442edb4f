"""An edition on disk: whole or not there, and checkable."""

import json
import subprocess

import pytest

from pipelines.edition import Contents, read_manifest, write_aside
from pipelines.errors import TechnicalError
from pipelines.release.history import aside_of

FILES = {"report.html": b"<p>", "tables/a.csv": b"1"}


def write_release(folder, files, **more):
    release = write_aside(folder, Contents(files, **more))
    aside_of(folder).rename(folder)
    return release


def test_the_manifest_names_every_file_with_its_fingerprint(tmp_path):
    release = write_release(tmp_path / "v1", FILES, facts={"period": "2025"})
    public = tmp_path / "v1" / "public"
    manifest = json.loads((public / "manifest.json").read_text("utf-8"))
    assert manifest["period"] == "2025"
    assert manifest["outputs"] == dict(release.sha256)
    words = ["sha256sum", "--check", "SHA256SUMS"]
    checked = subprocess.run(words, cwd=public, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert {line.split(": ")[0] for line in checked.stdout.splitlines()} == {*FILES, "manifest.json"}


def test_what_is_confidential_lies_apart_and_is_in_no_public_record(tmp_path):
    kept = {"published.duckdb": b"hidden", "findings.json": b"[]"}
    facts = {"scope": "GEN", "period": "2025", "version": 1, "published": "2026-01-31", "fingerprint": "00"}
    write_release(tmp_path / "v1", FILES, confidential=kept, facts=facts, run={"release": "0001-abc"})
    public = tmp_path / "v1" / "public"
    told = b"".join(path.read_bytes() for path in public.rglob("*") if path.is_file())
    for secret in (b"hidden", b"0001-abc", b"findings", b"published.duckdb"):
        assert secret not in told
    assert read_manifest(tmp_path / "v1")["release"] == "0001-abc"
    assert {path.name for path in (tmp_path / "v1").iterdir()} == {"public", "confidential"}


def test_an_edition_is_never_overwritten(tmp_path):
    write_release(tmp_path / "v1", FILES)
    with pytest.raises(TechnicalError, match="bestaat al"):
        write_release(tmp_path / "v1", {"report.html": b"other"})
    assert (tmp_path / "v1" / "public" / "report.html").read_bytes() == b"<p>"


def test_a_write_that_breaks_off_leaves_nothing_visible_and_can_be_done_again(tmp_path):
    with pytest.raises(TechnicalError, match="kan niet geschreven"):
        write_release(tmp_path / "v1", {**FILES, "z.pdf": tmp_path / "not there"})
    assert not (tmp_path / "v1").exists()
    write_release(tmp_path / "v1", FILES)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["v1"]


def test_a_file_is_copied_by_its_path(tmp_path):
    (tmp_path / "published.duckdb").write_bytes(b"db")
    write_release(tmp_path / "v1", {}, confidential={"published.duckdb": tmp_path / "published.duckdb"})
    assert (tmp_path / "v1" / "confidential" / "published.duckdb").read_bytes() == b"db"
