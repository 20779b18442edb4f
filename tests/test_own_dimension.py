"""A dimension that the program never saw comes from an export, by a contract of the workspace, into every output."""

import csv
import re
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.database import open_database
from pipelines.errors import ConfigError
from pipelines.model import list_origins, trace
from pipelines.program import SQL
from pipelines.progress import Steps
from pipelines.release.figures import audit_release, load_deliveries, make_figures
from pipelines.report import build_report
from pipelines.request.run_request import read_request
from pipelines.sources import read_contracts

ROOT = Path(__file__).parent.parent
LIBRARIES, LEVELS = ("Hendon", "Osidge", "Colindale"), ("starter", "gevorderd", "starter", "gevorderd", "")
CODES = {"Hendon": "HEN", "Osidge": "OSI", "Colindale": "COL"}
DIMENSION = """
[columns.{name}]
kind = "{kind}"
required = false
dimension = true
label = "{label}"
definition = "Verzonnen."
{more}
"""


def own_contract(
    workspace: Path, dataset: str, name: str, label: str, *, kind: str = "enum", more: str
) -> None:
    """Copy a contract of the program into the workspace and add a dimension to it."""
    text = (ROOT / "data" / "contracts" / f"{dataset}.toml").read_text(encoding="utf-8")
    if dataset == "count":
        text = text.replace('"component"]', f'"component", "{name}"]')
    folder = workspace / "data" / "contracts"
    folder.mkdir(exist_ok=True)
    added = DIMENSION.format(name=name, kind=kind, label=label, more=more)
    (folder / f"{dataset}.toml").write_text(text + added, encoding="utf-8")


