"""What changed since the version before: every other figure, and whether some wait for the revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.document import Revision
from pipelines.edition.causes import CORRECTION, Cause
from pipelines.figures import Vocabulary
from pipelines.tables import Cell, Key, SafeTable
from pipelines.wording import Wording

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


def mark_revised(before: Mapping[str, SafeTable], now: Mapping[str, SafeTable]) -> Mapping[str, SafeTable]:
    """Mark in each table the cells that say something else than in the version before."""
    changed: dict[str, set[Key]] = {}
    for table, key, _ in changed_figures(before, now):
        changed.setdefault(table.name, set()).add(key)
    return {name: replace(table, revised=frozenset(changed.get(name, ()))) for name, table in now.items()}


def _what(table: SafeTable, key: Key, vocabulary: Vocabulary, words: Wording) -> str:
    labels = [
        words.period(label) if name == "period_code" else vocabulary.name(words, name, label)
        for name, label in zip(table.dimensions, key, strict=True)
        if label is not None
    ]
    return f"{vocabulary.measure(words, table.measure).name}: {', '.join(labels)}"


def _decimals(table: SafeTable, vocabulary: Vocabulary, words: Wording) -> int:
    return vocabulary.measure(words, table.measure).decimals
