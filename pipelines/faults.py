"""Say in words what the machine did: a full disk, too little memory, a folder that is not ours, a stop.

Only kinds of faults are told, with the path where the system names one. What a library says beside it may
repeat somebody's cell.
"""

import errno
import traceback
from pathlib import Path

from pipelines.errors import BusyError, GateError, ReportError, TechnicalError

STANDS = "Wat al gepubliceerd was, staat er nog."

SYSTEM = {
    errno.ENOSPC: "de schijf is vol{place}. Maak plaats en probeer opnieuw.",
    errno.EDQUOT: "uw deel van de schijf is vol{place}. Maak plaats en probeer opnieuw.",
    errno.EROFS: "hier kan niet geschreven worden{place}: de schijf is alleen te lezen.",
    errno.EACCES: "het systeem laat dit niet toe{place}. Geef schrijfrecht op die map, of gebruik een andere.",
    errno.EPERM: "het systeem laat dit niet toe{place}. Geef schrijfrecht op die map, of gebruik een andere.",
    errno.ENOENT: "dit bestand of deze map is er niet (meer){place}.",
    errno.EEXIST: "hier staat een bestand waar een map moet komen{place}. Verplaats het en probeer opnieuw.",
    errno.ENOTDIR: "hier staat een bestand waar een map moet zijn{place}. Verplaats het en probeer opnieuw.",
    errno.EIO: "de schijf kan niet gelezen of geschreven worden{place}. Laat de schijf nakijken.",
    errno.EMFILE: "er staan te veel bestanden open{place}. Verhoog de grens (ulimit -n) en probeer opnieuw.",
    errno.EFBIG: "een bestand zou groter worden dan het systeem toelaat{place}. Verhoog de grens (ulimit -f).",
}
OUT_OF_MEMORY = "er is te weinig geheugen. Sluit andere programma's of geef de machine meer geheugen."
INTERRUPTED = "onderbroken"
DATABASE = {
    "OutOfMemoryException": OUT_OF_MEMORY,
    "IOException": "de databank kan niet gelezen of geschreven worden. Is er plaats op de schijf, ook in de map "
    "voor tijdelijke bestanden, en mag u in data/ schrijven?",
    "InterruptException": INTERRUPTED,
    "SerializationException": "de databank is beschadigd. Zet data/ terug uit een reservekopie.",
    "FatalException": "de databank is beschadigd of de schijf is vol. Maak plaats, of zet data/ terug uit een "
    "reservekopie.",
}
"""By the kind of DuckDB's error, whose text is never shown."""
REFUSED = {"No space left": errno.ENOSPC, "File too large": errno.EFBIG, "Disk quota": errno.EDQUOT}
"""What the system said, in the text of an error of DuckDB."""


class Stopped(BaseException):
    """The user or the system asked the program to end."""


def spoken(error: BaseException) -> ReportError:
    """Give the error that says in words what went wrong, with its exit code; one with words stays as it is.

    The first cause that is known decides: a database that lost its disk complains of its transaction, and a
    gate that the machine closed is no gate.
    """
    chain = _chain(error)
    known = [
        found for one in reversed(chain) if not isinstance(one, ReportError) and (found := _in_words(one))
    ]
    if isinstance(error, ReportError) and not (isinstance(error, GateError) and known):
        return error
    said = known + [one for one in chain if isinstance(one, ReportError)]
    if said:
        return said[0]
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" in {Path(last[0].filename).name}, regel {last[0].lineno}" if last else ""
    return TechnicalError(
        f"het programma zelf faalt ({type(error).__name__}{where}). {STANDS} Meld dit aan wie het onderhoudt."
    )


def _chain(error: BaseException) -> list[BaseException]:
    """List an error, what it came from, and so on."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    return chain


def _in_words(error: BaseException) -> ReportError | None:
    if isinstance(error, MemoryError):
        return TechnicalError(f"{OUT_OF_MEMORY} {STANDS}")
    if isinstance(error, OSError) and error.errno in SYSTEM:
        place = f" ({error.filename})" if error.filename else ""
        return TechnicalError(f"{SYSTEM[error.errno].format(place=place)} {STANDS}")
    if type(error).__module__.lstrip("_").partition(".")[0] == "duckdb":
        return _of_database(error)
    is_interrupted = isinstance(error, KeyboardInterrupt | Stopped) or (
        isinstance(error, RuntimeError) and str(error) == "Query interrupted"
    )
    return TechnicalError(f"{INTERRUPTED}. {STANDS}") if is_interrupted else None


def _of_database(error: BaseException) -> ReportError | None:
    text = str(error)
    if "lock on file" in text:
        return BusyError(
            "een andere uitvoering heeft de databank open. Wacht tot die klaar is en probeer opnieuw."
        )
    for said, number in REFUSED.items():
        if said in text:
            return TechnicalError(f"{SYSTEM[number].format(place='')} {STANDS}")
    words = DATABASE.get(type(error).__name__)
    return None if words is None else TechnicalError(f"{words} {STANDS}")
