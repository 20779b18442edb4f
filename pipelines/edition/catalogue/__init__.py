"""The catalogue of all editions in a folder: static pages, feeds and a record, for any web server or none."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.edition.catalogue.feeds import ATOM, CALENDAR, atom, icalendar
from pipelines.edition.catalogue.listing import ListedEdition, Notice, list_editions
from pipelines.edition.catalogue.pages import index_pages
from pipelines.edition.catalogue.record import CATALOGUE, catalogue_record
from pipelines.edition.catalogue.series import read_series
from pipelines.edition.catalogue.series_pages import series_pages, titles_of
from pipelines.edition.catalogue.site import Appearance, Site
from pipelines.program import TEMPLATES
from pipelines.render import page_assets
from pipelines.wording import Wording

__all__ = [
    "Appearance",
    "ListedEdition",
    "Notice",
    "Site",
    "catalogue_of",
    "icalendar",
    "list_editions",
]


def catalogue_of(site: Site, root: Path) -> Mapping[str, bytes]:
    """Set the catalogue of the editions that stand in a folder; give its files by their name in that folder.

    Reads public files of editions only. The same folder and calendar give the same bytes.
    """
    editions = list_editions(root)
    series = read_series(root, editions)
    words = Wording(site.languages[0], site.places if site.languages[0] == "nl" else None)
    own = TEMPLATES / "catalogue"
    assets = page_assets(TEMPLATES, own / "catalogue.css", own / "catalogue.js")
    return {
        **index_pages(site, editions, titles_of(series), TEMPLATES),
        **series_pages(site, series, TEMPLATES),
        **{f"assets/{name}": content for name, content in assets.items()},
        ATOM: atom(site, editions, words),
        CALENDAR: icalendar(site, site.appearances, words),
        CATALOGUE: catalogue_record(site, root, editions),
    }
