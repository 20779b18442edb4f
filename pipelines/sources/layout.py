"""Say where the table of an export is, and which of its columns belong below each other."""

from dataclasses import dataclass

from pipelines.sources.strict import Section


@dataclass(frozen=True)
class Unpivot:
    """Columns side by side that become lines below each other; a name may be a pattern, as `* 20??`.

    `names_to` gets what stands for the only `*` of a pattern, and else the whole name.
    """

    columns: tuple[str, ...]
    names_to: str
    values_to: str


@dataclass(frozen=True)
class Layout:
    """Where the table is; no sheets = the first sheet that has the columns, `*` = all that are visible.

    The names of sheets may be patterns. `header_row` counts from 1; 0 = there is none, and columns are called
    `kolom 1`, `kolom 2` and so on. `sheet_as` names a column made of the name of the sheet (or of a file in a
    ZIP), `year_as` one of the year in that name, or else in the name of the file, and
    `period_as` one of the year, quarter or month in them. Of several `unpivots` those
    with one `names_to` stand on the same lines. Rows that are `hidden` are read or skipped; of cells that are
    `struck` through, the rows are refused, skipped or read.
    """

    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    sheet_as: str | None = None
    year_as: str | None = None
    period_as: str | None = None
    hidden: str = "read"
    struck: str = "refuse"
    unpivots: tuple[Unpivot, ...] = ()

    @property
    def made(self) -> frozenset[str]:
        """Give the columns that no file has: those that the layout makes."""
        below = {name for one in self.unpivots for name in (one.names_to, one.values_to)}
        return frozenset({*below, *filter(None, (self.sheet_as, self.year_as, self.period_as))})


ANYWHERE = Layout()
"""The first sheet that has the columns, under the first line that names them."""


def read_layout(section: Section) -> Layout:
    """Read the table `[table]` of a source; raise ConfigError naming file, key and what was expected."""
    layout = Layout(
        sheets=section.texts("sheets", default=()),
        header_row=0 if section.get("header_row") == 0 else section.whole("header_row"),
        sheet_as=section.text("sheet_as") if "sheet_as" in section else None,
        year_as=section.text("year_as") if "year_as" in section else None,
        period_as=section.text("period_as") if "period_as" in section else None,
        hidden=section.choice("hidden", ("read", "skip"), "read"),
        struck=section.choice("struck", ("refuse", "skip", "read"), "refuse"),
        unpivots=_unpivots(section) if "unpivot" in section else (),
    )
    section.done()
    return layout


def _unpivots(section: Section) -> tuple[Unpivot, ...]:
    below = tuple(_unpivot(one) for one in section.one_or_more("unpivot"))
    values = [one.values_to for one in below]
    if len(set(values)) < len(values) or {one.names_to for one in below} & set(values):
        section.fail("unpivot", "elk values_to moet anders heten, en anders dan elk names_to")
    return below


def _unpivot(section: Section) -> Unpivot:
    unpivot = Unpivot(section.texts("columns"), section.text("names_to"), section.text("values_to"))
    section.done()
    return unpivot
