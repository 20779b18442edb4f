"""Look up values that can't be told from one cell alone: pseudonyms of persons and one spelling of names."""

from collections.abc import Sequence

from pipelines.database import Database, rows, run
from pipelines.load.casts import Reading, named
from pipelines.load.parse.pseudonymise import pseudonym
from pipelines.load.stage import OF_SOURCE, DatasetLoad


def look_up(database: Database, task: DatasetLoad, items: Sequence[Reading], *, key: bytes) -> dict[str, str]:
    """Make a table from `cell` to `value` for each column of `texts` that needs one; give their names."""
    joins: dict[str, str] = {}
    for item in items:
        if not (item.is_person or item.folds):
            continue
        table = f"lookup_{len(joins)}"
        joins[item.name] = table
        text = named(item.name + ".text")
        run(
            database,
            f"create or replace temp table {table} as select cell, {item.value} as value "
            f"from (select distinct {text} as cell, {text} from texts)",
        )
        if item.is_person:
            to_pseudonyms(database, table, numbering=task.source.numbering, key=key)
        else:
            spell(database, task, item, table)
    return joins


def to_pseudonyms(database: Database, table: str, *, numbering: str, key: bytes) -> None:
    """Put pseudonyms in the place of the person numbers in column `value` of a temporary table."""
    found = rows(database, f"select distinct value from {table} where value is not null order by all")
    numbers = [str(number) for (number,) in found]
    pseudonyms = [pseudonym(number, numbering=numbering, key=key) for number in numbers]
    run(
        database,
        f"create or replace temp table {table} as select {table}.* replace (known.pseudonym as value) "
        f"from {table} left join (select unnest($1::varchar[]) as number, "
        f"unnest($2::bigint[]) as pseudonym) as known on known.number = {table}.value",
        [numbers, pseudonyms],
    )


def spell(database: Database, task: DatasetLoad, item: Reading, table: str) -> None:
    """Give one spelling to texts in `value` that differ in case: that in the warehouse, else the first."""
    column = named(item.name)
    run(
        database,
        f"create or replace temp table {table} as with "
        f"known as (select lower({column}) as folded, min({column}) as spelling "
        f"from {task.raw} where {OF_SOURCE} group by all), "
        "texts_of_files as "
        f"(select distinct piece, clean_text({item.cell}) as text from {task.stack.table}), "
        "chosen as (select lower(text) as folded, arg_min(text, (piece, text)) as spelling "
        "from texts_of_files where text is not null group by all) "
        f"select {table}.* replace (coalesce(known.spelling, chosen.spelling) as value) from {table} "
        f"left join chosen on chosen.folded = lower({table}.value) "
        f"left join known on known.folded = lower({table}.value)",
        [task.source.name],
    )
