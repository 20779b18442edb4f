"""Which figures are out: every published release is remembered, so that later ones can't give it away.

`data/register/<period>/<number>-<hash>.duckdb` holds what one release showed and hid; files are only added.
"""

from dataclasses import replace
from pathlib import Path

from pipelines.database import DatabaseError
from pipelines.durable import PRIVATE_FILE, move, remove, sync_file
from pipelines.errors import TechnicalError
from pipelines.history import History, aside_of, open_register, read_history
from pipelines.order import Order
from pipelines.protect import Protected, Register, Released, join_releases, read_releases, register_release

HASH_LETTERS = 12


def register_of(order: Order) -> Path:
    """Say where a workspace keeps its release history."""
    return order.config.data / "register"


def history_of(order: Order) -> History:
    """Read the release history of a workspace."""
    return read_history(register_of(order))


def earlier_releases(order: Order) -> Register:
    """Give all that any release showed or hid: what other periods showed stands.

    What earlier versions of this period showed stands too where it changed by few persons; in a planned
    revision that goes for all. What was hidden stays hidden.
    """
    own: list[Released] = []
    others: list[Released] = []
    for number, (period, name) in enumerate(history_of(order).in_order, 1):
        releases = read_releases(register_of(order) / period / f"{name}.duckdb")
        (own if period == order.period.code else others).extend(
            replace(release, number=number) for release in releases
        )
    return join_releases(others, own, is_revision=order.is_revision)


def others_of(order: Order) -> list[str]:
    """Name the releases of other periods, which this one has to keep in mind, the newest of each last."""
    history = history_of(order)
    periods = sorted(period for period in history.files if period != order.period.code)
    return [f"{period}/{name}" for period in periods for name in history.releases(period)]


def write_aside(order: Order, done: Protected) -> str:
    """Write a release beside the register, where it counts for nothing yet; give its name.

    A release of the same figures that is in the register already keeps its name, and nothing is written.
    """
    try:
        folder = open_register(register_of(order), order.period.code)
        unnamed = aside_of(folder / "uitgave")
        remove(unnamed)
        digest = register_release(unnamed, order.period.code, done.tables, done.personal, behind=done.behind)[
            :HASH_LETTERS
        ]
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
