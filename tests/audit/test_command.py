"""The command `audit --public`: any number of folders, words in Dutch, exit code 1 when something is found."""

import pytest
from hand import edition
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.errors import ConfigError

OPEN = """
    prison_code period_code domain_code attendances
    GEN         2025        sport       [o]
    GEN         2025        werk        [o]
    GEN         2025        .           40
"""


def call(*words):
    return CliRunner().invoke(app, ["audit", *map(str, words)])


def test_a_clean_edition_says_so(tmp_path):
    edition(tmp_path / "e", attendances_by_domain=OPEN)
    done = call("--public", tmp_path / "e", "--workspace", tmp_path)
    assert done.exit_code == 0
    assert "2 onderdrukte en klein afgeronde cellen van 1 editie(s) aangevallen" in done.stdout
    assert "Geen enkele kleine cel is nauwer te bepalen dan de regels toelaten." in done.stdout


def test_two_folders_are_attacked_together(tmp_path):
    """Each is clean by itself; together they give the hidden figure away."""
    edition(tmp_path / "a", "2025-K3", attendances_by_domain="""
        prison_code period_code attendances
        GEN         2025-JTD3   21
    """)  # fmt: skip
    edition(tmp_path / "b", "2025-K4", attendances_by_domain="""
        prison_code period_code attendances
        GEN         2025-K4     [o]
        GEN         2025        27
    """)  # fmt: skip
    assert call("--public", tmp_path / "b", "--workspace", tmp_path).exit_code == 0
    together = call("--public", tmp_path / "a", tmp_path / "b", "--workspace", tmp_path)
    assert together.exit_code == 1
    assert (
        "gevonden: attendances_by_domain.attendances period_code=2025-K4 prison_code=GEN" in together.stdout
    )


def test_the_threshold_is_the_workspace_s_own(tmp_path):
    edition(tmp_path / "e", attendances_by_domain=OPEN.replace("40", "8"))
    settings = (
        '[report]\ntitle = "Fictief"\npublisher = "Fictief"\ncontact = "x@voorbeeld.invalid"\n[disclosure]\n'
    )
    for threshold, code in ((5, 0), (10, 1)):
        (tmp_path / "report.toml").write_text(
            f'{settings}threshold = {threshold}\nsigned_off_by = "Fictief"\n'
        )
        assert call("--public", tmp_path / "e", "--workspace", tmp_path).exit_code == code


def test_a_folder_without_an_edition_and_a_folder_without_public_are_refused(tmp_path):
    missing = call("--public", tmp_path)
    assert isinstance(missing.exception, ConfigError)
    assert "hier staat geen uitgave" in str(missing.exception)
    loose = call(tmp_path)
    assert isinstance(loose.exception, ConfigError)
    assert "verwacht --public" in str(loose.exception)


@pytest.mark.parametrize(("lines", "says"), [
    ("", "het bestand is leeg"),
    ("prison_code,attendances\r\nGEN\r\n", "regel 2: 1 velden, verwacht 2"),
])  # fmt: skip
def test_a_table_that_is_damaged_is_named(tmp_path, lines, says):
    folder = edition(tmp_path, attendances_by_domain=OPEN)
    (path,) = folder.rglob("*.csv")
    path.write_text(lines, newline="")
    done = call("--public", tmp_path)
    assert isinstance(done.exception, ConfigError)
    assert says in str(done.exception)
    assert path.name in str(done.exception)
