"""The page of a source, as a form sends it: what a coordinator sees of a crosstab, and what a choice writes."""

import re

import pytest

from tests.web_bench import workbench

CROSSTAB = "Cursus;jan 2025;feb 2025;Totaal\nLassen;8;9;17\nKoken;22;5;27\nTotaal;30;14;44\n"
TALKS = "Datum;Doelgroep\n" + 3 * "13/02/2025;beklaagden\n" + "14/02/2025;veroordeelden\n"


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bron")
    with workbench(folder) as made:
        made.enter()
        made.folder = folder
        begun = {"publisher": "Voorbeeld (fictief)", "title": "Proef", "languages": "nl", "prisons": "MEC; Mechelen",
                 "organisations": "OPE; Open School"}  # fmt: skip
        assert made.send("/nieuw", begun).status == 303
        yield made


def proposed(bench, name: str, text: str) -> str:
    """Let a file wait and ask how it can be read; give the address of its draft."""
    waits = bench.folder / "data/.werkbank/wachtend"
    waits.mkdir(parents=True, exist_ok=True)
    (waits / name).write_text(text, encoding="utf-8")
    mark = re.search(rf'id="w([0-9a-f]+)">{name}<', bench.ask("GET", "/leveringen/wachtend").text)[1]
    return bench.ask("GET", f"/bronnen/nieuw/{mark}").headers["location"]


def test_a_crosstab_of_courses_is_chosen_by_menu_and_shows_what_is_added_up(bench):
    address = proposed(bench, "cursisten.csv", CROSSTAB)
    page = bench.ask("GET", address).text
    assert page.count("→ Waarde</th>") == 2 and "→ Opgeteld over</th>" in page
    assert "Regels verschillen enkel in Cursus: hun aantallen worden opgeteld." in page
    assert '<option value="attendances">deelnames</option>' in page  # no code of the register to be known
    assert re.search(r'value="MEC" selected>Mechelen', page)  # the only prison there is
    assert '<td class="amount">44,00</td>' in page and "verschilt" not in page
    sent = {"m0.domain_code.from": "=", "m0.domain_code.constant": "onderwijs", "do": "save",
            "m0.indicator_code.from": "=", "m0.indicator_code.constant": "attendances",
            "organisation": "OPE", "label": "", "gezien": re.search(r'name="gezien" value="([^"]+)"', page)[1]}  # fmt: skip
    refused = bench.send(address, {**sent, "m0.component.from": ""}, seen=address)
    assert refused.status == 400 and "Zo kan dit bestand niet gelezen worden" in refused.text
    assert "data/sources/proef" not in refused.text
    source = bench.folder / "data/sources/cursisten.toml"
    assert not source.exists()
    seen = re.search(r'name="gezien" value="([^"]+)"', bench.ask("GET", address).text)[1]
    bench.send(address, {**sent, "m0.component.from": "Cursus", "gezien": seen}, seen=address)
    told = source.read_text("utf-8")
    assert 'label = "Open School"' in told and 'component = "Cursus"' in told and "# ?" not in told


def test_equal_lines_count_each_where_a_person_says_so(bench):
    address = proposed(bench, "gesprekken.csv", TALKS)
    page = bench.ask("GET", address).text
    assert "2 van de 4 regels zijn helemaal gelijk aan een andere" in page
    assert '<option value="held">doorgegaan</option>' in page
    seen = re.search(r'name="gezien" value="([^"]+)"', page)[1]
    bench.send(address, {"m0.each_line": "each", "gezien": seen}, seen=address)
    assert "each_line = true" in (bench.folder / "data/sources/gesprekken.toml.ontwerp").read_text("utf-8")
    assert re.search(r"<b>4</b>rijen aanvaard", bench.ask("GET", address).text)
