"""Mistakes that a coordinator makes: each a request, the words that must answer it and the way that leads on.

Each is a function of a workbench that runs; what it changes on purpose it puts back.
"""

import json
import re
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from pipelines.request import only_run

NEW = {
    "title": "Proefverslag", "publisher": "Voorbeeld (fictief)", "prisons": "GEN; Gent\nMEC\tMechelen",
    "organisations": "CVO; CVO Voorbeeld", "languages": "nl",
}  # fmt: skip
LIST = b"Naam;Cursus;Datum;Aanwezig;Waar\nFictief Een;Nederlands;03/07/2025;ja;Gent\n" + b"".join(
    b"Fictief %d;Nederlands;%02d/07/2025;ja;Gent\n" % (number, number) for number in range(2, 20)
)
MENU = "/leveringen"


@dataclass(frozen=True)
class Mistake:
    """What was done, the words that must be in the answer, and an address that it must lead to."""

    name: str
    act: Callable
    words: tuple[str, ...]
    way: str
    status: int
    is_heavy: bool  # it reads what sets an edition, or tries a source: seconds


MISTAKES: list[Mistake] = []


def mistake(*words: str, way: str = MENU, status: int = 400, is_heavy: bool = False):
    def kept(act):
        MISTAKES.append(Mistake(act.__name__, act, words, way, status, is_heavy))
        return act

    return kept


def path_of(bench, *parts):
    return bench.folder.joinpath("data", *parts)


def drop(bench, *files, seen="/leveringen"):
    """Send files as the page does; follow where it leads."""
    pieces = [("formulier", None, bench.form_token(seen).encode())]
    pieces += [("files", name, content) for name, content in files]
    body = b""
    for field, name, content in pieces:
        told = f'; filename="{name}"' if name is not None else ""
        body += f'--grens\r\nContent-Disposition: form-data; name="{field}"{told}\r\n\r\n'.encode()
        body += content + b"\r\n"
    reply = bench.ask(
        "POST", "/leveringen", body + b"--grens--\r\n", Origin=f"http://{bench.host}",
        Referer=f"http://{bench.host}{seen}", **{"Content-Type": "multipart/form-data; boundary=grens"},
    )  # fmt: skip
    return bench.ask("GET", reply.headers["location"]) if reply.status == 303 else reply


def form(bench, path, seen, **fields):
    """Send a form that stood on a page."""
    return bench.send(path, fields, seen=seen, Referer=f"http://{bench.host}{seen}")


@contextmanager
def written(path, content):
    """Let a file hold something else for a while."""
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        yield
    finally:
        path.unlink() if before is None else path.write_bytes(before)


@contextmanager
def a_job(bench):
    """Let a job run for a while."""
    folder = path_of(bench, ".werkbank", "taken", "1")
    folder.mkdir(parents=True)
    asked = {"title": "Inlezen", "arguments": [], "back": "/", "started": "2025-01-01T00:00:00Z"}
    (folder / "asked.json").write_text(json.dumps(asked))
    process = subprocess.Popen([sys.executable, "-c", "input()"], cwd=folder, stdin=subprocess.PIPE)
    (folder / "keeper").write_text(str(process.pid))
    try:
        yield
    finally:
        process.communicate(b"\n")
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


@mistake("dit is een PDF", status=200)
def a_pdf_for_a_table(bench):
    return drop(bench, ("verslag.pdf", b"%PDF-1.7\nrommel"))


