"""The errors that a user can meet, each with the exit code of the command that met it.

ReportError
├── GateError          1  a gate failed and nothing was published
│   ├── LoadError         a delivery as a whole is refused
│   ├── ModelError        a model or a check does not hold
│   ├── DisclosureError   a cell stays open
│   └── DocumentError     a claim that the data do not bear, a PDF that warns
├── ConfigError        2  a TOML file, an argument or a reference file is not usable
│   └── SourceError       a source or an export does not fit its contract
│       └── OtherVersionError  a file is another than the one of its name before
├── TechnicalError     3  the machine or a library failed
└── BusyError          4  another run holds the workspace

The message is for the user, in Dutch: what, where (file, line), what was found, what to do.
"""


class ReportError(Exception):
    """Stop with one readable message; never a traceback."""

    exit_code = 3


class GateError(ReportError):
    """A gate failed: nothing is published."""

    exit_code = 1


class LoadError(GateError):
    """A delivery as a whole is refused; the warehouse stays as it was."""


class ModelError(GateError):
    """A model does not keep its grain, or a check found what must not be."""


class DisclosureError(GateError):
    """A cell could be found by an attacker; the release stops."""


class DocumentError(GateError):
    """The document says what the data do not bear, or would not print as it must."""


class ConfigError(ReportError):
    """A setting, a reference file or an argument is not usable."""

    exit_code = 2


class SourceError(ConfigError):
    """A source's mapping or an export's columns do not fit the contract."""


class OtherVersionError(SourceError):
    """A file says something else than the one of its name before: whether it takes its place is asked."""


class TechnicalError(ReportError):
    """The machine or a library failed."""

    exit_code = 3


class BusyError(ReportError):
    """Another run holds the workspace."""

    exit_code = 4
