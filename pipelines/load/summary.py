"""What a load did: per file, dataset and sheet the rows read and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class LoadFinding:
    """Something odd that was kept: `no_table` (a file without table), `no_rows` or `total_differs`."""

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


@dataclass(frozen=True)
class LoadSummary:
    """The rows of one sheet for one dataset; every row read is accepted, rejected, duplicate or skipped.

    `reasons` counts cells by reason code; a rejected row has at least one. `skips` counts skipped lines:
    title, blank, total, note, header (once more), other (for another map), repeated (in a repeating map).
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

    def __post_init__(self) -> None:
        assert self.read == self.accepted + self.rejected + self.duplicate + self.skipped, self
        assert self.skipped == sum(self.skips.values()), self


@dataclass(frozen=True)
class LoadReport:
    """What a load did, in the order of sources and files; `unchanged` names files that were loaded before."""

    deliveries: tuple[LoadSummary, ...]
    unchanged: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[LoadFinding, ...]:
        """Give what was odd in any of them."""
        return tuple(finding for summary in self.deliveries for finding in summary.findings)
