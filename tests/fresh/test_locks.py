"""Every Python and processor that the README promises has wheels for all: nothing is compiled at set-up."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-setup.lock")
asks_the_registry = pytest.mark.skipif(
    "JAARVERSLAG_FRESH" not in os.environ, reason="asks the package registry: make fresh runs it"
)


def uv(*words):
    call = [str(Path(sys.executable).with_name("uv")), "--system-certs", *map(str, words)]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)


@asks_the_registry
@pytest.mark.parametrize("source", [*LOCKS, "pyproject.toml"])
@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_all_is_a_wheel(python, machine, source, tmp_path):
    """From the locks, and from the wheel's own requirements, as a plain pip install would have it."""
    hashes = ["--require-hashes"] if source in LOCKS else []
    ended = uv(
        "pip", "install", "--dry-run", "--only-binary", ":all:", *hashes, "--python-version", python,
        "--python-platform", f"{machine}-manylinux_2_28", "--target", tmp_path, "-r", source,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "Would install" in ended.stderr


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_every_package_and_names_no_registry(lock):
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert all(re.match(r"[a-z0-9.-]+==\S+ ", line) and "--hash=sha256:" in line for line in lines)
    assert "http" not in re.sub(r"(?m)^\S+==.*$", "", text)


def test_what_runs_is_the_same_version_for_who_develops():
    """A report made with the developers' environment is one that the users' makes."""

    def pinned(lock):
        return set(re.findall(r"(?m)^[a-z0-9.-]+==\S+", (ROOT / lock).read_text("utf-8")))

    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")
    assert pinned("requirements-setup.lock") <= pinned("requirements-dev.lock")
    assert not any(
        name.startswith(("pytest==", "playwright==", "mypy==")) for name in pinned("requirements.lock")
    )
