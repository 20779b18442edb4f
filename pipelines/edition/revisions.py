"""What changed since the version before: every other figure, and why: whose deliveries of which months."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from pipelines.database import rows
from pipelines.document import Revision
from pipelines.edition.edition_folder import CONFIDENTIAL
from pipelines.figures import Vocabulary
from pipelines.load import deliveries, open_for_reading
from pipelines.request import RunRequest, quarters_in
from pipelines.tables import Cell, Key, SafeTable
from pipelines.wording import Wording

FILE = "deliveries.csv"
HEADER = ("file", "sha256", "partner", "first_month", "last_month")
PLANNED, METHOD, CORRECTION = "planned", "method", "correction"
"""Kinds of revision: announced, another way of counting, other data."""
NEW, GONE, CHANGED = "new", "gone", "changed"
MOST = 40  # changes told one by one; of the others the number
PARTNERS = 3  # named one by one; more are too many to be a cause
TEXTS = {
    "nl": {
        "changed": "gewijzigde gegevens van partners",
        "correction": "verbetering: gewijzigde gegevens van {partners}",
        "planned": "geplande herziening",
        "method": "andere berekening",
        "lists": "verbetering van lijsten of instellingen",
        "hidden": "wordt niet meer getoond",
        "held": "andere cijfers over personen blijven die van de vorige versie",
        "why": "het verschil komt van te weinig personen; het volgt bij de geplande herziening",
        "more": "andere cijfers: {count}",
    },
    "fr": {
        "changed": "données modifiées des partenaires",
        "correction": "correction : données modifiées de {partners}",
        "planned": "révision prévue",
        "method": "autre calcul",
        "lists": "correction de listes ou de paramètres",
        "hidden": "n’est plus montré",
        "held": "d’autres chiffres sur des personnes restent ceux de la version précédente",
        "why": "la différence vient de trop peu de personnes ; elle suivra à la révision prévue",
        "more": "autres chiffres : {count}",
    },
    "en": {
        "changed": "changed data of partners",
        "correction": "correction: changed data of {partners}",
        "planned": "planned revision",
        "method": "another way of counting",
        "lists": "correction of lists or settings",
        "hidden": "no longer shown",
        "held": "other figures about persons remain those of the previous version",
        "why": "the difference comes from too few persons; it follows at the planned revision",
        "more": "other figures: {count}",
    },
}


@dataclass(frozen=True)
class Delivered:
    """A delivery that an edition was made from; a file may tell of several months, or of none."""

    file: str
    sha256: str
    partner: str
    first_month: str
    last_month: str


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


@dataclass(frozen=True)
class Why:
    """Why a version differs from the one before: its kind, and what happened to which deliveries."""

    kind: str
    causes: tuple[Cause, ...] = ()

    def of(self, table: SafeTable, key: Key, words: Wording) -> str:
        """Say why a figure changed: the kind, and the partners whose deliveries tell of its period."""
        texts = TEXTS[words.language]
        period = dict(zip(table.dimensions, key, strict=True)).get("period_code")
        partners = sorted({one.partner for one in self.causes if one.touches(period)})
        if self.kind != CORRECTION:
            return texts[self.kind]
        if not partners:
            return texts["changed"] if self.causes else texts["lists"]
        return (
            texts["correction"].format(partners=words.listed(partners))
            if len(partners) <= PARTNERS
            else texts["changed"]
        )


def revisions_between(
    before: Mapping[str, SafeTable],
    now: Mapping[str, SafeTable],
    vocabulary: Vocabulary,
    language: str,
    why: Why,
) -> tuple[Revision, ...]:
    """Give each figure that changed, the first `MOST` of them one by one, and whether any is held.

    Reads published tables only, so it tells nothing that readers of both versions do not have; a cause names
    partners and never a row.
    """
    words, texts = Wording(language), TEXTS[language]
    changed = list(changed_figures(before, now))
    told = [
        Revision(
            _what(table, key, vocabulary, words),
            words.show(old, table.unit, _decimals(table, vocabulary, words)),
            words.show(table.cells[key], table.unit, _decimals(table, vocabulary, words)),
            why.of(table, key, words) if table.cells[key].value is not None else texts["hidden"],
        )
        for table, key, old in changed[:MOST]
    ]
    if len(changed) > MOST:
        more = words.number(len(changed) - MOST)
        told.append(Revision(texts["more"].format(count=more), "", "", texts["changed"]))
    if any(table.held for table in now.values()):  # never how many, nor which: that is a person's profile
        told.append(Revision(texts["held"], "", "", texts["why"]))
    return tuple(told)


def changed_figures(
    before: Mapping[str, SafeTable], now: Mapping[str, SafeTable]
) -> Iterator[tuple[SafeTable, Key, Cell]]:
    """Give each cell that both versions have and that says something else, with what it said before."""
    for name, table in sorted(now.items()):
        old = before[name].cells if name in before else {}
        for key, cell in sorted(table.cells.items(), key=lambda item: tuple(map(str, item[0]))):
            if key in old and old[key] != cell:
                yield table, key, old[key]


def _what(table: SafeTable, key: Key, vocabulary: Vocabulary, words: Wording) -> str:
    labels = [
        words.period(label) if name == "period_code" else vocabulary.name(words, name, label)
        for name, label in zip(table.dimensions, key, strict=True)
        if label is not None
    ]
    return f"{vocabulary.measure(words, table.measure).name}: {', '.join(labels)}"


def _decimals(table: SafeTable, vocabulary: Vocabulary, words: Wording) -> int:
    return vocabulary.measure(words, table.measure).decimals


def list_deliveries(request: RunRequest) -> bytes:
    """Write the loaded deliveries as CSV: confidential, for names of files may tell of persons."""
    with open_for_reading(request.config) as db:
        digests = {
            number: str(one) for number, one in rows(db, "select delivery_id, sha256 from load.delivery")
        }
        found = [
            (
                one.file,
                digests[one.delivery_id],
                one.source_label,
                one.first_month or "",
                one.last_month or "",
            )
            for one in deliveries(db)
            if one.state == "loaded"
        ]
    page = StringIO()
    csv.writer(page, lineterminator="\r\n").writerows([HEADER, *sorted(found)])
    return page.getvalue().encode()


def read_delivered(folder: Path) -> tuple[Delivered, ...]:
    """Read what an edition was made from; an edition of an earlier layout does not say."""
    path = folder / CONFIDENTIAL / FILE
    return parse_delivered(path.read_bytes()) if path.exists() else ()


def parse_delivered(content: bytes) -> tuple[Delivered, ...]:
    """Read a list of deliveries as `list_deliveries` writes it."""
    lines = csv.DictReader(StringIO(content.decode("utf-8"), newline=""))
    return tuple(Delivered(*(line.get(name) or "" for name in HEADER)) for line in lines)


def causes_between(before: Sequence[Delivered], now: Sequence[Delivered]) -> tuple[Cause, ...]:
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
