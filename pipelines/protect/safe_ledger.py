"""How many rows partners delivered, told so that nothing of it is a sum over cells that are hidden."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.load import DeliveredRows

TENS = 10


@dataclass(frozen=True)
class SafeRows:
    """What became of the rows of a source and dataset, as it may be told; None is not told."""

    source_label: str
    dataset: str
    accepted: int | None
    rejected: int
    duplicate: int
    skipped: int

    @property
    def read(self) -> int | None:
        """The sum of the others, as they are told."""
        if self.accepted is None:
            return None
        return self.accepted + self.rejected + self.duplicate + self.skipped


@dataclass(frozen=True)
class SafeLedger:
    """What documents and manifests may tell of deliveries: made by `protect_ledger` and nothing else."""

    rows: tuple[SafeRows, ...] = ()


def protect_ledger(delivered: Iterable[DeliveredRows]) -> SafeLedger:
    """Give the rows of each source and dataset, as they are; of rows about persons less is told.

    What was accepted of those is what a partner's attendances come to: of whatever width a class of it is, it
    bounds what is hidden beside what is shown of other years. So it is not told. What was refused, came twice
    or was skipped counts in no figure, and is told in tens: one row more would be a figure about few persons.
    """
    return SafeLedger(tuple(_safe(one) for one in delivered))


def _safe(one: DeliveredRows) -> SafeRows:
    if not one.is_about_persons:
        return SafeRows(one.source_label, one.dataset, one.accepted, one.rejected, one.duplicate, one.skipped)
    told = map(_in_tens, (one.rejected, one.duplicate, one.skipped))
    return SafeRows(one.source_label, one.dataset, None, *told)


def _in_tens(rows: int) -> int:
    """Give the nearest ten; some rows are never none, so that what was refused is told."""
    return max(TENS, (rows + TENS // 2) // TENS * TENS) if rows else 0
