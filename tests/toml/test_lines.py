"""On which line a value stands is found without a parser of our own, and holds for all of TOML."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import ConfigError
from pipelines.toml.parse import lines_of, parse_toml

TEXT = '''# a remark
top = 1

[a.b]
list = [
    1,  # one
    { deep = "x" },
]
"quoted key" = 2
dotted.key = 3
long = """
other = 4
[not.a.table]
"""

[[many]]
name = "first"
[many.inside]
x = 1
[[many]]

# of the second
name = "second"
'''


@pytest.mark.parametrize(("place", "line"), [
    ((), 1), (("top",), 2), (("a",), 4), (("a", "b"), 4), (("a", "b", "list"), 5), (("a", "b", "list", 0), 6),
    (("a", "b", "list", 1, "deep"), 7), (("a", "b", "quoted key"), 9), (("a", "b", "dotted", "key"), 10),
    (("a", "b", "long"), 11), (("many", 0), 16), (("many", 0, "name"), 17), (("many", 0, "inside", "x"), 19),
    (("many", 1), 20), (("many", 1, "name"), 23), (("many", 1, "missing"), 20), (("nowhere",), 1),
    (("a", "b", "list", 7), 5),
])  # fmt: skip
def test_a_place_has_the_line_of_its_statement(place, line):
    assert lines_of(TEXT, [place]) == [line]


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["1", '"x"', "[1, 2]", "{ a = 1 }", '"""\nkey_0 = 1\n"""', "[\n1,\n2,\n]", "2026-01-01"]
            ),
            st.sampled_from(["", "# remark\n", "\n"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_each_key_is_found_where_it_was_written(values):
    text, expected = "", []
    for number, (value, before) in enumerate(values):
        text += before
        expected.append(text.count("\n") + 1)
        text += f"key_{number} = {value}\n"
    assert set(tomllib.loads(text)) == {f"key_{number}" for number in range(len(values))}
    assert lines_of(text, [(f"key_{number}",) for number in range(len(values))]) == expected


@pytest.mark.parametrize(("text", "says"), [
    ('a = 1\nlist = ["x", "y"\nb = 2\n', "regel 2: geen geldige TOML: de [ is niet gesloten"),
    ('a = 1\nlist = ["x", "y",\nb = 2\n', "regel 2: geen geldige TOML: de [ is niet gesloten"),
    ('list = ["x"\n\n# a remark\n[section]\nb = 2\n', "regel 1: geen geldige TOML: de [ is niet gesloten"),
    ('list = ["x",\n[[many]]\nb = 2\n', "regel 1: geen geldige TOML: de [ is niet gesloten"),
    ('a = 1\nlist = ["x"', "regel 2: geen geldige TOML: de [ is niet gesloten"),
    ('list = [\n  "x",\n  "y",\nb = 1\n', "regel 1: geen geldige TOML: de [ is niet gesloten"),
    ('list = [\n  "x"\n  "y",\n]\n', "regel 2: geen geldige TOML: hierna ontbreekt een komma"),
    ('a = 1\n[section\nb = 2\n', "regel 2: geen geldige TOML: de [ is niet gesloten"),
    ('a = 1\n[[many]\nb = 2\n', "regel 2: geen geldige TOML: de [ is niet gesloten"),
    ('t = "a [ b"\nlist = ["]", "y"  # [\nb = 1\n', "regel 2: geen geldige TOML: de [ is niet gesloten"),
    ('list = [“x”, “y”\nb = 1\n', "regel 1: geen geldige TOML: de [ is niet gesloten"),
    ('a = 1\nb = { x = 1,\n  y = 2 }\n', "regel 2: geen geldige TOML: de { is niet gesloten"),
    ('a = 1\nt = """\nb = 2\nc = [3]\n', 'regel 2: geen geldige TOML: de tekst tussen """ die hier begint'),
    ('a = 1\nlist = ["x", "y]\nb = 2\n', "regel 2: geen geldige TOML: een aanhalingsteken"),
    ('a = 1\nb\nc = 2\n', "regel 2: geen geldige TOML: verwacht sleutel"),
])  # fmt: skip
def test_what_is_not_closed_is_told_where_it_opens(text, says):
    with pytest.raises(ConfigError) as caught:
        parse_toml(text, "report.toml")
    assert str(caught.value).startswith(f"report.toml: {says}")
