"""What is renamed into place is on the disk before: otherwise a power failure shows an empty file."""

import os
from pathlib import Path

import pytest

from pipelines.durable import exchange, replace_folder, write_whole
from pipelines.edition import Contents, write_aside
from pipelines.release.history import aside_of
from pipelines.request.run_request import read_request
from tests.make_believe_release import publish


@pytest.fixture
def happened(monkeypatch):
    """List what reaches the disk and what is renamed, in order; the system still does it."""
    found, sync, replace = [], os.fsync, os.replace

    def fsync(handle):
        found.append(("synced", str(Path(f"/proc/self/fd/{handle}").readlink())))
        sync(handle)

    def renamed(old, new):
        found.append(("renamed", str(old), str(new)))
        replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", renamed)
    return found


def test_a_file_is_on_the_disk_before_it_gets_its_name_and_its_name_after(happened, tmp_path):
    write_whole(tmp_path / "state.json", b"{}")
    aside = str(tmp_path / ".state.json.aside")
    assert happened == [
        ("synced", aside), ("renamed", aside, str(tmp_path / "state.json")), ("synced", str(tmp_path)),
    ]  # fmt: skip


def test_everything_of_an_edition_is_on_the_disk_before_anything_of_it_is_seen(happened, library_workspace):
    order = read_request(library_workspace, year=2025, quarter=1)
    publish(order, "GEN", "overzicht", GEN=6)
    names = {event[1]: place for place, event in enumerate(happened) if event[0] == "synced"}
    seen = [
        place for place, event in enumerate(happened) if event[0] == "renamed" and event[2].endswith("/1")
    ]
    journal = next(place for place, event in enumerate(happened) if event[-1].endswith("/journal.json"))
    assert len(seen) == 2 and journal < min(seen)
    for scope in ("GEN", "overzicht"):
        aside = aside_of(order.editions / scope / "2025-K1" / "1")
        parts = [
            "",
            "/public",
            "/confidential",
            "/public/report.html",
            "/public/tables",
            "/public/tables/a.csv",
        ]
        parts += ["/public/manifest.json", "/public/SHA256SUMS", "/confidential/run.json"]
        assert all(names[f"{aside}{part}"] < journal for part in parts), scope
    release = next(name for name in names if name.endswith("uitgave.wordt-geschreven"))
    assert names[release] < journal


def test_what_an_interrupted_write_left_is_in_no_edition(tmp_path):
    folder = tmp_path / "1"
    aside = aside_of(folder)
    aside.mkdir()
    (aside / "left.html").write_text("van een vorige poging")
    write_aside(folder, Contents({"report.html": b"<p>"}))
    found = sorted(path.relative_to(aside).as_posix() for path in aside.rglob("*") if path.is_file())
    assert found == [
        "confidential/run.json",
        "public/SHA256SUMS",
        "public/manifest.json",
        "public/report.html",
    ]


def folder_of(path, text):
    path.mkdir()
    (path / "a.txt").write_text(text, "utf-8")
    return path


def test_two_folders_change_places_in_one_step(tmp_path):
    one, other = folder_of(tmp_path / "one", "1"), folder_of(tmp_path / "other", "2")
    if not exchange(one, other):
        pytest.skip("this file system can't let two folders change places")
    assert [(path / "a.txt").read_text("utf-8") for path in (one, other)] == ["2", "1"]


def test_what_is_not_there_changes_places_with_nothing(tmp_path):
    one = folder_of(tmp_path / "one", "1")
    assert not exchange(one, tmp_path / "nowhere")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


@pytest.mark.parametrize("can_exchange", [True, False])
@pytest.mark.parametrize("stands", [True, False])
def test_a_folder_takes_the_place_of_another_and_leaves_nothing_beside_it(
    tmp_path, monkeypatch, can_exchange, stands
):
    if not can_exchange:
        monkeypatch.setattr("pipelines.durable.exchange", lambda *_: False)
    aside, place = folder_of(tmp_path / "aside", "new"), tmp_path / "place"
    if stands:
        folder_of(place, "old")
    replace_folder(aside, place, tmp_path / "between")
    assert [path.name for path in tmp_path.iterdir()] == ["place"]
    assert (place / "a.txt").read_text("utf-8") == "new"
