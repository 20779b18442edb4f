"""Turn a map of a source into SQL that reads each cell as its contract says, or says why it can't."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.database import Database, run
from pipelines.load.kinds import REASONS, SQL_TYPES, VALUES
from pipelines.program import read_sql
from pipelines.sources import Column, Kind, Origin

MACROS = ("read_numbers", "read_dates", "read_intervals", "read_periods", "read_signs")
"""The files of sql/load that define how values are read, each after those that it uses."""


@dataclass(frozen=True)
class CellFormats:
    """Whose numbers they are and how the file writes numbers and dates, once that is known.

    `day_zero` is the day from which a spreadsheet counts: a date without format is a number of days.
    `excel_dates` says what to do with the dates that a spreadsheet made: `keep`, `swap` day and month, or
    `refuse` where it shows that they were swapped. `suffix` stands behind the numbers of the columns
    `suffixed`, which hold within this file only.
    """

    source: str
    decimal: str
    dates: str
    day_zero: str = "1899-12-30"
    excel_dates: str = "keep"
    suffix: str = ""
    suffixed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """How one column is read, as SQL: cell, cleaned text, then value, then why not.

    `text` reads `cell`; `value` reads `"<name>.text"`; `reason` reads that and `"<name>"`. `doubt` is true
    wherever there is a reason, and much cheaper to ask. `written` is the value of a cell that needs no
    cleaning; it is None where the text must be looked at. `names_person` asks of `cell` whether it names one.
    """

    name: str
    type: str
    cell: str
    text: str
    value: str
    reason: str
    doubt: str
    written: str | None
    names_person: str
    is_constant: bool
    is_required: bool
    is_person: bool
    folds: bool
    is_summed: bool


def sql_type(column: Column) -> str:
    """Give the SQL type in which a column is stored."""
    return SQL_TYPES.get(column.kind, "varchar")


def quoted(text: str) -> str:
    """Give a text as SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """Give a name as SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def prepare_values(database: Database) -> None:
    """Define how partners write values, for this connection."""
    for name in MACROS:
        run(database, read_sql(f"load/{name}.sql"))


def reading(
    column: Column, origin: Origin, cell: str, manner: CellFormats, codes: Sequence[str] | None
) -> Reading:
    """Say how a column is read from the SQL expression `cell`; `codes` are those that its reference lists."""
    text = named(f"{column.name}.text")
    is_constant = origin.constant is not None
    is_free = column.kind in (Kind.CODE, Kind.TEXT) and not origin.values and not origin.fold
    prefix = f"{quoted(manner.source + ':')} || " if column.is_partner_number else ""
    suffix = f" || {quoted(manner.suffix)}" if column.name in manner.suffixed else ""
    return Reading(
        name=column.name,
        type=sql_type(column),
        cell=cell,
        text=cell if is_constant else f"clean_text({cell})",
        value=_value(column, origin, text, manner),
        reason=_reason(column, origin, text, manner, codes),
        doubt=_doubt(column, origin, text, codes, manner),
        written=f"{prefix}{cell}{suffix}" if is_free and codes is None else None,
        names_person=_names_person(column, origin, cell),
        is_constant=is_constant,
        is_required=column.required,
        is_person=column.kind is Kind.PERSON,
        folds=origin.fold,
        is_summed=column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.HOURS) and not is_constant,
    )


def _value(column: Column, origin: Origin, text: str, manner: CellFormats) -> str:
    if origin.values:
        return _coded(text, origin.values)
    if column.kind is Kind.ENUM:
        return _coded(text, {value: value for value in column.values})
    template = _template(column, origin, manner)
    value = template.format(
        text=text,
        mark=quoted(manner.decimal),
        order=quoted(manner.dates),
        zero=quoted(manner.day_zero),
        minutes=1 if origin.unit == "minutes" else 60,
    )
    suffix = f" || {quoted(manner.suffix)}" if column.name in manner.suffixed else ""
    return f"{quoted(manner.source + ':')} || {value}{suffix}" if column.is_partner_number else value


def _template(column: Column, origin: Origin, manner: CellFormats) -> str:
    if origin.part == "year":
        return "read_year_of({text}, {order}, {zero})"
    if origin.part == "quarter":
        return "quarter_of({text})"
    if column.kind is Kind.DATE and manner.excel_dates == "swap":
        return "read_swapped_date({text}, {order}, {zero})"
    return VALUES[column.kind]


YES, NO = ("waar", "true", "vrai"), ("onwaar", "false", "faux")
"""What a spreadsheet calls a ticked cell and an empty one, in the language of its user."""


def _coded(text: str, values: Mapping[str, str]) -> str:
    folded = {" ".join(word.split()).lower(): code for word, code in values.items()}
    for words, number in ((YES, "1"), (NO, "0")):
        mapped = [word for word in (*words, number) if word in folded]
        if mapped:
            folded = {**dict.fromkeys(words, folded[mapped[0]]), **folded}
    branches = " ".join(f"when {quoted(word)} then {quoted(code)}" for word, code in folded.items())
    return f"case lower({text}) {branches} end"


def _reason(
    column: Column, origin: Origin, text: str, manner: CellFormats, codes: Sequence[str] | None
) -> str:
    value = named(column.name)
    absent = "'missing'" if column.required else "null"
    not_read = "'unknown_value'" if origin.values else REASONS.get(column.kind, absent)
    branches = [
        f"when contains({text}, chr(57344)) then carried_reason({text})",
        f"when {value} is null and ({text} is null or is_nothing({text})) then {absent}",
        f"when is_formula_error({text}) then 'formula_error'",
        *_causes(column, origin, value, text, manner),
        f"when {value} is null then {not_read.format(text=text, mark=quoted(manner.decimal))}",
    ]
    if column.minimum is not None:
        branches.append(f"when {value} < {column.minimum} then 'out_of_range'")
    if column.maximum is not None:
        branches.append(f"when {value} > {column.maximum} then 'out_of_range'")
    if codes is not None:
        listed = ", ".join(quoted(code) for code in codes) or "null"
        branches.append(f"when ({value} in ({listed})) is not true then 'unknown_code'")
    if sign := _names_person(column, origin, text):
        branches.insert(0, f"when {sign} then 'names_a_person'")
    return f"case {' '.join(branches)} end"


def _causes(column: Column, origin: Origin, value: str, text: str, manner: CellFormats) -> list[str]:
    """Name, as branches, what a spreadsheet did to a cell that can't be read for it."""
    if origin.constant is not None:
        return []
    found = []
    if column.kind in (Kind.CODE, Kind.PERSON) or origin.values:
        found.append(f"when is_scientific({text}) then 'made_scientific'")
    else:
        found.append(f"when {value} is null and is_scientific({text}) then 'made_scientific'")
    if column.kind not in (Kind.DATE, Kind.TIME, Kind.TEXT, Kind.YEAR):
        found.append(f"when {value} is null and is_made_a_date({text}) then 'made_a_date'")
    if column.kind not in (Kind.CODE, Kind.TEXT, Kind.PERSON):
        found.append(f"when {value} is null and has_footnote({text}) then 'has_footnote'")
    if column.kind is Kind.DATE and manner.excel_dates == "refuse":
        found.append(f"when is_date_year_first({text}) then 'date_swapped'")
    return found


