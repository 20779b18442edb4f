"""How alike two texts are, in percent: by their letters, or by their words."""

from rapidfuzz import fuzz


def likeness(one: str, other: str) -> float:
    """Compute how much of two texts is the same in the same order: 100 for equal ones."""
    return fuzz.ratio(one, other)


def likeness_in_any_order(one: str, other: str) -> float:
    """Compute the same with the words of both in alphabetical order."""
    return fuzz.token_sort_ratio(one, other)


def likeness_of_shared_words(one: str, other: str) -> float:
    """Compute the same of the words that both have: 100 where all words of one are in the other."""
    return fuzz.token_set_ratio(one, other)
