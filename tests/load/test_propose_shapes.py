"""What `source propose` makes of tables that no partner of the sample delivers, and of all that they do deliver."""

from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import SourceError
from pipelines.load import Proposal, draft, propose_source
from pipelines.load.headers.synonyms import MEASURES
from pipelines.model import read_catalogue
from pipelines.sources import Source, find_exports, read_sources
from tests.load.intake import CONTRACTS, REFERENCE, load, write

ROOT = Path(__file__).parents[2]


def propose(folder: Path, content: str, name: str) -> Proposal:
    write(folder / "in", {name: content})
    return propose_source(folder / "in" / name, CONTRACTS, reference=write(folder / "names", REFERENCE))


def mapped(proposal: Proposal, place: int = 0) -> dict[str, str]:
    return {
        one.column: " + ".join(one.join) or one.header or f"= {one.constant}"
        for one in proposal.maps[place].columns
    }


def completed(proposal: Proposal, **constants: str) -> str:
    text = draft(proposal).replace('organisation = "?"', 'organisation = "VOCVO"')
    for column, value in constants.items():
        text = text.replace(f'{column} = {{constant = "?"}}', f'{column} = {{constant = "{value}"}}')
    return text


MONTHS = 'Location,ADDRESS,JANUARY,FEBRUARY,MARCH,YTD\nGent,x,"1,200",7,8,"1,215"\nAntwerpen,y,1,2,3,6\n'


def test_months_beside_each_other_are_put_below_each_other_and_load(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, MONTHS, "Visitors 2023.csv")
    assert [one.dataset for one in proposal.maps] == ["count"]
    assert mapped(proposal) == {
        "prison_code": "Location",
        "period_code": "Jaar uit de naam + Periode",
        "value": "Aantal",
    }
    assert (proposal.dropped, proposal.totals, proposal.unused) == (("ADDRESS",), ("YTD",), ())
    source = completed(proposal, domain_code="sport", indicator_code="library_visits")
    with pytest.raises(SourceError, match=r'decimal = "," \(of "\."\)'):
        load(db, tmp_path, source, {"Visitors 2023.csv": MONTHS})
    source = source.replace("[dialect]", '[dialect]\ndecimal = "."')
    (summary,) = load(db, tmp_path, source, {"Visitors 2023.csv": MONTHS}).deliveries
    assert (summary.accepted, summary.rejected) == (6, 0)
    found = rows(db, "select prison_code, period_code, value::int from raw.count order by all")
    assert found[3:] == [("GEN", "2023-01", 1200), ("GEN", "2023-02", 7), ("GEN", "2023-03", 8)]


def test_quarters_beside_a_year_are_joined_with_it(tmp_path: Path) -> None:
    lines = "Gevangenis;Telling;Jaar;K1;K2;K3;K4\nGent;Uitleningen;2024;8;9;10;11\n"
    proposal = propose(tmp_path, lines, "totalen.csv")
    assert mapped(proposal)["period_code"] == "Jaar + Periode"
    assert 'with = "-"' in draft(proposal)
    (indicator,) = [one for one in proposal.maps[0].columns if one.column == "indicator_code"]
    assert indicator.values == {"Uitleningen": "loans"}


TOTALS = (
    "Table 4: Learners by establishment\n\nEstablishment,Quarter,Number of learners,Starts,Completion rate (%)\n"
    "Gent,Q1 2024,12,30,40%\nGent,Q2 2024,[c],31,41%\nAntwerpen,Q1 2024,9,22,50%\nTotal,,21,83,\n"
)


def test_each_column_of_totals_becomes_a_map_with_what_it_counts(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, TOTALS, "learners_2024.csv")
    assert [one["value"] + one["indicator_code"] for one in (mapped(proposal, 0), mapped(proposal, 1))] == [
        "Number of learners= participants",
        "Starts= enrolments",
    ]
    assert proposal.unused == ("Completion rate (%)",)
    source = completed(proposal, domain_code="onderwijs")
    deliveries = load(db, tmp_path, source, {"learners_2024.csv": TOTALS}).deliveries
    assert [(one.accepted, one.rejected) for one in deliveries] == [(2, 1), (3, 0)]


