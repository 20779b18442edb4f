"""Parts of tables: each stands by itself, and a refresh comes to what a build from nothing does."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile

import pytest

from pipelines.database import Database, open_database, rows, run
from pipelines.load import load_exports, load_reference, prepare
from pipelines.model import Model, build_models
from pipelines.model.incremental.build_state import fingerprint_rows
from pipelines.model.incremental.rebuild import build_parts
from pipelines.sources import find_exports, read_contracts, read_sources

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ALL_OF_2025 = {"report_year": 2025, "last_date": date(2026, 1, 1), "follow_successors": False}
WITHOUT_THE_LAST_QUARTER = ALL_OF_2025 | {"last_date": date(2025, 10, 1)}


def built(db: Database, parameters: Mapping[str, object]) -> dict[str, Model]:
    return build_models(db, ROOT / "sql", parameters)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, loaded and not built."""
    path = tmp_path_factory.mktemp("parts") / "loaded.duckdb"
    contracts = read_contracts(ROOT / "data" / "contracts")
    sources = read_sources(ROOT / "data" / "sources", contracts)
    with closing(open_database(path)) as db:
        prepare(db, contracts)
        load_reference(db, ROOT / "data" / "reference", contracts)
        exports = find_exports(ROOT / "data" / "sample", sources).exports
        received = datetime(2026, 1, 1, tzinfo=UTC)
        load_exports(db, exports, sources, contracts, key=b"x" * 32, received=received)
    return path


@pytest.fixture(scope="session")
def whole(loaded: Path) -> Path:
    """The sample, built whole."""
    path = loaded.with_name("whole.duckdb")
    copyfile(loaded, path)
    with closing(open_database(path)) as db:
        built(db, ALL_OF_2025)
    return path


