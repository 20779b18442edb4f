"""A published number is born in SQL, made safe, and after that only compared, placed and worded.

Read from the syntax trees of all that comes after disclosure control: every function that computes with
something else than a whole number that it adds or takes away is named here with what it computes, and none of
them is a figure of a mart. What is not named is seen, whatever its variables are called.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("document", "findings", "render")
NAMED_AS_A_FIGURE = {"value", "low", "high", "now", "before", "counts", "cells", "span", "result"}
SUMS = {"sum", "fsum", "round", "mean", "median", "divmod", "pow", "prod", "quantize", "aggregate", "groupby",
        "pivot", "pivot_table", "agg", "cumsum", "accumulate", "reduce"}  # fmt: skip
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)

COMPUTES = {
    "a change, as the report words it: of two figures that are both published": {
        "document/exhibits/tables:_change", "findings/scene:of_gap",
    },
    "whether a target is reached, whatever rounding took away": {"document/action_plan:Objective.state"},
    "a share of a whole that is printed with it": {"document/exhibits/side_by_side:_panel"},
    "what a figure may be that is hidden or rounded, to say nothing that it could make false": {
        "findings/bounds:_divided", "findings/bounds:_start", "findings/bounds:_narrow", "findings/evidence:Evidence.exact",
        "findings/moves:_verdict", "findings/ranks:_values", "findings/ranks:_wider",
    },
    "what chance does, to keep silent about it": {
        "findings/evidence:Evidence.wobble", "findings/limits:pooled", "findings/limits:band_of", "findings/moves:_moved",
        "findings/ranks:is_apart", "findings/moves:is_usual",
    },
    "which finding weighs most": {
        "document/leads:_weighed", "findings/headlines:_as_headline", "findings/headlines:lead_candidates", "findings/headlines:_of_total",
        "findings/headlines:weight_of", "findings/headlines:course", "findings/headlines:_moving", "findings/headlines:_of_others", "findings/headlines:of_places",
    },
    "how many blocks, columns, objectives, partners or cells are on a page": {
        "document/about/quality:loads_of", "document/action_plan:counted", "document/action_plan:plan_finding", "document/all_tables:_in_parts",
        "document/chapters:_all", "document/chapters:_blocks", "document/chapters:_once", "document/exhibits/notes:_unknown", "document/exhibits/charts:is_sparse",
        "document/exhibits/tables:table_of", "document/missing_blocks:_is_single", "document/narrative/faults:_is_open",
        "document/narrative/tags:filled",
        "findings/text_alternative:_extremes", "findings/text_alternative:_unshown", "findings/text_alternative:_named",
        "findings/text_alternative:_marks",
    },
    "whether numbers as printed add up to their total, to say that rounding is why": {
        "document/exhibits/notes:_is_off_by_rounding",
    },
    "a calendar": {
        "document/about/cover_page:cover", "document/context:_codes", "document/edition_metadata:EditionMetadata.last_day",
    },
    "no number: a list, a set, a text or a path": {
        "document/about/method:marks_of", "document/exhibits/axes:_codes", "document/fiches:_places",
        "document/glance:_finding", "document/leads:lead_of",
        "document/narrative/narrative:narrative_folder", "findings/headlines:cause_of", "findings/say:moved",
        "findings/text_alternative:alternative",
    },
}  # fmt: skip


def computing(text: str, module: str, *, is_drawing: bool = False) -> dict[str, list[str]]:
    """The functions of a module that compute, with the expressions; where it draws only those with figures."""
    found: dict[str, list[str]] = {}

    def look(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            is_named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            inner = f"{name}.{child.name}".lstrip(".") if is_named else name
            if _computes(child) and (not is_drawing or _holds_a_figure(child)):
                found.setdefault(f"{module}:{inner}", []).append(ast.unparse(child))
            look(child, inner)

    look(ast.parse(text), "")
    return found


def _computes(node: ast.AST) -> bool:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if isinstance(op, ARITHMETIC):
            return not (_is_text(left) or _is_text(right) or _is_a_step(op, left, right))
        case ast.AugAssign(target=left, op=op, value=right) if isinstance(op, ARITHMETIC):
            return not (_is_text(right) or _is_a_step(op, left, right))
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in SUMS
    return False


def _is_text(node: ast.AST) -> bool:
    """Whether adding this to something gives a text or a list."""
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    is_list = isinstance(node, ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp | ast.Dict | ast.Set)
    return is_list or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))


def _is_a_step(op: ast.operator, left: ast.AST, right: ast.AST) -> bool:
    """Whether a whole number is added or taken away, and not from a figure: the next place, the year before."""
    if not isinstance(op, ast.Add | ast.Sub) or _holds_a_figure(left) or _holds_a_figure(right):
        return False
    return any(isinstance(side, ast.Constant) and isinstance(side.value, int) for side in (left, right))


def _holds_a_figure(node: ast.AST) -> bool:
    return any(
        (isinstance(part, ast.Attribute) and part.attr in NAMED_AS_A_FIGURE)
        or (isinstance(part, ast.Name) and part.id in {"Decimal", "Cell", "SafeTable"})
        for part in ast.walk(node)
    )


def test_whatever_computes_after_disclosure_control_is_known_and_makes_no_figure():
    found: dict[str, list[str]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / "pipelines" / room).rglob("*.py")):
            module = path.relative_to(ROOT / "pipelines").with_suffix("").as_posix()
            found |= computing(path.read_text("utf-8"), module, is_drawing=room == "render")
    known = set().union(*COMPUTES.values())
    assert {name: texts for name, texts in found.items() if name not in known} == {}
    assert known - found.keys() == set(), "these compute no longer"


@pytest.mark.parametrize("planted", [
    "def total(a, b):\n    return a + b",
    "def share(cell, other):\n    return 100 * cell.value / other.value",
    "def all_of(cells):\n    return sum(cell.value for cell in cells)",
    "def count_up(cells):\n    n = 0\n    for cell in cells:\n        n += cell.value\n    return n",
    "def bump(cell):\n    return cell.value + 1",
    "def rate(above, below):\n    return Decimal(above) / below",
    "def grouped(frame):\n    return frame.groupby('domain_code').agg('sum')",
    "class Box:\n    def rounded(self):\n        return round(self.cell.value, -1)",
    "def total(cells):\n    return reduce(operator.add, cells)",
])  # fmt: skip
def test_a_number_that_is_born_after_sql_is_seen(planted):
    assert computing(planted, "document/planted") != {}


@pytest.mark.parametrize(
    "planted", ["def w(cell):\n    return cell.value * 2", "x = Decimal(a) / Decimal(b)"]
)
def test_a_drawing_that_computes_a_figure_is_seen(planted):
    assert computing(planted, "render/planted", is_drawing=True) != {}


@pytest.mark.parametrize(
    "fine", ["def next_of(place):\n    return place + 1", "def name(text):\n    return text + ' x'"]
)
def test_a_place_and_a_text_are_no_figures(fine):
    assert computing(fine, "document/planted") == {}
