"""What was decided about deliveries, kept in a file: deleting the warehouse loses none of it.

`leveringen.csv` in the workspace's data folder has a line for each file that came, was withdrawn, restored or
accepted in place of another, in the order in which that happened. It is only ever added to.
"""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipelines.database import Database, rows
from pipelines.errors import ConfigError, TechnicalError
from pipelines.sources import Export

HEADER = ("moment", "wat", "bron", "bestand", "sha256")


class Act(StrEnum):
    """What happened to a file."""

    RECEIVED = "ontvangen"
    WITHDRAWN = "ingetrokken"
    RESTORED = "hersteld"
    ACCEPTED = "aanvaard"


@dataclass(frozen=True)
class Decision:
    """One line of the file; a file is known by its source and its bytes, and named for who reads it."""

    moment: datetime
    act: Act
    source: str
    file: str
    sha256: str


@dataclass(frozen=True)
class Decisions:
    """All that was decided, in order."""

    made: tuple[Decision, ...] = ()

    def of(self, source: str, sha256: str, *acts: Act) -> tuple[Decision, ...]:
        """Give what was decided of a file."""
        return tuple(
            one
            for one in self.made
            if (one.source, one.sha256) == (source, sha256) and (not acts or one.act in acts)
        )

    def is_known(self, export: Export) -> bool:
        """Tell whether a file came before, so that the order in which it came is known."""
        return bool(self.of(export.source, export.sha256, Act.RECEIVED))

    def received(self, export: Export, otherwise: datetime) -> datetime:
        """Give when a file first came."""
        return next((one.moment for one in self.of(export.source, export.sha256, Act.RECEIVED)), otherwise)

    def rank(self, export: Export) -> int:
        """Give the place of a file among those that came; who never came stands behind all."""
        places = [
            place
            for place, one in enumerate(self.made)
            if (one.source, one.sha256, one.act) == (export.source, export.sha256, Act.RECEIVED)
        ]
        return places[0] if places else len(self.made)

    def is_withdrawn(self, source: str, sha256: str) -> bool:
        """Tell whether a file was withdrawn and not restored since."""
        acts = self.of(source, sha256, Act.WITHDRAWN, Act.RESTORED)
        return bool(acts) and acts[-1].act is Act.WITHDRAWN

    def is_restored(self, export: Export) -> bool:
        """Tell whether a withdrawal was taken back."""
        acts = self.of(export.source, export.sha256, Act.WITHDRAWN, Act.RESTORED)
        return bool(acts) and acts[-1].act is Act.RESTORED

    def accepted(self, exports: Mapping[int, Export]) -> frozenset[int]:
        """Give the deliveries of which somebody decided that they take the place of what they were."""
        return frozenset(
            number
            for number, export in exports.items()
            if self.of(export.source, export.sha256, Act.ACCEPTED)
        )


UNDECIDED = Decisions()


def read_decisions(path: Path) -> Decisions:
    """Read what was decided; nothing where there is no such file. Raises ConfigError with file and line."""
    if not path.exists():
        return UNDECIDED
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: kan niet gelezen worden ({type(error).__name__})") from None
    delimiter = "," if text.split("\n", 1)[0].count(",") >= len(HEADER) - 1 else ";"
    made = []
    for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        if number == 1 or not any(line):
            continue
        try:
            moment, act, source, file, sha256 = (cell.strip() for cell in line[: len(HEADER)])
            made.append(Decision(datetime.fromisoformat(moment), Act(act), source, file, sha256))
        except ValueError:
            raise ConfigError(
                f"{path}: regel {number}: verwacht {'; '.join(HEADER)}, met voor 'wat' een van "
                f"{', '.join(Act)} en het moment als 2026-01-31T12:00:00"
            ) from None
    return Decisions(tuple(made))


def add_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add lines to the file, all or none; raise TechnicalError when that fails."""
    added = list(decisions)
    if not added:
        return
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    try:
        before = path.read_bytes() if path.exists() else b""
        if not before:
            writer.writerow(HEADER)
        for one in added:
            moment = one.moment.replace(tzinfo=None, microsecond=0).isoformat()
            writer.writerow([moment, one.act.value, one.source, one.file, one.sha256])
        if before and not before.endswith(b"\n"):
            before += b"\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.new")
        with aside.open("wb") as file:
            file.write(before + text.getvalue().encode())
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise TechnicalError(f"{path}: kan niet geschreven worden ({error.strerror})") from error


def keep_decisions(database: Database, path: Path) -> Decisions:
    """Add to the file what the warehouse knows and the file does not, and give all that it says then."""
    decided = read_decisions(path)
    added: list[Decision] = []
    for moment, state, changed, source, file, sha256 in rows(
        database,
        "select received_at, state, changed_at, source_code, file_name, sha256 from load.delivery "
        "left join load.change using (delivery_id) "  # left: most never change
        "where source_code <> 'reference' order by delivery_id",
    ):
        assert isinstance(moment, datetime)
        about = (str(source), str(file), str(sha256))
        known = decided.of(about[0], about[2])
        if not any(one.act is Act.RECEIVED for one in (*known, *added) if one.sha256 == about[2]):
            added.append(Decision(moment, Act.RECEIVED, *about))
        is_decided = any(one.act in (Act.WITHDRAWN, Act.RESTORED) for one in known)
        if state == "withdrawn" and isinstance(changed, datetime) and not is_decided:
            added.append(Decision(changed, Act.WITHDRAWN, *about))
    add_decisions(path, added)
    return Decisions((*decided.made, *added))


def decide(database: Database, path: Path, delivery_id: int, act: Act, *, at: datetime) -> str:
    """Write down that a delivery is withdrawn or restored; give the name of its file.

    Raises ConfigError when there is no such delivery or the decision changes nothing.
    """
    found = rows(
        database,
        "select source_code, file_name, sha256 from load.delivery "
        "where delivery_id = $1 and source_code <> 'reference'",
        [delivery_id],
    )
    if not found:
        raise ConfigError(f"levering {delivery_id}: dit nummer bestaat niet; zie 'jaarverslag deliveries'")
    source, file, sha256 = map(str, found[0])
    is_withdrawn = keep_decisions(database, path).is_withdrawn(source, sha256)
    if is_withdrawn == (act is Act.WITHDRAWN):
        state = "al ingetrokken" if is_withdrawn else "niet ingetrokken"
        raise ConfigError(f"levering {delivery_id}: deze levering is {state}")
    add_decisions(path, [Decision(at, act, source, file, sha256)])
    return file
