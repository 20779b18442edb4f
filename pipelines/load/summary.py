"""What a load did: per file, dataset and sheet the rows read and what became of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

UNREAD = "members_not_read"
"""Files in a ZIP were passed by."""


@dataclass(frozen=True)
class LoadFinding:
    """Something odd that was kept: `no_table` (a file without table), `no_rows`, `total_differs` or a rule.

    `members_not_read` counts in `rows` the files of a ZIP that were passed by, with their kinds in `column`.
    `identifier_dropped` names a column that nobody maps and that looks as if it names persons. A rule that is
    not kept has its sentence in Dutch, the number of its rows and the first of their lines.
    """

    delivery_id: int
    source: str
    file: str
    dataset: str
    sheet: str
    code: str
    line: int | None = None
    column: str | None = None
    printed: Decimal | None = None
    computed: Decimal | None = None
    severity: str = "warning"
    rows: int | None = None
    lines: tuple[int, ...] = ()
    sentence: str = ""


@dataclass(frozen=True)
class FileFormats:
    """How a file was read, as its source can fix it; a workbook has no encoding and no delimiter."""

    encoding: str | None
    delimiter: str | None
    quote: str | None
    header_row: int | None
    decimal: str = ","
    dates: str = "dmy"


NOT_WRITTEN = FileFormats(None, None, None, None)
"""Of a sheet without a table."""


@dataclass(frozen=True)
class Refusal:
    """Cells of one column that were refused for one reason: the first of their lines, in order.

    `header` is what the file calls the column, '' for the line as a whole; `expected` the list or the bounds
    that the cells do not keep, in Dutch, or ''.
    """

    code: str
    header: str
    lines: tuple[int, ...]
    expected: str = ""


@dataclass(frozen=True)
class LoadSummary:
    """The rows of one sheet for one dataset; every row read is accepted, rejected, duplicate or skipped.

    `reasons` counts cells by reason code; a rejected row has at least one. `skips` counts skipped lines:
    title, blank, total, note, header (once more), other (for another map), repeated (in a repeating map).
    `refusals` says where refused cells stand.
    """

    source: str
    file: str
    dataset: str
    sheet: str
    delivery_id: int
    read: int
    accepted: int
    rejected: int
    duplicate: int
    skipped: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    skips: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[LoadFinding, ...] = ()
    written: FileFormats | None = None
    refusals: tuple[Refusal, ...] = ()

    def __post_init__(self) -> None:
        assert self.read == self.accepted + self.rejected + self.duplicate + self.skipped, self
        assert self.skipped == sum(self.skips.values()), self


@dataclass(frozen=True)
class Replacement:
    """Rows of `of` that `file` took the place of: of `taken` rows, `again` are said again."""

    file: str
    of: str
    dataset: str
    taken: int
    again: int


@dataclass(frozen=True)
class Gone:
    """A delivery whose file is no longer among the exports, by its number.

    Its `rows` still count; None where they do not, since this warehouse never read it.
    """

    number: int
    file: str
    rows: int | None


@dataclass(frozen=True)
class LoadReport:
    """What a load did, in the order of sources and files.

    `unchanged` names files that were loaded before, `unmatched` those that no source knows, `again` those
    that were read once more since their source changed, `moved` those since a file before them came or went,
    `withdrawn` those that somebody took back.
    """

    deliveries: tuple[LoadSummary, ...]
    unchanged: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    again: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()

    @property
    def findings(self) -> tuple[LoadFinding, ...]:
        """Give what was odd in any of them."""
        return tuple(finding for summary in self.deliveries for finding in summary.findings)


def with_unread(summary: LoadSummary, kinds: Sequence[str]) -> LoadSummary:
    """Add that files of its ZIP were passed by, given the kind of each."""
    found = LoadFinding(
        summary.delivery_id,
        summary.source,
        summary.file,
        summary.dataset,
        summary.sheet,
        UNREAD,
        column=", ".join(sorted(set(kinds))),
        severity="info",
        rows=len(kinds),
    )
    return replace(summary, findings=(found, *summary.findings))


def with_breaches(
    summaries: Sequence[LoadSummary], breaches: Sequence[LoadFinding]
) -> tuple[LoadSummary, ...]:
    """Put what rules found beside the sheet in which it was found: at its first summary of that dataset."""
    waiting: dict[tuple[int, str, str], list[LoadFinding]] = {}
    for one in breaches:
        waiting.setdefault((one.delivery_id, one.dataset, one.sheet), []).append(one)
    return tuple(
        replace(one, findings=(*one.findings, *waiting.pop((one.delivery_id, one.dataset, one.sheet), ())))
        for one in summaries
    )
