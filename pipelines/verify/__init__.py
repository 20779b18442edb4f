"""Check a published edition as an outsider: its hashes, and its numbers in every format."""

from pipelines.verify.books import Leaf, read_book
from pipelines.verify.checking import Difference, Verified, verify, verify_files
from pipelines.verify.prints import UNREADABLE, Print, read_print

__all__ = [
    "UNREADABLE",
    "Difference",
    "Leaf",
    "Print",
    "Verified",
    "read_book",
    "read_print",
    "verify",
    "verify_files",
]
