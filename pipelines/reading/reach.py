"""Which mentions a stretch of text can hold, found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything that stands at a place in the working text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


Item = TypeVar("Item", bound=Spanned)
START, END = attrgetter("start"), attrgetter("end")


def touching(items: Sequence[Item], start: int, end: int) -> Sequence[Item]:
    """The items that share a character with a span, of items in the order of the text that do not overlap each other."""
    return items[bisect_right(items, start, key=END) : bisect_left(items, end, key=START)]


def ahead_of(items: Sequence[Item], start: int, most: int) -> Sequence[Item]:
    """The last items, so many at most, that end before a place or at it; of items as above."""
    stop = bisect_right(items, start, key=END)
    return items[max(0, stop - most) : stop]
