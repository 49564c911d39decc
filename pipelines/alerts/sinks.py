"""Where alerts go: a log of JSON lines, a webhook, a mailbox. A sink sends or raises ``SinkProblem``; it never tries again by itself."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

import certifi
import httpx

from pipelines.alerts.message import Alert, one_line

SECONDS = 10.0  # for one attempt
BUSY = frozenset({408, 425, 429})  # answers after which the same request may be taken later


class SinkProblem(Exception):
    """An alert was not taken; ``is_passing`` where trying again may help."""

    def __init__(self, message: str, is_passing: bool) -> None:
        super().__init__(message)
        self.is_passing = is_passing


class Sink(Protocol):
    """Something that takes alerts."""

    @property
    def name(self) -> str:
        """What people call it; holds no secret."""

    def send(self, alert: Alert) -> None:
        """Hand one alert over, or raise SinkProblem."""


@dataclass(frozen=True, slots=True)
class LogSink:
    """Adds a line of JSON to a file that only this user can read."""

    path: Path

    @property
    def name(self) -> str:
        """Kind and file."""
        return f"log {self.path}"

    def send(self, alert: Alert) -> None:
        """Add one line."""
        line = json.dumps(alert.as_dict(), ensure_ascii=False, sort_keys=True).encode() + b"\n"
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb", buffering=0) as log:
                log.write(line)
        except OSError as error:
            raise SinkProblem(f"{self.name}: cannot be written to ({os.strerror(error.errno or 0)}).", is_passing=False) from error


@dataclass(frozen=True, slots=True)
class WebhookSink:
    """Posts an alert as JSON. A redirect is not followed: it could lead inside, or hand the token to somebody else."""

    url: str
    token: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Kind and host; the path of a webhook is often a secret."""
        parts = httpx.URL(self.url)
        return f"webhook {parts.host}"

    def send(self, alert: Alert) -> None:
        """Post once; anything but a success is a problem."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            with httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False, verify=trusted()) as client:
                status = client.post(self.url, json=alert.as_dict(), headers=headers).status_code
        except (httpx.HTTPError, UnicodeError) as error:  # of a host whose name no look-up takes
            raise SinkProblem(f"{self.name}: no answer ({type(error).__name__}).", is_passing=True) from error
        if status // 100 != 2:
            told = "a redirect, which is not followed" if status // 100 == 3 else f"status {status}"
            raise SinkProblem(f"{self.name}: answered with {told}.", is_passing=status // 100 == 5 or status in BUSY)


@dataclass(frozen=True, slots=True)
class EmailSink:
    """Sends an alert as a letter, over a connection that is encrypted unless it stays on this machine."""

    host: str
    port: int
    security: str  # starttls, ssl, none
    sender: str
    recipients: tuple[str, ...]
    login: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Kind and server."""
        return f"email {self.host}:{self.port}"

    def send(self, alert: Alert) -> None:
        """Send one letter to everybody."""
        try:
            with self._connect() as server:
                if self.security == "starttls":
                    server.starttls(context=trusted())
                if self.login:
                    server.login(*self.login)
                refused = server.send_message(self._letter(alert))
        except smtplib.SMTPResponseException as error:
            told = one_line(f"{error.smtp_code} {error.smtp_error!r}", 200)
            raise SinkProblem(f"{self.name}: answered {told}.", is_passing=400 <= error.smtp_code < 500) from error
        except (OSError, smtplib.SMTPException) as error:
            raise SinkProblem(f"{self.name}: {one_line(str(error), 200) or type(error).__name__}.", is_passing=is_passing(error)) from error
        if refused:
            raise SinkProblem(f"{self.name}: takes nothing for {', '.join(sorted(refused))}.", is_passing=False)

    def _connect(self) -> smtplib.SMTP:
        if self.security == "ssl":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=trusted())
        return smtplib.SMTP(self.host, self.port, timeout=SECONDS)

    def _letter(self, alert: Alert) -> EmailMessage:
        letter = EmailMessage()
        letter["Subject"] = one_line(alert.summary, 150)
        letter["From"] = self.sender
        letter["To"] = ", ".join(self.recipients)
        letter["Auto-Submitted"] = "auto-generated"  # keeps answering machines quiet
        letter.set_content(alert.as_text())
        return letter


def is_passing(error: Exception) -> bool:
    """Whether a failed connection may work later; a certificate or a missing extension will not mend itself."""
    return not isinstance(error, ssl.SSLCertVerificationError | smtplib.SMTPNotSupportedError | smtplib.SMTPRecipientsRefused)


def trusted() -> ssl.SSLContext:
    """Whom to trust: the usual authorities, and those that SSL_CERT_FILE names."""
    context = ssl.create_default_context(cafile=certifi.where())
    if own := os.environ.get("SSL_CERT_FILE"):
        context.load_verify_locations(own)
    return context
