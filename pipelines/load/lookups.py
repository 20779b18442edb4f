"""Look up values that can't be told from one cell alone: pseudonyms of persons and one spelling of names."""

from collections.abc import Sequence

from pipelines.database import Database, rows, run
from pipelines.load.identity import pseudonym
from pipelines.load.task import OF_SOURCE, Task
from pipelines.load.typing import Reading, named


def look_up(database: Database, task: Task, readings: Sequence[Reading], key: bytes) -> dict[str, str]:
    """Make a table from text to value where the value can't be told from the text alone."""
    joins: dict[str, str] = {}
    for item in readings:
        if not (item.is_person or item.folds):
            continue
        table = f"lookup_{len(joins)}"
        if item.is_person:
            _look_up_persons(database, item, table, numbering=task.source.numbering, key=key)
        else:
            _look_up_spellings(database, task, item, table)
        joins[item.name] = table
    return joins


def _look_up_persons(database: Database, item: Reading, table: str, *, numbering: str, key: bytes) -> None:
    text = named(item.name + ".text")
    numbers = [
        str(number)
        for (number,) in rows(
            database,
            f"select distinct {text} from texts where is_taken and not is_nothing({text}) order by all",
        )
    ]
    pseudonyms = [pseudonym(number, numbering=numbering, key=key) for number in numbers]
    run(
        database,
        f"create or replace temp table {table} as select unnest($1::varchar[]) as text, "
        "unnest($2::varchar[]) as value",
        [numbers, pseudonyms],
    )


def _look_up_spellings(database: Database, task: Task, item: Reading, table: str) -> None:
    """Give one spelling to texts that differ in case only: that in the warehouse, else the first in order."""
    text, column = named(item.name + ".text"), named(item.name)
    run(
        database,
        f"create or replace temp table {table} as "
        f"with spelled as (select distinct {text} as text from texts where {item.value} is not null), "
        f"known as (select lower({column}) as folded, min({column}) as spelling "
        f"from raw.{named(task.contract.name)} where {OF_SOURCE} group by all), "
        "chosen as (select lower(text) as folded, min(text) as spelling from spelled group by all) "
        "select text, coalesce(known.spelling, chosen.spelling) as value from spelled "
        "join chosen on chosen.folded = lower(text) left join known on known.folded = lower(text)",
        [task.source.name],
    )
