"""What was loaded, withdrawn, restored and accepted is the same in a new warehouse as in the old one.

The warehouse is deleted and made anew from the files and `leveringen.csv` alone; then every row that counts and
every row that was refused must stand where it stood, and every number must mean the same file.
"""

import os
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.database import Database, open_database, rows
from pipelines.errors import ConfigError, SourceError
from pipelines.load import (
    Act,
    Decision,
    LoadReport,
    add_decisions,
    decide,
    deliveries,
    keep_decisions,
    load_exports,
    load_reference,
    prepare,
    told,
    which,
    withdraw,
)
from pipelines.sources import find_exports, read_sources
from tests.load.intake import CONTRACTS, KEY, REFERENCE, sessions, write

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
DAY = datetime(2026, 1, 15, 12)


def lines(*numbers: int, month: int = 1, heads: int = 8) -> str:
    return HEADER + "".join(
        f"{one};PI Gent;{one % 28 + 1:02}/{month:02}/2025;1,5;{heads};Doorgegaan\n" for one in numbers
    )


class Workspace:
    """A folder with files, decisions and a warehouse in memory, as `load` and `withdraw` use them."""

    def __init__(self, folder: Path, source: str = "") -> None:
        self.folder, self.days = folder, 0
        self.decisions = folder / "leveringen.csv"
        self.exports = folder / "exports"
        self.exports.mkdir(parents=True, exist_ok=True)
        write(folder / "reference", REFERENCE)
        self.describe(source or sessions())
        self.db = self.fresh()

    def describe(self, source: str) -> None:
        write(self.folder / "sources", {"vocvo.toml": source})

    def fresh(self) -> Database:
        db = open_database(None)
        prepare(db, CONTRACTS)
        load_reference(db, self.folder / "reference", CONTRACTS)
        return db

    def load(self, files: dict[str, str] | None = None) -> LoadReport:
        write(self.exports, files or {})
        sources = read_sources(self.folder / "sources", CONTRACTS)
        decided = keep_decisions(self.db, self.decisions)
        report = load_exports(
            self.db, find_exports(self.exports, sources).exports, sources, CONTRACTS,
            key=KEY, received=self.now(), decisions=decided,
        )  # fmt: skip
        keep_decisions(self.db, self.decisions)
        return report

    def now(self) -> datetime:
        self.days += 1
        return DAY + timedelta(days=self.days)

    def withdraw(self, asked: str) -> None:
        number = which(self.db, self.decisions, asked).number or 0
        withdraw(self.db, number, at=self.now(), is_trial=True)
        decide(self.db, self.decisions, asked, Act.WITHDRAWN, at=self.now())
        withdraw(self.db, number, at=self.now())

    def restore(self, asked: str) -> None:
        decide(self.db, self.decisions, asked, Act.RESTORED, at=self.now())

    def accept(self, name: str) -> None:
        sources = read_sources(self.folder / "sources", CONTRACTS)
        export = next(one for one in find_exports(self.exports, sources).exports if one.name == name)
        add_decisions(
            self.decisions, [Decision(self.now(), Act.ACCEPTED, export.source, name, export.sha256)]
        )

    def delete_warehouse(self) -> None:
        self.db.close()
        self.db = self.fresh()

    def state(self) -> list[object]:
        """Every row of raw and rejected with its file and line, and the number of every file that counts."""
        found: list[object] = []
        for schema, table in (("raw", "session"), ("rejected", "session"), ("raw", "count")):
            found += rows(
                self.db,
                f"select stored.* exclude (delivery_id), delivery_number, file_name from {schema}.{table} as stored "
                "join load.delivery using (delivery_id) order by all",
            )
        found += sorted((one.file, one.number) for one in deliveries(self.db) if one.state == "loaded")
        return found


WHOLE, SOME = lines(*range(1, 13)), lines(2, 5, 9, heads=9)


def corrected_then_withdrawn(space: Workspace) -> None:
    space.load({"vocvo_K1.csv": WHOLE})
    space.load({"vocvo_K1_correctie.csv": SOME})
    space.withdraw("2")


