"""See that whole lines stand in the first column: a text that a spreadsheet did not take apart."""

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.load.headers import LOOK_DOWN, find_header
from pipelines.sources import Source

MARKS = (";", ",", "\t", "|")


def refuse_one_column(path: Path, lines: Sequence[Sequence[str]], source: Source) -> None:
    """Raise SourceError when the columns of the source stand in the first cell of each line together."""
    texts = [next((cell for cell in line if cell.strip()), "") for line in islice(lines, LOOK_DOWN)]
    if any(sum(map(bool, map(str.strip, line))) > 1 for line in islice(lines, LOOK_DOWN)):
        return
    for mark in MARKS:
        if not any(mark in text for text in texts):
            continue
        cells = list(csv.reader(texts, delimiter=mark, skipinitialspace=True))
        if find_header(cells, source) is not None:
            raise SourceError(
                f"{path}: alles staat in de eerste kolom, met {mark!r} tussen de gegevens: het bestand werd "
                "bij het openen niet in kolommen verdeeld. Vraag de oorspronkelijke export, of open ze "
                "in Excel met "
                "Gegevens > Uit tekst/CSV en bewaar opnieuw. Er is niets ingelezen."
            )