EVENTS = (
    "ID;URL;Titre;Date de début;Date de fin;Nom du lieu;Adresse du lieu;audience\n"
    "1;https://voorbeeld.be/1;Atelier;2025-01-03T14:00:00+01:00;2025-01-03T16:00:00+01:00;Gent;rue;Tous\n"
    "2;https://voorbeeld.be/2;Concert;2025-07-06T23:30:00Z;2025-07-07T00:30:00Z;Gent;rue;Adultes\n"
)


def test_moments_give_date_and_times(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, EVENTS, "agenda_2025.csv")
    assert mapped(proposal) == {
        "session_id": "ID",
        "prison_code": "Nom du lieu",
        "activity_name": "Titre",
        "target_group": "audience",
        "session_date": "Date de début",
        "start_time": "Date de début",
        "end_time": "Date de fin",
    }
    source = completed(proposal, status="held")
    (summary,) = load(db, tmp_path, source, {"agenda_2025.csv": EVENTS}).deliveries
    assert (summary.accepted, summary.rejected) == (2, 0)
    found = (
        "select session_date::varchar, start_time::varchar, end_time::varchar from raw.session order by all"
    )
    assert rows(db, found) == [("2025-01-03", "14:00:00", "16:00:00"), ("2025-07-07", "01:30:00", "02:30:00")]


def test_a_birth_date_gives_its_year_and_is_not_shown(tmp_path: Path) -> None:
    lines = "Nr gedetineerde;Gevangenis;Begindatum;Geslacht;Geboortedatum\nA1;Gent;03/02/2025;M;17/05/1980\n"
    proposal = propose(tmp_path, lines, "verblijven.csv")
    assert mapped(proposal)["birth_year"] == "Geboortedatum"
    assert 'part = "year"' in draft(proposal)
    assert "1980" not in repr(proposal) + draft(proposal)


@pytest.mark.parametrize("header", ["Sectie", "Creator", "Publisher", "ZIP CODE", "NOVEMBER", "Omschrijving"])
def test_a_header_that_means_something_else_is_not_taken(tmp_path: Path, header: str) -> None:
    lines = "".join(f"Gent;0{day}/02/2025;Doorgegaan;{'AB'[day % 2]}\n" for day in range(1, 10))
    proposal = propose(tmp_path, f"Gevangenis;Datum;Status;{header}\n{lines}", "lijst.csv")
    assert header in proposal.unused


def test_every_measure_that_is_proposed_stands_in_the_register() -> None:
    assert MEASURES.keys() <= read_catalogue(ROOT / "sql").indicators.keys()


def origins(source: Source) -> dict[tuple[str, str], set[str]]:
    return {
        (one.dataset, name): {*origin.headers, *origin.join}
        for one in source.maps
        for name, origin in one.columns.items()
        if origin.constant is None
    }


def test_nearly_every_column_of_the_sample_is_proposed_and_hardly_any_wrongly() -> None:
    sources = {one.name: one for one in read_sources(ROOT / "data/sources", CONTRACTS)}
    exports = {one.source: one for one in find_exports(ROOT / "data/sample", [*sources.values()]).exports}
    right = wrong = asked = same = 0
    for name, export in exports.items():
        proposal = propose_source(export.path, CONTRACTS, reference=ROOT / "data/reference")
        truth = origins(sources[name])
        found = {
            (one.dataset, column.column): {*(column.join or (column.header,))}
            for one in proposal.maps
            for column in one.columns
        }
        same += {one.dataset for one in proposal.maps} == {one.dataset for one in sources[name].maps}
        hits = sum(bool(found[key] & truth[key]) for key in found.keys() & truth.keys())
        right += hits
        wrong += len(found) - hits
        asked += len(truth)
    assert len(exports) == len(sources) == 41
    assert same >= 40 and right >= 0.97 * asked and wrong <= 0.02 * asked, (same, right, wrong, asked)