@pytest.fixture
def workspace(library_workspace):
    """The library workspace, whose sessions bear a level and whose loans are told by carrier."""
    own_contract(
        library_workspace, "session", "reading_level", "Leesniveau",
        more='values = ["beginner", "advanced"]\n'
        'names = { fr = "Niveau", en = "Level" }\n'
        'value_names = { beginner = { nl = "Beginners" }, advanced = { nl = "Gevorderden" } }',
    )  # fmt: skip
    own_contract(library_workspace, "count", "carrier", "Drager", kind="text", more="")
    sources = library_workspace / "data" / "sources"
    events = (sources / "events.toml").read_text(encoding="utf-8")
    words = 'reading_level = { from = "Level", values = { starter = "beginner", gevorderd = "advanced" } }\n'
    (sources / "events.toml").write_text(events + words, encoding="utf-8")
    (sources / "loans.toml").write_text(
        """
source = "loans"
label = "Uitleningen"
organisation = "LIBRARY"
files = ["loans*.csv"]

[[maps]]
dataset = "count"
[maps.columns]
prison_code = { from = "Library", values = { "Hendon" = "HEN", "Osidge" = "OSI", "Colindale" = "COL" } }
domain_code = { constant = "cultuur" }
indicator_code = { constant = "loans" }
period_code = "Quarter"
carrier = "Carrier"
value = "Loans"
""",
        encoding="utf-8",
    )
    exports = library_workspace / "data" / "exports"
    exports.mkdir(exist_ok=True)
    lines = ["Local authority,Library name,Event date,Name,Outcome,Attendees,Level"]
    for month in range(1, 13):
        for place, library in enumerate(LIBRARIES):
            for day, level in enumerate(LEVELS, 1):
                heads = 1 if (library, level, month) == ("Osidge", "gevorderd", 2) else 4 + month + place
                lines.append(f"Voorbeeld,{library},2018-{month:02}-{day:02},Kring,X,{heads},{level}")
    (exports / "events.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    loans = ["Library,Quarter,Carrier,Loans"]
    for quarter in range(1, 5):
        for place, library in enumerate(LIBRARIES):
            loans += [
                f"{library},2018-K{quarter},{name},{10 * quarter + place}" for name in ("Strip", "Roman")
            ]
    (exports / "loans.csv").write_text("\n".join(loans) + "\n", encoding="utf-8")
    return library_workspace


def counted(exports: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Count attendances by level and loans by carrier straight from the files, by library and together."""
    levels = {"starter": "beginner", "gevorderd": "advanced", "": "unknown"}
    attendances: Counter[tuple[str, str]] = Counter()
    for row in csv.DictReader((exports / "events.csv").read_text(encoding="utf-8").splitlines()):
        for place in (CODES[row["Library name"]], ""):
            attendances[place, levels[row["Level"]]] += int(row["Attendees"])
    loans: Counter[tuple[str, str]] = Counter()
    for row in csv.DictReader((exports / "loans.csv").read_text(encoding="utf-8").splitlines()):
        for place in (CODES[row["Library"]], ""):
            loans[place, row["Carrier"]] += int(row["Loans"])
    return attendances, loans


def cells(folder: Path, dimension: str, measure: str) -> dict[tuple[str, str], str]:
    """Read the cells of the year from the download of the dimension."""
    with (folder / "tables" / f"counts_by_{dimension}.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["prison_code"], row[dimension]): row[measure]
            for row in csv.DictReader(file, delimiter=";")
            if row["period_code"] == "2018" and row[dimension]
        }


def test_a_dimension_comes_from_the_export_into_page_and_downloads(workspace):
    order = read_request(workspace, year=2018, exports=workspace / "data" / "exports")
    (concept,) = build_report(order, Steps(quiet=True))
    attendances, loans = counted(workspace / "data" / "exports")
    shown = cells(concept.folder / "public", "reading_level", "attendances")
    assert {key: int(value) for key, value in shown.items() if not key[0]} == {
        key: value for key, value in attendances.items() if not key[0]
    }
    held = cells(concept.folder / "public", "reading_level", "sessions_held")
    assert {label: int(held["", label]) for label in ("beginner", "advanced", "unknown")} == {
        "beginner": 72,
        "advanced": 72,
        "unknown": 36,
    }  # 3 libraries x 12 months x 5 days: two of each level, one without
    lent = cells(concept.folder / "public", "carrier", "loans")
    assert {key: int(lent[key]) for key in loans if not key[0]} == {
        key: value for key, value in loans.items() if not key[0]
    }
    page = (concept.folder / "public" / "report.html").read_text(encoding="utf-8")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Naar eigen indelingen" in text
    for word in (
        "naar leesniveau",
        "naar drager",
        "Beginners",
        "Gevorderden",
        "niet vermeld",
        "Strip",
        "Roman",
    ):
        assert word in text, word
    assert set(cells(concept.folder / "public", "carrier", "attendances").values()) == {
        "[nb]"
    }  # nobody tells them so
    assert f"{attendances['', 'beginner']:,}".replace(",", ".") in text


def test_a_small_count_by_an_own_dimension_is_hidden_and_stays_hidden(workspace):
    order = read_request(workspace, year=2018, quarter=1, scope="OSI", exports=workspace / "data" / "exports")
    lines = (workspace / "data" / "exports" / "events.csv").read_text(encoding="utf-8").splitlines()
    few = [
        line for line in lines if not ("Osidge" in line and line.endswith("gevorderd") and ",1," not in line)
    ]
    (workspace / "data" / "exports" / "events.csv").write_text("\n".join(few) + "\n", encoding="utf-8")
    (concept,) = build_report(order, Steps(quiet=True))
    with (concept.folder / "public" / "tables" / "counts_by_reading_level.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        quarter = {
            row["reading_level"]: row["attendances"]
            for row in csv.DictReader(file, delimiter=";")
            if row["prison_code"] == "OSI" and row["period_code"] == "2018-K1"
        }
    assert quarter["advanced"] == "[o]"  # two heads
    assert "[o]" in (quarter["beginner"], quarter["unknown"], quarter[""])  # a second, so that no sum tells


def test_a_contract_of_the_workspace_stands_in_the_place_of_that_of_the_program_alone(workspace):
    contracts = read_contracts(workspace / "data" / "contracts")
    assert contracts["count"].columns["carrier"].dimension
    assert "person" in contracts


@pytest.mark.parametrize(
    ("dataset", "name", "more", "told"),
    [
        ("person", "shoe", "", "kan enkel in count of session"),
        ("session", "gender", "", "vraagt een eigen naam"),
        ("session", "shoe", 'value_names = { big = { nl = "Groot" } }', "noemt enkel woorden van values"),
    ],
)
def test_a_dimension_that_cannot_be_is_refused_with_file_and_key(
    library_workspace, dataset, name, more, told
):
    own_contract(library_workspace, dataset, name, "Maat", kind="text", more=more)
    with pytest.raises(ConfigError, match=told) as caught:
        read_contracts(library_workspace / "data" / "contracts")
    assert f"{dataset}.toml" in str(caught.value)


def test_what_is_published_by_an_own_dimension_is_proved_once_more(workspace):
    order = read_request(workspace, year=2018, exports=workspace / "data" / "exports")
    load_deliveries(order)
    figures = make_figures(order)
    assert "counts_by_reading_level.attendances" in figures.tables
    audit = audit_release(order, figures.protected.tables)
    assert (audit.open, audit.exposed, audit.wrong) == ((), (), ())
    with closing(open_database(order.config.warehouse)) as db:
        key = {"period_code": "2018-K2", "prison_code": "OSI", "carrier": "Roman"}
        lines = list_origins(trace(db, SQL, "counts_by_carrier.loans", key))
    assert lines == ("loans.csv: regel 11",)