def withdrawn_and_restored(space: Workspace) -> None:
    space.load({"vocvo_K1.csv": WHOLE})
    space.load({"vocvo_K1 v2.csv": lines(*range(1, 13), heads=9)})
    space.withdraw("2")
    space.load()
    space.restore("vocvo_K1 v2.csv")


def copy_withdrawn(space: Workspace) -> None:
    """The second file repeats a row of the first, which goes: then the second has it."""
    space.load({"vocvo_a.csv": lines(1, 2, 3, 4, 5)})
    space.load({"vocvo_b.csv": lines(5, *range(21, 30))})
    space.withdraw("vocvo_a.csv")


def part_of_the_folder_between(space: Workspace) -> None:
    """A load of another folder does not read the file that must be read again: that is still to come."""
    copy_withdrawn(space)
    whole, space.exports = space.exports, space.folder / "deel"
    space.load({"vocvo_c.csv": lines(41)})
    space.exports = whole
    write(whole, {"vocvo_c.csv": lines(41)})


def version_that_leaves_a_row_out(space: Workspace) -> None:
    space.load({"vocvo_a.csv": lines(1, 2, 3, 4, 5)})
    space.load({"vocvo_b.csv": lines(5, *range(21, 30))})
    space.load({"vocvo_a.csv": lines(1, 2, 3, 4)})


def restarted_then_withdrawn(space: Workspace) -> None:
    for month in (1, 4, 7):
        space.load({f"vocvo_m{month}.csv": lines(1, 2, 3, 4, month=month)})
    space.withdraw("vocvo_m1.csv")


def decimal_marks_in_turn(space: Workspace) -> None:
    """Files that are written otherwise are read apart, and still correct each other in the order they came."""
    space.load({"vocvo_a.csv": WHOLE})
    space.load({"vocvo_b.csv": lines(*range(1, 13), heads=9).replace("/", "-")})
    space.load({"vocvo_c.csv": lines(*range(1, 13), heads=10)})


def another_version_accepted(space: Workspace) -> None:
    space.load({"vocvo_x.csv": lines(1, 2, 3)})
    write(space.exports, {"vocvo_x.csv": lines(4, 5, 6, month=4)})
    with pytest.raises(SourceError):
        space.load()
    space.accept("vocvo_x.csv")


def source_that_mapped_the_wrong_number(space: Workspace) -> None:
    """By the number of heads every file was the same session; by the right column none is."""
    space.describe(sessions().replace('session_id = "Nummer"', 'session_id = "Aantal"'))
    space.load({"vocvo_a.csv": lines(1)})
    space.load({"vocvo_a v2.csv": lines(2)})
    space.describe(sessions())


LIVES = [  # with the sessions that count at the end, and those of them with 9 heads, counted by hand
    (corrected_then_withdrawn, 12, 0), (withdrawn_and_restored, 12, 12), (copy_withdrawn, 10, 0),
    (part_of_the_folder_between, 11, 0),
    (version_that_leaves_a_row_out, 14, 0), (restarted_then_withdrawn, 8, 0), (decimal_marks_in_turn, 12, 0),
    (another_version_accepted, 3, 0), (source_that_mapped_the_wrong_number, 2, 0),
]  # fmt: skip


