"""Who sees an edition before its time is named, has a file of its own, and stands in the record; nobody else does."""

import json
import zipfile

import pytest

from pipelines.publication import editions_of, read_early_access, retract
from pipelines.request.run_request import read_request
from pipelines.verify import verify
from tests.cli.test_app import jaarverslag
from tests.make_believe_release import publish

PLANNED = """
[[publications]]
period = "2099-K1"
moment = 2099-05-04T09:30:00
early_access = ["Kabinet Voorbeeld"]
"""
WHY = ["--why", "persconferentie"]


@pytest.fixture
def order(library_workspace):
    path = library_workspace / "data" / "reference" / "publicatiekalender.toml"
    path.write_text(PLANNED, "utf-8")
    order = read_request(library_workspace, year=2099, quarter=1)
    publish(order, GEN=6)
    return order


def give(order, file, who="Kabinet Voorbeeld", edition="overzicht/2099-K1/1"):
    where = ["--workspace", str(order.config.workspace)]
    return jaarverslag("early-access", edition, str(file), "--who", who, *WHY, *where)


def test_who_is_named_gets_the_public_files_and_stands_in_the_record(order, tmp_path):
    found = give(order, tmp_path / "a.zip")
    assert found.returncode == 0, found.stderr
    public = order.editions / "overzicht" / "2099-K1" / "1" / "public"
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.relative_to(public).as_posix(): path.read_bytes()
            for path in public.rglob("*")
            if path.is_file()
        }
    (listed,) = editions_of(order.editions)
    (given,) = read_early_access(listed)
    assert (given.who, given.why) == ("Kabinet Voorbeeld", "persconferentie")
    assert given.login and given.at.endswith("+00:00")
    record = listed.folder / "inzage-vooraf.jsonl"
    assert record.stat().st_mode & 0o777 == 0o600 and (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    assert [one.kind for one in verify(tmp_path / "a.zip").differences if one.kind == "hash"] == []
    assert give(order, tmp_path / "b.zip").returncode == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert len(read_early_access(listed)) == 2
    assert "Kabinet" not in "".join(
        path.read_text("utf-8", "replace") for path in public.rglob("*.*") if path.is_file()
    )


def test_meanwhile_nothing_lies_in_the_folder_for_the_web_server(order, tmp_path):
    give(order, tmp_path / "a.zip")
    where = ["--workspace", str(order.config.workspace)]
    waiting = jaarverslag("publish", "all", str(tmp_path / "www"), *where)
    assert waiting.returncode == 1 and "kalender" in waiting.stderr and not (tmp_path / "www").exists()
    publish(read_request(order.config.workspace, year=2018, quarter=1), GEN=7)
    put = jaarverslag("publish", "all", str(tmp_path / "www"), *where)
    assert put.returncode == 0 and "2099-K1" in put.stderr
    assert not [path for path in (tmp_path / "www").rglob("*") if "2099" in path.as_posix()]
    assert "2099-k1-1" not in (tmp_path / "www" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("who", "edition", "code", "said"), [
    ("Een krant", "overzicht/2099-K1/1", 1, "Kabinet Voorbeeld"),
    ("", "overzicht/2099-K1/1", 1, "kalender noemt"),
    ("Kabinet Voorbeeld", "overzicht/2099-K1/7", 2, "overzicht/2099-K1/1"),
])  # fmt: skip
def test_nobody_else_gets_it(order, tmp_path, who, edition, code, said):
    found = give(order, tmp_path / "a.zip", who, edition)
    assert found.returncode == code and said in found.stderr
    assert not (tmp_path / "a.zip").exists()
    assert read_early_access(editions_of(order.editions)[0]) == ()


def test_what_is_for_everybody_or_retracted_is_given_to_nobody(order, tmp_path):
    publish(read_request(order.config.workspace, year=2018, quarter=1), GEN=7)
    found = give(order, tmp_path / "a.zip", edition="overzicht/2018-K1/1")
    assert found.returncode == 2 and "voor iedereen" in found.stderr
    retract(order, 1, who="An Voorbeeld", role="directeur", why="fout")
    assert "ingetrokken" in give(order, tmp_path / "a.zip").stderr
    (tmp_path / "b.zip").write_bytes(b"x")
    assert give(order, tmp_path / "b.zip").returncode == 2 and (tmp_path / "b.zip").read_bytes() == b"x"


def test_a_record_that_is_damaged_is_told(order, tmp_path):
    (listed,) = editions_of(order.editions)
    (listed.folder / "inzage-vooraf.jsonl").write_text(json.dumps({"who": 1}), "utf-8")
    found = give(order, tmp_path / "a.zip")
    assert found.returncode == 2 and "beschadigd" in found.stderr and not (tmp_path / "a.zip").exists()
