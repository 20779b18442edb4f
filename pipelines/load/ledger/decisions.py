"""What was decided about deliveries, kept in a file: deleting the warehouse loses none of it.

`leveringen.csv` in the workspace's data folder has a line for each file that came, was withdrawn, restored or
accepted in place of another, in the order in which that happened. It is only ever added to. The number of a
delivery stands there too: it belongs to the bytes of a file and its source, and is never given twice.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pipelines.durable import write_whole
from pipelines.errors import ConfigError, TechnicalError
from pipelines.load.ledger.erasures import read_erasures
from pipelines.office_text import read_office_text
from pipelines.sources import Export

HEADER = ("moment", "wat", "bron", "bestand", "sha256", "nummer")
NEEDED = 5
"""So many cells every line has; files of before have no numbers."""


class Act(StrEnum):
    """What happened to a file."""

    RECEIVED = "ontvangen"
    WITHDRAWN = "ingetrokken"
    RESTORED = "hersteld"
    ACCEPTED = "aanvaard"
    NUMBERED = "genummerd"


@dataclass(frozen=True)
class Decision:
    """One line of the file; a file is known by its source and its bytes, and named for who reads it."""

    moment: datetime
    act: Act
    source: str
    file: str
    sha256: str
    number: int | None = None


@dataclass(frozen=True)
class Decisions:
    """All that was decided, in order, and what was erased for good."""

    made: tuple[Decision, ...] = ()
    erased: frozenset[str] = frozenset()  # fingerprints of rows about persons

    def of(self, source: str, sha256: str, *acts: Act) -> tuple[Decision, ...]:
        """Give what was decided of a file."""
        return tuple(one for one in self._of_file.get((source, sha256), ()) if not acts or one.act in acts)

    @cached_property
    def _of_file(self) -> Mapping[tuple[str, str], list[Decision]]:
        """Give what was decided by source and SHA-256: thousands of files are asked after, one by one."""
        found: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for one in self.made:
            found[one.source, one.sha256].append(one)
        return dict(found)

    def is_known(self, export: Export) -> bool:
        """Tell whether a file came before, so that the order in which it came is known."""
        return bool(self.of(export.source, export.sha256, Act.RECEIVED))

    def received(self, export: Export, otherwise: datetime) -> datetime:
        """Give when a file first came."""
        return next((one.moment for one in self.of(export.source, export.sha256, Act.RECEIVED)), otherwise)

    def first_version(self, export: Export) -> datetime | None:
        """Give when a file of this name first came from this source, with whatever content."""
        return self._first_named.get((export.source, export.name))

    @cached_property
    def _first_named(self) -> Mapping[tuple[str, str], datetime]:
        found: dict[tuple[str, str], datetime] = {}
        for one in self.made:
            if one.act is Act.RECEIVED:
                named = (one.source, one.file)
                found[named] = min(one.moment, found.get(named, one.moment))
        return found

    def for_sources_of(self, exports: Collection[Export]) -> "Decisions":
        """Give the same where what was decided of a file holds for the source that reads it now.

        A source that gets another name, or gives a file to another source, changes nothing about the file.
        """
        claimed = {(one.source, one.sha256) for one in exports}
        sources: dict[tuple[str, str], list[str]] = defaultdict(list)
        for export in exports:
            sources[export.name, export.sha256].append(export.source)
        made: list[Decision] = []
        for one in self.made:
            made.append(one)
            if (one.source, one.sha256) not in claimed and one.act is not Act.NUMBERED:
                now = sources.get((one.file, one.sha256), ())
                made += [replace(one, source=source, number=None) for source in now]
        return replace(self, made=tuple(made))

    def number(self, source: str, sha256: str) -> int | None:
        """Give the number of a file; None when it has none yet."""
        told = [one.number for one in self.of(source, sha256, Act.RECEIVED, Act.NUMBERED) if one.number]
        return told[-1] if told else None

    @cached_property
    def last_number(self) -> int:
        """Give the highest number that any file has; 0 when none has any."""
        return max((one.number or 0 for one in self.made), default=0)

    def rank(self, export: Export) -> int:
        """Give the place of a file among those that came; who never came stands behind all."""
        return self._ranks.get((export.source, export.sha256), len(self.made))

    @cached_property
    def _ranks(self) -> Mapping[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for place, one in enumerate(self.made):
            if one.act is Act.RECEIVED:
                found.setdefault((one.source, one.sha256), place)
        return found

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
    made = []
    owners: dict[int, tuple[int, tuple[str, str]]] = {}
    for number, line in enumerate(_lines(path), 1):
        if number == 1 or not any(line):
            continue
        try:
            moment, act, source, file, sha256 = (cell.strip() for cell in line[:NEEDED])
            given = int(line[NEEDED]) if "".join(line[NEEDED:]).strip() else None
            one = Decision(datetime.fromisoformat(moment), Act(act), source, file, sha256, given)
        except ValueError:
            raise ConfigError(
                f"{path}: regel {number}: verwacht {'; '.join(HEADER)}, met voor 'wat' een van "
                f"{', '.join(Act)}, het moment als 2026-01-31T12:00:00 en als nummer niets of een getal"
            ) from None
        before, owner = owners.setdefault(given or -number, (number, (source, sha256)))
        if owner != (source, sha256):
            raise ConfigError(
                f"{path}: regel {number}: levering {given} is op regel {before} een ander bestand. Zet het "
                "bestand van uw reservekopie terug, of geef hier een nummer dat nergens anders staat."
            )
        made.append(one)
    return Decisions(tuple(made), read_erasures(path.parent))


def _lines(path: Path) -> list[list[str]]:
    """Read the cells of each line, as this program or a spreadsheet saved it."""
    if not path.exists():
        return []
    try:
        text = read_office_text(path)
    except OSError as error:
        raise ConfigError(f"{path}: kan niet gelezen worden ({error.strerror})") from None
    delimiter = "," if text.split("\n", 1)[0].count(",") >= NEEDED - 1 else ";"
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def add_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add lines to the file, all or none; raise TechnicalError when that fails."""
    added = list(decisions)
    if not added:
        return
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_lines(path)[1:])
    for one in added:
        moment = one.moment.replace(tzinfo=None, microsecond=0).isoformat()
        writer.writerow([moment, one.act.value, one.source, one.file, one.sha256, one.number or ""])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.getvalue().encode())
    except OSError as error:
        raise TechnicalError(f"{path}: kan niet geschreven worden ({error.strerror})") from error
