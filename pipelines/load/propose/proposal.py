"""What is proposed for an unknown export: how its table is read, and which maps it could have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from pipelines.load.discover import Unknown
from pipelines.load.propose.unpivot import Sideways
from pipelines.sources import Column


@dataclass(frozen=True)
class Proposed:
    """A column of the contract, the header proposed for it and how sure that is, with some of its cells.

    `values` says what the words of a list would mean; those that nobody could tell mean `?`. `join` names
    the headers that say it together, where no header does so alone. `constant` is one value for all rows,
    from no header. `part` says that only the year of a date is read, `unit` that a duration is in minutes.
    """

    column: str
    label: str
    header: str
    confidence: int
    samples: tuple[str, ...]
    values: Mapping[str, str]
    join: tuple[str, ...] = ()
    separator: str = " "
    constant: str | None = None
    part: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class ProposedMap:
    """How the rows would fill a dataset; `missing` are required columns that no header gives.

    `wanted` are columns that are not required but asked, where nothing says them: domain, and prison.
    `is_repeated`: a row of the dataset stands on several lines; `each_line`: lines that say the same are rows
    all the same. `where` is the header that must be filled.
    """

    dataset: str
    columns: tuple[Proposed, ...]
    missing: tuple[Column, ...]
    is_repeated: bool = False
    each_line: bool = False
    where: str | None = None
    wanted: tuple[Column, ...] = ()

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns that a person must say."""
        return (*self.missing, *self.wanted)


@dataclass(frozen=True)
class Proposal:
    """What was found in a file and how it would be mapped: one map, or several of the same lines.

    `dropped` are headers that look like persons, `unused` the other headers that nothing maps; `totals` are
    those of them that follow from other columns, `apart` those that tell lines of counts apart. `beside` are
    columns that belong below each other. `questions` are further ones, in Dutch: values below no name, weeks.
    `sheets` are those with this table, `others` the tables that this source does not read. `sheet_as`,
    `year_as` and `period_as` name columns made of the names of sheet and file.
    """

    file: str
    sheets: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    quote: str
    header_row: int
    header_height: int
    dates: str | None
    maps: tuple[ProposedMap, ...]
    dropped: tuple[str, ...]
    unused: tuple[str, ...]
    beside: tuple[Sideways, ...] = ()
    totals: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    sheet_as: str | None = None
    year_as: str | None = None
    period_as: str | None = None
    title_as: str | None = None
    tables: tuple[Unknown, ...] = field(default=(), repr=False)  # as they stand: cells of persons too

    @property
    def stem(self) -> str:
        """What the names of this partner's files begin with: no year, nor what comes after it."""
        stem = PurePath(self.file).stem
        return re.sub(r"[ _-]*(19|20)\d\d.*$", "", stem) or re.sub(r"(19|20)\d\d", "*", stem)

    @property
    def name(self) -> str:
        """The name of the source, and of its file in data/sources."""
        return re.sub(r"\W+", "_", self.stem.casefold()).strip("_")
