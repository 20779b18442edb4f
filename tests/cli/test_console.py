"""What a command answers stands in Dutch and in columns."""

from pipelines.cli.console import coverage_lines, finding_lines, in_columns
from pipelines.load import CoverageRow
from pipelines.model import Finding


def owed(prison, quarter, state):
    return CoverageRow("sport", "Sport Voorbeeld", "session", prison, quarter, state)


def test_coverage_is_a_line_per_prison_with_its_quarters_beside_each_other():
    states = [
        owed("GEN", "2025-K1", "delivered"),
        owed("GEN", "2025-K2", "late"),
        owed(None, "2025-K1", "missing"),
    ]
    assert coverage_lines(states, {"session": "Sessie"}) == [
        "partner          gegevens  gevangenis  2025-K1    2025-K2",
        "Sport Voorbeeld  Sessie    GEN         geleverd   te laat",
        "Sport Voorbeeld  Sessie    alle        ontbreekt",
    ]


def test_without_expectations_coverage_says_so():
    assert "wordt verwacht" in coverage_lines([], {})[0]


def test_a_finding_names_rows_and_how_many_more_there_are():
    found = Finding("gaps", "warning", "Er ontbreekt iets.", 3, ("prison_code GEN",))
    assert list(finding_lines([found])) == [
        "waarschuwing: Er ontbreekt iets. (3)",
        "  - prison_code GEN",
        "  … en nog 2",
    ]
    assert list(finding_lines([])) == ["Geen bevindingen."]


def test_columns_are_as_wide_as_their_widest_cell():
    assert in_columns(["a", "b"], [["lang", "x"]]) == ["a     b", "lang  x"]
