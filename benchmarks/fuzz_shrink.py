"""Failures tried again where nothing watches, in workers that may die, and made as short as they get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipelines.workers import Failure, Pool

MOST_TRIALS = 600
DEAREST = frozenset({"timeout", "memory", "crashed"})  # kinds that cost seconds, or a worker, each time
MOST_DEAR_TRIALS = 30
Task = tuple[str, bytes]
Results = Pool[Task, frozenset[str]]


@dataclass(slots=True)
class Shrinking:
    """An input that fails, getting shorter; trials that are left."""

    name: str
    content: bytes
    failure: Failure
    trials: int = 0

    def cut(self, pool: Results, size: int) -> bool:
        """Leave out the first stretch of a size without which it fails in the same way; whether there was one."""
        for shorter in islice(without_stretches(self.content, size), self.trials):
            self.trials -= 1
            result = try_one(self.name, shorter, pool)
            if isinstance(result, Failure) and is_alike(result, self.failure):
                self.content = shorter
                return True
        return False


def confirm(name: str, content: bytes, pool: Results) -> Failure | None:
    """How an input fails, if it does."""
    result = try_one(name, content, pool)
    return result if isinstance(result, Failure) else None


def try_one(name: str, content: bytes, pool: Results) -> Failure | frozenset[str]:
    """What one input comes to. The pool is asked to the end, lest its next answer be that to an earlier question."""
    (result,) = pool.map([(name, content)])
    return result


def shrink(name: str, content: bytes, failure: Failure, pool: Results) -> bytes:
    """The shortest input found that fails in the same way: halves are left out first, single bytes last."""
    left = Shrinking(name, content, failure, MOST_DEAR_TRIALS if failure.kind in DEAREST else MOST_TRIALS)
    size = len(content) // 2
    while size and left.trials > 0:
        if not left.cut(pool, size):
            size //= 2
    return left.content


def is_alike(one: Failure, other: Failure) -> bool:
    """Whether two failures are of one kind and one error."""
    return one.kind == other.kind and one.message.partition(":")[0] == other.message.partition(":")[0]


def without_stretches(content: bytes, size: int) -> Iterator[bytes]:
    """The content without each of its stretches of a size."""
    for at in range(0, len(content), size):
        yield content[:at] + content[at + size :]
