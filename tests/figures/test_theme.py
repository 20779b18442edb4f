"""Colours can be read, told apart in grey and by every eye; ticks are round; labels keep their distance."""

from itertools import pairwise, product

import pytest

from pipelines.figures.charts.theme import (
    ACCENT,
    CONTEXT,
    DASHES,
    DOMAINS,
    INK,
    OTHER_DOMAINS,
    PAPER,
    PARTS,
    SYMBOLS,
    contrast,
    domain_colour,
    ink_on,
    spread,
    ticks,
    wrapped,
)

EYES = {  # Viénot, Brettel and Mollon 1999, on linear light
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour: str, eye: str) -> list[float]:
    light = linear(colour)
    return [min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in EYES[eye]]


def brightness(light: list[float]) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


@pytest.mark.parametrize("colour", [*DOMAINS.values(), *OTHER_DOMAINS, ACCENT, CONTEXT, INK])
def test_colours_of_words_have_enough_contrast_with_the_page(colour):
    assert contrast(colour, PAPER) >= 4.5


@pytest.mark.parametrize("colour", PARTS)
def test_colours_of_areas_have_enough_contrast_with_the_page(colour):
    assert contrast(colour, PAPER) >= 3


@pytest.mark.parametrize("colour", [*PARTS, *DOMAINS.values()])
def test_words_on_an_area_can_be_read(colour):
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("pair", list(pairwise(PARTS)))
def test_neighbouring_parts_differ_in_grey(pair):
    assert contrast(*pair) >= 2.9


@pytest.mark.parametrize(("pair", "eye"), list(product(pairwise(PARTS), EYES)))
def test_neighbouring_parts_differ_for_colour_blind_eyes(pair, eye):
    low, high = sorted(brightness(seen(colour, eye)) for colour in pair)
    assert (high + 0.05) / (low + 0.05) >= 2.5


def test_domains_have_a_second_sign_beside_their_colour():
    """Six colours that can all be read as words can't all differ in grey: lines differ in dash and symbol too."""
    assert len(set(zip(DASHES, SYMBOLS, strict=True))) >= len(DOMAINS)
    assert len(set(DASHES)) == len(DASHES) and len(set(SYMBOLS)) == len(SYMBOLS)


def test_a_domain_that_we_do_not_know_keeps_its_colour():
    assert domain_colour("wonen") == domain_colour("wonen")
    assert domain_colour("wonen") in OTHER_DOMAINS
    assert domain_colour("sport") == DOMAINS["sport"]


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (1204, (0, 500, 1000)),
        (7.5, (0, 2, 4, 6)),
        (100, (0, 20, 40, 60, 80, 100)),
        (0.4, (0, 0.1, 0.2, 0.3, 0.4)),
        (0, (0, 1)),
    ],
)
def test_ticks_are_few_and_round(top, expected):
    assert ticks(top) == expected


def test_labels_are_pushed_apart_and_stay_inside():
    places = spread([100, 101, 102, 219, 220], 16, 0, 220)
    ordered = sorted(places)
    assert all(upper - lower >= 16 - 1e-9 for lower, upper in pairwise(ordered))
    assert ordered[-1] <= 220


def test_labels_with_room_stay_where_they_are():
    assert spread([10, 60, 110], 16, 0, 220) == (10, 60, 110)


def test_long_labels_break_between_words():
    assert wrapped("personeelstekort in de gevangenis", 24) == "personeelstekort in de<br>gevangenis"
    assert wrapped("onbreekbaarlangwoord", 5) == "onbreekbaarlangwoord"
