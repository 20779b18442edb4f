"""The builder: headers, order, parameters and grain."""

from pathlib import Path

import pytest

from pipelines.database import rows, run
from pipelines.errors import ModelError
from pipelines.model import build_models
from pipelines.model.build import read_models

HEADER = "-- Things of the test.\n-- grain: thing_id\n-- adds up: no\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for layer in ("staging", "core", "marts", "checks"):
        (tmp_path / layer).mkdir()
    (tmp_path / "indicators.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def db(db):
    run(db, "create schema raw")
    run(db, "create table raw.thing as select unnest([1, 2, 2]) as thing_id")
    return db


def write(folder: Path, name: str, select: str, header: str = HEADER) -> None:
    layer, model = name.split(".")
    (folder / layer / f"{model}.sql").write_text(header + select, encoding="utf-8")


def test_models_are_built_after_what_they_read(db, folder):
    write(folder, "staging.thing", "select distinct thing_id from raw.thing")
    write(folder, "core.aaa", "select thing_id from core.zzz")
    write(folder, "core.zzz", "select thing_id from staging.thing")
    write(folder, "marts.thing", "with core as (select thing_id from core.aaa) select thing_id from core")
    assert list(build_models(db, folder, {})) == ["staging.thing", "core.zzz", "core.aaa", "marts.thing"]
    assert rows(db, "select * from marts.thing order by all") == [(1,), (2,)]


def test_a_double_key_is_named_with_its_model(db, folder):
    write(folder, "staging.thing", "select thing_id from raw.thing")
    with pytest.raises(
        ModelError, match=r"staging\.thing heeft dubbele sleutels voor thing_id: 2 \(2 keer\)"
    ):
        build_models(db, folder, {})


def test_a_double_total_is_found_though_its_key_is_null(db, folder):
    write(folder, "staging.thing", "select null as thing_id from raw.thing")
    with pytest.raises(ModelError, match=r"None \(3 keer\)"):
        build_models(db, folder, {})


@pytest.mark.parametrize("line", ["-- Things of the test.", "-- grain: thing_id", "-- adds up: no"])
def test_a_file_without_a_line_of_the_header_is_refused(db, folder, line):
    write(folder, "staging.thing", "select 1 as thing_id", HEADER.replace(line + "\n", ""))
    with pytest.raises(ModelError, match="de kop mist"):
        build_models(db, folder, {})


@pytest.mark.parametrize(
    ("model", "table"),
    [("core.thing", "raw.thing"), ("staging.thing", "marts.thing"), ("marts.thing", "staging.thing")],
)
def test_a_layer_reads_only_leftwards(db, folder, model, table):
    write(folder, model, f"select thing_id from {table}")
    with pytest.raises(ModelError, match=f"{model} leest {table}"):
        read_models(db, folder)


def test_a_ring_of_models_is_named(db, folder):
    write(folder, "core.hen", "select thing_id from core.egg")
    write(folder, "core.egg", "select thing_id from core.hen")
    with pytest.raises(ModelError, match=r"kring: .*core\.hen"):
        read_models(db, folder)


def test_a_model_gets_only_the_parameters_that_it_asks_for(db, folder):
    write(folder, "staging.thing", "select $report_year as thing_id")
    build_models(db, folder, {"report_year": 2025, "last_date": None})
    assert rows(db, "from staging.thing") == [(2025,)]


def test_a_parameter_that_nobody_gives_is_an_error_and_not_a_null(db, folder):
    write(folder, "staging.thing", "select $rapport_year as thing_id")
    with pytest.raises(ModelError, match=r"vraagt \$rapport_year"):
        build_models(db, folder, {"report_year": 2025})


@pytest.mark.parametrize("sql", ["select 1 as thing_id; select 2", "drop table raw.thing", "selec 1"])
def test_a_file_is_one_select(db, folder, sql):
    write(folder, "staging.thing", sql)
    with pytest.raises(ModelError, match="geen enkele SELECT"):
        read_models(db, folder)


def test_sql_that_fails_is_reported_with_its_file(db, folder):
    write(folder, "staging.thing", "select no_column as thing_id from raw.thing")
    with pytest.raises(ModelError, match=r"thing\.sql: staging\.thing kan niet gebouwd worden"):
        build_models(db, folder, {})


def test_a_grain_of_another_table_is_an_error(db, folder):
    write(folder, "staging.thing", "select 1 as other_id")
    with pytest.raises(ModelError, match="is geen sleutel van de tabel"):
        build_models(db, folder, {})
