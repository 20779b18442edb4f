"""Mend letters in cells that a wrong encoding took apart, where that is certain, and tell it."""

from collections.abc import Sequence

from pipelines.database import Database, rows, run
from pipelines.load.casts import quoted
from pipelines.load.headers import is_spoiled, mended
from pipelines.load.stage.notices import Notice, listed

SUSPECT = "[ÃÂâ├┬√Ô‚ƒ†‡ˆ‰Š‹ŒŽ\\x{80}-\\x{9F}\\x{FFFD}]"
"""Signs with which a letter begins that was taken apart, or that stands for one that was lost."""


def mend_cells(database: Database, table: str, places: Sequence[int]) -> tuple[Notice, ...]:
    """Mend the cells of the temporary table `<table>_text`; say on which lines, and where it is not sure."""
    made: set[int] = set()
    lost: set[int] = set()
    for column in (f"c{place}" for place in places):
        texts = [
            str(text)
            for (text,) in rows(
                database,
                # only what is not ASCII has more bytes than letters: that is asked first, since it is cheap
                f"select distinct {column} from {table}_text where strlen({column}) > length({column}) "
                f"and regexp_matches({column}, '{SUSPECT}') order by 1",
            )
        ]
        better = {text: good for text in texts if (good := mended(text)) != text}
        spoiled = [text for text in texts if is_spoiled(better.get(text, text))]
        made |= _lines(database, table, column, list(better))
        lost |= _lines(database, table, column, spoiled)
        if better:
            pairs = ", ".join(f"({quoted(bad)}, {quoted(good)})" for bad, good in better.items())
            run(
                database,
                f"update {table}_text set {column} = mending.good from (values {pairs}) "
                f"as mending(bad, good) where {column} = mending.bad",
            )
    return tuple(_notices(sorted(made), sorted(lost)))


def _lines(database: Database, table: str, column: str, texts: Sequence[str]) -> set[int]:
    if not texts:
        return set()
    found = rows(
        database, f"select line from {table} where {column} in (select unnest($1::varchar[]))", [list(texts)]
    )
    return {int(str(line)) for (line,) in found}


def _notices(made: Sequence[int], lost: Sequence[int]) -> list[Notice]:
    notices = []
    if made:
        notices.append(
            listed(
                "letters_mended",
                "in deze rijen stonden letters die door een verkeerde codering uiteengevallen waren (Ã© voor "
                "é); ze zijn hersteld:",
                made,
                "info",
            )
        )
    if lost:
        notices.append(
            listed(
                "letters_lost",
                "in deze rijen staan letters die door een verkeerde codering verloren gingen en niet zeker "
                "te herstellen zijn; ze zijn gelezen zoals ze staan. Vraag het bestand opnieuw, als UTF-8 "
                "of .xlsx:",
                lost,
            )
        )
    return notices
