"""Make .venv from the hashed locks: what the machine lacks is said first and at once, nothing is half done after."""

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARKER = VENV / ".installed"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
SETUP_LOCK = ROOT / "requirements-setup.lock"
HELPFUL = (
    "chromium",
    "libatomic1",
    "poppler-utils",
    "libreoffice-calc-nogui",
    "default-jdk-headless",
    "libjaxb-java",
    "libjaxb-api-java",
)
"""Without these packages some tests are skipped, with the reason."""
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
NO_NETWORK = re.compile(
    "resolve|resolution|connection|timed out|unreachable|no route|proxy|retries exceeded|No matching distribution",
    re.IGNORECASE,
)
UNTRUSTED = re.compile(r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|UnknownIssuer", re.IGNORECASE)
PROOF = """
import sys
from pipelines.errors import ReportError
try:
    import pipelines.flows  # also keeps its compiled form
    from pipelines.program import TEMPLATES
    from pipelines.render.proof import print_proof
    print_proof(TEMPLATES)
except ReportError as error:
    sys.exit(str(error))
"""


class SetupError(Exception):
    """Set-up stops with one message."""


def main() -> None:
    kind = "dev" if sys.argv[1:] == ["dev"] else "run"
    libraries = read_libraries()
    bring_packages(libraries, kind)
    state = fingerprint(libraries)
    known = read_marker()
    if kind in known.get("holds", []) and {**known, "holds": None} == {**state, "holds": None}:
        return
    MARKER.unlink(missing_ok=True)
    same_room = all(known.get(part) == state[part] for part in ("python", "machine", "place", "locks"))
    holds = known["holds"] if same_room else []
    if not holds:
        make_room()
    if kind not in holds:
        install(kind)
    prove()
    kept = {**state, "holds": sorted({*holds, kind} | ({"run"} if kind == "dev" else set()))}
    part = MARKER.with_suffix(".part")
    part.write_text(json.dumps(kept), encoding="utf-8")
    part.replace(MARKER)


def read_libraries():
    """Load the renderer's own list of what it needs, which is there before anything is installed."""
    (file,) = (ROOT / "pipelines").rglob("libraries.py")
    spec = importlib.util.spec_from_file_location("libraries", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bring_packages(libraries, kind: str) -> None:
    """Install what the machine lacks, or say in one message which command does."""
    missing = libraries.packages_of(libraries.missing_libraries())
    if not has_pip() and not has_ensurepip():
        missing.insert(0, venv_package())
    if missing and not apt_install(missing):
        raise SetupError(
            "Er ontbreken systeempakketten. Voer dit uit en probeer opnieuw: "
            + libraries.install_command(missing)
        )
    if kind == "dev" and "dev" not in read_marker().get("holds", []):
        helpful = [name for name in HELPFUL if not is_installed(name)]
        if helpful and not apt_install(helpful, known_only=True):
            print(
                "Zonder deze pakketten worden tests overgeslagen: " + libraries.install_command(helpful),
                file=sys.stderr,
            )


def has_pip() -> bool:
    return run([str(PYTHON), "-c", "import pip"], check=False).returncode == 0


def has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None


def venv_package() -> str:
    system = Path("/usr/bin/python3").resolve()
    is_default = Path(sys.executable).resolve() == system
    return "python3-venv" if is_default else f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def is_installed(package: str) -> bool:
    return run(["dpkg", "-s", package], check=False).returncode == 0 if shutil.which("dpkg") else True


def apt_install(packages: list[str], *, known_only: bool = False) -> bool:
    """Install Debian's packages where that is allowed without a question; tell whether it went well.

    `known_only` leaves out those that this distribution has not (Ubuntu has no package chromium).
    """
    if not shutil.which("apt-get"):
        return False
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and (not shutil.which("sudo") or run(["sudo", "-n", "true"], check=False).returncode):
        return False
    print("Systeempakketten installeren: " + " ".join(packages), file=sys.stderr)
    asked = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    run([*asked, "update", "-qq"], check=False)
    if known_only:
        packages = [
            name for name in packages if run(["apt-cache", "show", name], check=False).returncode == 0
        ]
    return (
        run([*asked, "install", "-y", "-qq", "--no-install-recommends", *packages], check=False).returncode
        == 0
    )


def fingerprint(libraries) -> dict:
    """Say what an environment depends on: Python, machine, place, locks, and the libraries the PDF is made with."""
    locks = [*LOCKS.values(), SETUP_LOCK, ROOT / "pyproject.toml"]
    return {
        "python": f"{sys.version} {Path(sys.base_prefix).resolve()}",
        "machine": platform.machine(),
        "place": str(ROOT),
        "locks": hashlib.sha256(b"\0".join(file.read_bytes() for file in locks)).hexdigest(),
        "libraries": library_files(libraries),
        "holds": None,
    }


def library_files(libraries) -> list[str]:
    """Name the files behind the libraries, once they are opened, with their size and time."""
    libraries.missing_libraries()
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return []
    stems = tuple(name.partition(".so")[0] + ".so" for name in libraries.PACKAGES)
    opened = {
        line.split(maxsplit=5)[-1].strip() for line in maps.read_text("utf-8").splitlines() if "/" in line
    }
    files = sorted(Path(name) for name in opened if Path(name).name.startswith(stems))
    return [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files if file.exists()]


def read_marker() -> dict:
    """Read what was installed; a venv that broke off, or whose Python no longer works, has nothing."""
    if not has_pip():
        return {}
    try:
        marker = json.loads(MARKER.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return marker if isinstance(marker, dict) else {}


def make_room() -> None:
    """Make an empty virtual environment with the Python behind the one that runs this."""
    held = {path.name for path in VENV.iterdir()} if VENV.exists() else set()
    if "pyvenv.cfg" not in held and held - {"bin", "include", "lib", "lib64"}:
        raise SetupError(f"{VENV} is geen omgeving van Python; verplaats die map en probeer opnieuw.")
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    if run([base, "-m", "venv", str(VENV)], check=False).returncode:
        raise SetupError(f"{base} kan geen virtuele omgeving maken in {VENV}.")


def install(kind: str) -> None:
    """Install exactly what the locks name, as wheels, by pip: it follows the user's own index, proxy and certificates."""
    lock = LOCKS[kind]
    print(f"Omgeving opbouwen uit {lock.name} (een minuut of twee)", file=sys.stderr)
    wheels = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--no-compile"]
    pip([*wheels, "-r", str(SETUP_LOCK), "-r", str(lock)])
    pip(["--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)])
    run(
        [str(PYTHON), "-m", "compileall", "-q", str(ROOT / "pipelines")], check=False
    )  # also where Python may not write later


def pip(words: list[str]) -> None:
    call = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--retries",
        "2",
        *words,
    ]
    ended = run(call, check=False, environment={**os.environ, **trust()})
    if ended.returncode == 0:
        return
    told = ended.stderr.strip()
    if UNTRUSTED.search(told):
        raise SetupError(
            "Het certificaat van het pakketregister (PyPI, of uw eigen register) wordt niet vertrouwd. Voeg het toe aan "
            "het systeem (update-ca-certificates) of wijs het aan met PIP_CERT=BESTAND."
        )
    if NO_NETWORK.search(told):
        raise SetupError(
            "De pakketten konden niet worden opgehaald. De eerste keer is een verbinding nodig met het pakketregister (PyPI, "
            "of uw eigen register in pip.conf); daarna niet meer. Uitleg van pip: " + told.splitlines()[-1]
        )
    raise SetupError("pip kon de pakketten niet installeren:\n" + told)


def trust() -> dict[str, str]:
    """Let pip trust what the system trusts, unless the user says otherwise."""
    said = run([str(PYTHON), "-m", "pip", "config", "list"], check=False).stdout
    if "PIP_CERT" in os.environ or re.search(r"\bcert\b", said):
        return {}
    stores = (os.environ.get("SSL_CERT_FILE"), ssl.get_default_verify_paths().cafile, *CERTIFICATES)
    return next(({"PIP_CERT": store} for store in stores if store and Path(store).is_file()), {})


def prove() -> None:
    """Set one page with the edition's font and a chart: what the renderer uses, not what can be imported."""
    keeping = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # or each run compiles all it imports: 3 s
    ended = run([str(PYTHON), "-c", PROOF], check=False, environment=keeping)
    if ended.returncode:
        raise SetupError("Een proefpagina kan hier niet worden gezet:\n" + ended.stderr.strip())


def run(words: list[str], *, check: bool, environment=None) -> subprocess.CompletedProcess:
    try:
        return subprocess.run(words, cwd=ROOT, env=environment, check=check, capture_output=True, text=True)
    except OSError as error:
        return subprocess.CompletedProcess(words, 127, "", str(error))


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
