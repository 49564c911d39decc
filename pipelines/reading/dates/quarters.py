"""Constructors of quarters and halves of years, as rules/dates_relative.yml names them."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipelines.reading.dates import calendar
from pipelines.reading.dates.values import Captures, Now, Value, days_value
from pipelines.reading.types import Interval


def quarter_value(year: int, quarter: int) -> Value:
    """A calendar quarter."""
    return days_value(f"{year:04d}-Q{quarter}", calendar.quarter_days(year, quarter))


def latest_period(caps: Captures, now: Now, constants: Any) -> Value:
    """The quarter that company news is about: the one last named, else the last that is over."""
    if now.quarter:
        return quarter_value(int(now.quarter[:4]), int(now.quarter[-1]))
    before = calendar.same_day_after(now.day, -3) if now.day else None
    return quarter_value(before.year, (before.month + 2) // 3) if before else Value("DATE", "XXXX-QX")


def quarter(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A quarter or half of a year."""
    nth = {"f": 1, "1": 1, "2": 2, "3": 3, "4": 4}.get((caps["nth"] or "").lower()[0], 0)
    low = (caps["nth"] or "").lower()
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(low, nth)
    half = (caps["unit"] or "").lower() == "half"
    which = quarter_year(nth, half, f"{caps['rel'] or ''} {caps['tail'] or ''}".lower(), now)
    letter = "H" if half else "Q"
    if which is None or nth > (2 if half else 4):
        return Value("DATE", f"XXXX-{letter}{nth}") if nth <= (2 if half else 4) else None
    if half:
        return days_value(f"{which:04d}-H{nth}", Interval(date(which, nth * 6 - 5, 1), calendar.month_days(which, nth * 6).last))
    return days_value(f"{which:04d}-Q{nth}", calendar.quarter_days(which, nth))


def quarter_year(nth: int, half: bool, around: str, now: Now) -> int | None:
    """The year of a quarter, from the words around it or the one that ended last."""
    digits = next((word.strip("'s") for word in around.split() if word[:4].isdigit()), "")
    if digits:
        return int(digits[:4])
    if now.day is None:
        return None
    if "ago" in around or "earlier" in around or "last" in around:
        return now.day.year - 1
    if "next" in around:
        return now.day.year + 1
    begins = nth * 6 - 5 if half else nth * 3 - 2
    if now.tense != "future" and begins > now.day.month:
        return now.day.year - 1
    return now.day.year
