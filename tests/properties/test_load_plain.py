"""Large sheets are read fast; that may never change what is read."""

import random
from pathlib import Path

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.load.accept.outcomes import LARGE
from tests.load.intake import lenient, load, sessions

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
CELLS = (
    ("PI Gent", "pi  gent", "PI Antwerpen", "PI Mars", "", "#N/B"),
    ("03/02/2025", "14-02-2025", "2025-03-01", "31/02/2025", "", "45691"),
    ("1,5", "90 min", "1u30", "ca. 2", "", "nvt"),
    ("8", "1.012", "<5", "12,5", "", "-"),
    ("Doorgegaan", "doorgegaan ", "Afgelast", "Afglast", ""),
)


def lines(number: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    made = []
    for _ in range(number):
        names = [f"S{chance.randrange(10**6)}", f" S{chance.randrange(9)}", "NVT", "n1", "é 2", ""]
        (name,) = chance.choices(names, [12, 2, 1, 1, 1, 1])
        cells = (chance.choices(column, [12] + [1] * (len(column) - 1))[0] for column in CELLS)
        made.append(";".join((name, *cells)) + "\n")
    return [line for line in made if line.strip("\n")]


def stored(db: Database) -> tuple[object, ...]:
    return (
        rows(db, "select * exclude (delivery_id, line) from raw.session order by all"),
        rows(db, "select column_name, reason_code, count(*) from rejected.session group by all order by all"),
    )


@pytest.mark.parametrize("seed", range(4))
def test_files_loaded_together_give_the_same_rows_as_one_after_another(tmp_path: Path, seed: int) -> None:
    body = [f"{place}{line}" for place, line in enumerate(lines(57, seed))]  # no number twice
    body += body[:3]  # too few to be a correction
    files = {f"vocvo_{start:02}.csv": HEADER + "".join(body[start : start + 20]) for start in (0, 20, 40)}
    source = lenient(sessions()).replace(
        'head_count = "Aantal"', 'activity_name = { from = "Status", fold = true }'
    )
    together, apart = open_database(), open_database()
    at_once = load(together, tmp_path / "together", source, files).deliveries
    in_turn = [
        one
        for name, content in files.items()
        for one in load(apart, tmp_path / "apart", source, {name: content}).deliveries
    ]
    assert stored(together) == stored(apart)
    assert list(at_once) == in_turn
    assert any(one.rejected for one in in_turn) and any(one.duplicate for one in in_turn)
    together.close()
    apart.close()


def test_a_large_file_gives_the_same_rows_as_its_small_parts(tmp_path: Path) -> None:
    body = lines(LARGE + 1000, seed=7)
    whole, parts = open_database(), open_database()
    (one,) = load(
        whole, tmp_path / "whole", lenient(sessions()), {"vocvo_1.csv": HEADER + "".join(body)}
    ).deliveries
    several = load(
        parts,
        tmp_path / "parts",
        lenient(sessions()),
        {
            f"vocvo_{start:06}.csv": HEADER + "".join(body[start : start + 7000])
            for start in range(0, len(body), 7000)
        },
    ).deliveries
    assert stored(whole) == stored(parts)
    assert 0 < one.accepted < one.read == len(body)
    for name in ("read", "accepted", "rejected", "duplicate", "skipped"):
        assert getattr(one, name) == sum(getattr(part, name) for part in several)
    assert dict(one.reasons) == {
        code: sum(part.reasons.get(code, 0) for part in several) for code in one.reasons
    }
    whole.close()
    parts.close()
