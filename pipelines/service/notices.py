"""Tell the coordinator: by mail where the workspace names a server, and always as a file in data/service."""

import os
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from hashlib import sha256
from pathlib import Path

from pipelines.durable import PRIVATE_FOLDER, make_folder, move, write_whole
from pipelines.errors import ConfigError
from pipelines.request import Config, NotifySection
from pipelines.service.state import service_folder

WAITING, KEPT = "te-versturen", "berichten"
PASSWORD = "JAARVERSLAG_SMTP_PASSWORD"  # noqa: S105  # the name of a variable, not its value
TIMEOUT = 20  # seconds that a mail server may keep a look waiting
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True)
class Notice:
    """What somebody is told; the same key is told once."""

    key: str
    subject: str
    text: str


def drop(config: Config, notice: Notice, now: datetime) -> Path:
    """Write a notice as a mail that any program opens; where mail is set up it waits there to be sent."""
    section = config.settings.notify
    folder = service_folder(config) / (WAITING if section.smtp and section.to else KEPT)
    make_folder(folder, mode=PRIVATE_FOLDER)
    mark = sha256(notice.key.encode()).hexdigest()[:8]
    path = folder / f"{now:%Y%m%d-%H%M%S}-{mark}.eml"
    write_whole(path, _mail(section, notice, now).as_bytes())
    return path


def send_waiting(config: Config, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Send what waits, oldest first; give what went wrong. What can't be sent waits for the next look."""
    section = config.settings.notify
    waiting = sorted((service_folder(config) / WAITING).glob("*.eml"))
    if not waiting or not section.smtp or not section.to:
        return ()
    kept = service_folder(config) / KEPT
    make_folder(kept, mode=PRIVATE_FOLDER)
    try:
        with _connected(section, environment) as server:
            for path in waiting:
                server.sendmail(_sender(section), section.to, path.read_bytes())
                move(path, kept / path.name)
    except (OSError, smtplib.SMTPException, ConfigError) as error:
        return (f"{section.smtp}: {len(waiting)} bericht(en) niet verstuurd ({_in_short(error)})",)
    return ()


def _connected(section: NotifySection, environment: Mapping[str, str]) -> smtplib.SMTP:
    host, _, port = section.smtp.partition(":")
    number = int(port or PORTS[section.security])
    context = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, number, timeout=TIMEOUT, context=context)
        if section.security == "tls"
        else smtplib.SMTP(host, number, timeout=TIMEOUT)
    )
    try:
        if section.security == "starttls":
            server.starttls(context=context)
        if section.user:
            if PASSWORD not in environment:
                raise ConfigError(f"het wachtwoord van {section.user} ontbreekt; zet het in {PASSWORD}")
            server.login(section.user, environment[PASSWORD])
    except BaseException:
        server.close()
        raise
    return server


def _mail(section: NotifySection, notice: Notice, now: datetime) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = f"[jaarverslag] {notice.subject}"
    mail["From"] = _sender(section)
    if section.to:
        mail["To"] = ", ".join(section.to)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain="jaarverslag.invalid")
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(notice.text)
    return mail


def _sender(section: NotifySection) -> str:
    return section.sender or (section.to[0] if section.to else "jaarverslag@localhost")


def _in_short(error: Exception) -> str:
    """Say what a mail server answered, never a password."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__
