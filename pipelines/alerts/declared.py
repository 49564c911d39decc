"""Sinks as declared in ``alerts.toml`` of a warehouse: one entry each. Passwords and tokens come from the environment alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from pipelines.alerts.sinks import EmailSink, LogSink, Sink, WebhookSink
from pipelines.connect.problems import FetchProblem
from pipelines.connect.urls import parse_url
from pipelines.errors import SourceError
from pipelines.toml_files import find_place, read_toml

FILE = "alerts.toml"
DEFAULT_LOG = "alerts.jsonl"
PORTS = {"starttls": 587, "ssl": 465, "none": 25}
EXAMPLE = '[[sink]]\nkind = "webhook"\nurl = "https://alerts.example.org/launchwire"'
KEYS = {
    "log": ({"path"}, set()),
    "webhook": ({"url"}, set()),
    "email": ({"host", "sender", "recipients"}, {"port", "security"}),
}  # by kind: what must and what may be given

Entry = Mapping[str, Any]
Environment = Mapping[str, str]


def read_sinks(root: Path, environment: Environment) -> tuple[Sink, ...]:
    """Sinks of a warehouse in the order of the file; a log in the warehouse where nobody declared any."""
    path = root / FILE
    if not path.exists():
        return (LogSink(root / DEFAULT_LOG),)
    held = read_toml(path)
    entries = held.pop("sink", [])
    if held or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SourceError(
            f"{path}: expected nothing but [[sink]] entries; found {sorted(held) or entries!r}. An entry looks so:\n{EXAMPLE}"
        )
    return tuple(_sink(entry, f"{path}, sink {number}", root, environment) for number, entry in enumerate(entries, 1))


def _sink(entry: Entry, where: str, root: Path, environment: Environment) -> Sink:
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in KEYS:
        raise SourceError(f"{where}: kind {kind!r} is not known. Kinds are {list(KEYS)}.")
    required, optional = KEYS[kind]
    if unknown := sorted(set(entry) - {"kind", *required, *optional}):
        raise SourceError(
            f"{where}: unknown entries {unknown}. Known are {sorted({'kind', *required, *optional})}; passwords and tokens come from the "
            "environment (LAUNCHWIRE_SMTP_USER, LAUNCHWIRE_SMTP_PASSWORD, LAUNCHWIRE_WEBHOOK_TOKEN)."
        )
    if missing := sorted(required - set(entry)):
        raise SourceError(f"{where}: {missing} must be given.")
    return MAKERS[kind](entry, where, root, environment)


def _log(entry: Entry, where: str, root: Path, environment: Environment) -> Sink:
    return LogSink(root / find_place(_text(entry, "path", where), where))


def _webhook(entry: Entry, where: str, root: Path, environment: Environment) -> Sink:
    url = _text(entry, "url", where)
    if not may_be_told(url):
        raise SourceError(f"{where}: url {url!r} must be https and without a password; http only to this machine (127.0.0.1).")
    return WebhookSink(url, environment.get("LAUNCHWIRE_WEBHOOK_TOKEN") or None)


def _email(entry: Entry, where: str, root: Path, environment: Environment) -> Sink:
    host, sender, security = _text(entry, "host", where), _text(entry, "sender", where), entry.get("security", "starttls")
    recipients = entry["recipients"]
    if not isinstance(recipients, list) or not recipients or not all(_is_address(person) for person in [*recipients, sender]):
        raise SourceError(f'{where}: sender must be one address, recipients a list of them, such as ["desk@example.org"].')
    if not isinstance(security, str) or security not in PORTS or (security == "none" and not is_loopback(host)):
        raise SourceError(f"{where}: security {security!r} must be 'starttls' or 'ssl'; 'none' only to this machine (127.0.0.1).")
    port = entry.get("port", PORTS[security])
    if not isinstance(port, int) or not 0 < port < 65536:
        raise SourceError(f"{where}: port {port!r} is no port. Give a number such as {PORTS[security]}.")
    user, password = environment.get("LAUNCHWIRE_SMTP_USER"), environment.get("LAUNCHWIRE_SMTP_PASSWORD")
    if bool(user) != bool(password):
        raise SourceError(f"{where}: set both LAUNCHWIRE_SMTP_USER and LAUNCHWIRE_SMTP_PASSWORD, or neither.")
    return EmailSink(host, port, security, sender, tuple(recipients), (user, password) if user and password else None)


MAKERS: Mapping[str, Callable[[Entry, str, Path, Environment], Sink]] = {"log": _log, "webhook": _webhook, "email": _email}


def _text(entry: Entry, name: str, where: str) -> str:
    held = entry[name]
    if not isinstance(held, str) or not held.strip():
        raise SourceError(f"{where}: {name} must be text in quotes, and not empty.")
    return held


def _is_address(held: object) -> bool:
    return isinstance(held, str) and held.count("@") == 1 and held.isprintable() and not set(held) & set(" ,;<>")


def may_be_told(url: str) -> bool:
    """Whether alerts may go to an address: encrypted, or to this machine; without a password."""
    try:
        told = parse_url(url)
    except FetchProblem:
        return False
    return told.scheme == "https" or is_loopback(told.host)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name or number; other names are not looked up."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
