"""Every key that a source may have stands in the guide for coordinators, and no message names another."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = re.compile(
    r"\b(?:section|top|listed)\.(?:text|texts|choice|flag|whole|number|section|sections|words|one_or_more|get)"
    r'\(\s*"(\w+)"|_share\(top, "(\w+)"'
)


def keys() -> set[str]:
    """Give the keys that reading a source asks for."""
    text = "".join(
        (ROOT / "pipelines/sources" / name).read_text(encoding="utf-8")
        for name in ("mapping.py", "layout.py")
    )
    return {one or other for one, other in READ.findall(text)}


def test_reading_asks_for_keys() -> None:
    assert {"source", "files", "each_line", "hidden", "struck", "excel_dates", "unpivot", "part"} <= keys()


def test_every_key_of_a_source_stands_in_the_guide() -> None:
    guide = (ROOT / "docs/nieuwe-bron.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(.*?)```", guide, re.DOTALL)
    shown = " ".join([*blocks, *re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", guide, flags=re.DOTALL))])
    missing = {key for key in keys() if not re.search(rf"\b{key}\b", shown)}
    assert missing == set()