@pytest.mark.parametrize(("life", "count", "nines"), LIVES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_new_warehouse_comes_to_the_same(life, count, nines, tmp_path):
    """And to what was counted by hand: what a withdrawn file kept out comes back."""
    space = Workspace(tmp_path)
    life(space)
    space.load()
    before = space.state()
    found = "select count(*), count(*) filter (head_count = 9) from raw.session"
    assert rows(space.db, found) == [(count, nines)]
    again = space.load()
    assert (again.deliveries, space.state()) == ((), before)  # what stands is not read at every load
    space.delete_warehouse()
    space.load()
    assert space.state() == before


def test_a_number_means_the_same_file_in_a_new_warehouse(tmp_path):
    """What a coordinator noted stays right, however the files are called and whatever was read again since."""
    space = Workspace(tmp_path)
    space.load({"vocvo_z.csv": lines(1, 2)})
    space.load({"vocvo_a.csv": lines(11, 12, month=4)})
    space.describe(sessions().replace('"onderwijs"', '"sport"'))  # both are read again
    space.load({"vocvo_m.csv": lines(21, 22, month=7)})
    numbers = {one.file: one.number for one in deliveries(space.db) if one.state == "loaded"}
    assert numbers == {"vocvo_z.csv": 1, "vocvo_a.csv": 2, "vocvo_m.csv": 3}
    space.delete_warehouse()
    space.withdraw("2")  # before anything is loaded: the file of decisions knows which it is
    report = space.load()
    assert report.withdrawn == ("vocvo_a.csv",)
    assert [(one.number, one.file) for one in deliveries(space.db)] == [
        (1, "vocvo_z.csv"),
        (3, "vocvo_m.csv"),
    ]


REFUSED = [
    ("99", r"levering 99: dit nummer bestaat niet"),
    ("prison.csv", r"prison.csv: een bestand met deze naam bestaat niet"),
    ("vocvo_b.csv", r"levering 3 \(vocvo_b.csv\): deze levering is al ingetrokken"),
    ("1", r"levering 1: deze levering is al vervangen door 2 \(vocvo_a.csv\)"),
    (
        "vocvo_a.csv",
        r"vocvo_a.csv: dit kan 2 leveringen zijn: 1 \(bron vocvo, ontvangen 2026-01-16 12:00\), "
        r"2 \(bron vocvo, ontvangen 2026-01-17 12:00\). Geef het nummer.",
    ),
]


def test_what_cannot_be_withdrawn_is_said_in_words(tmp_path):
    space = Workspace(tmp_path)
    space.load({"vocvo_a.csv": lines(1, 2)})
    space.load({"vocvo_a.csv": lines(1, 2, heads=9)})
    space.load({"vocvo_b.csv": lines(3, month=4)})
    space.withdraw("vocvo_b.csv")
    for asked, words in REFUSED:
        with pytest.raises(ConfigError, match=words):
            space.withdraw(asked)


def test_a_file_that_a_new_warehouse_never_read_is_told_until_it_is_withdrawn(tmp_path):
    space = Workspace(tmp_path)
    space.load({"vocvo_a.csv": lines(1, 2), "vocvo_b.csv": lines(3, month=4)})
    (space.exports / "vocvo_a.csv").unlink()
    assert [(one.number, one.rows) for one in space.load().gone] == [(1, 2)]
    space.delete_warehouse()
    report = space.load()
    assert [(one.number, one.file, one.rows) for one in report.gone] == [(1, "vocvo_a.csv", None)]
    (line,) = [one for one in told(report, {}) if "waarschuwing" in one]
    assert "levering 1" in line and "telt niet meer mee" in line and "jaarverslag withdraw 1" in line
    space.withdraw("1")
    assert space.load().gone == ()


def test_a_correction_that_is_gone_is_not_undone_by_reading_the_rest_again(tmp_path):
    space = Workspace(tmp_path)
    corrected_then_withdrawn(space)
    space.restore("2")
    space.load()
    (space.exports / "vocvo_K1_correctie.csv").unlink()
    space.describe(sessions().replace('"onderwijs"', '"sport"'))
    with pytest.raises(SourceError, match=r"vocvo_K1_correctie.csv verbeterde vocvo_K1.csv.*withdraw 2"):
        space.load()


def test_numbers_that_were_shown_before_they_were_kept_stay(tmp_path):
    """A workspace of before: its file of decisions has five columns, its ledger counted reference lists."""
    space = Workspace(tmp_path)
    space.load({"vocvo_a.csv": lines(1, 2), "vocvo_b.csv": lines(3, month=4)})
    old = "".join(";".join(line.split(";")[:5]) + "\n" for line in space.decisions.read_text().splitlines())
    space.decisions.write_text(old)
    rows(space.db, "update load.delivery set delivery_number = null")
    shown = {one.file: one.number for one in deliveries(space.db)}
    assert shown == {"vocvo_a.csv": 4, "vocvo_b.csv": 5}
    space.load()
    space.delete_warehouse()
    space.load()
    assert {one.file: one.number for one in deliveries(space.db)} == shown
    space.decisions.write_text(old)  # nothing knows what numbers were shown: then no old one is given again
    space.delete_warehouse()
    space.load()
    assert {one.file: one.number for one in deliveries(space.db)} == {
        "vocvo_a.csv": 1001,
        "vocvo_b.csv": 1002,
    }


def test_the_file_of_decisions_may_be_saved_by_a_spreadsheet(tmp_path):
    space = Workspace(tmp_path)
    space.load({"vocvo_é.csv": lines(1, 2)})
    text = space.decisions.read_text()
    space.decisions.write_bytes(text.replace(";", ",").replace("\n", "\r\n").encode("cp1252"))
    space.load({"vocvo_b.csv": lines(3, month=4)})
    assert space.decisions.read_text().startswith(text)  # in its own form again, and added to
    space.withdraw("vocvo_é.csv")


def test_one_number_for_two_files_is_refused(tmp_path):
    space = Workspace(tmp_path)
    space.load({"vocvo_a.csv": lines(1, 2), "vocvo_b.csv": lines(3, month=4)})
    text = space.decisions.read_text()
    space.decisions.write_text(text.removesuffix(";2\n") + ";1\n")
    with pytest.raises(
        ConfigError, match=r"leveringen.csv: regel 3: levering 1 is op regel 2 een ander bestand"
    ):
        space.load()


def test_a_source_with_another_name_counts_its_files_once(tmp_path):
    """What was decided holds for the bytes: a withdrawn file stays out, and came when it came."""
    space = Workspace(tmp_path)
    space.load({"vocvo_a.csv": lines(1, 2), "vocvo_b.csv": lines(3, month=4)})
    space.withdraw("vocvo_b.csv")
    before = deliveries(space.db)[0].received_at
    (space.folder / "sources/vocvo.toml").rename(space.folder / "sources/vocvo_nieuw.toml")
    text = sessions().replace('source = "vocvo"', 'source = "vocvo_nieuw"')
    write(space.folder / "sources", {"vocvo_nieuw.toml": text})
    report = space.load()
    assert (report.gone, report.withdrawn) == ((), ("vocvo_b.csv",))
    assert rows(space.db, "select source_code, count(*) from raw.session group by all") == [
        ("vocvo_nieuw", 2)
    ]
    assert [one.received_at for one in deliveries(space.db) if one.state == "loaded"] == [before]
    stood = space.state()
    space.delete_warehouse()
    space.load()
    assert space.state() == stood


NAMES = ("vocvo_a.csv", "vocvo_b.csv", "vocvo_c correctie.csv", "vocvo_d.csv")
FILES = st.builds(
    lambda numbers, month, heads, mark: lines(*sorted(numbers), month=month, heads=heads).replace("/", mark),
    st.sets(st.integers(1, 9), min_size=1), st.sampled_from([1, 4]), st.sampled_from([8, 9]), st.sampled_from("/-"),
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("load"), st.dictionaries(st.sampled_from(NAMES), FILES, min_size=1, max_size=2)),
    st.tuples(st.just("withdraw"), st.integers(1, 4)),
    st.tuples(st.just("restore"), st.integers(1, 4)),
    st.tuples(st.just("source"), st.sampled_from(["onderwijs", "sport"])),
)


def live(space: Workspace, step: tuple[str, object]) -> None:
    """Do one thing, as a coordinator does who takes back what the load does not want."""
    what, given_ = step
    if what == "source":
        space.describe(sessions().replace('"onderwijs"', f'"{given_}"'))
    elif what == "load":
        assert isinstance(given_, dict)
        before = {
            name: (space.exports / name).read_text() for name in given_ if (space.exports / name).exists()
        }
        try:
            space.load(given_)
        except SourceError:
            for name in given_:
                (space.exports / name).unlink()
            write(space.exports, before)
    else:
        try:
            getattr(space, what)(str(given_))
        except ConfigError:
            return


@settings(
    max_examples=150 if os.environ.get("JAARVERSLAG_LONG_TESTS") else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, min_size=2, max_size=7))
def test_whatever_was_done_a_new_warehouse_comes_to_the_same(steps, tmp_path_factory):
    space = Workspace(tmp_path_factory.mktemp("space"))
    with closing(space.db):
        space.load({"vocvo_a.csv": WHOLE})
        for step in steps:
            live(space, step)
        try:
            space.load()
        except SourceError:
            return  # it stops and asks: nothing changed
        before = space.state()
        space.delete_warehouse()
        space.load()
        assert space.state() == before
