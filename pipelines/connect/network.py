"""Connections that only lead to checked addresses, and that end with the deadline of the whole request."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import certifi
import httpcore

from pipelines.connect.addresses import refuse_address
from pipelines.connect.problems import FetchProblem

Resolve = Callable[[str, int], list[str]]
MOST_ADDRESSES = 4  # of one name that are tried


@cache
def tls_context() -> ssl.SSLContext:
    """Certificates are verified; made once, for it takes long."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Deadline:
    """The instant, by the steady clock, at which a request ends whatever it does."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """A deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds left; raises FetchProblem when there are none."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise FetchProblem("timeout", "the request was not done by its deadline. It is tried again with a later refresh.")
        return seconds


def resolve_name(host: str, port: int) -> list[str]:
    """Addresses of a name, each once, in the order of the resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class _Lookup:
    """A look-up in a thread of its own, for the resolver of the system knows no deadline."""

    resolve: Resolve
    host: str
    port: int
    found: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Fill ``found``; a name that is not known leaves it empty."""
        try:
            self.found = self.resolve(self.host, self.port)
        except (OSError, UnicodeError):
            self.found = []


@dataclass(slots=True)
class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, checks every address that it has, and connects to one of those: no second look-up can differ."""

    deadline: Deadline
    allow_private: bool = False
    resolve: Resolve = resolve_name
    connected: str | None = None  # address that the last connection led to

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the host, or FetchProblem."""
        problem: Exception | None = None
        for address in self.checked_addresses(host, port)[:MOST_ADDRESSES]:
            try:
                stream = httpcore.SyncBackend().connect_tcp(address, port, self.deadline.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
                continue
            self.connected = address
            return GuardedStream(stream, self.deadline)
        raise FetchProblem("unreachable", f"no connection to the host ({problem}). It is tried again with a later refresh.") from problem

    def checked_addresses(self, host: str, port: int) -> list[str]:
        """Addresses of a host. One that is refused refuses all: a name that is partly inside is a trap."""
        lookup = _Lookup(self.resolve, host.strip("[]"), port)
        thread = threading.Thread(target=lookup.run, daemon=True)
        thread.start()
        thread.join(self.deadline.left())
        if not lookup.found:
            raise FetchProblem("unresolved", "the name of the host has no address, or was not found in time. Check the address.")
        for address in lookup.found:
            if (problem := refuse_address(address, self.allow_private)) is not None:
                raise FetchProblem("refused_address", f"the host's address {address} {problem}; it is not fetched.")
        return lookup.found


@dataclass(slots=True)
class GuardedStream(httpcore.NetworkStream):
    """A connection whose every operation ends by the deadline of the request."""

    inner: httpcore.NetworkStream
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, at most ``max_bytes``."""
        return self.inner.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of ``buffer``."""
        self.inner.write(buffer, self.deadline.left())

    def close(self) -> None:
        """End the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate must be the host's."""
        return GuardedStream(self.inner.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self.inner.get_extra_info(info)
