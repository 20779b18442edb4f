"""Tell what a chart draws, and say what all its rows did alike: a headline is about what the eye sees."""

from collections.abc import Iterator, Sequence

from pipelines.figures import PERIOD, QUARTER, YEAR, Grid
from pipelines.findings.evidence import Evidence, Labels
from pipelines.findings.moves import Move, did_so_before, fell_all_the_more, move_of
from pipelines.findings.scene import Candidate, Scene
from pipelines.wording import capital

TIMES = (PERIOD, QUARTER, YEAR)
LEAST = 3
"""Fewer rows have no word for all of them."""


def draws(grid: Grid, code: str) -> bool:
    """Tell whether a chart draws a period, or the year that it lies in by its quarters."""
    year = code[:4]
    return any(
        head.dimension in (PERIOD, YEAR) and (head.code or "")[: len(code)] in (code, year)
        for head in (*grid.rows, *grid.columns)
    )


def draws_quarters(grid: Grid) -> bool:
    """Tell whether a chart draws the quarters of a year."""
    return any(
        head.dimension == QUARTER or (head.dimension == PERIOD and "-K" in (head.code or ""))
        for head in (*grid.rows, *grid.columns)
    )


def of_each(evidence: Evidence, grid: Grid, scene: Scene) -> Iterator[Candidate]:
    """Say in which quarters every row surely fell, else rose: none may be hidden or missing."""
    rows = [row for row in grid.rows if not row.is_total]
    year, _, part = scene.now.partition("-")
    if part or len(rows) < LEAST or not draws_quarters(grid):
        return
    dimension, words = rows[0].dimension, evidence.words
    if not words.has(f"each.{dimension}") or not _has_all(evidence, scene, dimension, rows=len(rows)):
        return
    found = [
        (code, before, moves)
        for code, before in ((f"{year}-K{number}", f"{year}-K{number - 1}") for number in (2, 3, 4))
        if (moves := _all_sure(evidence, scene, [{dimension: row.code} for row in rows], (code, before)))
    ]
    falls = [one for one in found if one[2][0].verdict == "down"]
    for now, before, moves in falls or found:
        key = f"each.{scene.name.rpartition('.')[2]}.{moves[0].verdict}"
        if words.has(key):
            when, earlier = (words.when(code, is_bare=True) for code in (now, before))
            again = all(did_so_before(evidence, move) for move in moves)
            key, year = (f"{key}.again", str(int(year) - 1)) if again else (key, year)
            each = words.say(f"each.{dimension}")
            text = words.say(key, each=each, when=when, earlier=earlier, year=year)
            yield Candidate(capital(text), max(move.weight for move in moves))


def _all_sure(
    evidence: Evidence, scene: Scene, rows: Sequence[Labels], periods: tuple[str, str]
) -> list[Move]:
    """Give the move of each row between two periods, if all are sure and go the same way; else none."""
    places = [{**scene.labels, **labels} for labels in rows]
    moves = [
        move_of(evidence, scene.name, place, *periods)
        or fell_all_the_more(evidence, scene.name, place, *periods)
        for place in places
    ]
    sure = [move for move in moves if move is not None and move.is_sure]
    return sure if len(sure) == len(rows) and len({move.verdict for move in sure}) == 1 else []


def _has_all(evidence: Evidence, scene: Scene, dimension: str, *, rows: int) -> bool:
    """Tell whether the chart has a row for each part that its table has."""
    table = evidence.tables.get(scene.name)
    if table is None or dimension not in table.dimensions:
        return False
    place = table.dimensions.index(dimension)
    return len({key[place] for key in table.cells} - {None}) == rows
