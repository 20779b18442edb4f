"""Know which of the machine's libraries the PDF needs, and say in words which are missing.

Only the standard library is used here: set-up asks this before anything is installed.
"""

import ctypes
import sys
from collections.abc import Iterable

PACKAGES = {  # what WeasyPrint opens -> the package of Debian and Ubuntu that brings it
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
"""Without the subset library WeasyPrint makes other bytes of a page, and warns; so it is needed."""


def missing_libraries() -> tuple[str, ...]:
    """Give the libraries that cannot be opened; only Linux is asked, elsewhere they have other names."""
    return tuple(name for name in PACKAGES if not _opens(name)) if sys.platform == "linux" else ()


def packages_of(libraries: Iterable[str]) -> list[str]:
    """Give the packages that bring the libraries."""
    return [PACKAGES[name] for name in libraries]


def install_command(packages: Iterable[str]) -> str:
    """Give the one command that installs the packages on Debian and Ubuntu."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
