"""Editions and concepts as files: set, described, previewed, stored, and made visible by one rename."""

from pipelines.edition.catalogue import (
    Appearance,
    ListedEdition,
    Site,
    catalogue_of,
    icalendar,
    list_editions,
)
from pipelines.edition.causes import Cause, causes_between, kind_of, read_delivered
from pipelines.edition.downloads import packed, tables_as_csv
from pipelines.edition.edition_folder import (
    MANIFEST,
    PUBLIC,
    SUMS,
    Contents,
    StoredEdition,
    documents_of,
    is_public,
    public_files,
    public_of,
    read_manifest,
    write_aside,
    write_contents,
)
from pipelines.edition.inputs import delivered_files, inputs_mark, stamp_of
from pipelines.edition.live_preview import preview
from pipelines.edition.rendering import (
    CONCEPT,
    DEFINITIVE,
    PROVISIONAL,
    REVISED,
    Rendered,
    render,
    safe_tables,
    start_narrative,
)
from pipelines.edition.revisions import changed_figures
from pipelines.edition.scopes import Scope, need_scope, of_scope, scopes_of
from pipelines.edition.sealing import seal
from pipelines.edition.store import (
    EditionVersion,
    Settled,
    home_of,
    newest_edition,
    sealed_name,
    settle_editions,
    show_together,
    standing,
)
from pipelines.edition.written_words import WordsDesk, read_words, write_page_assets, write_words
from pipelines.release import CONFIDENTIAL, STORE, store_of

__all__ = [
    "CONCEPT",
    "CONFIDENTIAL",
    "DEFINITIVE",
    "MANIFEST",
    "PROVISIONAL",
    "PUBLIC",
    "REVISED",
    "STORE",
    "SUMS",
    "Appearance",
    "Cause",
    "Contents",
    "EditionVersion",
    "ListedEdition",
    "Rendered",
    "Scope",
    "Settled",
    "Site",
    "StoredEdition",
    "WordsDesk",
    "catalogue_of",
    "causes_between",
    "changed_figures",
    "delivered_files",
    "documents_of",
    "home_of",
    "icalendar",
    "inputs_mark",
    "is_public",
    "kind_of",
    "list_editions",
    "need_scope",
    "newest_edition",
    "of_scope",
    "packed",
    "preview",
    "public_files",
    "public_of",
    "read_delivered",
    "read_manifest",
    "read_words",
    "render",
    "safe_tables",
    "scopes_of",
    "seal",
    "sealed_name",
    "settle_editions",
    "show_together",
    "stamp_of",
    "standing",
    "start_narrative",
    "store_of",
    "tables_as_csv",
    "write_aside",
    "write_contents",
    "write_page_assets",
    "write_words",
]
