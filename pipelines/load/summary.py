"""What a load did: per file, dataset and sheet the rows read and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LoadSummary:
    """The rows of one sheet for one dataset; every row read is accepted, rejected, duplicate or skipped.

    `reasons` counts cells by reason code; a rejected row has at least one.
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

    def __post_init__(self) -> None:
        assert self.read == self.accepted + self.rejected + self.duplicate + self.skipped, self


@dataclass(frozen=True)
class LoadReport:
    """What a load did, in the order of sources and files; `unchanged` names files that were loaded before."""

    deliveries: tuple[LoadSummary, ...]
    unchanged: tuple[str, ...] = ()
