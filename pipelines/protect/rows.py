"""How many rows about persons a partner delivered, coarse enough to be no sum over cells that are hidden."""

TENS = 10


def rows_in_tens(rows: int) -> int:
    """Give the nearest ten; some rows are never none, so that what was refused is told.

    Exactly so many certificates of a partner, or one row refused, would be one figure more about few persons.
    """
    return max(TENS, (rows + TENS // 2) // TENS * TENS) if rows else 0
