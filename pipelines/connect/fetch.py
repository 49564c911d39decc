"""One document over http or https: each hop checked, everything bounded, nothing taken from the environment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpcore
import httpx

from pipelines.connect.decoding import read_body
from pipelines.connect.network import Deadline, GuardedBackend, Resolve, resolve_name, tls_context
from pipelines.connect.problems import FetchProblem
from pipelines.connect.urls import join_url, parse_url

Check = Callable[[httpx.URL], None]

MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TOOL = f"launchwire/{version('launchwire')}"
USER_AGENT = f"{TOOL} (news archive; obeys robots.txt)"
LONGEST_WAIT = 31_536_000  # seconds; a server that asks for more than a year means never
MOST_HEADER_BYTES = 65_536
SECRET_HEADERS = frozenset({b"set-cookie", b"set-cookie2", b"www-authenticate", b"authorization"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take."""

    deadline_seconds: float = 30.0
    body_bytes: int = 5 << 20
    allow_private: bool = False
    allow_downgrade: bool = False  # from https to http by a redirect
    user_agent: str = USER_AGENT


@dataclass(frozen=True, slots=True)
class Reply:
    """A document, or with status 304 the news that it is the one that was known."""

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    address: str | None

    @property
    def media_type(self) -> str:
        """What the server says that the body is, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def follow_all(target: httpx.URL) -> None:
    """Let a redirect lead anywhere that an address may."""


def fetch(
    url: str,
    limits: Limits,
    conditions: Mapping[str, str] | None = None,
    check: Check = follow_all,
    resolve: Resolve = resolve_name,
    now: datetime | None = None,
) -> Reply:
    """The document at an address. ``conditions`` are headers that ask for it only if it changed; ``check`` raises FetchProblem where a
    redirect leads that is not to be followed; while it makes this request wait, the deadline waits too. Raises FetchProblem.
    """
    deadline = Deadline.after(limits.deadline_seconds)
    at = parse_url(url)
    for _ in range(MOST_REDIRECTS + 1):
        reply, location = hop(at, limits, conditions or {}, GuardedBackend(deadline, limits.allow_private, resolve), now)
        if location is None:
            return Reply(url, str(at), reply.status, reply.headers, reply.body, reply.address)
        at = _follow(at, location, limits)
        left = deadline.left()
        check(at)
        deadline = Deadline.after(left)
    raise FetchProblem("refused_redirect", f"more than {MOST_REDIRECTS} redirects, one after the other. Check the address in a browser.")


def _follow(at: httpx.URL, location: str, limits: Limits) -> httpx.URL:
    target = join_url(at, location)
    if at.scheme == "https" and target.scheme == "http" and not limits.allow_downgrade:
        raise FetchProblem("refused_redirect", "a redirect leads from https to http. Give the http address if that is meant.")
    return target


def hop(
    at: httpx.URL, limits: Limits, conditions: Mapping[str, str], backend: GuardedBackend, now: datetime | None
) -> tuple[Reply, str | None]:
    """One request without redirects: the reply, and where it points to instead."""
    target = httpcore.URL(scheme=at.raw_scheme, host=at.raw_host, port=at.port, target=at.raw_path)
    headers = {
        "Host": at.netloc.decode("ascii"), "User-Agent": limits.user_agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate",
        "Connection": "close", **conditions,
    }  # fmt: skip
    try:
        with (
            httpcore.ConnectionPool(ssl_context=tls_context(), network_backend=backend, retries=0) as pool,
            pool.stream("GET", target, headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items()]) as response,
        ):
            return _read(str(at), response, limits, backend, now)
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise FetchProblem("timeout", "the server did not answer by the deadline. It is tried again with a later refresh.") from error
    except (httpcore.NetworkError, OSError) as error:
        raise FetchProblem("unreachable", f"the connection broke ({_tell(error)}). It is tried again with a later refresh.") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError, OverflowError) as error:
        raise FetchProblem("bad_reply", f"the reply is no proper HTTP ({_tell(error)}). It is tried again with a later refresh.") from error


def _read(url: str, response: httpcore.Response, limits: Limits, backend: GuardedBackend, now: datetime | None) -> tuple[Reply, str | None]:
    if sum(len(name) + len(value) for name, value in response.headers) > MOST_HEADER_BYTES:
        raise FetchProblem("too_large", f"the headers have more than {MOST_HEADER_BYTES:,} bytes, as no honest reply does.")
    headers = _headers(response)
    if response.status in REDIRECTS and "location" in headers:
        return Reply(url, url, response.status, headers, b"", backend.connected), headers["location"]
    if response.status == 304:
        return Reply(url, url, 304, headers, b"", backend.connected), None
    if response.status != 200:
        wait = read_retry_after(headers.get("retry-after", ""), now or datetime.now(UTC))
        raise FetchProblem("http_error", f"the server answered with status {response.status}.", response.status, wait)
    body = read_body(response.iter_stream(), headers.get("content-encoding", ""), limits.body_bytes)
    return Reply(url, url, 200, headers, body, backend.connected), None


def _headers(response: httpcore.Response) -> dict[str, str]:
    """Headers by name in small letters, in order of name; those that may hold secrets are left out."""
    held: dict[str, str] = {}
    for name, value in sorted(response.headers, key=lambda header: header[0].lower()):
        if name.lower() not in SECRET_HEADERS:
            key, text = name.lower().decode("latin-1"), value.decode("latin-1")
            held[key] = f"{held[key]}, {text}" if key in held and key != "location" else text
    return held


def read_retry_after(text: str, now: datetime) -> int | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None where it says nothing that can be read."""
    stripped = text.strip()
    if re.fullmatch(r"[0-9]{1,12}", stripped):
        return min(int(stripped), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(stripped)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(0, int((aware - now).total_seconds())), LONGEST_WAIT)


def _tell(error: BaseException) -> str:
    """An error of a library in few printable characters; it may repeat what a stranger sent."""
    text = "".join(char if char.isprintable() else "�" for char in str(error))
    return text[:120] or type(error).__name__
