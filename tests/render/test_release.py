"""An edition on disk: whole or not there, and checkable."""

import hashlib
import json

import pytest

from pipelines.edition import write_aside
from pipelines.errors import TechnicalError
from pipelines.release.history import aside_of

FILES = {"report.html": b"<p>", "tables/a.csv": b"1"}


def write_release(folder, files, *, facts):
    release = write_aside(folder, files, facts=facts)
    aside_of(folder).rename(folder)
    return release


def test_the_manifest_names_every_file_with_its_fingerprint(tmp_path):
    release = write_release(tmp_path / "v1", FILES, facts={"run": "x", "inputs": {"a.csv": "00"}})
    manifest = json.loads((tmp_path / "v1" / "manifest.json").read_text("utf-8"))
    assert manifest["inputs"] == {"a.csv": "00"}
    assert manifest["outputs"] == dict(release.sha256)
    for name, sha256 in release.sha256.items():
        assert hashlib.sha256((release.folder / name).read_bytes()).hexdigest() == sha256


def test_an_edition_is_never_overwritten(tmp_path):
    write_release(tmp_path / "v1", FILES, facts={})
    with pytest.raises(TechnicalError, match="bestaat al"):
        write_release(tmp_path / "v1", {"report.html": b"other"}, facts={})
    assert (tmp_path / "v1" / "report.html").read_bytes() == b"<p>"


def test_a_write_that_breaks_off_leaves_nothing_visible_and_can_be_done_again(tmp_path):
    with pytest.raises(TechnicalError, match="kan niet geschreven"):
        write_release(tmp_path / "v1", {**FILES, "z.pdf": tmp_path / "not there"}, facts={})
    assert not (tmp_path / "v1").exists()
    write_release(tmp_path / "v1", FILES, facts={})
    assert sorted(file.name for file in tmp_path.iterdir()) == ["v1"]


def test_a_file_is_copied_by_its_path(tmp_path):
    (tmp_path / "published.duckdb").write_bytes(b"db")
    write_release(tmp_path / "v1", {"published.duckdb": tmp_path / "published.duckdb"}, facts={})
    assert (tmp_path / "v1" / "published.duckdb").read_bytes() == b"db"
