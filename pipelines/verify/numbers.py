"""What a printed cell says: a number with its decimals, or a mark; and whether two say the same."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BLANKS = re.compile(r"[\s\u00a0\u202f\u2009\u00ad\u200b]+")
REVISED = "[r]"
"""What stands beside a figure that says something else than in the version before."""
MARK = re.compile(r"\[[a-z]+\]")


@dataclass(frozen=True)
class Said:
    """What a format says of a cell; `decimals` are those that it prints, `value` None where it is a mark."""

    where: str
    text: str
    value: Decimal | None
    decimals: int
    is_revised: bool = False

    @property
    def shown(self) -> str:
        """Write it with its flag."""
        return f"{self.text} {REVISED}" if self.is_revised else self.text

    def agrees(self, exact: "Said") -> bool:
        """Tell whether this is what an exact number looks like in so many decimals, or the same mark.

        Both or neither must be flagged as revised.
        """
        if self.is_revised != exact.is_revised:
            return False
        if self.value is None or exact.value is None:
            return self.value is exact.value and self.text == exact.text
        step = Decimal(1).scaleb(-min(self.decimals, exact.decimals))
        return self.value == exact.value.quantize(step, ROUND_HALF_UP)


def read_said(where: str, text: str, decimal_sign: str) -> Said | None:
    """Read a cell as it is printed, in a language with this decimal sign; None for what is neither.

    Signs of thousands (a full stop or a comma, whichever is not the decimal sign, or a blank), a percent sign
    and both minus signs are understood.
    """
    squeezed_text = BLANKS.sub("", text)
    is_revised = squeezed_text.endswith(REVISED)
    bare = squeezed_text.removesuffix(REVISED).removesuffix("%")
    if MARK.fullmatch(bare):
        return Said(where, bare, None, 0, is_revised)
    bare = bare.replace("\u2212", "-").replace("." if decimal_sign == "," else ",", "")
    if not re.fullmatch(rf"[+-]?\d+({re.escape(decimal_sign)}\d+)?", bare):
        return None
    whole, _, fraction = bare.partition(decimal_sign)
    said = text.strip().removesuffix(REVISED).rstrip()
    return Said(where, said, Decimal(f"{whole}.{fraction or '0'}"), len(fraction), is_revised)


def squeezed(text: str) -> str:
    """Leave out blanks and soft hyphens: what a line break makes of a text is the same text."""
    return BLANKS.sub("", text)
