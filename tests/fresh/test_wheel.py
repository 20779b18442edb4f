"""The wheel is whole: in an empty folder, outside the checkout, it starts a workspace and builds a report."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Install the wheel in an environment of its own; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    done([*build, "-w", folder, ROOT], cwd=folder)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    (room,) = (folder / "venv" / "lib").glob("python*/site-packages")
    done(
        [sys.executable, "-m", "pip", "-q", "--python", python, "install", "--no-deps", "--no-index", wheel],
        cwd=folder,
    )
    (room / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python.with_name("jaarverslag")


def done(words, *, cwd, **settings):
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    ended = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**surroundings, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return ended.stdout


def test_the_wheel_builds_a_report_from_an_empty_folder(installed, tmp_path):
    asked = {"cwd": tmp_path, "XDG_CONFIG_HOME": str(tmp_path / "settings")}
    done([installed, "init", "--workspace", "w"], **asked)
    told = done(
        [installed, "sample", "w/data/exports", "--prisons", "2", "--scale", "0.3", "--workspace", "w"],
        **asked,
    )
    assert "jaarverslag build" in told
    done([installed, "build", "--year", "2025", "--workspace", "w", "--direct"], **asked)
    concept = tmp_path / "w" / "data" / "concepts" / "overzicht" / "2025" / "public"
    assert (concept / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_a_wheel_and_its_checkout_name_the_same_code(installed, tmp_path):
    """Nothing that decides an edition is left out of the wheel: the fingerprint is over every such file."""
    asked = [
        "-I",
        "-c",
        "import sys; from pipelines.request.provenance import code_sha256; print(code_sha256())",
    ]
    packed = done([installed.with_name("python"), *asked], cwd=tmp_path)
    where = done(
        [installed.with_name("python"), "-I", "-c", "import pipelines; print(pipelines.__file__)"],
        cwd=tmp_path,
    )
    assert not Path(where.strip()).is_relative_to(ROOT)
    assert packed == done([sys.executable, *asked], cwd=ROOT)
