"""What a delivery took the place of: rows of an earlier one, counted so that nobody loses them unseen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.database import Database, rows, run, scalar
from pipelines.errors import OtherVersionError
from pipelines.load.casts import named
from pipelines.load.ledger.entries import take_out
from pipelines.sources import Contract, Export, is_corrected

PERIODS = {
    "certificate": "date_trunc('month', evaluated_date)",
    "count": "period_code",
    "enrolment": "date_trunc('month', coalesce(applied_date, start_date))",
    "population": "period_code",
    "session": "date_trunc('month', session_date)",
    "staff": "period_code",
    "target": "year",
    "trajectory": "date_trunc('month', start_date)",
}
"""What a row speaks for in time, in the datasets of which a later version must speak for it too."""

GONE = 0.5
"""From this share on of the rows of which the month and prison are in the new version no more, it is "
"asked."""


@dataclass(frozen=True)
class Replaced:
    """Rows of a dataset of an earlier delivery that a later one took the place of.

    Of `taken` rows, `again` are said again by the later delivery; the others are gone.
    """

    earlier: int
    later: int
    dataset: str
    taken: int
    again: int


@dataclass(frozen=True)
class Version:
    """An earlier version of a file under the same name; its rows stand in the temporary tables `tables`.

    `is_read_anew`: the file is the same, byte for byte, and only how it is read changed.
    """

    earlier: int
    later: int
    tables: Mapping[str, str]
    is_read_anew: bool = False


def replace_earlier(
    database: Database,
    export: Export,
    delivery_id: int,
    contracts: Mapping[str, Contract],
    *,
    at: datetime,
) -> tuple[Version, ...]:
    """Take out the rows of an earlier version or reading of the same file; the ledger keeps it as replaced.

    A file that another source read before, as when a source gets another name, counts once too. Gives what
    versions of this source held, to be set beside the new one when that is loaded.
    """
    made = []
    for number, source, is_read_anew in rows(
        database,
        "select delivery_id, source_code, file_name = $2 and sha256 = $4 from load.delivery "
        "where state = 'loaded' and delivery_id < $3 "
        "and (source_code = $1 and (file_name = $2 or sha256 = $4) or file_name = $2 and sha256 = $4)",
        [export.source, export.name, delivery_id, export.sha256],
    ):
        assert isinstance(number, int)
        if source == export.source:
            made.append(Version(number, delivery_id, _kept(database, number, contracts), bool(is_read_anew)))
        take_out(database, number, state="replaced", at=at, replaced_by=delivery_id)
    return tuple(made)


def _kept(database: Database, number: int, contracts: Mapping[str, Contract]) -> dict[str, str]:
    tables = {}
    for name, contract in contracts.items():
        where = f"from raw.{named(name)} where delivery_id = {number}"
        if name in PERIODS and scalar(database, f"select count(*) {where}"):
            tables[name] = f"version_{number}_{name}"
            run(
                database,
                f"create or replace temp table {tables[name]} as select {_keys(contract)} as keys, "
                f"{_scope(contract)} as scope {where}",
            )
    return tables


def _keys(contract: Contract) -> str:
    return f"row({', '.join(map(named, contract.key))})"


def _scope(contract: Contract) -> str:
    place = "prison_code, " if "prison_code" in contract.columns else ""
    return f"row({place}{PERIODS[contract.name]})"


def count_versions(
    database: Database,
    versions: Sequence[Version],
    contracts: Mapping[str, Contract],
    names: Mapping[int, str],
    accepted: Collection[int],
) -> tuple[Replaced, ...]:
    """Count what each new version of a file says again of the one before.

    Raises OtherVersionError when most of what it said is about months or prisons that the new version leaves
    out, and neither its name nor a decision (`accepted`) says that this is meant. A file that is read anew by
    a source that changed is no new version: what became of its rows is told.
    """
    found = []
    for version in versions:
        taken = again = left = 0
        for name, table in version.tables.items():
            contract = contracts[name]
            ((rows_taken, rows_again, rows_left),) = rows(
                database,
                f"with told as (select {_keys(contract)} as keys, {_scope(contract)} as scope "
                f"from raw.{named(name)} where delivery_id = {version.later}) "
                "select count(*), count(*) filter (is_again), count(*) filter (not is_again and not "
                "is_spoken) "
                "from (select keys in (select keys from told) as is_again, "
                f"scope in (select scope from told) as is_spoken from {table})",
            )
            counts = (int(str(rows_taken)), int(str(rows_again)), int(str(rows_left)))
            found.append(Replaced(version.earlier, version.later, name, counts[0], counts[1]))
            taken, again, left = taken + counts[0], again + counts[1], left + counts[2]
            run(database, f"drop table temp.{table}")
        name = names[version.later]
        is_meant = version.is_read_anew or version.later in accepted or is_corrected(name)
        if left and left >= GONE * taken and not is_meant:
            raise OtherVersionError(
                f"{name}: dit bestand had {taken} rijen en is nu een ander: {left} daarvan gaan over maanden "
                f"of gevangenissen die er niet meer in staan, en {again} komen terug. Is het een volgende "
                "levering, geef ze dan een eigen naam en zet de vorige terug. Is het een verbetering, "
                "bevestig dat dan bij de leveringen in de werkbank, of met: "
                f'jaarverslag accept "{name}". Er is niets ingelezen.'
            )
    return tuple(found)


def store_replaced(database: Database, replaced: Sequence[Replaced]) -> None:
    """Keep in the ledger which rows took the place of which."""
    for one in replaced:
        run(
            database,
            "insert into load.replacement values ($1, $2, $3, $4, $5)",
            [one.earlier, one.later, one.dataset, one.taken, one.again],
        )
