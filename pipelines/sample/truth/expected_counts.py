"""How many lines of a file must be accepted, rejected, skipped or seen as double, by dataset."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.sample.exports import FAULTS, REPEATED_LINES, Cell, FileLayout

DATASETS = {
    "heads": ("session",),
    "repeated": ("session", "attendance"),
    "talks": ("session", "attendance"),
    "typed": ("activity", "session", "attendance"),
    "wide": ("count",),
}


@dataclass
class RowTruth:
    """The lines of one dataset in one file: rows = accepted + rejected + duplicate + skipped."""

    rows: int = 0
    accepted: int = 0
    duplicate: int = 0
    skipped: int = 0
    rejected: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FileTruth:
    """What must become of the lines of a file, by dataset."""

    lines: int
    datasets: dict[str, RowTruth]


def datasets(layout: FileLayout) -> tuple[str, ...]:
    """Give the datasets that a layout fills."""
    return DATASETS.get(layout.kind, (layout.kind,))


def reckon(
    part: Sequence[dict[str, Cell]], layout: FileLayout, *, is_last: bool, told: set[Cell]
) -> FileTruth:
    """Say what must become of the lines; the last file of a source has its faults.

    `told` holds the activities that earlier files told; those of this file join them.
    """
    repeats = REPEATED_LINES.get(layout.source, 0) if is_last else 0
    faults = FAULTS.get(layout.source, ()) if is_last else ()
    truths = {
        dataset: _count(part, layout, dataset, repeats, told if dataset == "activity" else set())
        for dataset in datasets(layout)
    }
    wrong_dataset = "attendance" if layout.kind == "typed" else datasets(layout)[0]
    for dataset, truth in truths.items():
        truth.rows += len(faults) + len(layout.title)
        truth.skipped += len(layout.title)
        if dataset == wrong_dataset:
            for _, _, reason in faults:
                truth.rejected[reason] = truth.rejected.get(reason, 0) + 1
        else:
            truth.skipped += len(faults)
    return FileTruth(len(part) + repeats + len(faults), truths)


def _count(
    part: Sequence[dict[str, Cell]], layout: FileLayout, dataset: str, repeats: int, seen: set[Cell]
) -> RowTruth:
    each = 4 if layout.kind == "wide" else 1  # a wide line is four lines below each other
    first = [_is_of(line, layout, dataset, seen) for line in part]
    again = [_is_of(line, layout, dataset, seen) for line in part[len(part) - repeats :]]
    return RowTruth(
        rows=each * (len(first) + len(again)),
        accepted=each * sum(first),
        duplicate=each * sum(again),
        skipped=each * (len(first) + len(again) - sum(first) - sum(again)),
    )


def _is_of(line: dict[str, Cell], layout: FileLayout, dataset: str, seen: set[Cell]) -> bool:
    if layout.kind == "typed" and dataset != "activity":
        return line["line_type"] == dataset
    if dataset == "attendance":
        return line["attendance"] != ""
    if layout.kind in ("repeated", "typed"):
        # The list tells the same session (or activity) on many lines; the first one counts.
        name = line["session_id"] if dataset == "session" else line["activity_id"]
        is_new = name not in seen
        seen.add(name)
        return is_new
    return True
