"""What a document is made of. Every text in a block is final: templates arrange, never decide."""

from dataclasses import dataclass

from pipelines.figures import Figure


@dataclass(frozen=True)
class Paragraph:
    """Running text; `html` is inline HTML that our own Markdown renderer made."""

    html: str


@dataclass(frozen=True)
class Subheading:
    """A heading below the chapter's, level 2 or 3."""

    anchor: str
    text: str
    level: int = 2


@dataclass(frozen=True)
class BulletList:
    """Short points, each inline HTML of our own renderer."""

    items: tuple[str, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class KeyNumber:
    """One big number with its label and, if known, the change since last year."""

    value: str
    label: str
    unit: str
    change: str | None
    definition: str | None  # anchor of the indicator's definition
    domain: str | None = None  # domain code, for its colour
    key: str | None = None  # the published cell that it shows
    is_revised: bool = False  # it says something else than in the version before


@dataclass(frozen=True)
class KeyNumbers:
    """The numbers that open a chapter."""

    items: tuple[KeyNumber, ...]


@dataclass(frozen=True)
class HeadCell:
    """A header cell over `columns` columns."""

    text: str
    columns: int = 1
    unit: str | None = None


@dataclass(frozen=True)
class BodyCell:
    """A number or a mark as text; `mark` is the letter of the mark when it is one."""

    text: str
    mark: str | None = None
    sort: str | None = None  # what a browser sorts by; only ever a shown value
    state: str | None = None  # of an objective: reached, missed ...
    key: str | None = None  # the published cell that it shows, as downloads name it
    is_revised: bool = False  # it says something else than in the version before


@dataclass(frozen=True)
class BodyRow:
    """A row: its header, its cells, and whether it is a total."""

    header: str
    cells: tuple[BodyCell, ...]
    is_total: bool = False
    domain: str | None = None
    language: str | None = None  # of the header, where it is not that of the document
    group: str = ""  # the heading of this row and those below it, where a group of rows begins


@dataclass(frozen=True)
class Table:
    """A numbered table with caption, units, notes and source."""

    anchor: str
    number: int  # 0: not numbered
    caption: str
    subtitle: str
    stub: str  # what the row headers are
    head: tuple[tuple[HeadCell, ...], ...]  # one or two rows, the stub column left out
    body: tuple[BodyRow, ...]
    notes: tuple[str, ...]
    source: str
    download: str | None = None  # file name in the edition's tables/ folder
    is_wide: bool = False  # turns the page
    is_listed: bool = True  # stands in the list of tables


@dataclass(frozen=True)
class Chart:
    """A numbered figure with caption, text alternative, source and the table behind it."""

    anchor: str
    number: int
    figure: Figure
    notes: tuple[str, ...]
    source: str
    table: Table | None  # the figures behind the chart, shown under it or folded away
    definition: str | None = None


@dataclass(frozen=True)
class Note:
    """A remark the reader must not miss: a break in series, a missing delivery, an empty chapter."""

    text: str
    kind: str = "note"  # note | missing | break | empty


@dataclass(frozen=True)
class Definition:
    """A term with its meaning."""

    anchor: str
    term: str
    text: str


@dataclass(frozen=True)
class Definitions:
    """A list of terms: indicators, marks, words."""

    items: tuple[Definition, ...]


@dataclass(frozen=True)
class KeyFinding:
    """A finding of the edition: its number, its sentence, what stands beside it, and its chapter."""

    number: str
    text: str
    more: str
    anchor: str | None  # of the chapter that tells it
    chapter: str


@dataclass(frozen=True)
class KeyFindings:
    """The findings that open an edition, the weightiest first."""

    items: tuple[KeyFinding, ...]


@dataclass(frozen=True)
class Box:
    """Words of the coordinator that are set apart, such as the points for policy."""

    anchor: str
    title: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Details:
    """What one looks something up in: folded away on a screen, not on paper."""

    summary: str
    blocks: tuple["Block", ...]


Block = (
    Paragraph
    | Subheading
    | BulletList
    | KeyNumbers
    | KeyFindings
    | Table
    | Chart
    | Note
    | Definitions
    | Box
    | Details
)


@dataclass(frozen=True)
class Chapter:
    """A chapter, with its opening."""

    anchor: str
    number: str  # "1", "A", or "" for a chapter without number
    title: str
    blocks: tuple[Block, ...]
    lead: str | None = None  # the chapter's message in a sentence
    domain: str | None = None
    page: str | None = None  # new | whole: starts on a new page, stays on one if it fits
    is_printed: bool = True
    is_guide: bool = False  # of marks and words: below the contents where it is not a chapter of its own
    source: str = ""  # where the chapter's numbers come from, once


@dataclass(frozen=True)
class Cover:
    """What the front page and the running heads say."""

    title: str
    subtitle: str
    scope: str
    period: str
    status: str
    publisher: str
    published: str  # date in words
    warning: str | None  # "VOORBEELD - fictieve gegevens"
    picture: Figure | None = None  # made from the figures, for paper


@dataclass(frozen=True)
class Colophon:
    """Facts that let a reader check the edition: (label, value) pairs."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Link:
    """Another form of the edition: its PDF, another language, its data."""

    text: str
    href: str
    language: str = ""  # where the text is in another language than the document


@dataclass(frozen=True)
class Document:
    """One edition in one language, ready to be set."""

    language: str  # BCP 47: nl-BE, fr-BE, en
    title: str
    description: str
    created: str  # ISO 8601, from the run's clock
    cover: Cover
    chapters: tuple[Chapter, ...]
    colophon: Colophon
    links: tuple[Link, ...] = ()
