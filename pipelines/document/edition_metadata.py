"""What an edition is: its scope, period and status, and everything the method chapter must own up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from pipelines.model import Lacking, Place
from pipelines.protect import SafeLedger


@dataclass(frozen=True)
class Coverage:
    """Whether a partner delivered a dataset for a quarter: expected, delivered, partly, late or missing."""

    source_label: str
    dataset: str
    quarter: str
    state: str


@dataclass(frozen=True)
class Remark:
    """What a check found, as a sentence that may be printed; a check of ours has one in each language."""

    severity: str
    sentence: str
    check: str = ""


@dataclass(frozen=True)
class Disclosure:
    """The rules that protected the release, and the percentage of its cells that they hid.

    `share_hidden` is that of the counts of persons, `share_of_events` that of other figures about persons.
    """

    threshold: int
    method: str
    share_hidden: Decimal
    share_of_events: Decimal = Decimal(0)
    zeros: str = "public"
    base: int = 5


@dataclass(frozen=True)
class Break:
    """A day from which figures can't simply be compared; None = every prison, every domain."""

    day: date
    prison_code: str | None
    domain_code: str | None
    note: str


@dataclass(frozen=True)
class Fingerprint:
    """What was loaded, in words, and a fingerprint of it that only who has the workspace's key can make."""

    inputs: str
    seal: str


@dataclass(frozen=True)
class Revision:
    """A published number that changed since an earlier version, all in words, and why."""

    what: str
    before: str
    now: str
    reason: str


@dataclass(frozen=True)
class EditionMetadata:
    """All that a document knows beside the numbers. `prison_code` None is the overview."""

    prison_code: str | None
    scope_name: str
    year: int
    quarter: int | None
    status: str  # concept | voorlopig | definitief | herzien
    version: int
    published: date
    cut_off: date  # the day after the last one that the figures tell of
    publisher: str
    title: str | None
    warning: str | None
    language: str
    domains: tuple[str, ...]
    subdomains: Mapping[str, str] = field(default_factory=dict)  # each with its domain
    places: tuple[str, str] | None = None  # singular and plural; None: as the language calls a prison
    created: str = ""  # ISO 8601, from the run's clock; empty: midnight of the day of publication
    coverage: tuple[Coverage, ...] = ()
    ledger: SafeLedger = field(default_factory=SafeLedger)
    remarks: tuple[Remark, ...] = ()
    disclosure: Disclosure | None = None
    breaks: tuple[Break, ...] = ()
    revisions: tuple[Revision, ...] | None = None  # None: nobody compared with an earlier version
    fingerprints: tuple[Fingerprint, ...] = ()
    incomplete: frozenset[str] = frozenset()
    incomplete_of: Mapping[Place, Lacking] = field(default_factory=dict)
    """More of them, by prison and domain, and by measure."""
    in_parts: frozenset[tuple[str, str | None]] = frozenset()
    """Each `<mart>.<measure>` with a figure somewhere within the period, and its domain; None = any."""
    narrative: Path | None = None
    languages: tuple[str, ...] = ()  # of the edition, the first without a suffix in its file names
    contact: str = ""
    responsible: str = ""  # the publisher in law, with an address
    licence: str = ""
    deposit: str = ""  # the deposit number of the publication

    @property
    def last_day(self) -> date:
        """Give the last day that the figures tell of; when the files came in is another day."""
        return self.cut_off - timedelta(days=1)

    @property
    def is_overview(self) -> bool:
        """Tell whether it is about all prisons."""
        return self.prison_code is None
