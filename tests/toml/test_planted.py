"""A fault planted on a line of any TOML file of the project is told by file, that line, and what was expected.

The lines are found here in the text itself, so nothing of the reader is trusted for them.
"""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.errors import ConfigError
from pipelines.model.catalogue import read_catalogue
from pipelines.model.example import open_example
from pipelines.outline import read_outline
from pipelines.public_knowledge import read_public_knowledge
from pipelines.request.settings import read_config
from pipelines.service.world import read_contacts
from pipelines.sources import read_contracts, read_source

ROOT = Path(__file__).parents[2]
REPORT = '[report]\npublisher = "Voorbeeld (fictief)"\n'
CALENDAR = """
[[publications]]
period = "2026-K1"
moment = 2026-05-04T09:30:00
cut_off = 2026-04-20
early_access = ["Kabinet Voorbeeld"]
note = "Fictief"
"""
KNOWLEDGE = """
[offer]
public = true
source = "Websites (fictief)"
[[offer.areas]]
organisation = "YOGV"
domain = "sport"
prisons = ["GEN"]
[sessions]
one_to_one = ["individual"]
largest_group = { "*" = 20 }
[population]
public = false
[partners]
know_own_figures = true
[[totals]]
measure = "attendances"
labels = { period_code = "2024" }
value = 312
source = "Jaarverslag 2024 (fictief)"
"""
SETTINGS = """
[report]
title = "Jaarverslag"
publisher = "Voorbeeld (fictief)"
languages = ["nl"]
[disclosure]
threshold = 5
method = "suppress"
[schedule]
time = "06:00"
working_days = true
late = "tell"
[notify]
security = "tls"
[retention]
exports_months = 12
"""


@cache
def contracts():
    return read_contracts(ROOT / "data" / "contracts")


@dataclass(frozen=True)
class Kind:
    """A kind of file: where it stands in a workspace, how it is read, a key it must have, a choice it has."""

    place: str
    read: Callable[[Path], object]  # of the workspace
    required: str | None = None  # the start of the line to take away
    choice: tuple[str, str] | None = None  # a line, and what stands there instead
    free: tuple[str, ...] = field(default=())  # keys that are names of the user's own


def _example(folder: Path) -> None:
    with open_example(folder / "sql", contracts(), only=("core.prison",)):
        pass


KINDS = {
    "settings": Kind("report.toml", read_config, "publisher", None),
    "calendar": Kind("data/reference/publicatiekalender.toml", read_config, "period", None),
    "contracts": Kind("data/contracts/{name}", lambda folder: read_contracts(folder / "data/contracts"), "label",
        (r'kind = "\w+"', 'kind = "getal"')),
    "sources": Kind("data/sources/{name}", lambda folder: [
        read_source(path, contracts()) for path in (folder / "data/sources").glob("*.toml")], "organisation",
        (r'dataset = "\w+"', 'dataset = "sessies"')),
    "outlines": Kind("data/outlines/{name}", lambda folder: [
        read_outline(path) for path in (folder / "data/outlines").glob("*.toml")], "kind",
        (r'kind = "\w+"', 'kind = "taart"')),
    "register": Kind("sql/indicators.toml", lambda folder: read_catalogue(folder / "sql"), "unit",
        (r'better_when = "\w+"', 'better_when = "beter"')),
    "example": Kind("sql/example.toml", _example),
    "knowledge": Kind("data/reference/public_knowledge.toml", lambda folder: read_public_knowledge(folder / "data"),
        "measure"),
    "contacts": Kind("data/contacts.toml", lambda folder: read_contacts(read_config(folder))),
}  # fmt: skip


def kind_of(path: str) -> str | None:
    """Which kind a file of the repository is, by where it stands; None for what the program does not read."""
    if path.endswith("report.toml"):
        return "settings"
    folder = Path(path).parent.name
    named = {"publicatiekalender.toml": "calendar", "indicators.toml": "register", "example.toml": "example"}
    return folder if folder in KINDS else named.get(Path(path).name)


