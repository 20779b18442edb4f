"""How many rows partners delivered, coarse enough to be no sum over cells that are hidden."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.load import DeliveredRows

TENS = 10


@dataclass(frozen=True)
class SafeRows:
    """What became of the rows of a source and dataset, as it may be told."""

    source_label: str
    dataset: str
    accepted: int
    rejected: int
    duplicate: int
    skipped: int

    @property
    def read(self) -> int:
        """The sum of the others, as they are told."""
        return self.accepted + self.rejected + self.duplicate + self.skipped


@dataclass(frozen=True)
class SafeLedger:
    """What documents and manifests may tell of deliveries: made by `protect_ledger` and nothing else."""

    rows: tuple[SafeRows, ...] = ()


def protect_ledger(delivered: Iterable[DeliveredRows]) -> SafeLedger:
    """Give the rows of each source and dataset: those about persons in tens, others as they are.

    Exactly so many certificates of a partner, or one row refused, would be one figure more about few persons.
    """
    return SafeLedger(tuple(_safe(one) for one in delivered))


def _safe(one: DeliveredRows) -> SafeRows:
    counts = one.accepted, one.rejected, one.duplicate, one.skipped
    told = map(_in_tens, counts) if one.is_about_persons else counts
    return SafeRows(one.source_label, one.dataset, *told)


def _in_tens(rows: int) -> int:
    """Give the nearest ten; some rows are never none, so that what was refused is told."""
    return max(TENS, (rows + TENS // 2) // TENS * TENS) if rows else 0
