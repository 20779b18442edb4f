"""The commands: arguments to one call, an error to one message and its exit code."""

import sys

from pipelines.cli.stopping import stop_in_order
from pipelines.faults import Stopped, spoken

__all__ = ["main"]


def main() -> None:
    """Run the command line; who stops it while it is still starting is told so in words too."""
    stop_in_order()
    try:
        from pipelines.cli.app import main as run
    except Stopped as stopped:
        said = spoken(stopped)
        print(f"Fout: {said}", file=sys.stderr)
        sys.exit(said.exit_code)
    run()
