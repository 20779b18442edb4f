"""Every key that a source may have stands in the guide for coordinators, and no message names another."""

import re
from pathlib import Path

from pipelines.sources import Source
from pipelines.toml import Place, known_keys

ROOT = Path(__file__).parents[2]


def keys() -> set[str]:
    """Give the keys that a source may have, at each of its places."""
    maps: Place = ("maps", 0)
    places: tuple[Place, ...] = (
        (), ("dialect",), ("table",), ("table", "unpivot", 0), maps, (*maps, "where"), (*maps, "columns", "x"),
    )  # fmt: skip
    return {key for place in places for key in known_keys(Source, None, place)}


def test_reading_asks_for_keys() -> None:
    assert {"source", "files", "each_line", "hidden", "struck", "excel_dates", "unpivot", "part"} <= keys()


def test_every_key_of_a_source_stands_in_the_guide() -> None:
    guide = (ROOT / "docs/nieuwe-bron.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(.*?)```", guide, re.DOTALL)
    shown = " ".join([*blocks, *re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", guide, flags=re.DOTALL))])
    missing = {key for key in keys() if not re.search(rf"\b{key}\b", shown)}
    assert missing == set()
