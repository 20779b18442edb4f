"""Word findings as whole sentences: the verb comes from the message, a label only fills a place in it."""

from collections.abc import Sequence

from pipelines.figures import Measure
from pipelines.findings.bounds import PERIOD
from pipelines.findings.evidence import Evidence, Labels
from pipelines.findings.moves import Move
from pipelines.findings.ranks import Extreme, Spot
from pipelines.tables import Value
from pipelines.wording import RATES, Wording, capital, lowered


def fact(evidence: Evidence, name: str, value: Value, where: str) -> str:
    """Say what a figure is: `In 2025 vonden 4.270 sessies plaats`."""
    words, measure = evidence.words, evidence.measure(name)
    written = words.amount(value, measure.unit, measure.decimals)
    key = f"fact.{measure.code}"
    if not words.has(key):
        return capital(words.say("fact.other", where=where, subject=measure.subject, value=written))
    return capital(
        words.say_count(key, value, where=where, value=written, last_day=words.say(evidence.last_day))
    )


def moved(evidence: Evidence, move: Move, where: str) -> str:
    """Say what a figure is and how it moved: `In 2025 vonden 4.270 sessies plaats, 164 meer dan ...`."""
    return fact(evidence, move.name, move.now, where) + clause(evidence, move)


def clause(evidence: Evidence, move: Move, *, is_bare: bool = False) -> str:
    """Say how a figure moved, to follow what it is: `, 25,7 % meer dan in 2024`; bare, without the year."""
    words, measure = evidence.words, evidence.measure(move.name)
    is_share = (measure.unit in RATES or measure.is_rate) and move.is_sure
    now, before = (words.amount(value, measure.unit, measure.decimals) for value in (move.now, move.before))
    verdict = "near" if move.verdict == "open" and now == before else move.verdict
    return words.say(
        f"clause.rate.{verdict}" if is_share else f"clause.{verdict}",
        amount=amount(words, measure, move),
        when=words.before("when", move.before_code, move.now_code, is_bare=is_bare),
        before=before,
    )


def change(evidence: Evidence, move: Move, place: str = "") -> str:
    """Say how a figure moved as a headline: `Het aantal afgelaste sessies steeg met 25,7 % ...`."""
    beside = f" {place}" if place else _beside(evidence, move.labels)
    return _changed(evidence, move, "change", f"{evidence.measure(move.name).subject}{beside}")


def change_there(evidence: Evidence, move: Move) -> str | None:
    """Say the same with the domain first: `In het domein sport steeg het aantal deelnames met 3,1 % ...`."""
    where = _beside(evidence, move.labels).strip()
    subject = evidence.measure(move.name).subject
    return _changed(evidence, move, "there", subject, where) if where else None


def _changed(evidence: Evidence, move: Move, form: str, subject: str, where: str = "") -> str:
    words, measure = evidence.words, evidence.measure(move.name)
    return capital(
        words.say(
            f"{form}.{move.verdict}",
            where=where,
            subject=subject,
            amount=amount(words, measure, move),
            earlier=words.before("noun", move.before_code, move.now_code),
            when=words.before("when", move.before_code, move.now_code),
            value=words.amount(move.now, measure.unit, measure.decimals),
            before=words.amount(move.before, measure.unit, measure.decimals),
        )
    )


def _beside(evidence: Evidence, labels: Labels) -> str:
    domain = labels.get("domain_code")
    if not domain:
        return ""
    label = lowered(evidence.vocabulary.name(evidence.words, "domain_code", domain))
    return " " + evidence.words.say("where.domain_code", label=label)


def amount(words: Wording, measure: Measure, move: Move) -> str:
    """Write how far a figure moved."""
    return words.distance(move.now, move.before, unit=measure.unit, decimals=measure.decimals)


def label_of(evidence: Evidence, spot: Spot) -> str:
    """Name the row of a spot within a sentence: a name keeps its capital, a common word has none."""
    words, dimension, code = evidence.words, spot.row.dimension, spot.row.code
    own = f"noun.{dimension}.{code}"
    if words.has(own):
        return words.say(own)
    name = evidence.vocabulary.name(words, dimension, code)
    return lowered(name) if dimension in ("domain_code", "subdomain_code") else name


def place_of_spot(evidence: Evidence, spot: Spot) -> str:
    """Say where a spot stands by its row: `in het domein sport`, `in Gent`, `bij vrouwen`."""
    if spot.row.dimension == PERIOD:
        return evidence.words.when(str(spot.row.code))
    key = f"where.{spot.row.dimension}"
    known = key if evidence.words.has(key) else "where.other"
    return evidence.words.say(known, label=label_of(evidence, spot))


def top(evidence: Evidence, extreme: Extreme, *, is_of_known: bool = False) -> str | None:
    """Say which row has the largest figure; of what is shown only where something hidden could be larger.

    Nothing is said where both something hidden and those of no known group could change it.
    """
    words = evidence.words
    (spot, *others) = extreme.spots
    if others or extreme.value == 0 or (is_of_known and not extreme.is_certain):
        return None
    measure, dimension = evidence.measure(spot.name), spot.row.dimension
    own, kind = f"top.{dimension}", "rate" if measure.is_rate or measure.unit == "percent" else "count"
    key = own if words.has(own) else f"top.{kind}"
    if not extreme.is_certain:
        key += ".shown"
    elif is_of_known:
        key = f"top.{kind}.known"
    among = f"among.{dimension}"
    return capital(
        words.say(
            key,
            where=place_of_spot(evidence, spot),
            known=_known(words, dimension),
            among=words.say(among if words.has(among) else "among.other"),
            label=label_of(evidence, spot),
            noun=noun(words, measure),
            subject=measure.subject,
            value=words.amount(extreme.value, measure.unit, measure.decimals),
        )
    )


def _known(words: Wording, dimension: str) -> str:
    key = f"known.{dimension}"
    return words.say(key if words.has(key) else "known.other")


def even(evidence: Evidence, low: Extreme, high: Extreme, *, is_of_known: bool = False) -> str:
    """Say that shares hardly differ between groups, from where to where."""
    dimension = high.spots[0].row.dimension
    words, measure = evidence.words, evidence.measure(high.spots[0].name)
    key = f"between.{dimension}"
    return capital(
        words.say(
            "even.known" if is_of_known else "even",
            known=_known(words, dimension),
            subject=measure.subject,
            between=words.say(key if words.has(key) else "between.other"),
            low=words.amount(low.value, measure.unit, measure.decimals),
            high=words.amount(high.value, measure.unit, measure.decimals),
        )
    )


def noun(words: Wording, measure: Measure) -> str:
    """Give what is counted, in the plural: `sessies`."""
    return words.unit(measure.unit, 2) if measure.unit else lowered(measure.name)


def unknown(evidence: Evidence, dimension: str, value: Value) -> str | None:
    """Say of how many a trait is not known: `Van 89 deelnemers is de leeftijd niet bekend`."""
    key = f"unknown.{dimension}"
    if not evidence.words.has(key) or not value:
        return None
    return evidence.words.say_count(key, value)


def together(sentences: Sequence[str]) -> str:
    """Join sentences into a paragraph, each with its full stop."""
    return " ".join(f"{text}." for text in sentences if text)
