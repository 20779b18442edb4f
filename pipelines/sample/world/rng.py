"""Draw chances that depend on a seed and a path of names, so that one part can change without the others."""

import hashlib
import math
import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


class Rng:
    """A stream of chances; only `random()` is used of the library, since its stream is fixed for good."""

    def __init__(self, *path: object) -> None:
        self._random = random.Random("/".join(str(part) for part in path))  # noqa: S311  # no secret

    def share(self) -> float:
        """Give a number from 0 up to 1."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        """Tell whether something with this probability happens."""
        return self.share() < probability

    def between(self, low: int, high: int) -> int:
        """Give a whole number from low up to and including high."""
        return low + int(self.share() * (high - low + 1))

    def wait(self, mean: float) -> int:
        """Give a number of days of at least one, exponential around a mean."""
        return max(1, round(-mean * math.log(1.0 - self.share())))

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices, all as likely."""
        return choices[int(self.share() * len(choices))]

    def weighed(self, choices: Sequence[tuple[T, float]]) -> T:
        """Give one of the choices, each with its weight."""
        left = self.share() * sum(weight for _, weight in choices)
        for choice, weight in choices:
            left -= weight
            if left < 0:
                return choice
        return choices[-1][0]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Give so many different choices, or all when there are fewer, in the order they had."""
        if count >= len(choices):
            return list(choices)
        places = {int(self.share() * len(choices)) for _ in range(count)}
        while len(places) < count:
            places.add(int(self.share() * len(choices)))
        return [choices[place] for place in sorted(places)]


def many(count: int, *path: object) -> NDArray[np.float64]:
    """Give a long row of numbers from 0 up to 1 at once."""
    seed = hashlib.sha256("/".join(str(part) for part in path).encode()).digest()
    generator = np.random.Generator(np.random.PCG64(int.from_bytes(seed[:8])))
    return generator.random(count)
