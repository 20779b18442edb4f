"""Which figures are out: every published release is remembered, so that later ones can't give it away.

`data/register/<period>/<number>-<hash>.duckdb` holds what one release showed and hid; files are only added.
"""

from collections.abc import Mapping
from pathlib import Path

from pipelines.order import Order
from pipelines.protect import Place, Register, Released, join_releases, read_releases, register_release
from pipelines.tables import SafeTable

HASH_LETTERS = 12
Behind = Mapping[tuple[str, Place], int]
"""How many persons stand behind each figure."""


def earlier_releases(order: Order) -> Register:
    """Give all that any release showed or hid: what other periods showed stands.

    What earlier versions of this period showed stands too where it changed by few persons; in a planned
    revision that goes for all. What was hidden stays hidden.
    """
    own: list[Released] = []
    others: list[Released] = []
    for folder in sorted(_home(order).glob("*")):
        releases = [one for path in sorted(folder.glob("*.duckdb")) for one in read_releases(path)]
        (own if folder.name == order.period.code else others).extend(releases)
    return join_releases(others, own, is_revision=order.is_revision)


def others_of(order: Order) -> list[str]:
    """Name the releases of other periods, which this one has to keep in mind."""
    names = (path.relative_to(_home(order)).as_posix() for path in _home(order).glob("*/*.duckdb"))
    return sorted(name for name in names if not name.startswith(f"{order.period.code}/"))


def remember(
    order: Order, tables: Mapping[str, SafeTable], personal: frozenset[str], behind: Behind | None = None
) -> None:
    """Add this release to the register, before any reader can see it; the same release is added once.

    `behind` says how many persons stand behind each figure, so that a later version can tell by how many it
    differs.
    """
    folder = _home(order) / order.period.code
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / ".aside"
    aside.unlink(missing_ok=True)
    number = len(list(_home(order).glob("*/*.duckdb"))) + 1
    digest = register_release(aside, order.period.code, tables, personal, vintage=number, behind=behind)[
        :HASH_LETTERS
    ]
    known = sorted(folder.glob("*.duckdb"))
    if any(path.stem.endswith(f"-{digest}") for path in known):
        aside.unlink()
    else:
        aside.rename(folder / f"{len(known) + 1:04}-{digest}.duckdb")


def _home(order: Order) -> Path:
    return order.config.data / "register"
