"""The page of a source, as a form sends it: what a coordinator sees of a crosstab, and what a choice writes."""

import re
import subprocess

import pytest

from tests.web.mistakes import drop
from tests.web_bench import COMMAND, workbench

COUNTER = """
source = "teller"
label = "Open School"
organisation = "OPE"
files = ["teller*.csv"]
[[maps]]
dataset = "count"
[maps.columns]
prison_code = { constant = "MEC" }
domain_code = { constant = "onderwijs" }
indicator_code = { constant = "attendances" }
period_code = "Maand"
value = "Bezoeken"
"""
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


def waits_and_loads(bench, name: str, text: str) -> str:
    """Drop a file whose source is known; give the page of what waits."""
    waits = bench.folder / "data/.werkbank/wachtend"
    waits.mkdir(parents=True, exist_ok=True)
    (waits / name).write_text(text, encoding="utf-8")
    return bench.ask("GET", "/leveringen/wachtend").text


def test_another_file_of_the_same_name_can_be_accepted_where_it_waits(bench):
    """The remedy that a message names stands beside it: a command line would be a dead end here."""
    (bench.folder / "data/sources/teller.toml").write_text(COUNTER, "utf-8")
    before, after = ("Maand;Bezoeken\n" + f"2025-{month};8\n" for month in ("01", "02"))
    exports = bench.folder / "data/exports"
    exports.mkdir(exist_ok=True)
    (exports / "teller.csv").write_text(before, "utf-8")
    loaded = subprocess.run([*COMMAND[:-2], "load", "--workspace", str(bench.folder)], capture_output=True, text=True, check=False)  # fmt: skip
    assert loaded.returncode == 0, loaded.stderr
    page = waits_and_loads(bench, "teller.csv", after)
    address = re.search(r'action="(/leveringen/wachtend/\w+/aanvaard)"', page)[1]
    assert "is nu een ander" in page and "laat het de plaats innemen" in page
    assert bench.send(address, {}, seen="/leveringen/wachtend").status == 303
    page = bench.ask("GET", "/leveringen/wachtend").text
    assert "is nu een ander" not in page and "Ja, wat hierboven staat mag vervangen worden." in page


def test_what_excel_leaves_beside_an_open_file_is_called_so(bench):
    refused = drop(bench, ("~$Sport 2025.xlsx", b"\x05Fictief"))
    assert "Sluit Sport 2025.xlsx in Excel" in refused.text
