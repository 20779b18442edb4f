"""Faults in SQL, by its words: what a comparison, a join, an aggregate or a default may be taken for."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlglot.dialects.duckdb import DuckDB
from sqlglot.tokens import Token

from tests.mutation.mutants import Mutant

SWAPS = {
    "<": ("<=",),
    "<=": ("<",),
    ">": (">=",),
    ">=": (">",),
    "=": ("<>",),
    "<>": ("=",),
    "!=": ("=",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
    "and": ("or",),
    "or": ("and",),
    "not": ("",),
    "distinct": ("",),
    "left": ("inner",),
    "min": ("max",),
    "max": ("min",),
    "sum": ("max",),
    "avg": ("max",),
    "arg_max": ("arg_min",),
    "arg_min": ("arg_max",),
    "bool_or": ("bool_and",),
    "bool_and": ("bool_or",),
    "asc": ("desc",),
    "desc": ("asc",),
    "rank": ("row_number",),
    "semi": ("anti",),
    "anti": ("semi",),
}
"""A word of SQL and what it may be taken for."""

ENDS = {
    "and",
    "or",
    "group by",
    "order by",
    "having",
    "window",
    "qualify",
    "union",
    ")",
    "union all",
    "limit",
}


def sql_mutants(path: Path, text: str) -> Iterator[Mutant]:
    """Plant each fault once in a statement; its comments, which say how it is kept, stay as they are."""
    tokens = DuckDB().tokenize(text)
    for place, token in enumerate(tokens):
        for start, end, new in _faults(tokens, place):
            changed = text[:start] + new + text[end:]
            if changed.split() != text.split():
                change = f"{' '.join(text[start:end].split())} -> {new.strip() or 'nothing'}"
                yield Mutant(path, token.line, change, changed)


def _faults(tokens: Sequence[Token], place: int) -> Iterator[tuple[int, int, str]]:
    """Give where a fault can stand at this word: its first letter, the letter after it, and what comes there."""
    token = tokens[place]
    word = token.text.lower()
    following = tokens[place + 1].text.lower() if place + 1 < len(tokens) else ""
    whole = (token.start, token.end + 1)
    if word in SWAPS and (word not in {"left", "*", "-"} or _is_meant(tokens, place, following)):
        for new in SWAPS[word]:
            yield (*whole, new)
    if word == "union" and following == "all":
        yield token.start, tokens[place + 1].end + 1, "union"
    if word == "is" and following == "null":
        yield (*whole, "is not")
    if token.token_type.name == "NUMBER" and token.text.isdigit():
        yield (*whole, str(int(token.text) + 1))
    if word == "coalesce" and following == "(":
        first, closing = _arguments(tokens, place + 1)
        yield token.start, closing.end + 1, f"({_between(tokens, place + 2, first)})"
    if word in {"where", "and"}:
        end = _end_of_condition(tokens, place)
        if tokens[end].end > token.end:
            yield token.end + 1, tokens[end].end + 1, " true"


def _is_meant(tokens: Sequence[Token], place: int, following: str) -> bool:
    """Tell a left join, a product and a difference from the same signs that mean something else."""
    word = tokens[place].text.lower()
    before = tokens[place - 1].text if place else "("
    if word == "left":
        return following in {"join", "outer"}
    return before not in {"(", ",", "select", "."} and following not in {")", ",", "from"}


def _arguments(tokens: Sequence[Token], opening: int) -> tuple[int, Token]:
    """Give the place of the word that ends the first argument, and the closing bracket."""
    depth, first = 0, -1
    for place in range(opening, len(tokens)):
        depth += (tokens[place].text in {"(", "["}) - (tokens[place].text in {")", "]"})
        if depth == 1 and tokens[place].text == "," and first < 0:
            first = place - 1
        if depth == 0:
            return (first if first >= 0 else place - 1), tokens[place]
    return len(tokens) - 1, tokens[-1]


def _between(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join(_as_written(token) for token in tokens[start : end + 1])


def _as_written(token: Token) -> str:
    return "'" + token.text.replace("'", "''") + "'" if token.token_type.name == "STRING" else token.text


def _end_of_condition(tokens: Sequence[Token], place: int) -> int:
    """Give the last word of the condition that begins after this word."""
    depth = 0
    for at in range(place + 1, len(tokens)):
        word = tokens[at].text.lower()
        if depth == 0 and (word in ENDS or word in {"group", "order"}):
            return at - 1
        depth += (word in {"(", "["}) - (word in {")", "]"})
        if word == "between":
            return place  # its own `and` is no conjunction
    return len(tokens) - 1
