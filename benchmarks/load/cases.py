"""What a case is: how a server answers for a document, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.load.documents import Asked, Document, Steps

Answer = Callable[[Document, Asked], Steps]
NOT_HERE = frozenset({"timeout", "unreachable", "unresolved"})  # outcomes of hosts that seem to be down


@dataclass(frozen=True, slots=True)
class Case:
    """How a server answers, and what is right: the outcome of the request, its status, and what becomes of the bytes.

    ``fate`` is ``article``, ``copy:REASON``, ``reject:REASON`` (no record), ``refused:REASON`` (a record, no article) or empty.
    """

    answer: Answer
    outcome: str = "fetched"
    fate: str = "article"
    status: int | None = None
    tries: int = 1  # requests of one run, redirects left out
    weight: int = 2  # how often it comes among the broken ones; what takes long comes half as often

    @property
    def came(self) -> bool:
        """Whether bytes come."""
        return self.outcome == "fetched"


def failing(answer: Answer, outcome: str, tries: int = 1, status: int | None = None) -> Case:
    """A case in which nothing comes."""
    return Case(answer, outcome, "", status, tries, weight=1 if tries > 1 else 2)
