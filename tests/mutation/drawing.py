"""Draw faults at random, so that anyone can draw the same."""

import random
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.python_mutants import python_mutants
from tests.mutation.sql_mutants import sql_mutants


def some_of(paths: Iterable[Path], root: Path, number: int, seed: int) -> list[Mutant]:
    """Draw so many faults at random: first a file, by its length, then one of its faults."""
    texts = {path: (root / path).read_text(encoding="utf-8") for path in sorted(paths)}
    chance = random.Random(seed)
    drawn: dict[tuple[Path, str], Mutant] = {}
    known: dict[Path, list[Mutant]] = {}
    for path in chance.choices(list(texts), weights=[len(text) for text in texts.values()], k=3 * number):
        if path not in known:
            make = sql_mutants if path.suffix == ".sql" else python_mutants
            known[path] = list(make(path, texts[path]))
        if known[path] and len(drawn) < number:
            mutant = chance.choice(known[path])
            drawn[path, mutant.text] = mutant
    return list(drawn.values())
