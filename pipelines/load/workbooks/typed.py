"""Write a value of a spreadsheet as a partner would have typed it."""

from datetime import date, datetime, time, timedelta

from pipelines.load.read import refusal

Value = int | float | str | bool | time | date | datetime | timedelta
"""What calamine gives for a cell."""


def cell_text(value: Value, decimal: str) -> str:
    """Write a value as the partner would have typed it: ISO dates and the file's decimal mark."""
    match value:
        case str():
            return value
        case bool():
            return "WAAR" if value else "ONWAAR"  # as a Dutch spreadsheet writes it into a CSV
        case float() | int():
            return _number_text(value, decimal)
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(value)


EXACT = 1e15
"""A spreadsheet keeps 15 digits of a number; those of a longer one are lost before it is saved."""


def _number_text(value: float, decimal: str) -> str:
    if value == int(value) if abs(value) < EXACT else False:
        return str(int(value))
    text = f"{value:.6f}"
    if abs(value) >= EXACT:
        return refusal("too_many_digits", text.removesuffix(".000000"))
    text = text.rstrip("0").rstrip(".")  # 1.9999999999999996 is what a formula makes of 2
    if text[-4:-3] == ".":
        text += "0"  # three decimals could be read as thousands
    return ("0" if text == "-0" else text).replace(".", decimal)
