"""Check a published edition as an outsider: its hashes, and its numbers in every format."""

from pipelines.verify.checking import Difference, Verified, verify, verify_files

__all__ = ["Difference", "Verified", "verify", "verify_files"]
