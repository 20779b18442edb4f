"""A build that broke off leaves no promise to tables that are kept in parts and were not reached."""

import logging
from pathlib import Path

import pytest

from pipelines.database import rows, run
from pipelines.errors import ModelError
from pipelines.model import build_models

HEADER = "-- Things of the test.\n-- grain: delivery_id, thing_id\n{}-- adds up: no\n"
PARTS = "-- parts: delivery_id\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for layer in ("staging", "core", "marts"):
        (tmp_path / layer).mkdir()
    (tmp_path / "indicators.toml").write_text("", encoding="utf-8")
    write(tmp_path, "staging.apple", "select delivery_id, thing_id from raw.apple")
    write(tmp_path, "staging.ant", "select delivery_id, thing_id from raw.ant", parts="")
    eaten = "(select count(*) from staging.ant) = 0 or error('eaten')"
    write(tmp_path, "core.aaa", f"select delivery_id, thing_id from staging.apple where {eaten}")
    write(tmp_path, "core.zzz", "select delivery_id, thing_id from staging.apple")
    return tmp_path


def write(folder: Path, name: str, select: str, parts: str = PARTS) -> None:
    layer, model = name.split(".")
    (folder / layer / f"{model}.sql").write_text(HEADER.format(parts) + select, encoding="utf-8")


@pytest.fixture
def db(db):
    run(db, "create schema raw")
    run(db, "create table raw.apple as select range as delivery_id, range as thing_id from range(9)")
    run(db, "create table raw.ant (delivery_id bigint, thing_id bigint)")
    return db


def deliveries(db) -> set[object]:
    return {delivery for (delivery,) in rows(db, "select delivery_id from core.zzz")}


def test_a_new_delivery_makes_its_own_part_anew(db, folder, caplog):
    build_models(db, folder, {})
    run(db, "insert into raw.apple values (9, 9)")
    with caplog.at_level(logging.INFO, logger="pipelines.model"):
        build_models(db, folder, {})
    assert {record.getMessage() for record in caplog.records} == {
        f"renewed {name}: 1 by delivery_id" for name in ("staging.apple", "core.aaa", "core.zzz")
    }
    assert deliveries(db) == set(range(10))


def test_what_a_broken_build_did_not_reach_misses_nothing_of_it_later(db, folder):
    build_models(db, folder, {})
    run(db, "insert into raw.apple values (9, 9)")
    run(db, "insert into raw.ant values (1, 1)")
    with pytest.raises(ModelError, match="eaten"):
        build_models(db, folder, {})
    assert deliveries(db) == set(range(9))  # staging has the ninth, and this was not reached
    run(db, "delete from raw.ant")
    run(db, "insert into raw.apple values (10, 10)")
    build_models(db, folder, {})
    assert deliveries(db) == set(range(11))
