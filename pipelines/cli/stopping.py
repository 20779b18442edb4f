"""End in order when the user or the system asks for it, from the first moment on."""

import signal
import sys

from pipelines.faults import Stopped

ASKS = (signal.SIGINT, signal.SIGTERM)
AGAIN = 0.01
"""Seconds after which is asked again, where Python could not hand on what was raised."""


def stop_in_order() -> None:
    """Raise Stopped, once, where the process is asked to end: temporary folders and servers go with it.

    Neither signal's own way will do: SIGTERM ends at once, and Ctrl-C ends with the code of a closed gate.
    """
    for number in ASKS:
        signal.signal(number, _stop)
    sys.unraisablehook = _not_lost


def end_is_decided() -> None:
    """Ask no more: who stops what is already leaving gets the exit code of what was done, not that of a kill."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in ASKS:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise Stopped


def _not_lost(lost: "sys.UnraisableHookArgs") -> None:
    """Ask again for what was raised within a finalizer or the lock of an import, which Python drops."""
    if not isinstance(lost.exc_value, Stopped):
        sys.__unraisablehook__(lost)
        return
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, AGAIN)
