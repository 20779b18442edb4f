"""Faults in Python, by its parts: an operator, a number, a condition, a step that is left out."""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from tests.mutation.mutants import Mutant

PYTHON_SWAPS = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "+": "-",
    "-": "+",
    "*": "+",
    "/": "*",
    "//": "/",
    "%": "+",
    "|": "&",
    "&": "|",
    "**": "*",
    "and": "or",
    "or": "and",
    "is": "is not",
    "is not": "is",
    "in": "not in",
    "not in": "in",
}
"""An operator of Python and what it may be taken for."""


def python_mutants(path: Path, text: str) -> Iterator[Mutant]:
    """Plant each fault once in a module; its annotations and what it says about itself are left alone."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = text.encode()

    def place(line: int, column: int) -> int:
        return starts[line - 1] + column

    for node in _running(ast.parse(text)):
        for start, end, new in _faults_of(node, raw, place):
            was = raw[start:end].decode()
            change = f"{' '.join(was.split())} -> {new or 'nothing'}"
            yield Mutant(path, node.lineno, change, (raw[:start] + new.encode() + raw[end:]).decode())


def _running(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Give the parts of a module that do something: no annotation, no docstring."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _running(child)


def _faults_of(
    node: ast.expr | ast.stmt, raw: bytes, place: Callable[[int, int], int]
) -> Iterator[tuple[int, int, str]]:
    """Give where a fault can stand in this part: its first byte, the byte after it, and what comes there."""

    def at(part: ast.expr | ast.stmt) -> tuple[int, int]:
        return (
            place(part.lineno, part.col_offset),
            place(part.end_lineno or part.lineno, part.end_col_offset or 0),
        )

    start, end = at(node)
    match node:
        case ast.Compare() | ast.BinOp() | ast.BoolOp():
            parts = _operands(node)
            for left, right in pairwise(parts):
                first, last = at(left)[1], at(right)[0]
                for word in re.finditer(
                    rb"is not|not in|[<>=!]=|//|\*\*|[-<>+*/|&%]|\b(?:and|or|is|in)\b", raw[first:last]
                ):
                    new = PYTHON_SWAPS.get(word.group().decode())
                    if new:
                        yield first + word.start(), first + word.end(), new
        case ast.UnaryOp(op=ast.Not()):
            yield start, at(node.operand)[0], ""
        case ast.Constant(value=bool() as value):
            yield start, end, str(not value)
        case ast.Constant(value=int() as number):
            yield start, end, str(number + 1)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            first, last = at(test)
            yield first, last, f"(not ({raw[first:last].decode()}))"
        case ast.Break():
            yield start, end, "continue"
        case ast.Continue():
            yield start, end, "break"
        case ast.Expr(value=ast.Call()):
            yield start, end, "pass"
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield *at(value), "None"
        case ast.For(iter=over):
            yield *at(over), "[]"
        case _:
            pass


def _operands(node: ast.Compare | ast.BinOp | ast.BoolOp) -> list[ast.expr]:
    match node:
        case ast.Compare():
            return [node.left, *node.comparators]
        case ast.BinOp():
            return [node.left, node.right]
        case ast.BoolOp():
            return node.values
