"""Set-up believes nothing that may have changed, and says what is missing at once."""

import importlib.util
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def setup(monkeypatch, tmp_path):
    """Set-up's own module, with an environment elsewhere."""
    spec = importlib.util.spec_from_file_location("setup_of_the_project", ROOT / ".ci" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(module, "MARKER", tmp_path / "venv" / ".installed")
    return module


@pytest.fixture
def environment(setup):
    venv.create(setup.VENV, with_pip=True)
    setup.MARKER.write_text('{"holds": ["run"]}', "utf-8")
    return setup.VENV


def test_a_whole_environment_is_believed(setup, environment):
    assert setup.read_marker() == {"holds": ["run"]}


def test_an_environment_whose_python_went_away_is_not(setup, environment):
    setup.PYTHON.unlink()
    setup.PYTHON.symlink_to("/nowhere/python")
    assert setup.read_marker() == {}


def test_nor_one_that_broke_off_before_pip_or_while_it_was_marked(setup, environment):
    setup.MARKER.write_text('{"holds": ["r', "utf-8")
    assert setup.read_marker() == {}
    setup.MARKER.write_text('{"holds": ["run"]}', "utf-8")
    (room,) = (environment / "lib").glob("python*/site-packages")
    (room / "pip").rename(room / "pip-half")
    assert setup.read_marker() == {}


def test_a_folder_that_is_no_environment_is_never_removed(setup):
    setup.VENV.mkdir()
    (setup.VENV / "eigen.txt").write_text("van de gebruiker", "utf-8")
    with pytest.raises(setup.SetupError, match="verplaats"):
        setup.make_room()
    assert (setup.VENV / "eigen.txt").exists()


def test_what_an_environment_depends_on_is_in_its_marker(setup, monkeypatch, tmp_path):
    libraries = setup.read_libraries()
    before = setup.fingerprint(libraries)
    assert str(Path(sys.base_prefix).resolve()) in before["python"]
    assert sys.version in before["python"]
    assert any(name.startswith("libharfbuzz-subset.so") for name in before["libraries"])
    other = tmp_path / "requirements.lock"
    other.write_text("other==1\n", "utf-8")
    monkeypatch.setitem(setup.LOCKS, "run", other)
    assert setup.fingerprint(libraries)["locks"] != before["locks"]


def test_all_that_is_missing_is_in_one_command(setup, monkeypatch):
    libraries = setup.read_libraries()
    monkeypatch.setattr(
        libraries, "missing_libraries", lambda: ("libharfbuzz-subset.so.0", "libpango-1.0.so.0")
    )
    monkeypatch.setattr(setup, "has_ensurepip", lambda: False)
    monkeypatch.setattr(setup, "venv_package", lambda: "python3-venv")
    monkeypatch.setattr(setup, "apt_install", lambda *_packages, **_how: False)
    with pytest.raises(setup.SetupError) as told:
        setup.bring_packages(libraries, "run")
    assert str(told.value).endswith("sudo apt-get install -y python3-venv libharfbuzz-subset0 libpango-1.0-0")


@pytest.mark.parametrize(
    ("pip_says", "told"),
    [
        ("NewConnectionError: Failed to establish a new connection", "verbinding"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "certificaat"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH THE HASHES"),
    ],
)
def test_what_pip_says_is_said_in_words(setup, monkeypatch, pip_says, told):
    failed = subprocess.CompletedProcess([], 1, "", pip_says)
    monkeypatch.setattr(setup, "run", lambda *_words, **_settings: failed)
    with pytest.raises(setup.SetupError, match=told):
        setup.pip([])


def test_what_is_imported_is_kept_compiled_whatever_the_shell_says(setup, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(setup, "PYTHON", sys.executable)
    monkeypatch.setattr(setup, "PROOF", "import sys; assert not sys.dont_write_bytecode")
    setup.prove()


def test_a_library_of_the_pdf_that_is_missing_stops_in_dutch_before_weasyprint():
    program = (
        "import ctypes, sys; opens = ctypes.CDLL\n"
        "def closed(name, *rest, **more):\n"
        "    if name and 'subset' in str(name): raise OSError(name)\n"
        "    return opens(name, *rest, **more)\n"
        "ctypes.CDLL = closed\n"
        "from pipelines.errors import TechnicalError\n"
        "try: import pipelines.render\n"
        "except TechnicalError as error: print(error); print('weasyprint' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told, imported = ended.stdout.splitlines()
    assert told.endswith("sudo apt-get install -y libharfbuzz-subset0")
    assert imported == "False"
