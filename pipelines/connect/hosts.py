"""One host of a run: what is known of it, and whose turn it is to ask it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import httpx

from pipelines.connect.entries import WebEntry
from pipelines.connect.fetch import Check
from pipelines.connect.problems import FetchProblem
from pipelines.connect.robots import Robots


@dataclass(slots=True)
class Host:
    """What a run knows of one host."""

    not_before: datetime | None = None
    next_at: float = 0.0  # by the steady clock
    waited: float = 0.0  # seconds, for its sake
    failures: int = 0  # in a row
    robots: dict[str, Robots | FetchProblem] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)  # of who asks it for something
    rules: threading.Lock = field(default_factory=threading.Lock)  # of who asks it for its rules

    def delay(self, url: httpx.URL, entry: WebEntry) -> float:
        """Seconds between two requests: what the source declares, or what the site asks for if that is longer."""
        held = self.robots.get(rules_key(url, entry))
        return max(entry.delay_seconds, (held.crawl_delay or 0.0) if isinstance(held, Robots) else 0.0)


@dataclass(slots=True)
class Route:
    """One request on its way through redirects. Use as a context.

    It holds the turn of the host that it asks, and of no other, lest two wait for each other.
    """

    url: httpx.URL
    entry: WebEntry
    find_host: Callable[[str], Host]
    check: Check  # raises FetchProblem where a redirect leads to what is not to be asked for
    heed: Callable[[Host], None]  # waits for a host that asked for it, or raises FetchProblem; it may have done so just before
    sleep: Callable[[float], None]
    steady: Callable[[], float]
    host: Host = field(init=False)
    _is_held: bool = False

    def __enter__(self) -> Route:
        self._take(self.url)
        return self

    def __exit__(self, *_: object) -> None:
        self._leave(is_done=True)

    def follow(self, target: httpx.URL) -> None:
        """Go where a redirect leads: another host has a pause of its own, the same one answers at once."""
        same, own_pause = target.host == self.url.host, self._leave(is_done=True)
        self.check(target)
        self._take(target, own_pause if same else None)

    def _take(self, url: httpx.URL, own_pause: float | None = None) -> None:
        """Wait until the host may be asked again, and nobody else asks it; a pause of this request's own is none."""
        self.url, self.host = url, self.find_host(url.host)
        self.host.turn.acquire()
        self._is_held = True
        try:
            self.heed(self.host)
        except FetchProblem:
            self._leave(is_done=False)
            raise
        wait = self.host.next_at - self.steady()
        if wait > 0 and self.host.next_at != own_pause:
            self.sleep(wait)

    def _leave(self, is_done: bool) -> float:
        """Let others ask, and when. The pause counts from the end of the request: a host that is slow, or far, is to have it whole."""
        if self._is_held:
            if is_done:
                self.host.next_at = self.steady() + self.host.delay(self.url, self.entry)
            self._is_held = False
            self.host.turn.release()
        return self.host.next_at


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port: what a robots.txt is for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def rules_key(url: httpx.URL, entry: WebEntry) -> str:
    """What tells the rules of a site for one agent from others."""
    return f"{origin_of(url)} {entry.user_agent}"
