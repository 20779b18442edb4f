"""What did not change is not built again, and what did is."""

import logging
from pathlib import Path

import pytest

from pipelines.database import rows, run
from pipelines.errors import ModelError
from pipelines.model import build_models

HEADER = "-- Things of the test.\n-- grain: thing_id\n-- adds up: no\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for layer in ("staging", "core", "marts"):
        (tmp_path / layer).mkdir()
    (tmp_path / "indicators.toml").write_text("", encoding="utf-8")
    write(tmp_path, "staging.apple", "select thing_id from raw.apple")
    write(tmp_path, "staging.pear", "select thing_id from raw.pear where thing_id < $limit")
    write(
        tmp_path, "core.fruit", "select thing_id from staging.apple union select thing_id from staging.pear"
    )
    return tmp_path


@pytest.fixture
def db(db):
    run(db, "create schema raw")
    run(db, "create table raw.apple as select range as thing_id from range(3)")
    run(db, "create table raw.pear as select range as thing_id from range(3)")
    return db


def write(folder: Path, name: str, select: str) -> None:
    layer, model = name.split(".")
    (folder / layer / f"{model}.sql").write_text(HEADER + select, encoding="utf-8")


@pytest.fixture
def built(db, folder, caplog):
    """Build again and say which models were built."""

    def build(**parameters: object) -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="pipelines.model"):
            build_models(db, folder, {"limit": 10, **parameters})
        return [record.getMessage().split()[1].rstrip(":") for record in caplog.records]

    assert build() == ["staging.apple", "staging.pear", "core.fruit"]
    return build


def test_nothing_changed_and_nothing_is_built(built):
    assert built() == []


def test_a_new_row_builds_what_reads_it_and_no_more(db, built):
    run(db, "insert into raw.apple values (9)")
    assert built() == ["staging.apple", "core.fruit"]
    assert rows(db, "select count(*) from core.fruit") == [(4,)]


def test_a_changed_cell_is_seen_though_the_number_of_rows_is_the_same(db, built):
    run(db, "update raw.apple set thing_id = 8 where thing_id = 1")
    assert built() == ["staging.apple", "core.fruit"]


def test_the_order_of_rows_does_not_matter(db, built):
    run(db, "create or replace table raw.apple as select thing_id from raw.apple order by thing_id desc")
    assert built() == []


def test_input_that_comes_to_the_same_rows_does_not_build_what_reads_them(db, built):
    run(db, "insert into raw.pear values (12)")  # beyond the limit of staging.pear
    assert built() == ["staging.pear"]
    assert built() == []


def test_a_column_with_another_name_is_seen_though_its_values_are_the_same(db, folder, built):
    write(folder, "staging.apple", "select thing_id, 1 as one from raw.apple")
    write(folder, "core.fruit", "select thing_id from staging.apple")
    assert built() == ["staging.apple", "core.fruit"]
    write(folder, "staging.apple", "select thing_id, 1 as two from raw.apple")
    assert built() == ["staging.apple", "core.fruit"]


def test_another_value_of_a_parameter_builds_what_asks_for_it(built):
    assert built(limit=2) == ["staging.pear", "core.fruit"]


def test_changed_sql_builds_it_and_what_reads_it(folder, built):
    write(folder, "core.fruit", "select thing_id from staging.apple")
    assert built() == ["core.fruit"]


def test_a_table_that_somebody_dropped_is_built_again(db, built):
    run(db, "drop table staging.pear")
    assert built() == ["staging.pear"]


def test_a_build_that_broke_off_is_not_taken_for_done(db, folder, built):
    run(db, "insert into raw.apple values (1)")  # a double key
    with pytest.raises(ModelError):
        build_models(db, folder, {"limit": 10})
    run(db, "delete from raw.apple where thing_id = 1")
    run(db, "insert into raw.apple values (1)")
    assert built() == ["staging.apple"]  # core.fruit still stands as it was


def test_only_what_is_named_and_what_it_reads_is_built(db, folder):
    assert list(build_models(db, folder, {}, only=["staging.apple"])) == ["staging.apple"]
