"""Days and instants in words, never more precise than they were told."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime

NOT_TOLD = "no day told"


def tell_days(first: date | None, last: date | None) -> str:
    """An interval of days: a day, a month, a year, or from one day to another."""
    if first is None or last is None:
        return tell_half(first, last)
    if first == last:
        return tell_day(first)
    if is_whole_month(first, last):
        return f"{first:%B} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {tell_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {tell_day(last)}"
    return f"{tell_day(first)} to {tell_day(last)}"


def tell_half(first: date | None, last: date | None) -> str:
    """An interval of which one end, or both, are not told."""
    if first is not None:
        return f"from {tell_day(first)}"
    return f"until {tell_day(last)}" if last is not None else NOT_TOLD


def tell_day(day: date) -> str:
    """One day, such as 4 July 2017."""
    return f"{day.day} {day:%B} {day.year}"


def tell_instant(instant: datetime | None) -> str:
    """An instant of the warehouse, which counts in UTC: its day, and its time unless that is midnight."""
    if instant is None:
        return ""
    there = instant.astimezone(UTC)
    return tell_day(there.date()) if (there.hour, there.minute) == (0, 0) else f"{tell_day(there.date())}, {there:%H:%M} UTC"


def iso_days(first: date | None, last: date | None) -> str:
    """An interval in ISO 8601: a day, a month, a year, or two days and a slash."""
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}" if first or last else ""
    if first == last:
        return first.isoformat()
    if is_whole_month(first, last):
        return f"{first:%Y-%m}"
    if (first.year, first.month, first.day, last.month, last.day) == (last.year, 1, 1, 12, 31):
        return f"{first:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"


def is_whole_month(first: date, last: date) -> bool:
    """Whether the days are one calendar month."""
    return first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day == monthrange(last.year, last.month)[1]


def day_of(instant: datetime) -> date:
    """The day of an instant, in UTC as everywhere in the warehouse."""
    return instant.astimezone(UTC).date()
