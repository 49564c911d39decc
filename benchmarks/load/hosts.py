"""Hosts that are troubled as a whole, so that what becomes of a document depends on those before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from benchmarks.load.cases import Answer
from benchmarks.load.documents import Asked, Document, End, Step, Steps, reply
from benchmarks.load.transport import say, whole

MOST_FAILURES = 3  # documents in a row, after which a run leaves a host
GOOD_BEFORE = 2  # documents that the host that wants rest still gives
NOT_FOUND: tuple[Step, ...] = (reply(status="404 Not Found"),)
NOTHING: Answer = say(*NOT_FOUND)
REST = reply(status="429 Too Many Requests", Retry_After="86400")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is right for one document in one run."""

    outcome: str  # of the request; empty where it is not asked for
    status: int | None = None
    fate: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """How a host answers for robots.txt and for a document at a place of its order; what is right there by run."""

    robots: tuple[Step, ...]
    name: str = ""  # where the host has no address: a name; ``closed`` stands for an address that nobody listens at
    outcome: str = "robots"
    tries: int = 0
    answer: Answer = NOTHING

    def expect(self, place: int, phase: int) -> Expected:
        """What is right for the document at a place, counted from 0."""
        del phase
        is_left = self.outcome != "robots" and place >= MOST_FAILURES
        return Expected("host_down") if is_left else Expected(self.outcome, tries=self.tries)


@dataclass(frozen=True, slots=True)
class Resting(Trouble):
    """A host that gives two documents and then wants a day of rest."""

    def expect(self, place: int, phase: int) -> Expected:
        """What is right for the document at a place, counted from 0."""
        if phase == 2 or place > GOOD_BEFORE:
            return Expected("not_before")
        return Expected("fetched", 200, "article", 1) if place < GOOD_BEFORE else Expected("http_error", 429, tries=1)


def path_at(place: int, name: str) -> str:
    """A path whose order among those of its host is its place."""
    return f"/{place:05d}-{name}"


def give_until_tired(document: Document, asked: Asked) -> Steps:
    """The first pages; then the wish to rest."""
    return iter([REST]) if document.path >= path_at(GOOD_BEFORE, "") else whole(document, asked)


TROUBLES: Mapping[str, Trouble] = MappingProxyType(
    {
        "closed_site": Trouble((reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain"),)),
        "site_without_say": Trouble((reply(status="503 Service Unavailable"),)),
        "site_whose_robots_hang": Trouble((End.HANG,), outcome="timeout"),
        "slow_site": Trouble(NOT_FOUND, outcome="timeout", tries=3, answer=say(End.HANG)),
        "dead_site": Trouble(NOT_FOUND, "closed", "unreachable"),
        "unknown_site": Trouble(NOT_FOUND, "desk.invalid", "unresolved"),
        "resting_site": Resting(NOT_FOUND, answer=give_until_tired),
    }
)
