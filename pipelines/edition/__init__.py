"""Editions and concepts as files: set, described, previewed, stored, and made visible by one rename."""

from pipelines.edition.causes import Cause, causes_between, kind_of, read_delivered
from pipelines.edition.downloads import tables_as_csv
from pipelines.edition.edition_folder import (
    CONFIDENTIAL,
    MANIFEST,
    PUBLIC,
    STORE,
    SUMS,
    Contents,
    StoredEdition,
    documents_of,
    is_public,
    public_of,
    read_manifest,
    store_of,
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
from pipelines.edition.scoped_tables import of_scope
from pipelines.edition.scopes import Scope, scopes_of
from pipelines.edition.sealing import seal
from pipelines.edition.store import (
    EditionVersion,
    Settled,
    as_in_manifest,
    home_of,
    newest_edition,
    settle_editions,
    show_together,
    standing,
)
from pipelines.edition.written_words import WordsDesk, write_page_assets, write_words

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
    "Cause",
    "Contents",
    "EditionVersion",
    "Rendered",
    "Scope",
    "Settled",
    "StoredEdition",
    "WordsDesk",
    "as_in_manifest",
    "causes_between",
    "changed_figures",
    "delivered_files",
    "documents_of",
    "home_of",
    "inputs_mark",
    "is_public",
    "kind_of",
    "newest_edition",
    "of_scope",
    "preview",
    "public_of",
    "read_delivered",
    "read_manifest",
    "render",
    "safe_tables",
    "scopes_of",
    "seal",
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
