"""Show again what readers can work out: a mark in its place tells nobody less.

A figure may be hidden for another measure of its place, such as attendances for hours, or for worlds that
others took the place of. Where all that readers know leaves it one value, everyone has it, and no world of
the proof moves it, for worlds keep all that readers know. So the proof holds without it.
"""

from collections.abc import Mapping, Set

from pipelines.protect.events import EventCells, Given, by_season, fixed_by
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import Cell, Structure


def derivable(
    cells: EventCells,
    given: Mapping[str, Given],
    known: Structure,
    rules: DisclosureRules,
    *,
    stay: Set[Cell],
    untold: Set[Cell],
) -> set[Cell]:
    """Give the hidden cells of events that can have one value only, less those that are to `stay` hidden.

    Sums, what measures come to together, and the offer behind them: all that worlds keep. Of cells in
    `untold` readers see no figure either.
    """
    found = set[Cell]()
    for season in by_season(cells, known):
        out = {cell for cell in season.inside if cell[1] in given[cell[0]].frozen}
        hidden = {cell for cell in season.inside - out if cell[1] in given[cell[0]].hidden}
        asked = {cell for cell in hidden - stay - untold if not given[cell[0]].is_beside}
        if asked and season.inside - hidden - out:
            found |= fixed_by(season, given, rules, hidden | (season.inside & untold) - out, asked)
    return found
