"""Say who did what, as what and why: what a record of a person's act must hold."""

from pipelines.errors import ConfigError


def need_told(expected: str, **told: str) -> None:
    """Raise ConfigError for the first option of the command line of which nothing is told."""
    for option, text in told.items():
        if not text.strip():
            raise ConfigError(f"--{option}: verwacht {expected}, en niets leegs")
