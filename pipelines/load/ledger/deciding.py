"""Decide about a delivery by its number or name; keep what the warehouse knows in the file of decisions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipelines.database import Database, rows, run, transaction
from pipelines.errors import ConfigError
from pipelines.load.ledger.decisions import Act, Decision, Decisions, add_decisions, read_decisions
from pipelines.load.ledger.entries import REFERENCE, take_out
from pipelines.load.ledger.order import hangs_on

UNNUMBERED = 1000
"""Where files came before numbers were kept and no warehouse knows theirs, new ones begin above: what
somebody noted of before stands for nothing then, and never for another file."""


def keep_decisions(database: Database, path: Path) -> Decisions:
    """Add to the file what the warehouse knows and the file does not, and give all that it says then.

    Where the two give a file another number, the file holds.
    """
    decided = read_decisions(path)
    added: list[Decision] = []
    numbers = {one.number for one in decided.made} - {None}
    given: dict[tuple[str, str], int] = {}
    taken_back: set[tuple[str, str]] = set()
    last = decided.last_number
    for moment, state, changed, source, file, sha256, reading, stored in rows(database, READINGS):
        assert isinstance(moment, datetime) and isinstance(reading, int)
        about = (str(source), str(file), str(sha256))
        key = (about[0], about[2])
        known, number = decided.of(*key), given.get(key) or decided.number(*key)
        if number is None:
            shown = reading if stored is None else int(str(stored))  # once, people saw the delivery_id
            number = given[key] = shown if shown not in numbers else last + 1
            numbers.add(number)
            last = max(last, number)
            is_told = any(one.act is Act.RECEIVED for one in known)
            added.append(Decision(moment, Act.NUMBERED if is_told else Act.RECEIVED, *about, number))
        if stored != number:
            run(
                database,
                "update load.delivery set delivery_number = $2 where delivery_id = $1",
                [reading, number],
            )
        is_decided = key in taken_back or any(one.act in (Act.WITHDRAWN, Act.RESTORED) for one in known)
        if state == "withdrawn" and isinstance(changed, datetime) and not is_decided:
            taken_back.add(key)
            added.append(Decision(changed, Act.WITHDRAWN, *about, number))
    added += _unnumbered(Decisions((*decided.made, *added)))
    add_decisions(path, added)
    return replace(decided, made=(*decided.made, *added))


READINGS = """
select received_at, state, changed_at, source_code, file_name, sha256, delivery_id, delivery_number
from load.delivery
left join load.change using (delivery_id)  -- left: most never change
where source_code <> 'reference'
order by row_number() over (partition by source_code, sha256 order by delivery_id desc) > 1, delivery_id
"""
"""Every reading of every file, first the newest of each: before numbers were kept, its own was shown."""


def _unnumbered(decided: Decisions) -> Iterator[Decision]:
    """Give a number to the files that came before numbers were kept."""
    last = decided.last_number or UNNUMBERED
    for one in decided.made:
        if one.act is Act.RECEIVED and decided.number(one.source, one.sha256) is None:
            last += 1
            yield replace(one, act=Act.NUMBERED, number=last)


def decide(database: Database, path: Path, asked: str, act: Act, *, at: datetime) -> Decision:
    """Write down that a delivery is withdrawn or restored, and give what was written.

    `asked` is its number or the name of its file. Raises ConfigError when nobody can tell which delivery that
    is, and when the decision changes nothing.
    """
    decided = keep_decisions(database, path)
    one = _asked(decided, asked)
    is_withdrawn = decided.is_withdrawn(one.source, one.sha256)
    if is_withdrawn == (act is Act.WITHDRAWN):
        state = "al ingetrokken" if is_withdrawn else "niet ingetrokken"
        raise ConfigError(f"levering {one.number} ({one.file}): deze levering is {state}")
    made = replace(one, moment=at, act=act)
    add_decisions(path, [made])
    return made


def which(database: Database, path: Path, asked: str) -> Decision:
    """Find the delivery of which this is the number or the name; raise ConfigError when nobody can tell."""
    return _asked(keep_decisions(database, path), asked)


def _asked(decided: Decisions, asked: str) -> Decision:
    """Find the one file that has this number or name; the answer bears its number."""
    known = {
        (one.source, one.sha256): replace(one, number=decided.number(one.source, one.sha256))
        for one in decided.made
        if one.act is Act.RECEIVED
    }
    found = [one for one in known.values() if asked in (str(one.number), one.file)]
    if len(found) == 1:
        return found[0]
    if not found:
        what = f"levering {asked}: dit nummer" if asked.isdecimal() else f"{asked}: een bestand met deze naam"
        raise ConfigError(f"{what} bestaat niet; zie 'jaarverslag deliveries'")
    listed = ", ".join(
        f"{one.number} (bron {one.source}, ontvangen {one.moment:%Y-%m-%d %H:%M})" for one in found
    )
    raise ConfigError(f"{asked}: dit kan {len(found)} leveringen zijn: {listed}. Geef het nummer.")


def withdraw(database: Database, number: int, *, at: datetime, is_trial: bool = False) -> None:
    """Take the rows of a delivery out again; what it kept out comes back with the next load.

    With `is_trial` it is only asked whether that can be done. Where the warehouse does not know the file,
    there is nothing to take out. Raises ConfigError when another file took its place.
    """
    found = rows(
        database,
        "select delivery.delivery_id, delivery.source_code, delivery.state, later.file_name, "
        "coalesce(later.delivery_number, later.delivery_id) from load.delivery as delivery "
        "left join load.change as change on change.delivery_id = delivery.delivery_id "
        "left join load.delivery as later on change.replaced_by = later.delivery_id "
        "where coalesce(delivery.delivery_number, delivery.delivery_id) = $1 and delivery.source_code <> $2 "
        "order by delivery.delivery_id desc limit 1",
        [number, REFERENCE],
    )
    if not found:
        return
    ((reading, source, state, by, by_number),) = found
    if state == "replaced":
        raise ConfigError(f"levering {number}: deze levering is al vervangen door {by_number} ({by})")
    if is_trial or state != "loaded":
        return
    with transaction(database):
        if hangs_on(database, str(source), int(str(reading))):
            run(database, "insert or ignore into load.unsettled values ($1)", [source])
        take_out(database, int(str(reading)), state="withdrawn", at=at)