@mistake("geen tabel", "Sjablonen", status=200)
def a_picture_for_a_table(bench):
    return drop(bench, ("foto.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256))))


@mistake("is leeg", status=200)
def a_file_without_a_byte(bench):
    return drop(bench, ("leeg.xlsx", b""))


@mistake("geen tabel", status=200)
def a_list_without_a_row(bench):
    return drop(bench, ("kop.csv", b"Naam;Datum;Cursus\n"))


@mistake("twee bestanden met dezelfde naam", "Hernoem", way="/leveringen")
def two_folders_with_a_file_of_one_name(bench):
    return drop(bench, ("jan/uren.csv", LIST), ("feb/uren.csv", LIST + b"x;y;z;ja;Gent\n"))


@mistake("er wacht al een ander bestand met deze naam", way="/leveringen")
def another_file_of_a_name_that_waits(bench):
    drop(bench, ("uren.csv", LIST))
    reply = drop(bench, ("uren.csv", LIST + b"x;y;z;ja;Gent\n"))
    assert path_of(bench, ".werkbank", "wachtend", "uren.csv").read_bytes() == LIST
    return reply


@mistake("uren.csv", "Zeg wat de kolommen betekenen", way="/bronnen/nieuw/", status=200)
def the_same_file_twice(bench):
    drop(bench, ("uren.csv", LIST))
    return drop(bench, ("uren.csv", LIST))


@mistake("rijksregisternummer", way="/leveringen")
def a_national_number_in_a_name(bench):
    return drop(bench, ("85073003328.csv", LIST))


@mistake("verwacht een gewone naam", way="/leveringen")
def a_name_that_no_folder_takes(bench):
    return drop(bench, ("uren: juli?.csv", LIST))


@mistake("Kies eerst een of meer bestanden", way="/leveringen")
def no_file_at_all(bench):
    return drop(bench)


@mistake("Kies minstens één bestand", way="/leveringen/wachtend")
def nothing_ticked(bench):
    drop(bench, ("uren.csv", LIST))
    return form(bench, "/leveringen/wachtend", "/leveringen/wachtend")


@mistake("wacht niet (meer)", way="/leveringen")
def a_file_that_another_tab_did_away_with(bench):
    page = drop(bench, ("uren.csv", LIST))
    mark = re.search(r"/wachtend/([0-9a-f]+)/weg", page.text)[1]
    form(bench, f"/leveringen/wachtend/{mark}/weg", "/leveringen/wachtend")
    return form(bench, f"/leveringen/wachtend/{mark}/weg", "/leveringen")


@mistake("verwacht een jaar (2025) of een kwartaal (2025-K1)")
def a_period_that_is_none(bench):
    return bench.ask("GET", "/cijfers?periode=derde")


@mistake("in 2019", way="/leveringen", status=200)
def a_menu_taken_from_another_period(bench):
    seen = bench.ask("GET", "/leveringen?periode=2019-K3").headers["set-cookie"].split(";")[0]
    return bench.ask("GET", "/leveringen", Cookie=f"{bench.cookie}; {seen}")


@mistake("Levering 999 bestaat niet")
def a_delivery_that_is_not_there(bench):
    return bench.ask("GET", "/leveringen/999")


@mistake("bestaat niet")
def a_source_that_is_not_there(bench):
    return bench.ask("GET", "/bronnen/nergens")


@mistake("dit cijfer staat niet in de uitgave", is_heavy=True)
def a_figure_that_does_not_exist(bench):
    return bench.ask("GET", "/cijfers/nergens?periode=2025-K3")


@mistake("Kies een pagina bovenaan", status=404)
def an_address_with_a_slip(bench):
    return bench.ask("GET", "/levering")


@mistake("Vul een naam en een functie in", way="/uitgave")
def a_signature_without_a_name(bench):
    return form(bench, "/uitgave/teken", "/uitgave", periode="2025-K3", who=" ", role="coördinator")


@mistake("hier staat nog geen concept", way="/uitgave", is_heavy=True)
def a_signature_without_a_concept(bench):
    return form(bench, "/uitgave/teken", "/uitgave", periode="2025-K3", who="An", role="coördinator")


@mistake("Vink aan dat u zeker bent", "niets gepubliceerd", way="/uitgave")
def published_without_being_sure(bench):
    return form(bench, "/uitgave/publiceer", "/uitgave", periode="2025-K3")


@mistake("waarom", way="/uitgave")
def retracted_without_a_reason(bench):
    fields = {"place": "overzicht/2025-K3/1", "who": "An", "role": "coördinator", "sure": "1"}
    return form(bench, "/uitgave/trek-in", "/uitgave", **fields)


@mistake("partner", way="/sjablonen")
def a_template_for_nobody(bench):
    return form(bench, "/sjablonen", "/sjablonen", whom="")


@mistake("vroegere sessie", "niets gewijzigd", way="/sjablonen", status=403)
def a_form_of_yesterday(bench):
    origin = f"http://{bench.host}"
    return bench.post("/sjablonen", {"formulier": "0" * 64, "whom": "CVO"}, Referer=f"{origin}/sjablonen")


@mistake("start ze opnieuw met jaarverslag werkbank", way="", status=401)
def an_address_that_was_used_before(bench):
    return bench.ask("GET", f"/?sleutel={bench.token}", Cookie=None)


@mistake("deze taak loopt nog", way="/taken/1", status=409)
def a_second_task_beside_one_that_runs(bench):
    with a_job(bench):
        return form(bench, "/leveringen/lees", "/leveringen")


@mistake("deze taak loopt nog", way="/cijfers", status=409)
def an_alarm_accepted_while_a_task_runs(bench):
    fields = {"periode": "2025-K3", "organisation": "CVO", "quarter": "2025-K3", "who": "An", "why": "ja"}
    with a_job(bench):
        reply = form(bench, "/cijfers/aanvaard", "/cijfers", **fields)
    assert not path_of(bench, "reference", "accepted_alarm.csv").exists()  # it says that nothing changed
    return reply


@mistake("taak 9", "niet (meer)")
def a_task_that_is_long_gone(bench):
    return bench.ask("GET", "/taken/9/verloop")


def accept(bench, **fields):
    fields = {"periode": "2025-K3", "organisation": "CVO", "quarter": "2025-K3", "later": "1", **fields}
    return form(bench, "/cijfers/aanvaard", "/cijfers", **fields)


@mistake("", way="", status=303)
def an_alarm_accepted_twice(bench):
    path = path_of(bench, "reference", "accepted_alarm.csv")
    accept(bench, who="An", why="nagevraagd")
    reply = accept(bench, who="An", why="nagevraagd")
    assert len(path.read_text().splitlines()) == 2
    path.unlink()
    return reply


@mistake("", way="", status=303)
def a_list_that_a_spreadsheet_saved(bench):
    path = path_of(bench, "reference", "accepted_alarm.csv")
    accept(bench, who="An", why="nagevraagd")
    path.write_bytes(path.read_text().replace(",", ";").replace("nagevraagd", "café").encode("cp1252"))
    reply = accept(bench, who="Bo", why="één; twee", prison="GEN")
    head, first, second = path.read_text("utf-8").splitlines()
    assert head.count(";") == first.count(";") and "café" in first and '"één; twee"' in second
    path.unlink()
    return reply


@mistake("accepted_alarm.csv", "Herstel de kopregel", way="/cijfers")
def a_list_that_lost_its_heading(bench):
    with written(path_of(bench, "reference", "accepted_alarm.csv"), b"CVO,GEN,2025-K3\n"):
        return accept(bench, who="An", why="nagevraagd")


@mistake("report.toml", "regel 2")
def settings_spoilt_by_hand(bench):
    with written(bench.folder / "report.toml", b"[report]\ntitle = Proef\n"):
        return bench.ask("GET", "/")


@mistake("stuk.toml", "goed", way="/bronnen/goed", status=200)
def a_source_spoilt_by_hand_hides_no_other(bench):
    good = b'label = "Goed"\nfiles = ["goed*.csv"]\nmaps = []\n'
    spoilt = written(path_of(bench, "sources", "stuk.toml"), b'label = "\n')
    with spoilt, written(path_of(bench, "sources", "goed.toml.ontwerp"), good):
        return bench.ask("GET", "/bronnen")


@mistake("maps", way="/bronnen", status=400)
def a_source_that_is_no_source(bench):
    with written(path_of(bench, "sources", "stuk.toml"), b'label = "x"\nfiles = ["a"]\nmaps = 3\n'):
        return bench.ask("GET", "/bronnen/stuk", Referer=f"http://{bench.host}/bronnen")


@mistake("Café", way="/bronnen/wins", status=200)
def a_source_in_the_letters_of_windows(bench):
    text = 'label = "Café"\nfiles = ["wins*.csv"]\nmaps = []\n'
    with written(path_of(bench, "sources", "wins.toml.ontwerp"), text.encode("cp1252")):
        return bench.ask("GET", "/bronnen")


@mistake("aandachtspunten", status=200, is_heavy=True)
def words_in_the_letters_of_windows(bench):
    text = "Een café.".encode("cp1252")
    with written(path_of(bench, "narrative", "2025-K3", "overzicht", "nl", "kerncijfers.md"), text):
        return bench.ask("GET", "/?periode=2025-K3")


@contextmanager
def without_key(bench):
    aside = bench.key.with_suffix(".weg")
    bench.key.rename(aside)
    try:
        yield
    finally:
        aside.replace(bench.key)


@mistake("herstelblad", way="/sleutel", status=200, is_heavy=True)
def a_machine_without_the_key(bench):
    with without_key(bench):
        return bench.ask("GET", "/")


@mistake("herstelblad", way="/sleutel", status=200)
def a_key_that_is_gone(bench):
    with without_key(bench):
        return bench.ask("GET", "/sleutel")


@mistake("controle", way="/sleutel", status=400)
def a_sheet_of_the_key_mistyped(bench):
    with without_key(bench):
        reply = form(bench, "/sleutel", "/sleutel", key="ab" * 32, sum="0000")
        assert not bench.key.exists()
        return reply


@mistake("andere uitvoering", "proef", way="/sjablonen", status=409)
def another_process_holds_the_workspace(bench):
    with only_run(bench.folder / "data", "proef"):
        return form(bench, "/sjablonen", "/sjablonen", whom="CVO")


@mistake("groter worden dan het systeem toelaat", way="/leveringen", status=500)
def a_disk_that_fills_while_a_file_comes(bench):
    before = resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE, (1 << 16, -1))
    try:
        return drop(bench, ("groot.csv", LIST * 2000))
    finally:
        resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE, before)