@pytest.fixture
def db(whole: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the sample, built whole."""
    copyfile(whole, tmp_path / "work.duckdb")
    with closing(open_database(tmp_path / "work.duckdb")) as database:
        yield database


def test_any_parts_that_are_made_anew_come_to_the_same_rows(db):
    # What no list has is known from what was delivered, in all periods.
    run(db, "delete from raw.domain where domain_code = 'sport'")
    run(db, "delete from raw.prison where prison_code = 'GEN'")
    models, draws = built(db, ALL_OF_2025), random.Random(7)
    for model in models.values():
        before = fingerprint_rows(db, model.name)
        for column in model.parts:
            found = [part for (part,) in rows(db, f"select distinct {column} from {model.name} order by all")]
            for number in {1, 2, len(found) // 3} if found else ():
                parts = frozenset(draws.sample(found, number))
                build_parts(db, model, ALL_OF_2025, {column: parts}, models)
                assert fingerprint_rows(db, model.name) == before, (model.name, column, sorted(parts))


Edit = Callable[[Database], None]
LATER = {
    "session": "session_date >= date '2025-10-01'",
    "enrolment": "applied_date >= date '2025-10-01'",
    "certificate": "evaluated_date >= date '2025-10-01'",
    "trajectory": "start_date >= date '2025-10-01'",
    "person": "valid_from >= date '2025-10-01'",
    "count": "period_code in ('2025-10', '2025-11', '2025-12', '2025-K4')",
    "population": "period_code = '2025-K4'",
    "attendance": "(source_code, session_id) not in (select (source_code, session_id) from raw.session)",
}
"""What the last quarter brings, by dataset."""


def statements(*sql: str) -> Edit:
    def edit(db: Database) -> None:
        for one in sql:
            ((changed,),) = rows(db, one)
            assert changed, one

    return edit


def put_the_last_quarter_aside(db: Database) -> None:
    for dataset, later in LATER.items():
        run(db, f'create table later_{dataset} as select * from raw."{dataset}" where {later}')
        run(db, f'delete from raw."{dataset}" where {later}')


THE_LAST_QUARTER = statements(
    *(f'insert into raw."{dataset}" select * from later_{dataset}' for dataset in LATER)
)
FILE = (
    "(select delivery_id from raw.attendance group by all order by count(*), delivery_id limit 1 offset {})"
)
SESSION = """(
    select session_key from core.session_reach join core.session using (session_key)
    where attendants > 2 and session.session_date < date '2025-10-01' order by hash(session_key) limit 1 offset {})"""
OF_SESSION = f"source_code || ' ' || session_id = {SESSION}"

EDITS: dict[str, Edit] = {
    "the last quarter": THE_LAST_QUARTER,
    "a corrected file": statements(
        f"update raw.attendance set status = 'absent' where delivery_id = {FILE.format(1)} and line % 9 = 0",
        f"update raw.attendance set delivery_id = 7001 where delivery_id = {FILE.format(1)}",
    ),
    "a file that is withdrawn": statements(
        f"delete from raw.attendance where delivery_id = {FILE.format(0)}"
    ),
    "a session that moves": statements(
        f"update raw.session set session_date = session_date + 45 where {OF_SESSION.format(0)}"
    ),
    "a session that fell out after all": statements(
        f"update raw.session set status = 'cancelled' where {OF_SESSION.format(1)}"
    ),
    "a session of a kind that was never seen": statements(
        f"update raw.session set target_group = 'nobody yet', form = 'by mail', domain_code = 'unlisted' where {OF_SESSION.format(2)}"
    ),
    "a session of a partner and in a prison that no list has": statements(
        f"update raw.session set organisation_code = 'NEW', prison_code = 'UNL' where {OF_SESSION.format(3)}"
    ),
    "a person who was somebody else": statements(
        """update raw.person set gender = 'X', statuut = 'remand', birth_year = 1950, language_group = 'never heard'
        where person_id = (select person_id from core.attendance group by all order by count(*) desc, person_id limit 1)"""
    ),
    "a stint more": statements(
        """insert into raw.person by name
        select * replace (date '2025-04-10' as valid_from, null as valid_to, 'internee' as statuut, 9000000 as line)
        from raw.person where valid_to is null order by person_id limit 3"""
    ),
    "a person who leaves no trace": statements(
        """delete from raw.attendance
        where person_id = (select person_id from core.attendance group by all order by count(*) desc, person_id limit 1)"""
    ),
    "an activity of another domain": statements(
        """update raw.activity set domain_code = 'cultuur', subdomain_code = null
        where activity_id = (select activity_id from raw.activity order by hash(activity_id) limit 1)"""
    ),
    "attendances of another file than their session": statements(
        f"update raw.attendance set source_code = 'elsewhere' where {OF_SESSION.format(4)}"
    ),
    "a prison that closes": statements(
        "update raw.prison set valid_to = date '2025-03-15' where prison_code = 'MEC' and valid_to is null"
    ),
    "a total that is stated anew": statements("update raw.count set value = value + 3 where line % 7 = 0"),
    "a trajectory that ended long ago": statements(
        """update raw.trajectory set end_date = start_date + 20, end_status = 'ended_early'
        where trajectory_id = (select trajectory_id from raw.trajectory order by hash(trajectory_id) limit 1)"""
    ),
    "partners that merge": statements(
        """update raw.organisation set valid_to = date '2025-06-01',
            successor_code = (select max(organisation_code) from raw.organisation)
        where organisation_code = (select min(organisation_code) from core.session where organisation_code != 'NEW')"""
    ),
}
"""What may befall a warehouse between two builds."""


def fingerprints(db: Database, models: Mapping[str, Model]) -> dict[str, str]:
    return {name: fingerprint_rows(db, name) for name in models}


def from_nothing(path: Path, parameters: Mapping[str, object]) -> dict[str, str]:
    with closing(open_database(path)) as db:
        run(db, "drop schema model cascade")
        return fingerprints(db, built(db, parameters))


@pytest.mark.parametrize("seed", [1])
def test_a_refresh_comes_to_what_a_build_from_nothing_does(loaded, tmp_path, seed):
    work, copied = tmp_path / "work.duckdb", tmp_path / "copied.duckdb"
    copyfile(loaded, work)
    with closing(open_database(work)) as db:
        put_the_last_quarter_aside(db)
        built(db, WITHOUT_THE_LAST_QUARTER)
    parameters = WITHOUT_THE_LAST_QUARTER
    names = random.Random(seed).sample(sorted(EDITS), len(EDITS))
    for start in range(0, len(names), 4):
        group = names[start : start + 4]
        if "the last quarter" in group:
            parameters = parameters | {"last_date": ALL_OF_2025["last_date"]}
        if "partners that merge" in group:
            parameters = parameters | {"follow_successors": True}
        with closing(open_database(work)) as db:
            for name in group:
                EDITS[name](db)
            refreshed = fingerprints(db, built(db, parameters))
        copyfile(work, copied)
        wanted = from_nothing(copied, parameters)
        assert {name for name in wanted if refreshed[name] != wanted[name]} == set(), group
