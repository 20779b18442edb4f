"""Say where the table of an export is, and which of its columns belong below each other."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pipelines.toml import STRICT, Text, Texts, TomlFile, at_least, between, written_as


@dataclass(frozen=True)
class Unpivot:
    """Columns side by side that become lines below each other; a name may be a pattern, as `* 20??`.

    `names_to` gets what stands for the only `*` of a pattern, and else the whole name.
    """

    __pydantic_config__ = STRICT

    columns: Annotated[Texts, at_least(1)]
    names_to: Text
    values_to: Text


@dataclass(frozen=True)
class Layout:
    """Where the table is; no sheets = the first sheet that has the columns, `*` = all that are visible.

    The names of sheets may be patterns. `continued` are sheets without a header, which go on with the table
    of the sheet before them. `header_row` counts from 1; 0 = there is none, and columns are called
    `kolom 1`, `kolom 2` and so on. `sheet_as` names a column made of the name of the sheet (or of a file in a
    ZIP), `year_as` one of the year in that name, or else in the name of the file, and
    `period_as` one of the year, quarter or month in them; `title_as` names one made of the title above each
    table, where a sheet holds several below each other with one header. Of several `unpivots` those
    with one `names_to` stand on the same lines. Rows that are `hidden` are read or skipped; of cells that are
    `struck` through, the rows are refused, skipped or read.
    """

    __pydantic_config__ = STRICT

    sheets: Texts = ()
    continued: Texts = ()
    header_row: Annotated[int, between(0)] | None = None
    sheet_as: Text | None = None
    year_as: Text | None = None
    period_as: Text | None = None
    title_as: Text | None = None
    hidden: Literal["read", "skip"] = "read"
    struck: Literal["refuse", "skip", "read"] = "refuse"
    unpivots: Annotated[tuple[Unpivot, ...], at_least(1), written_as("unpivot")] = ()

    @property
    def made(self) -> frozenset[str]:
        """Give the columns that no file has: those that the layout makes."""
        below = {name for one in self.unpivots for name in (one.names_to, one.values_to)}
        return frozenset({*below, *self.of_names})

    @property
    def of_names(self) -> frozenset[str]:
        """Give those of them that the names of sheet and file say, or a title: the same on many lines."""
        return frozenset(filter(None, (self.sheet_as, self.year_as, self.period_as, self.title_as)))


ANYWHERE = Layout()
"""The first sheet that has the columns, under the first line that names them."""


def check_layout(file: TomlFile, layout: Layout) -> None:
    """Hold names against each other; raise ConfigError naming file, line, key and what was expected."""
    values = [one.values_to for one in layout.unpivots]
    if len(set(values)) < len(values) or {one.names_to for one in layout.unpivots} & set(values):
        file.fail(("table", "unpivot"), "elk values_to moet anders heten, en anders dan elk names_to")
