"""Telling people that a crawl needs a look: by mail, webhook and Slack, as the operator's settings say.

Settings are `notify.toml` in the data folder, which is private; a password lies in a file of its own beside it.

    when = "problem"                       # or "always"
    [email]
    host = "smtp.example.org"
    sender = "archive@example.org"
    to = ["desk@example.org"]
    [webhook]
    url = "https://hooks.example.org/foi"
    [slack]
    url = "https://hooks.slack.com/services/…"
"""

from __future__ import annotations

import http.client
import smtplib
import ssl
import tomllib
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from scraper.errors import ScraperError

NOTIFY_FILE = "notify.toml"
TIMEOUT = 20.0
"""Seconds that a mail server or a webhook is given."""


class Email(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mail server and who hears from it.

    `password_file` and `ca_file` (the certificate of an authority of your own, in place of those that the system
    trusts) are relative to the data folder. A login is only ever said over an encrypted connection.
    """

    host: str
    sender: str
    to: list[str]
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password_file: str = ""
    ca_file: str = ""

    def __post_init__(self) -> None:
        if self.username and self.security == "none":
            raise ValueError('a username needs security = "starttls" or "tls"')


class Hook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An address that takes JSON by POST."""

    url: str


class Notify(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whom to tell, and when: `problem` (some force needs a look) or `always`."""

    when: Literal["problem", "always"] = "problem"
    email: Email | None = None
    webhook: Hook | None = None
    slack: Hook | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One force in a message: its run's status and the line that a person reads."""

    force: str
    status: str
    line: str
    run: str = ""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is told: `verdict` as the exit code of `foi crawl` says it, a summary, and the forces."""

    verdict: Literal["well", "look", "nothing"]
    summary: str
    forces: list[Told]

    @property
    def text(self) -> str:
        """The message as plain text."""
        return "\n".join([self.summary, "", *[told.line for told in self.forces]])


def settings_in(data: Path) -> Notify:
    """The settings of a data folder; nobody is told if there are none. Raises `ScraperError`."""
    path = data / NOTIFY_FILE
    if not path.is_file():
        return Notify()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Notify)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ScraperError(f"{path}: {error}") from error


def notify(message: Message, settings: Notify, data: Path) -> list[str]:
    """Tell everyone the settings name; a line for each way that failed."""
    if message.verdict == "well" and settings.when == "problem":
        return []
    failures = []
    ways: Sequence[tuple[str, object]] = (
        ("email", settings.email),
        ("webhook", settings.webhook),
        ("slack", settings.slack),
    )
    for name, way in ways:
        try:
            if isinstance(way, Email):
                _mail(message, way, data)
            elif isinstance(way, Hook):
                body: object = {"text": message.text} if name == "slack" else message
                _post(way.url, msgspec.json.encode(body))
        except (OSError, smtplib.SMTPException, http.client.HTTPException, ScraperError) as error:
            failures.append(f"notification by {name} failed: {error}")
    return failures


def _mail(message: Message, way: Email, data: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = f"police-foi-archive: {message.summary}"
    mail["From"] = way.sender
    mail["To"] = ", ".join(way.to)
    mail.set_content(message.text)
    context = ssl.create_default_context(cadata=(data / way.ca_file).read_text("ascii") if way.ca_file else None)
    if way.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(way.host, way.port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(way.host, way.port, timeout=TIMEOUT)
    with server:
        if way.security == "starttls":
            server.starttls(context=context)
        if way.username:
            password = (data / way.password_file).read_text(encoding="utf-8").strip()
            server.login(way.username, password)
        server.send_message(mail)


def _post(url: str, body: bytes) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ScraperError(f"{url}: not a web address")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=TIMEOUT)
    try:
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("POST", target, body, {"Content-Type": "application/json"})
        status = connection.getresponse().status
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise ScraperError(f"{parts.hostname} answered {status}")
