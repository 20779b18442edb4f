"""Which figures are out: every published release is remembered, so that later ones can't give it away.

`data/register/<period>/<number>-<hash>.duckdb` holds what one release showed and hid; files are only added.
"""

from collections.abc import Mapping
from pathlib import Path

from pipelines.database import DatabaseError
from pipelines.durable import PRIVATE_FILE, move, remove, sync_file
from pipelines.errors import TechnicalError
from pipelines.history import History, aside_of, open_register, read_history
from pipelines.order import Order
from pipelines.protect import Place, Register, read_register, register_release
from pipelines.tables import SafeTable, Value

HASH_LETTERS = 12


def register_of(order: Order) -> Path:
    """Say where a workspace keeps its release history."""
    return order.config.data / "register"


def history_of(order: Order) -> History:
    """Read the release history of a workspace."""
    return read_history(register_of(order))


def earlier_releases(order: Order) -> Register:
    """Give what other periods' newest releases showed, and all that any release hid.

    What this period's own earlier releases showed does not hold it: it is made anew, as a next version, and
    rounded alike where figures are rounded. In a revision nothing that was shown holds; what was hidden stays
    hidden.
    """
    shown: dict[tuple[str, Place], Value] = {}
    own: Mapping[tuple[str, Place], Value] = {}
    hidden: set[tuple[str, Place]] = set()
    bases: set[int] = set()
    history = history_of(order)
    for period in sorted(history.files):
        names = history.releases(period)
        releases = {name: read_register(register_of(order) / period / f"{name}.duckdb") for name in names}
        hidden |= {place for release in releases.values() for place in release.hidden}
        bases |= {base for release in releases.values() for base in release.bases}
        if period == order.period.code:
            own = releases[names[-1]].shown if names else {}
        elif names and not order.is_revision:
            shown.update(releases[names[-1]].shown)
    return Register(shown, frozenset(hidden), own=own, bases=frozenset(bases))


def others_of(order: Order) -> list[str]:
    """Name the releases of other periods, which this one has to keep in mind, the newest of each last."""
    history = history_of(order)
    periods = sorted(period for period in history.files if period != order.period.code)
    return [f"{period}/{name}" for period in periods for name in history.releases(period)]


def write_aside(order: Order, tables: Mapping[str, SafeTable], personal: frozenset[str]) -> str:
    """Write a release beside the register, where it counts for nothing yet; give its name.

    A release of the same figures that is in the register already keeps its name, and nothing is written.
    """
    try:
        folder = open_register(register_of(order), order.period.code)
        unnamed = aside_of(folder / "uitgave")
        remove(unnamed)
        digest = register_release(unnamed, order.period.code, tables, personal)[:HASH_LETTERS]
    except (OSError, DatabaseError) as error:
        raise TechnicalError(
            f"{register_of(order)}: hier kan niet geschreven worden ({error}). Er is niets gepubliceerd. "
            "Maak plaats of schrijfrecht en probeer opnieuw."
        ) from error
    known = history_of(order).files.get(order.period.code, ())
    same = [name for name in known if name.endswith(f"-{digest}")]
    if same:
        remove(unnamed)
        return same[0]
    name = f"{len(known) + 1:04}-{digest}"
    sync_file(unnamed, mode=PRIVATE_FILE)
    move(unnamed, aside_of(folder / f"{name}.duckdb"))
    return name
