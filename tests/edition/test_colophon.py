"""The colophon counts what was loaded for what it is: reference lists are no deliveries."""

from types import SimpleNamespace

import pytest

from pipelines.edition.metadata import _whole
from pipelines.release import WarehouseFacts


@pytest.mark.parametrize(("count", "language", "name"), [
    (1, "nl", "1 invoerbestand"), (2, "nl", "2 invoerbestanden"), (2, "fr", "2 fichiers d’entrée"), (1, "en", "1 input file"),
])  # fmt: skip
def test_the_fingerprint_is_over_all_input_files(tmp_path, count, language, name):
    key = tmp_path / "key"
    key.write_text("5a" * 32 + "\n", "ascii")
    key.chmod(0o600)
    files = tuple((f"file{number}.csv", "0" * 64) for number in range(count))
    assert _whole(SimpleNamespace(key=key), WarehouseFacts(files=files), language).inputs == name
