"""Editions written by hand: a few lines of a table, as a reader gets them."""

from pathlib import Path

from pipelines.audit import Outsider, Rules, audit_editions, in_words, read_editions
from pipelines.edition import tables_as_csv
from pipelines.public_knowledge import PublicKnowledge


def edition(folder: Path, period: str = "2025", version: int = 1, /, **tables: str) -> Path:
    """Write the tables of one edition: each is text of columns apart by spaces, `.` for a total or nothing."""
    home = folder / "overzicht" / period / str(version)
    (home / "tables").mkdir(parents=True)
    for name, text in tables.items():
        lines = [line.split() for line in text.strip().splitlines()]
        body = "".join(",".join("" if field == "." else field for field in line) + "\r\n" for line in lines)
        (home / "tables" / f"{name}.rfc4180.csv").write_text(body, encoding="utf-8", newline="")
    return folder


def attack(*folders: Path, public: PublicKnowledge | None = None, **rules: object):
    return audit_editions(read_editions(folders), Outsider(Rules(**rules), public or PublicKnowledge()))


def spans(found) -> dict[str, tuple[int, int | None]]:
    """Give the ranges as {"measure labels": (lowest, highest)}."""
    return {
        f"{each.name[0]} {in_words(each.name[1])}": (
            int(each.lowest), None if each.highest is None else int(each.highest)
        )
        for each in found.ranges
    }  # fmt: skip


def printed(folder: Path, tables) -> Path:
    """Publish safe tables as CSV, as an edition does."""
    home = folder / "overzicht" / "2025" / "1" / "tables"
    home.mkdir(parents=True)
    for name, content in tables_as_csv(tables).items():
        (home / name).write_bytes(content)
    return folder
