"""Every command, where nothing is and with a word of which nothing is known: Dutch words, a documented code, no fault of ours."""

import sys

import pytest

from pipelines.cli.app import app, main
from tests.cli.test_dutch import ENGLISH
from tests.cli.test_one_writer import APART, READS, WRITES, commands

EVERY = WRITES | READS | {"verify": ("{folder}/niets",), "diff": ("{folder}/een", "{folder}/twee")}
ALONE = {"init", "doctor", "sample"}
"""These begin a workspace, or look at the machine too: they need none."""
ALL_OTHERS = {"verify", "diff", "doctor", "init", "sample", "source propose"}
"""Those of which the words are of no workspace, or the file is looked for first."""
NOWHERE = "is {workspace} geen werkruimte. Maak er een met: jaarverslag init --workspace MAP"


@pytest.fixture
def jaarverslag(monkeypatch, capsys):
    """Run a command within this process: give its code and all that it says."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["jaarverslag", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = "".join(capsys.readouterr())
        assert "zelf faalt" not in said and "Traceback" not in said, said
        assert not ENGLISH.search(said), said
        return ended.value.code, said

    return run


def filled(name, folder):
    words = [word.format(folder=folder) for word in EVERY[name]]
    return [*name.split(), *words] + (
        [] if name in ("verify", "diff") else ["--workspace", str(folder / "w")]
    )


def test_every_command_is_tried():
    assert set(commands(app)) == EVERY.keys() | APART


@pytest.mark.parametrize("name", sorted(EVERY.keys() - ALONE))
def test_where_there_is_no_workspace_it_is_told_how_to_begin_one(name, tmp_path, jaarverslag):
    code, said = jaarverslag(*filled(name, tmp_path))
    assert code == 2
    assert name in ALL_OTHERS or NOWHERE.format(workspace=tmp_path / "w") in said, said
    assert not list(tmp_path.iterdir()), "something was left behind"


@pytest.mark.parametrize(("name", "says"), [
    ("load", "hier staat geen enkel bestand"), ("deliveries", "er is nog niets ingelezen"),
    ("editions", "er is nog geen enkele editie"), ("publish", "hier staat nog geen concept"),
    ("sign-off", "hier staat nog geen concept"), ("dossier", "hier staat nog geen concept"),
    ("seal", "zet bij [publication] het certificaat"), ("early-access", "er is nog geen enkele editie"),
    ("retract", "hier staat geen editie die ingetrokken kan worden"), ("withdraw", "dit nummer bestaat niet"),
    ("restore", "dit nummer bestaat niet"), ("accept", "geen export 'events.csv'"), ("erase", "niets is over zijn"),
    ("history export", "hier is nog geen uitgave"), ("history import", "dit bestand bestaat niet"),
    ("coverage", "geen enkele levering wordt verwacht"), ("trace", "er zijn nog geen cijfers gemaakt"),
    ("catalogue", "deze map bestaat niet"), ("explain", "(nog niet gebouwd)"), ("calendar", "komt"),
    ("init", "alles was er al"), ("verify", "hier is niets"), ("diff", "geen editie en geen concept"),
    ("source template", "sjabloon"),
])  # fmt: skip
def test_in_a_workspace_that_is_new_it_is_told_what_comes_first(
    name, says, tmp_path, jaarverslag, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert jaarverslag("init", "--workspace", str(tmp_path / "w"))[0] == 0
    code, said = jaarverslag(*filled(name, tmp_path))
    assert code in (0, 1, 2) and says in said.lower(), said


@pytest.mark.parametrize("words", [
    ("build", "--year", "2018"), ("narrative", "new", "--year", "2018"), ("preview", "--year", "2018"),
    ("publish", "--year", "2018"), ("dossier", "--year", "2018"), ("audit", "--year", "2018"),
    ("sign-off", "--year", "2018", "--who", "An Voorbeeld", "--role", "directeur"),
    ("retract", "1", "--year", "2018", "--who", "An Voorbeeld", "--role", "directeur", "--why", "een fout"),
], ids=lambda words: words[0])  # fmt: skip
def test_a_scope_that_is_none_is_refused_before_anything_is_loaded(words, jaarverslag, library_workspace):
    code, said = jaarverslag(*words, "--scope", "XYZ", "--workspace", str(library_workspace))
    assert code == 2 and "--scope XYZ: verwacht een van all, overzicht, " in said
    assert not (library_workspace / "data" / "leveringen.csv").exists()


@pytest.mark.parametrize(("words", "says"), [
    (("calendar", "--ics", "{folder}/nergens/x.ics"), "--ics: de map {folder}/nergens bestaat niet"),
    (("diff", "a", "b", "--html", "{folder}/nergens/x.html"), "--html: de map {folder}/nergens bestaat niet"),
    (("history", "export", "{folder}/nergens/x.zip"), "BESTAND: de map {folder}/nergens bestaat niet"),
    (("build", "--year", "2018", "--published", "gisteren"), "'gisteren': verwacht jjjj-mm-dd"),
    (("init", "--method", "x"), "--method x: verwacht een van suppress, round5"),
    (("accept",), "BESTAND ontbreekt"),
    (("trace", "population.beds"), "LABEL... ontbreekt"), (("explain",), "NAAM ontbreekt"),
])  # fmt: skip
def test_a_wrong_word_is_named_as_its_help_names_it(words, says, tmp_path, jaarverslag):
    code, said = jaarverslag(*(word.format(folder=tmp_path) for word in words))
    assert code == 2 and says.format(folder=tmp_path) in said, said
