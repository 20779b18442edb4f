"""Say what of a table no map reads: columns that may name persons, and numbers that would be lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.load.discover import Unknown
from pipelines.load.headers import holds_names, is_personal
from pipelines.load.propose.measures import counts
from pipelines.load.propose.proposal import ProposedMap
from pipelines.load.read import reference

MARKS = 5
"""A cell with at most so many letters marks who was there."""


@dataclass(frozen=True)
class LeftOut:
    """The columns that look like persons, the other ones, and what is asked about those of numbers."""

    dropped: tuple[str, ...]
    unused: tuple[str, ...]
    questions: tuple[str, ...] = ()


def left_out(table: Unknown, headers: Sequence[str]) -> LeftOut:
    """Sort the columns that nothing maps; a header that is itself the name of a person is never repeated."""
    persons = _named_after_persons(table, headers)
    rest = [header for header in headers if header not in persons]
    private = [header for header in rest if _is_private(header, table)]
    unused = [header for header in rest if header not in private]
    numbers = [header for header in unused if counts(header, _column(table, header))]
    letters = [reference((1, 1 + table.headers.index(header))).rstrip("1") for header in persons]
    questions = []
    if letters:
        questions.append(
            f"De kop van kolom {', '.join(letters)} lijkt de naam van een persoon, met kruisjes eronder. Ze "
            "worden niet ingelezen: vraag een lijst met een regel per deelnemer, en een nummer."
        )
    if numbers:
        questions.append(
            f"In {', '.join(map(repr, numbers))} staan aantallen, die dit ontwerp niet leest. Moeten ze "
            "meetellen, zeg dan bij welke kolom van het contract ze horen."
        )
    dropped = (*private, *(f"kolom {letter}" for letter in letters))
    return LeftOut(dropped, tuple(unused), tuple(questions))


def _named_after_persons(table: Unknown, headers: Sequence[str]) -> tuple[str, ...]:
    """Give the columns of marks that are called after the persons who have them."""
    marked = [
        header
        for header in headers
        if (cells := _column(table, header)) and all(len(cell) <= MARKS for cell in cells)
    ]
    return tuple(marked) if holds_names(marked) else ()


def _is_private(header: str, table: Unknown) -> bool:
    """Tell whether a column may name persons, by its name or by what it holds."""
    return is_personal(header) or holds_names(_column(table, header))


def _column(table: Unknown, header: str) -> tuple[str, ...]:
    return table.column(table.headers.index(header))


def equal_lines(table: Unknown, maps: Sequence[ProposedMap]) -> Iterator[str]:
    """Ask of sessions without a number whether whole lines that come again are copies, or each a session."""
    if [one.dataset for one in maps] != ["session"] or maps[0].each_line:
        return
    if any(column.column == "session_id" for column in maps[0].columns):
        return
    again = len(table.rows) - len(set(table.rows))
    if again:
        yield (
            f"{again} van de {len(table.rows)} regels zijn helemaal gelijk aan een andere en tellen niet "
            "mee. Is elk ervan een sessie (een gesprek), zet dan each_line = true onder [[maps]]; in de "
            "werkbank is dat de keuze 'Regels die helemaal gelijk zijn'."
        )
