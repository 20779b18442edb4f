"""Know what the machine gives a run: a home, room for a moment, a way to itself; or say what to set."""

import socket
import tempfile
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path

from pipelines.errors import ConfigError


def user_folder(environ: Mapping[str, str], kind: str, default: str) -> Path:
    """Give the user's folder of a kind (`XDG_CONFIG_HOME`), by default so far below the home.

    Raises ConfigError where the user has no home, as a service account may have none.
    """
    if named := environ.get(kind):
        return Path(named)
    try:
        return Path.home() / default
    except RuntimeError as error:
        raise ConfigError(f"er is geen thuismap: zet HOME of {kind} op een eigen map") from error


def has_prefect_server(environ: Mapping[str, str]) -> bool:
    """Tell whether a Prefect server of the user's own is configured: an address, or a file with profiles."""
    return "PREFECT_API_URL" in environ or "PREFECT_PROFILES_PATH" in environ or _has_profiles()


def ready_for_prefect(
    data: Path, environ: MutableMapping[str, str], *, reaches_itself: Callable[[], bool] | None = None
) -> None:
    """Let Prefect keep its files in the workspace, and see that its temporary server can run.

    Leaves alone a Prefect of the user's own: `PREFECT_HOME`, `PREFECT_API_URL` or a file with profiles.
    Raises ConfigError where the machine cannot reach itself.
    """
    if "PREFECT_API_URL" in environ or "PREFECT_PROFILES_PATH" in environ:
        return
    if "PREFECT_HOME" not in environ and not _has_profiles():
        home = data / ".prefect"
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        environ["PREFECT_HOME"] = str(home)
    if not (reaches_itself or machine_reaches_itself)():
        raise ConfigError(
            "deze machine bereikt zichzelf niet over 127.0.0.1, wat Prefect nodig heeft: zet de loopback aan "
            "(ip link set lo up), of maak het verslag met jaarverslag build, dat zonder kan"
        )


def ready_to_write(folder: Callable[[], str] = tempfile.gettempdir) -> None:
    """See that there is a folder for temporary files; raise ConfigError that says what to set."""
    try:
        folder()
    except FileNotFoundError as error:
        raise ConfigError(
            "er is geen map voor tijdelijke bestanden: zet TMPDIR op een map waarin u mag schrijven"
        ) from error


def _has_profiles() -> bool:
    try:
        return (Path.home() / ".prefect" / "profiles.toml").is_file()
    except (OSError, RuntimeError):
        return False


def machine_reaches_itself() -> bool:
    """Tell whether the machine reaches itself over its loopback."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname(), timeout=2).close()
    except OSError:
        return False
    return True
