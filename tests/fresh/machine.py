"""A machine that has nothing: a minimal Debian of its own, made with debootstrap, that runs commands on a copy of the tree.

Only root can make one. It holds what the README asks for and the way to the registries that this machine has as a
whole: its trust store, apt's and pip's settings for the system, and the proxy variables. The base of a suite is
kept in FRESH_CACHE for the next run; what a command does is thrown away.
"""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
GIVEN = "python3,make,git,ca-certificates"  # what the README asks for
CACHE = Path(os.environ.get("FRESH_CACHE", "/var/tmp/jaarverslag-fresh"))
MIRROR = re.compile(r"https?://\S+/debian/?(?=\s|$)", re.MULTILINE)
TRUST = "/etc/ssl/certs/ca-certificates.crt"
PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
INSIDE = """
set -e
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$ROOM/upper,workdir=$ROOM/work" "$ROOM/root"
cd "$ROOM/root"
mount -t proc proc proc; mount --rbind /dev dev; mount -t tmpfs tmpfs tmp; chmod 1777 tmp
for file in resolv.conf hosts; do [ -e /etc/$file ] && cat /etc/$file > etc/$file; done
run() { chroot . env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb $KEPT "$@"; }
[ -z "$PACKAGES" ] || run HOME=/root sh -c "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null"
if [ -n "$AS_USER" ]; then
    run HOME=/root sh -c "useradd -m reader && chown -R reader: /srv/project"
    run HOME=/home/reader $ALONE setpriv --reuid=reader --regid=reader --clear-groups sh /srv/command
else
    run HOME=/root $ALONE sh /srv/command
fi
"""


def unable() -> str:
    """Say why no machine can be made here; empty when one can."""
    if os.geteuid() != 0:
        return "a minimal Debian can only be made by root"
    if shutil.which("debootstrap") is None or shutil.which("unshare") is None:
        return "a minimal Debian needs debootstrap and unshare: apt-get install debootstrap util-linux"
    if mirror() is None:
        return "this machine's apt sources name no Debian mirror"
    return ""


def on_machine(
    suite: str, command: str, *, as_user: bool = False, packages: Sequence[str] = (), has_network: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run the command in the project's root on a new machine; as root, or as a user without sudo.

    `packages` are installed before; without a network the command itself has none, not even a loopback.
    """
    base = made_base(suite)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="run-") as folder:
        room = Path(folder)
        for part in ("upper/srv/project", "work", "root"):
            (room / part).mkdir(parents=True)
        copy_tree(room / "upper" / "srv" / "project")
        (room / "upper" / "srv" / "command").write_text(f"cd /srv/project\n{command}\n", "utf-8")
        settings = {
            "PATH": os.environ["PATH"],
            "BASE": str(base),
            "ROOM": folder,
            "AS_USER": "1" if as_user else "",
            "PACKAGES": " ".join(packages),
            "ALONE": "" if has_network else "unshare --net",
            "KEPT": " ".join(f"{name}={os.environ[name]}" for name in PROXIES if name in os.environ),
        }
        inside = ["unshare", "--mount", "--propagation", "private", "bash", "-c", INSIDE]
        return subprocess.run(inside, env=settings, capture_output=True, text=True, check=False)


def made_base(suite: str) -> Path:
    """Make the suite's base, or give the one that is there; half a base is made anew. One process at a time makes it."""
    base, ready = CACHE / suite, CACHE / f"{suite}.ready"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{suite}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(base, ignore_errors=True)
            base.mkdir()
            call = ["debootstrap", "--variant=minbase", f"--include={GIVEN}", suite, str(base), str(mirror())]
            subprocess.run(call, check=True, capture_output=True, text=True)
            carry_settings(base)
            ready.touch()
    return base


def carry_settings(base: Path) -> None:
    """Give the base this machine's own way out, as any machine behind the same proxy must be given it."""
    own = [Path("/etc/pip.conf"), *Path("/usr/local/share/ca-certificates").rglob("*.crt")]
    own += [path for path in Path("/etc/apt/apt.conf.d").iterdir() if "Acquire" in path.read_text("utf-8")]
    for path in [*own, Path(TRUST)]:
        if path.is_file():
            there = base / path.relative_to("/")
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(path.read_bytes())


def mirror() -> str | None:
    """Give the Debian mirror of this machine's own apt sources."""
    for path in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        if path.is_file() and (named := MIRROR.search(path.read_text("utf-8"))):
            return named[0]
    return None


def copy_tree(folder: Path) -> None:
    """Copy what git has, and what is new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
