"""What is asked of a run: one workspace, one period, some scopes and languages, and where things are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import get_args

from pipelines.errors import ConfigError
from pipelines.request.calendar import Period, read_period
from pipelines.request.provenance import Run, this_run
from pipelines.request.settings import Config, Language, read_config
from pipelines.request.surroundings import user_folder

OVERVIEW = "overzicht"
ALL_SCOPES = "all"
PDF_STANDARDS = ("a3a-ua1", "a4f-ua2")


@dataclass(frozen=True)
class RunRequest:
    """An order that has been checked: nothing below asks again whether it can be."""

    config: Config
    period: Period
    scope: str  # a prison's code, OVERVIEW or ALL_SCOPES
    languages: tuple[str, ...]
    exports: Path
    concepts: Path  # where builds go, replaceable as often as wanted
    key: Path  # the secret key of the pseudonyms
    run: Run
    published: date | None  # None: today, or the date of the edition that has the same inputs
    is_definitive: bool
    is_revision: bool  # a planned revision: figures that are out may change
    pdf_standard: str
    early: str = ""  # why it is published before its time in the calendar
    erratum: str = ""  # which error in a definitive edition the next version mends

    @property
    def editions(self) -> Path:
        """Where published editions stand."""
        return self.config.editions


def read_request(
    workspace: Path,
    *,
    year: int | None = None,
    quarter: int | None = None,
    scope: str = OVERVIEW,
    languages: tuple[str, ...] = (),
    exports: str | Path | None = None,
    output: str | Path | None = None,
    published: date | None = None,
    is_definitive: bool = False,
    is_revision: bool = False,
    pdf_standard: str = "a3a-ua1",
    early: str = "",
    erratum: str = "",
) -> RunRequest:
    """Check what a command asks; raise ConfigError naming the option, what was found and what is expected.

    Without a year the order is for the last year that has ended.
    """
    config = read_config(workspace)
    run = this_run()
    period = read_period(run.started.year - 1 if year is None else year, quarter)
    for language in languages:
        _one_of("--lang", language, get_args(Language))
    _one_of("--pdf-standard", pdf_standard, PDF_STANDARDS)
    folder = Path(exports) if exports else config.exports
    return RunRequest(
        config, period, scope, languages or tuple(config.settings.report.languages), folder,
        Path(output) if output else config.data / "concepts", key_path(config, os.environ), run, published,
        is_definitive, is_revision, pdf_standard, early.strip(), erratum.strip(),
    )  # fmt: skip


def key_path(config: Config, environ: Mapping[str, str]) -> Path:
    """Say where the workspace's key is: as report.toml says, or in the user's own settings folder.

    Never in the repository: who has both the warehouse and its key can find a person back.
    """
    named = config.settings.paths.key
    if named:
        return config.workspace / Path(named).expanduser()
    home = user_folder(environ, "XDG_CONFIG_HOME", ".config")
    mark = sha256(str(config.workspace).encode()).hexdigest()[:12]
    return home / "jaarverslag" / f"{config.workspace.name}-{mark}.key"


def _one_of(option: str, found: str, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        raise ConfigError(f"{option} {found}: verwacht een van {', '.join(allowed)}")
