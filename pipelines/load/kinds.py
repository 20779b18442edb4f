"""How each kind of value is stored, read and refused: SQL in which a column puts its own text and signs."""

from pipelines.sources import Kind

SQL_TYPES = {
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.INTEGER: "bigint",
    Kind.YEAR: "integer",
    Kind.DECIMAL: "decimal(18, 4)",
    Kind.HOURS: "decimal(18, 4)",
    Kind.SHARE: "decimal(18, 4)",
    Kind.BOOLEAN: "boolean",
    Kind.PERSON: "bigint",  # a pseudonym
}

VALUES = {
    Kind.CODE: "case when not is_nothing({text}) then {text} end",
    Kind.TEXT: "case when not is_nothing({text}) then {text} end",
    Kind.PERSON: "case when not is_nothing({text}) then {text} end",
    Kind.DATE: "read_date({text}, {order}, {zero})",
    Kind.TIME: "read_time({text})",
    Kind.YEAR: "read_year({text})",
    Kind.PERIOD: "read_period({text})",
    Kind.INTEGER: "read_whole({text}, {mark})",
    Kind.DECIMAL: "read_number({text}, {mark})",
    Kind.SHARE: "read_share({text}, {mark})",
    Kind.HOURS: "read_hours({text}, {mark}, {minutes})",
    Kind.BOOLEAN: "read_boolean({text})",
}

REASONS = {
    Kind.DATE: "'not_a_date'",
    Kind.TIME: "'not_a_time'",
    Kind.YEAR: "'not_a_year'",
    Kind.PERIOD: "case when is_week({text}) then 'week_as_period' else 'not_a_period' end",
    Kind.BOOLEAN: "'unknown_value'",
    Kind.ENUM: "'unknown_value'",
    Kind.HOURS: "'not_a_duration'",
    Kind.INTEGER: "why_not_whole({text}, {mark})",
    Kind.DECIMAL: "why_no_number({text})",
    Kind.SHARE: "why_no_number({text})",
}
