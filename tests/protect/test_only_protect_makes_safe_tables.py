import ast
from pathlib import Path

PIPELINES = Path(__file__).parents[2] / "pipelines"
MAY = {"protect", "tables.py"}  # tables.select keeps what is already safe


def makers(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [getattr(call, "id", getattr(call, "attr", "")) for call in calls]
    return [name for name in names if name == "SafeTable"]


def test_nothing_outside_protect_makes_a_safe_table():
    found = [
        path.relative_to(PIPELINES).as_posix()
        for path in sorted(PIPELINES.rglob("*.py"))
        if path.relative_to(PIPELINES).parts[0] not in MAY and makers(path)
    ]
    assert found == []


def test_the_rule_sees_a_maker(tmp_path):
    culprit = tmp_path / "culprit.py"
    culprit.write_text("import pipelines.tables as tables\ntables.SafeTable()\n", encoding="utf-8")
    assert makers(culprit) == ["SafeTable"]
