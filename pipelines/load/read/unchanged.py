"""Notice that a file changes while it is read."""

from pipelines.errors import LoadError
from pipelines.sources import Export


def check_unchanged(export: Export) -> None:
    """Raise LoadError when a file is no longer what it was when it was found: then it is being copied."""
    found = export.path.stat()
    if (found.st_size, found.st_mtime_ns) != export.stamp:
        raise LoadError(
            f"{export.path}: dit bestand veranderde terwijl het gelezen werd; wordt het nog gekopieerd? "
            "Voer het inlezen daarna opnieuw uit."
        )