def shipped() -> list[str]:
    found = subprocess.run(
        ["git", "ls-files", "*.toml"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    there = (
        one for at in ("*.toml", "data/*/*.toml", "sql/*.toml", "tests/**/*.toml") for one in ROOT.glob(at)
    )
    return sorted(found.stdout.split() or (str(one.relative_to(ROOT)) for one in there))


FILES = {path: (str(kind_of(path)), (ROOT / path).read_text("utf-8")) for path in shipped() if kind_of(path)}
FILES |= {
    "a calendar": ("calendar", CALENDAR),
    "settings of all kinds": ("settings", SETTINGS),
    "public knowledge": ("knowledge", KNOWLEDGE),
    "contacts": ("contacts", '# adressen\n"Voorbeeld vzw" = "a@voorbeeld.invalid"\n'),
}
KEY = re.compile(r"^(\w+) = (?!\"\"\")")


def chosen(name: str, lines: list[int]) -> int:
    """One of the lines, another in each file, the same at each run."""
    return lines[int(sha256(name.encode()).hexdigest(), 16) % len(lines)]


def complaint(folder: Path, name: str, text: str) -> str:
    kind = KINDS[FILES[name][0]]
    path = folder / kind.place.format(name=Path(name).name)
    for other, said in ((folder / "report.toml", REPORT), (path, text)):
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text(said, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        kind.read(folder)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_every_toml_file_of_the_project_is_of_a_kind_that_is_tried_here():
    others = {path for path in shipped() if not kind_of(path)}
    assert others <= {"pyproject.toml", "tests/mutation/explained.toml"}  # read by tools, not by the program
    assert {kind for kind, _ in FILES.values()} == set(KINDS)


def keyed(name: str) -> list[int]:
    return [place for place, line in enumerate(FILES[name][1].splitlines()) if KEY.match(line)]


WITH_KEYS = [name for name in FILES if keyed(name)]


@pytest.mark.parametrize("name", WITH_KEYS)
def test_a_misspelt_key_is_told_with_its_line_and_the_key_that_was_meant(tmp_path, name):
    lines = FILES[name][1].splitlines()
    place = chosen(name, keyed(name))
    key = KEY.match(lines[place])[1]
    wrong = f"{key[:-1]}x{key[-1]}"
    lines[place] = lines[place].replace(key, wrong, 1)
    told = complaint(tmp_path, name, "\n".join(lines))
    assert any(f"regel {place + 1}: " in one and wrong in one and f"bedoelt u {key}?" in one
               for one in told.splitlines()), told  # fmt: skip


@pytest.mark.parametrize("name", [*WITH_KEYS, "contacts"])
def test_a_wrong_type_is_told_with_its_line_and_what_was_expected(tmp_path, name):
    lines = FILES[name][1].splitlines()
    whole = [one for one in keyed(name) if not lines[one].endswith(("[", '"""'))] or [1]
    place = chosen(name, whole)
    key = lines[place].split(" = ")[0]
    lines[place] = f"{key} = {{ zo = [1979-05-27] }}"
    told = complaint(tmp_path, name, "\n".join(lines))
    assert re.search(rf"regel {place + 1}: .*(verwacht|deze sleutel bestaat niet)", told), told


@pytest.mark.parametrize("name", [name for name in WITH_KEYS if KINDS[FILES[name][0]].required])
def test_a_missing_key_is_told_by_name(tmp_path, name):
    lines = FILES[name][1].splitlines()
    key = KINDS[FILES[name][0]].required
    places = [place for place, line in enumerate(lines) if line.startswith(f"{key} = ")]
    place = chosen(name, places)
    del lines[place]
    told = complaint(tmp_path, name, "\n".join(lines))
    said = [one for one in told.splitlines() if f"{key}: deze sleutel is verplicht" in one]
    assert said, told
    above = [at for at in range(place) if lines[at].startswith("[")]
    assert f"regel {above[-1] + 1 if above else 1}: " in said[0], told


@pytest.mark.parametrize("name", [name for name in WITH_KEYS if KINDS[FILES[name][0]].choice])
def test_a_value_outside_its_list_is_told_with_the_list(tmp_path, name):
    lines = FILES[name][1].splitlines()
    pattern, wrong = KINDS[FILES[name][0]].choice
    place = chosen(name, [place for place, line in enumerate(lines) if re.fullmatch(pattern, line)])
    lines[place] = wrong
    told = complaint(tmp_path, name, "\n".join(lines))
    assert re.search(
        rf"regel {place + 1}: .*verwacht een van .*gevonden: '{wrong.split(chr(34))[1]}'", told
    ), told


@pytest.mark.parametrize(("line", "wrong", "says"), [
    ('method = "suppress"', 'method = "supress"', "verwacht een van suppress, round5 (bedoelt u suppress?)"),
    ('time = "06:00"', 'time = "6 uur"', "verwacht een uur: 06:00; gevonden: '6 uur'"),
    ("threshold = 5", "threshold = 1", "verwacht minstens 2; gevonden: 1"),
    ("threshold = 5", "threshold = 5.5", "verwacht een geheel getal; gevonden: 5.5"),
    ("threshold = 5", "threshold = true", "verwacht een geheel getal; gevonden: True"),
    ("working_days = true", "working_days = 1", "verwacht true of false; gevonden: 1"),
    ('languages = ["nl"]', 'languages = ["nl", "de"]', "report.languages[2]: verwacht een van nl, fr, en"),
    ('title = "Jaarverslag"', "title = 2026-01-01", "verwacht een tekst tussen aanhalingstekens; gevonden: 2026-01-01"),
    ('late = "tell"', 'late = "tell"\nlate = "tell"', "deze sleutel of sectie staat er al"),
])  # fmt: skip
def test_each_setting_says_what_it_expects(tmp_path, line, wrong, says):
    number = SETTINGS.splitlines().index(line) + 1
    told = complaint(tmp_path, "settings of all kinds", SETTINGS.replace(line, wrong))
    assert says in told
    assert f"regel {number + wrong.count(chr(10))}: " in told


@pytest.mark.parametrize(("line", "wrong", "says"), [
    ("moment = 2026-05-04T09:30:00", "moment = 2026-05-04", "verwacht een datum en uur"),
    ("moment = 2026-05-04T09:30:00", 'moment = "2026-05-04T09:30:00"', "verwacht een datum en uur"),
    ("moment = 2026-05-04T09:30:00", "moment = 2026-05-04T09:30:00Z", "zonder tijdzone"),
    ("moment = 2026-05-04T09:30:00", "moment = 2026-03-04T09:30:00", "verwacht een tijdstip vanaf 01/04/2026"),
    ("cut_off = 2026-04-20", 'cut_off = "2026-04-20"', "verwacht een datum, bijvoorbeeld"),
    ("cut_off = 2026-04-20", "cut_off = 2026-04-20T10:00:00", "verwacht een datum, bijvoorbeeld"),
    ('period = "2026-K1"', 'period = "2026-K5"', "verwacht een jaar of kwartaal: 2025 of 2025-K1"),
])  # fmt: skip
def test_the_calendar_takes_dates_as_dates(tmp_path, line, wrong, says):
    number = CALENDAR.splitlines().index(line) + 1
    told = complaint(tmp_path, "a calendar", CALENDAR.replace(line, wrong))
    assert says in told
    assert f"regel {number}: " in told


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path):
    text = SETTINGS.replace("threshold = 5", "threshold = 1").replace('title = "', 'titel = "')
    told = complaint(tmp_path, "settings of all kinds", text.replace("exports_months = 12", "exports = 12"))
    assert [int(number) for number in re.findall(r": regel (\d+): ", told)] == [3, 7, 16]