@mistake("Leveringen", status=200)
def a_page_closed_while_a_file_goes(bench):
    with socket.create_connection(("127.0.0.1", bench.port)) as wire:
        wire.sendall(
            f"POST /leveringen HTTP/1.1\r\nHost: {bench.host}\r\nOrigin: http://{bench.host}\r\n"
            f"Cookie: {bench.cookie}\r\nContent-Length: 1000000\r\n"
            "Content-Type: multipart/form-data; boundary=grens\r\n\r\n--grens\r\n".encode()
        )
    return bench.ask("GET", "/leveringen")


@mistake("samen te groot", way="/leveringen", status=413)
def more_than_one_form_may_bring(bench):
    return bench.ask(
        "POST", "/leveringen", Origin=f"http://{bench.host}", Content_Length=str(600 << 20),
        Referer=f"http://{bench.host}/leveringen", **{"Content-Type": "multipart/form-data; boundary=grens"},
    )  # fmt: skip


@mistake("andere uitvoering", "proef", way="", status=200, is_heavy=True)
def a_choice_while_another_process_holds_the_workspace(bench):
    path, fields, address = describe(bench)
    with only_run(bench.folder / "data", "proef"):
        return form(bench, path, address, **fields, label="Nu niet", part="effect")


def describe(bench):
    """Begin the source of a file that waits; give its address, its form's sight and the reply."""
    page = drop(bench, ("uren.csv", LIST))
    address = re.search(r"/bronnen/nieuw/[0-9a-f]+", page.text)[0]
    address = bench.ask("GET", address).headers["location"]
    path, _, mark = address.partition("?bestand=")
    return path, {"bestand": mark, "gezien": sight(bench, address)}, address


