"""What two states of a measure share: late rows only add, and what shows no change did not change."""

from collections.abc import Sequence

from pipelines.audit.figures import PRISON, Place, label
from pipelines.audit.outside.knowledge import MAY_SHRINK
from pipelines.audit.outside.parts import EVERYWHERE, atoms_of, counterpart
from pipelines.audit.outside.states import Series
from pipelines.audit.outside.system import System
from pipelines.audit.outside.vintages import Change


def write_revisions(system: System, series: Series) -> None:
    """Tie the unknowns of each state to those of the one before.

    Where all that changed grew, rows were added and nothing shrank; where it went both ways, prisons without
    any change are taken to be unchanged.
    """
    for number, changes in enumerate(series.changes):
        sign = _sign(changes)
        touched = {label(change.name[1], PRISON) for change in changes}
        measure = series.states[number].measure
        for atom, before in list(atoms_of(system)):
            if (atom.measure, atom.state) == (measure, number):
                after = system.numbers.get(counterpart(atom, measure=measure, state=number + 1))
                if after is not None:
                    is_still = atom.prison not in touched and atom.prison != EVERYWHERE
                    _tie(system, before, after, sign, is_still=is_still)
        for place in series.states[number].figures:
            before_cell = system.numbers.get(("cell", measure, number, place))
            after_cell = system.numbers.get(("cell", measure, number + 1, place))
            if before_cell is not None and after_cell is not None:
                is_still = label(place, PRISON) not in (*touched, None)
                own = 0 if _may_shrink(place) else sign
                _tie(system, before_cell, after_cell, own, is_still=is_still)


def _sign(changes: Sequence[Change]) -> int:
    """Tell whether all that changed grew (1) or shrank (-1), categories that persons can leave set aside."""
    steps = {
        (change.after > change.before) - (change.after < change.before)
        for change in changes
        if not _may_shrink(change.name[1])
    }
    return steps.pop() if len(steps) == 1 else 0


def _may_shrink(place: Place) -> bool:
    return any(name in MAY_SHRINK for name, _ in place)


def _tie(system: System, before: int, after: int, sign: int, *, is_still: bool) -> None:
    if is_still:
        system.equal("ongewijzigd", {before: 1.0, after: -1.0})
    elif sign:
        system.at_most("enkel aangevuld", {before: float(sign), after: -float(sign)})
