"""Constructors of seasons and feasts, one for each ``make`` of rules/dates_absolute.yml."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pipelines.reading.dates import calendar
from pipelines.reading.dates.absolute import which_year
from pipelines.reading.dates.values import Captures, Now, Value, day_value, days_value
from pipelines.reading.dates.words import season_code, third_of, words
from pipelines.reading.types import Interval


def season(caps: Captures, now: Now, constants: Any) -> Value | None:
    """Three months; without a year, those that the tense points to."""
    code = season_code(caps["season"] or "")
    start = words().season_months[code]
    which = which_year(caps["year"], now) or season_year(start, (caps["rel"] or "").lower(), now)
    if which is None:
        return Value("DATE", f"XXXX-{code}")
    after = calendar.months_after(which, start, 2)
    if after is None or which < calendar.FIRST_YEAR:
        return None
    days = Interval(date(which, start, 1), calendar.month_days(*after).last)
    third = third_of(caps["mod"])
    if third is not None:
        days = calendar.month_days(*(calendar.months_after(which, start, third) or after))
    return days_value(f"{which:04d}-{code}", days)


def season_year(start: int, rel: str, now: Now) -> int | None:
    """The year in which a season without one begins."""
    if now.day is None:
        return None
    this_year = now.day.year
    begun, over = now.day.month >= start, now.day.month > start + 2
    if rel == "last":
        return this_year if over else this_year - 1
    if rel == "next":
        return this_year + 1 if begun else this_year
    if rel or now.tense == "open":
        return this_year
    if now.tense == "future":
        return this_year + 1 if over else this_year
    return this_year if begun else this_year - 1


def holiday(caps: Captures, now: Now, constants: Any) -> Value | None:
    """The day of a feast, in the year that is given or that the tense points to."""
    low = (caps["holiday"] or "").lower()
    rule = next((rule for name, rule in words().holidays.items() if name in low), None)
    if rule is None:
        return None
    if caps["year"]:
        return day_value(calendar.feast_day(rule, int(caps["year"])))
    if now.day is None:
        return Value("DATE", f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else "XXXX-XX-XX")
    rel = (caps["rel"] or "").lower()
    days = [calendar.feast_day(rule, now.day.year + shift) for shift in (-1, 0, 1)]
    if rel == "last":
        return day_value(max(day for day in days if day < now.day))
    if rel == "next":
        return day_value(min(day for day in days if day > now.day))
    today = now.day
    return day_value(min(days, key=lambda day: abs((day - today).days)))
