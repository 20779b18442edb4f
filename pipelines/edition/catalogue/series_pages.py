"""A page for each headline: the newest figure of each period over all editions, and what it was before."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pipelines.edition.catalogue.feeds import edition_title
from pipelines.edition.catalogue.pages import fixed_words, frame_of
from pipelines.edition.catalogue.series import TOTAL, Series, Vintage, revised
from pipelines.edition.catalogue.site import Site
from pipelines.render import set_page
from pipelines.tables import Cell
from pipelines.wording import Wording

ABOVE, FOLDER = "..", "series"


def titles_of(series: Sequence[Series]) -> Callable[[Wording], Sequence[tuple[str, str]]]:
    """Give what names each headline and its page in a language."""
    return lambda words: [(_series_name(one, words), f"{FOLDER}/{_file(one)}") for one in series]


def series_pages(site: Site, series: Sequence[Series], templates: Path) -> Mapping[str, bytes]:
    """Set a page for each headline in each language."""
    return {
        f"series/{site.file(_file(one), language)}": _series_page(site, one, language, templates).encode()
        for one in series
        for language in site.languages
    }


def _file(one: Series) -> str:
    return f"{one.indicator.lower().replace('_', '-')}.html"


def _series_name(one: Series, words: Wording) -> str:
    return one.names.get(words.language) or next(iter(one.names.values()), one.indicator)


def _area(one: Series, area: str, words: Wording) -> str:
    known = one.areas.get(area, {})
    return known.get(words.language) or next(
        iter(known.values()), words.say("total") if area == TOTAL else area
    )


def _series_page(site: Site, one: Series, language: str, templates: Path) -> str:
    words = Wording(language, site.places if language == "nl" else None)
    name = _series_name(one, words)
    areas = [area for area in one.areas if any(place[0] == area for place in one.figures)]
    tables = [
        (words.say(f"catalogue.{key}"), tuple(_period_rows(one, areas, words, quarters=key == "quarters")))
        for key in ("years", "quarters")
    ]
    return set_page(
        templates, "catalogue/series.html",
        names={"words": fixed_words(words)}, filters={},
        frame=frame_of(site, words, _file(one), title=name, home=ABOVE, warning=_is_make_believe(one)),
        catalogue=f"{ABOVE}/{site.file('index.html', language)}",
        unit=words.unit(one.unit), intro=words.say("catalogue.series_intro"),
        areas=tuple(_area(one, area, words) for area in areas),
        tables=tuple((caption, rows) for caption, rows in tables if rows),
        revisions=tuple(
            (
                words.period(_period(period)), _area(one, area, words), _told(old, one, words),
                _told(new, one, words),
            )
            for area, period, old, new in revised(one)
        ),
    )  # fmt: skip


def _period(time: str) -> str:
    return time.replace("-Q", "-K")


def _period_rows(
    one: Series, areas: Sequence[str], words: Wording, *, quarters: bool
) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (words.period(_period(period)), tuple(_newest(one, area, period, words) for area in areas))
        for period in one.periods(quarters=quarters)
    ]


def _newest(one: Series, area: str, period: str, words: Wording) -> str:
    vintages = one.figures.get((area, period))
    return _shown(vintages[0].cell, one, words) if vintages else words.say("catalogue.not_there")


def _shown(cell: Cell, one: Series, words: Wording) -> str:
    return words.show(cell, one.unit, one.decimals)


def _told(vintage: Vintage, one: Series, words: Wording) -> tuple[str, str]:
    """Give a figure and the edition that published it."""
    edition = vintage.edition
    version = words.say(
        "catalogue.version", title=edition_title(edition, words), version=str(edition.version)
    )
    return _shown(vintage.cell, one, words), version


def _is_make_believe(one: Series) -> bool:
    return any(found.edition.warning for vintages in one.figures.values() for found in vintages)
