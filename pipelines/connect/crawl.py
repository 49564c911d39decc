"""Many requests, with manners: one at a time for each host, with a pause between them, obeying robots.txt and wishes to wait.

A host that a redirect leads to is asked with the same manners.
"""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx

from pipelines.connect.entries import WebEntry
from pipelines.connect.fetch import Reply, fetch
from pipelines.connect.hosts import Host, Route, origin_of, rules_key
from pipelines.connect.problems import FetchProblem
from pipelines.connect.robots import ALLOW_ALL, FORBID_ALL, Robots, read_robots
from pipelines.connect.spool import Spool, Visit
from pipelines.connect.urls import parse_url

ROBOTS = "/robots.txt"
HOSTS_AT_ONCE = 8
TRIES = 3
TRIED_AGAIN = frozenset({"timeout", "unreachable", "unresolved", "bad_reply"})
BUSY = frozenset({429, 500, 502, 503, 504})
LONGEST_WAIT = 600.0  # seconds that a host may make a run wait in all; what it wants beyond is kept for later runs
MOST_FAILURES = 3  # documents in a row, after which a host counts as down for this run
SLOW = frozenset({"timeout", "unreachable", "unresolved"})  # failures that cost time
NOT_ASKED = frozenset({"robots", "not_before", "host_down"})


