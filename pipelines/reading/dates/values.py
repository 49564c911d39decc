"""What a temporal expression means: a TIMEX3 type and value, and the days that the words allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines.reading.dates.calendar import FIRST_YEAR, LAST_YEAR, make_day
from pipelines.reading.types import Interval

Captures = Mapping[str, str | None]
Tense = Literal["past", "future", "open"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Value:
    """One meaning. ``group`` names the capture that it belongs to, empty for the whole match."""

    type: TimexType
    value: str
    first: date | None = None
    last: date | None = None
    time: str | None = None
    zone: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Now:
    """Where a reader stands at an expression: the publication day, the tense, the day last named."""

    day: date | None
    tense: Tense = "open"
    reference: date | None = None
    quarter: str = ""  # the quarter last named, which company news goes on comparing with


def day_value(day: date | None, unknown: str = "XXXX-XX-XX") -> Value:
    """A day, or the pattern of an unknown one."""
    return Value("DATE", day.isoformat(), day, day) if day else Value("DATE", unknown)


def days_value(value: str, days: Interval | None) -> Value:
    """A value with the days that it covers."""
    return Value("DATE", value, days.first, days.last) if days else Value("DATE", value)


def cost_of(distance: int, tense: Tense) -> int:
    """How far a reading lies from the publication day; the wrong direction counts four times."""
    wrong = (tense == "past" and distance > 0) or (tense == "future" and distance < 0)
    return abs(distance) * (4 if wrong else 1)


def nearest_year(month: int, day: int, now: Now) -> int | None:
    """The year in which a day without one most plausibly falls."""
    if now.day is None:
        return None
    years = range(max(FIRST_YEAR, now.day.year - 1), min(LAST_YEAR, now.day.year + 1) + 1)
    found = [(cost_of((made - now.day).days, now.tense), year) for year in years if (made := make_day(year, month, day))]
    return min(found)[1] if found else None


def nearest_month_year(month: int, now: Now) -> int | None:
    """The year in which a month without one most plausibly falls; the current month is the current year's."""
    if now.day is None:
        return None
    ahead = (month - now.day.month) % 12
    if ahead == 0:
        return now.day.year
    later = now.day.year + (month < now.day.month)
    earlier = now.day.year - (month > now.day.month)
    return later if cost_of(ahead * 30, now.tense) < cost_of((ahead - 12) * 30, now.tense) else earlier


def full_year(text: str) -> int:
    """Four digits of a year from two or four: 89 is 1989, 16 is 2016."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= 50 else 2000)


def clip_to_now(days: Interval, now: Now, mod: str | None) -> Interval:
    """What is left of a current week, month or year: up to publication for the past, from it for the future."""
    if now.day is None or not days.first <= now.day <= days.last:
        return days
    low = (mod or "").lower()
    if low.startswith("earlier") or (not low and now.tense == "past"):
        return Interval(days.first, now.day)
    if low.startswith("later") or (not low and now.tense == "future"):
        return Interval(now.day, days.last)
    return days
