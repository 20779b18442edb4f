"""Hold rules against delivered rows: each is a SELECT in sql/rules of rows that do not keep it.

A file is named `<dataset>_<what is wrong>.sql`. Above its SELECT of `delivery_id, sheet, line` stand a
sentence for the partner, `-- severity: error | warning | information` and, for an error, `-- column:` to be
mended. An error takes the row out of the delivery; what is less than that is kept and told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from pipelines.database import Database, DatabaseError, rows, run, scalar
from pipelines.errors import TechnicalError
from pipelines.load.casts import named
from pipelines.load.reasons import REASONS
from pipelines.load.summary import LoadFinding, LoadSummary
from pipelines.sources import Contract

SEVERITIES = {"error": "error", "warning": "warning", "information": "info"}
"""As a rule says it, and as `load.finding` stores it."""

LISTED = 20
"""So many lines are named with a finding; the rest is counted."""


@dataclass(frozen=True)
class Rule:
    """A rule of one dataset; `code` is the reason of a refused row, `column` the one to mend in it."""

    name: str
    dataset: str
    code: str
    severity: str
    sentence: str
    column: str | None
    sql: str


def read_rules(folder: Path, contracts: Mapping[str, Contract]) -> tuple[Rule, ...]:
    """Read all rules of a folder by name; raise TechnicalError for one that is not written as it must."""
    return tuple(_rule(path, contracts) for path in sorted(folder.glob("*.sql")))


def _rule(path: Path, contracts: Mapping[str, Contract]) -> Rule:
    text = path.read_text(encoding="utf-8")
    sentence, *more = [
        line.removeprefix("-- ") for line in takewhile(lambda line: line[:2] == "--", text.splitlines())
    ] or [""]
    keys = dict(line.split(": ", 1) for line in more if ": " in line)
    dataset = max((name for name in contracts if path.stem.startswith(f"{name}_")), key=len, default="")
    rule = Rule(
        name=path.stem,
        dataset=dataset,
        code=path.stem.removeprefix(f"{dataset}_"),
        severity=keys.get("severity", ""),
        sentence=sentence,
        column=keys.get("column"),
        sql=text,
    )
    is_error = rule.severity == "error"
    if not dataset or rule.severity not in SEVERITIES or is_error != (rule.column is not None):
        raise TechnicalError(
            f"{path}: verwacht <dataset>_<wat>.sql met '-- severity:' en bij error '-- column:'"
        )
    if is_error and (rule.code not in REASONS or rule.column not in contracts[dataset].columns):
        raise TechnicalError(f"{path}: reden {rule.code!r} of kolom {rule.column!r} bestaat niet")
    return rule


def refuse_breaches(
    database: Database, rules: Sequence[Rule], summaries: Sequence[LoadSummary]
) -> tuple[LoadSummary, ...]:
    """Take the rows of these deliveries that break an error rule out of raw, and count them as rejected."""
    delivered = {(one.delivery_id, one.dataset) for one in summaries}
    found = list(summaries)
    for rule in rules:
        numbers = sorted(number for number, dataset in delivered if dataset == rule.dataset)
        if rule.severity == "error" and numbers:
            for number, sheet, count in _refuse(database, rule, numbers):
                _count(found, rule, number, sheet, count)
    return tuple(found)


def _refuse(database: Database, rule: Rule, numbers: Sequence[int]) -> list[tuple[int, str, int]]:
    table = f"raw.{named(rule.dataset)}"
    _ask(
        database,
        rule,
        "create or replace temp table broken as "
        f"select rowid as place, delivery_id, sheet, line from {table} "
        f"semi join ({rule.sql}) as breach using (delivery_id, sheet, line) "
        "where delivery_id in (select unnest($1::bigint[]))",
        [list(numbers)],
    )
    counts = rows(database, "select delivery_id, sheet, count(*) from broken group by all order by all")
    if counts:
        run(
            database,
            f"insert into rejected.{named(rule.dataset)} "
            "(delivery_id, source_code, sheet, line, column_name, reason_code) "
            "select distinct delivery_id, source_code, sheet, line, $1, $2 "
            "from broken join load.delivery using (delivery_id) order by delivery_id, sheet, line",
            [rule.column, rule.code],
        )
        run(database, f"delete from {table} where rowid in (select place from broken)")
    run(database, "drop table temp.broken")
    return [(int(str(number)), str(sheet), int(str(count))) for number, sheet, count in counts]


def _count(summaries: list[LoadSummary], rule: Rule, number: int, sheet: str, count: int) -> None:
    """Move rows from accepted to rejected; several maps of a sheet can have given rows of the dataset."""
    for place, one in enumerate(summaries):
        if (one.delivery_id, one.dataset, one.sheet) == (number, rule.dataset, sheet):
            moved = min(count, one.accepted)
            reasons = {**one.reasons, rule.code: one.reasons.get(rule.code, 0) + moved}
            summaries[place] = replace(
                one,
                accepted=one.accepted - moved,
                rejected=one.rejected + moved,
                reasons=dict(sorted(reasons.items())) if moved else one.reasons,
            )
            count -= moved
    assert count == 0, rule.name


def find_breaches(database: Database, rules: Sequence[Rule]) -> tuple[LoadFinding, ...]:
    """Hold the milder rules against all that is loaded, and keep what is found in `load.finding`.

    What an earlier delivery lacked may have come since, so what was found before is told anew.
    """
    milder = [rule for rule in rules if rule.severity != "error"]
    run(
        database,
        "delete from load.finding where list_contains($1, finding_code)",
        [[one.name for one in milder]],
    )
    found: list[LoadFinding] = []
    for rule in milder:
        if scalar(database, f"select count(*) from (select 1 from raw.{named(rule.dataset)} limit 1)"):
            found += _breaches(database, rule)
    for one in found:
        run(
            database,
            "insert into load.finding (delivery_id, dataset, sheet, line, finding_code, severity, "
            "rows_found, lines) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                one.delivery_id,
                one.dataset,
                one.sheet,
                one.line,
                one.code,
                one.severity,
                one.rows,
                [*one.lines],
            ],
        )
    return tuple(found)


def _breaches(database: Database, rule: Rule) -> list[LoadFinding]:
    table = "breaches"
    _ask(
        database,
        rule,
        f"create or replace temp table {table} as select breach.delivery_id, "
        "any_value(source_code) as source_code, any_value(file_name) as file_name, breach.sheet, "
        "count(distinct breach.line) as rows_found, "
        f"list_sort(list_distinct(min(breach.line, {LISTED}))) as lines "
        f"from ({rule.sql}) as breach join load.delivery using (delivery_id) where state = 'loaded' "
        "group by breach.delivery_id, breach.sheet",
    )
    found = [
        LoadFinding(
            delivery_id=int(str(number)),
            source=str(source),
            file=str(file),
            dataset=rule.dataset,
            sheet=str(sheet),
            code=rule.name,
            line=lines[0],
            severity=SEVERITIES[rule.severity],
            rows=int(str(count)),
            lines=tuple(lines),
            sentence=rule.sentence,
        )
        for number, source, file, sheet, count, lines in rows(database, f"select * from {table} order by all")
        if isinstance(lines, list)
    ]
    run(database, f"drop table temp.{table}")
    return found


def _ask(database: Database, rule: Rule, sql: str, parameters: Sequence[object] = ()) -> None:
    try:
        run(database, sql, parameters)
    except DatabaseError as error:
        # DuckDB's own message can repeat cells
        raise TechnicalError(f"de regel {rule.name} kan niet lopen ({type(error).__name__})") from None