def sight(bench, address):
    return re.search(r'name="gezien" value="([^"]+)"', bench.ask("GET", address).text)[1]


@mistake("Beantwoord eerst nog", way="#organisation", status=400, is_heavy=True)
def a_source_saved_before_its_questions_are_answered(bench):
    path, fields, address = describe(bench)
    reply = form(bench, path, address, **fields, label="Uren", do="save")
    assert not path_of(bench, "sources", "uren.toml").exists()
    return reply


@mistake("intussen elders gewijzigd", "Tweede", way="#organisation", status=409, is_heavy=True)
def a_source_changed_in_two_tabs(bench):
    path, fields, address = describe(bench)
    second = {**fields, "gezien": sight(bench, address)}
    form(bench, path, address, **second, label="Tweede", do="keep")
    form(bench, path, address, **second, label="Tweede bis", part="effect")  # a page goes on from its own
    reply = form(bench, path, address, **fields, label="Eerste", do="keep")
    assert 'label = "Tweede bis"' in path_of(bench, "sources", "uren.toml.ontwerp").read_text()
    return reply


@mistake('value=""', way="#organisation", status=200, is_heavy=True)
def a_wrong_choice_undone(bench):
    path, fields, address = describe(bench)
    draft = path_of(bench, "sources", "uren.toml.ontwerp")
    before = draft.read_text()
    form(bench, path, address, **fields, label="Verkeerd", do="keep")
    assert draft.read_text() != before
    form(bench, f"{path}/terug", address, bestand=fields["bestand"])
    assert draft.read_text() == before
    return bench.ask("GET", address)


LISTS = (
    ("Code\tNaam\nGEN\tGent", "prisons", "kopregel"),
    ("GEN; Gent\ngen; Mechelen", "prisons", "tweemaal"),
    ("GEN; Gent\nGNT; Gent", "prisons", "tweemaal"),
    ("1. Gent\n2. Mechelen", "prisons", "begint met een nummer"),
    ("Gent; GEN", "prisons", "zet de code eerst"),
    ("", "prisons", "minstens één gevangenis"),
    ("CVO; CVO Voorbeeld\nCVB; CVO Voorbeeld", "organisations", "tweemaal"),
)
"""What is pasted where, and what is said of it."""
