"""Decide who is let in: this machine's own browser, with the token of this start, from the page itself.

The workbench shows data about persons to whoever reaches it. Another site that is open in the same browser
must neither read it (a name that is made to point here, DNS rebinding, has a foreign Host) nor change
anything (a form that is sent here has a foreign Origin and no CSRF token).
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from hashlib import sha256
from threading import Lock

SAFE = frozenset({"GET", "HEAD"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser hides the Origin of a form of our own
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries: no foreign code, no copy on disk, nothing told to other sites."""

FRAMED = {
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "frame-ancestors 'self'",
}
"""Of a page of an edition, which has a policy of its own and is shown within a page of the workbench."""


class Refusal(Enum):
    """Why a request is not answered."""

    HOST = auto()
    ORIGIN = auto()
    TOKEN = auto()
    FORM = auto()


class TooLargeError(Exception):
    """More came than one form may bring."""


@dataclass
class Doorkeeper:
    """The secrets of one start of the workbench; the token in the address opens once."""

    port: int
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    token: str | None = field(default_factory=lambda: secrets.token_urlsafe(32))
    _turn: Lock = field(default_factory=Lock, repr=False)

    @property
    def cookie(self) -> str:
        """The name of the cookie: two workbenches on one machine do not turn each other out."""
        return f"werkbank-{self.port}"

    @property
    def csrf(self) -> str:
        """The token that each form of this session carries."""
        return hmac.digest(self.session.encode(), b"form", sha256).hex()

    @property
    def hosts(self) -> tuple[str, str]:
        """The only names by which this workbench is reached."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def exchange(self, token: str) -> bool:
        """Tell whether this is the token of the address; it is spent by that."""
        with self._turn:
            is_right = self.token is not None and hmac.compare_digest(self.token.encode(), token.encode())
            self.token = None if is_right else self.token
            return is_right

    def refuse_address(self, method: str, headers: Mapping[str, str]) -> Refusal | None:
        """Refuse a foreign Host, and what another site's page asks; headers are in small letters."""
        host = headers.get("host", "")
        if host not in self.hosts:
            return Refusal.HOST
        origin = headers.get("origin")
        is_own = origin == f"http://{host}"
        if (origin is not None and not is_own) or (method not in SAFE and not is_own):
            return Refusal.ORIGIN
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return Refusal.ORIGIN
        return None

    def refuse_session(self, cookies: Mapping[str, str]) -> Refusal | None:
        """Refuse who did not come in by the address that was printed at the start."""
        given = cookies.get(self.cookie, "")
        return None if hmac.compare_digest(given.encode(), self.session.encode()) else Refusal.TOKEN

    def refuse_form(self, given: str) -> Refusal | None:
        """Refuse a form that no page of this session made."""
        return None if hmac.compare_digest(given.encode(), self.csrf.encode()) else Refusal.FORM
