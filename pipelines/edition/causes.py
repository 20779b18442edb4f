"""Why figures of two versions differ: the kind of revision, and whose deliveries of which months."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from pipelines.release import CONFIDENTIAL, DeliveredFile
from pipelines.request import quarters_in

FILE = "deliveries.csv"
HEADER = ("file", "sha256", "partner", "first_month", "last_month")
PLANNED, METHOD, CORRECTION = "planned", "method", "correction"
"""Kinds of revision: announced, another way of counting, other data."""
NEW, GONE, CHANGED = "new", "gone", "changed"


@dataclass(frozen=True)
class Cause:
    """What happened to a partner's delivery between two versions: never which rows."""

    partner: str
    what: str  # new | gone | changed
    first_month: str  # 2025-01, or "" where no row says any
    last_month: str

    def touches(self, period: str | None) -> bool:
        """Tell whether the delivery tells of months in the quarters of a period; one without months may."""
        if not self.first_month or period is None:
            return True
        own = quarters_in(self.first_month)[0], quarters_in(self.last_month)[0]
        return any(own[0] <= quarter <= own[1] for quarter in quarters_in(period))


def list_deliveries(delivered: Sequence[DeliveredFile]) -> bytes:
    """Write the loaded deliveries as CSV: confidential, for names of files may tell of persons."""
    page = StringIO()
    csv.writer(page, lineterminator="\r\n").writerows([HEADER, *(astuple(one) for one in delivered)])
    return page.getvalue().encode()


def read_delivered(folder: Path) -> tuple[DeliveredFile, ...]:
    """Read what an edition was made from; an edition of an earlier layout does not say."""
    path = folder / CONFIDENTIAL / FILE
    return parse_delivered(path.read_bytes()) if path.exists() else ()


def parse_delivered(content: bytes) -> tuple[DeliveredFile, ...]:
    """Read a list of deliveries as `list_deliveries` writes it."""
    lines = csv.DictReader(StringIO(content.decode("utf-8"), newline=""))
    return tuple(DeliveredFile(*(line.get(name) or "" for name in HEADER)) for line in lines)


def causes_between(before: Sequence[DeliveredFile], now: Sequence[DeliveredFile]) -> tuple[Cause, ...]:
    """Say which deliveries came, went or changed, by partner and months; nothing where a list is empty."""
    if not before or not now or not all(one.partner for one in (*before, *now)):
        return ()  # an edition of an earlier version of the program does not say whose its deliveries were
    known, present = {one.file: one for one in before}, {one.file: one for one in now}
    found = [
        Cause(one.partner, GONE, one.first_month, one.last_month)
        for name, one in known.items()
        if name not in present
    ]
    for name, one in present.items():
        old = known.get(name)
        if old is None:
            found.append(Cause(one.partner, NEW, one.first_month, one.last_month))
        elif old.sha256 != one.sha256:
            months = sorted(filter(None, (old.first_month, one.first_month, old.last_month, one.last_month)))
            found.append(
                Cause(one.partner, CHANGED, months[0] if months else "", months[-1] if months else "")
            )
    return tuple(sorted(set(found), key=lambda one: (one.partner, one.first_month, one.last_month, one.what)))


def kind_of(before: Mapping[str, Any], now: Mapping[str, Any], causes: Sequence[Cause]) -> str:
    """Give the kind of a revision from two manifests: planned, other data, or another way of counting."""
    if now.get("is_revision"):
        return PLANNED
    is_other_code = before.get("code_sha256") != now.get("code_sha256")
    return METHOD if is_other_code and not causes else CORRECTION
