"""What a data protection officer signs: a page, of which every fact that can be counted is the program's."""

import re
from pathlib import Path

from pipelines.audit import Rules
from pipelines.audit.outside.knowledge import AT_END, ENDINGS, LINKS, RATIOS, RUNNING, STARTED
from pipelines.protect import DisclosureRules

TEXT = (Path(__file__).parents[2] / "docs" / "onthulling.md").read_text("utf-8")
PAGE = 500
"""Words on a page."""


def statement():
    return TEXT.partition("## Verklaring om te tekenen\n")[2].partition("\n## ")[0]


def relations():
    """Write each relation between measures that the attacker knows, as the document has it."""
    for link in LINKS:
        left = [name for name, factor in link.coefficients.items() if factor > 0]
        right = [
            name if factor == -1 else f"{-factor:g} x {name}"
            for name, factor in link.coefficients.items()
            if factor < 0
        ]
        yield f"{' + '.join(left)} {'=' if link.is_equal else '≤'} {' + '.join(right)}"
    for endings in ENDINGS:
        yield f"{RUNNING} = {RUNNING} (begin van de periode) + {STARTED} - {' - '.join(endings)}"
    for stock in AT_END:
        yield f"{stock} = {stock} van elke periode die op dezelfde dag eindigt"
    for name, ratio in RATIOS.items():
        yield f"{name} = {ratio.numerator} / {ratio.denominator}, afgerond"


def test_the_statement_stands_first_and_is_a_page():
    assert TEXT.index("## Verklaring om te tekenen") < TEXT.index("## De regels")
    assert len(statement().split()) <= PAGE


def test_its_threshold_and_width_are_the_program_s():
    said = re.search(r"1 tot en met (\d+) personen \(drempel (\d+)\)", statement())
    assert int(said[2]) == int(said[1]) + 1 == DisclosureRules().threshold == Rules().threshold
    assert ("minstens drie meer dan die ondergrens" in statement()) == (Rules().width == 3)


def test_the_defaults_in_the_table_of_rules_are_the_program_s():
    rules = DisclosureRules()
    for name in ("threshold", "zeros", "method"):
        assert re.search(rf"\| `{name}` \| `?{getattr(rules, name)}`? \|", TEXT)


def test_hours_are_named_with_what_is_proved_of_them_beside_attendances():
    """tests/protect/test_hours.py shows that it is so."""
    assert "uren aanwezigheden maal die duur" in statement()
    assert "houden de werelden van aanwezigheden ook elk gedrukt uur" in statement()


def test_every_relation_between_measures_that_the_attacker_knows_is_listed_and_no_other():
    listed = TEXT.partition("<!-- verbanden -->\n")[2].partition("<!-- /verbanden -->")[0]
    assert [line.removeprefix("* ").strip("`") for line in listed.split("\n") if line] == list(relations())