def _names_person(column: Column, origin: Origin, text: str) -> str:
    """Ask, as SQL, whether a text that is kept as it stands holds a national number; '' = not kept so."""
    if origin.values or origin.constant is not None:
        return ""
    if column.kind is Kind.TEXT:
        return f"(holds_national_number({text}) or holds_eleven_digits({text}))"
    return f"holds_national_number({text})" if column.kind is Kind.CODE else ""


def _doubt(
    column: Column, origin: Origin, text: str, codes: Sequence[str] | None, manner: CellFormats
) -> str:
    value = named(column.name)
    signs = [f"{value} is null" if column.required else f"({value} is null and {text} is not null)"]
    if origin.values or column.kind in (Kind.CODE, Kind.TEXT, Kind.PERSON, Kind.ENUM):
        signs.append(f"starts_with({text}, '#')")  # a formula error could pass for a word
        signs.append(f"contains({text}, chr(57344))")
        signs.append(f"contains({text}, 'E+')")
    if column.kind is Kind.DATE and manner.excel_dates == "refuse":
        signs.append(f"is_date_year_first({text})")
    if sign := _names_person(column, origin, text):
        signs.append(sign)
    if column.minimum is not None:
        signs.append(f"{value} < {column.minimum}")
    if column.maximum is not None:
        signs.append(f"{value} > {column.maximum}")
    if codes is not None:
        listed = ", ".join(quoted(code) for code in codes) or "null"
        signs.append(f"({value} in ({listed})) is not true")
    return f"coalesce({' or '.join(signs)}, false)"
