"""Tell how each column of a table stands: numbers to the right, words to the left."""

import re

from pipelines.document import BodyCell, Table

NUMBER = re.compile(r"[-+−±]?\d[\d.,\s]*(\s?%|\s?h|\s?[a-z]{1,6})?$")
LETTERS_ON_A_LINE = 26
ROWS_KEPT_TOGETHER = (
    28  # a list of all partners: more than half a page, so that none is broken that fits on one
)


def alignments(table: Table) -> tuple[str, ...]:
    """Give `number` or `text` for each column, the row headers left out: the class of its cells."""
    columns = zip(*(row.cells for row in table.body), strict=True)
    return tuple("text" if all(_is_words(cell) for cell in column) else "number" for column in columns)


def is_long(table: Table) -> bool:
    """Say whether a table may be broken over pages: a shorter one stays whole."""
    return len(table.body) > ROWS_KEPT_TOGETHER


def is_short(table: Table) -> bool:
    """Say whether the row headers are short enough to stand on one line each."""
    return all(len(row.header) <= LETTERS_ON_A_LINE for row in table.body)


def _is_words(cell: BodyCell) -> bool:
    return cell.mark is None and cell.sort is None and not NUMBER.match(cell.text.replace("\u202f", " "))