@dataclass(frozen=True, slots=True)
class Job:
    """One document to ask for. ``conditions`` ask for it only if it changed."""

    url: str
    entry: WebEntry
    conditions: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Crawler:
    """Visits documents. The clocks and the fetcher can be replaced, so that tests need not wait."""

    spool: Spool
    run_at: datetime
    not_before: Mapping[str, datetime] = field(default_factory=dict)  # by host, from earlier runs
    fetch: Callable[..., Reply] = fetch
    sleep: Callable[[float], None] = time.sleep
    steady: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _hosts: dict[str, Host] = field(default_factory=dict)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def visit_all(self, jobs: Sequence[Job]) -> list[Visit]:
        """One visit a job, in the order of the jobs; hosts are visited side by side, each document once."""
        once = {job.url: job for job in reversed(jobs)}
        by_host: dict[str, list[Job]] = {}
        for job in sorted(once.values(), key=lambda job: job.url):
            by_host.setdefault(parse_url(job.url).host, []).append(job)
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            try:
                visits = {visit.url: visit for held in pool.map(self._visit_host, by_host, by_host.values()) for visit in held}
            except BaseException:
                self._stopped.set()
                raise
        return [visits[job.url] for job in jobs]

    def _visit_host(self, name: str, jobs: list[Job]) -> list[Visit]:
        host = self._host(name)
        return [self._visit(host, job) for job in jobs if not self._stopped.is_set()]

    def _host(self, name: str) -> Host:
        return self._hosts.setdefault(name, Host(self.not_before.get(name)))

    def _visit(self, host: Host, job: Job) -> Visit:
        if (kept := self.spool.find(job.url, self.now())) is not None:
            return kept
        try:
            self._check(job.entry, parse_url(job.url))
            visit = self._keep(job, self._ask_again(job))
        except FetchProblem as problem:
            host.failures = count_failures(host.failures, problem)
            asked = self._host(parse_url(problem.asked).host) if problem.asked else host
            return Visit(job.url, problem.reason, self.now(), problem.message, problem.status, problem.asked, not_before=asked.not_before)
        host.failures = 0
        return visit

    def _keep(self, job: Job, reply: Reply) -> Visit:
        outcome = "not_modified" if reply.status == 304 else "fetched"
        digest = hashlib.sha256(reply.body).hexdigest() if outcome == "fetched" else None
        visit = Visit(
            job.url, outcome, self.now(), "", reply.status, reply.final_url, reply.address, dict(reply.headers), digest, len(reply.body)
        )
        if outcome == "fetched":
            self.spool.keep(visit, reply.body)
        return visit

    def _check(self, entry: WebEntry, url: httpx.URL, is_rules: bool = False) -> None:
        """Refuse an address, also one that a redirect leads to, whose host is down, or that the host does not want to be asked for.

        Rules have no rules.
        """
        host = self._host(url.host)
        self._heed(host)
        if host.failures >= MOST_FAILURES:
            raise FetchProblem(
                "host_down", f"{MOST_FAILURES} documents of the host failed in a row; the rest is asked for with the next run."
            )
        if entry.robots and not is_rules and url.path != ROBOTS and not self._robots(host, url, entry).allows(url.raw_path.decode("ascii")):
            raise FetchProblem("robots", "the site's robots.txt forbids it. Ask the site for leave, or remove the address.")

    def _heed(self, host: Host) -> None:
        """Wait for a host that wants to be left alone for a while, unless that is longer than a run waits for any host."""
        left = (host.not_before - self.now()).total_seconds() if host.not_before else 0.0
        if left <= 0:
            return
        if host.waited + left > LONGEST_WAIT:
            until = f"{host.not_before:%Y-%m-%d %H:%M} UTC"
            raise FetchProblem("not_before", f"the host asked to be left alone until {until}. It is asked then.")
        host.waited += left
        self.sleep(left)

    def _robots(self, host: Host, url: httpx.URL, entry: WebEntry) -> Robots:
        """The rules of a site, asked for once a run. A site that has none allows all; one that cannot say forbids all."""
        key = rules_key(url, entry)
        with host.rules:
            if key not in host.robots:
                host.robots[key] = self._fetch_robots(origin_of(url), entry)
        held = host.robots[key]
        if isinstance(held, FetchProblem):
            raise held
        return held

    def _fetch_robots(self, origin: str, entry: WebEntry) -> Robots | FetchProblem:
        """A failure costs all documents of the host, so it is tried again like any of them."""
        try:
            return read_robots(self._ask_again(Job(f"{origin}{ROBOTS}", entry)).body, entry.user_agent)
        except FetchProblem as problem:
            problem.asked = None  # whoever wants a document of the site did not ask there
            if problem.reason == "http_error" and problem.status is not None and 400 <= problem.status < 500 and problem.status != 429:
                return ALLOW_ALL
            return FORBID_ALL if problem.reason == "http_error" else problem

    def _ask_again(self, job: Job) -> Reply:
        """The reply of the first try that gives one."""
        url = parse_url(job.url)
        check = partial(self._check, job.entry, is_rules=url.path == ROBOTS)
        chance = random.Random(f"{self.run_at.isoformat()} {job.url}")  # noqa: S311 - spreads requests, hides nothing
        for tried in range(1, TRIES + 1):
            route = Route(url, job.entry, self._host, check, self._heed, self.sleep, self.steady)
            found = self._ask(route, job, tried, chance)
            if isinstance(found, Reply):
                return found
            self.sleep(found)
        raise AssertionError("the last try gives a reply or raises")

    def _ask(self, route: Route, job: Job, tried: int, chance: random.Random) -> Reply | float:
        """The reply to one request, or the seconds until the next try. What the host asks for is noted before its turn ends."""
        url = route.url
        with route:
            try:
                return self.fetch(job.url, job.entry.limits, job.conditions, route.follow)
            except FetchProblem as problem:
                problem.asked = str(route.url) if route.url.host != url.host else None
                wait = find_wait(problem, tried, chance) if tried < TRIES else None
                if wait is None or route.host.waited + wait > LONGEST_WAIT:
                    if problem.wait_seconds is not None and problem.status in BUSY:
                        route.host.not_before = self.now() + timedelta(seconds=problem.wait_seconds)
                    raise
                route.host.waited += wait
                return wait


def count_failures(before: int, problem: FetchProblem) -> int:
    """Documents of a host that failed in a row, so that it seems to be down; any answer ends the row, what was not asked for does not."""
    if problem.reason in SLOW:
        return before + 1
    return before if problem.reason in NOT_ASKED else 0


def find_wait(problem: FetchProblem, tried: int, chance: random.Random) -> float | None:
    """Seconds until a document is asked for again: what the host wants, else longer each time; None where it would be no use."""
    if problem.reason not in TRIED_AGAIN and problem.status not in BUSY:
        return None
    return float(problem.wait_seconds) if problem.wait_seconds is not None else 2.0**tried * (1 + chance.random())
