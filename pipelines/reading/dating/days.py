"""Sets of days as sorted intervals that do not touch, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pipelines.reading.types import Interval

Days = tuple[Interval, ...]
FIRST_DAY, LAST_DAY = date(1944, 1, 1), date(2100, 1, 1)  # news of launches lies between; anything else is a default of some system
EVER: Days = (Interval(FIRST_DAY, LAST_DAY),)
DAY = timedelta(days=1)


def between(first: date, last: date) -> Days:
    """The days from first to last, cut to the years of launch news; none where last comes before first."""
    first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
    return (Interval(first, last),) if first <= last else ()


def since(day: date) -> Days:
    """The day and all after it."""
    return between(day, LAST_DAY)


def until(day: date) -> Days:
    """The day and all before it."""
    return between(FIRST_DAY, day)


def around(day: date, before: int, after: int) -> Days:
    """The day with so many days before and after it."""
    return between(day - before * DAY, day + after * DAY)


def union(parts: Iterable[Days]) -> Days:
    """The days that lie in any part."""
    found: list[Interval] = []
    for piece in sorted((piece for part in parts for piece in part), key=lambda p: (p.first, p.last)):
        if found and piece.first <= found[-1].last + DAY:
            found[-1] = Interval(found[-1].first, max(found[-1].last, piece.last))
        else:
            found.append(piece)
    return tuple(found)


def meet(left: Days, right: Days) -> Days:
    """The days that lie in both."""
    found: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        first, last = max(left[i].first, right[j].first), min(left[i].last, right[j].last)
        if first <= last:
            found.append(Interval(first, last))
        if left[i].last <= right[j].last:
            i += 1
        else:
            j += 1
    return tuple(found)


def width(days: Days) -> int:
    """Number of days from the first to the last, both included."""
    return (days[-1].last - days[0].first).days + 1 if days else 0
