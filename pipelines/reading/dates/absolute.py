"""Constructors of named days, months and years, one for each ``make`` of rules/dates_absolute.yml."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pipelines.reading.dates import calendar
from pipelines.reading.dates.values import (
    Captures,
    Now,
    Value,
    clip_to_now,
    day_value,
    days_value,
    full_year,
    nearest_month_year,
    nearest_year,
)
from pipelines.reading.dates.words import day_number, month_number, number, part_code, third_of, weekday_number, words


def which_year(text: str | None, now: Now) -> int | None:
    """The year meant by "2016", "nineteen ninety-four" or "last year"."""
    if not text:
        return None
    low = text.lower()
    if low[:4].isdigit():
        return int(low[:4])
    if low.startswith(("nineteen", "two thousand")):
        return spoken_year_number(low)
    if now.day is None:
        return None
    return now.day.year + (-1 if low.startswith(("last", "previous")) else 1 if low.startswith("next") else 0)


def spoken_year_number(text: str) -> int:
    """1994 from "nineteen ninety-four"."""
    if text.startswith("two thousand"):
        return 2000 + int(number(text.removeprefix("two thousand")) or 0)
    return 1900 + int(number(text.removeprefix("nineteen").replace("hundred", "")) or 0)


def numeric_day(caps: Captures, now: Now, constants: Any) -> Value | None:
    """2016-01-28, with the clock time that follows it."""
    day = calendar.make_day(int(caps["year"] or 0), int(caps["month"] or 0), int(caps["day"] or 0))
    if day is None:
        return None
    if caps["clock"]:
        return Value("TIME", f"{day}T{caps['clock']}", day, day, caps["clock"], caps["zone"])
    return day_value(day)


def slashed_day(caps: Captures, now: Now, constants: Any) -> Value | None:
    """11/02/89 month first, 21.11.2023 day first, the other way round where the calendar asks for it."""
    a, b, year = int(caps["a"] or 0), int(caps["b"] or 0), full_year(caps["year"] or "")
    if caps["sep"] == "-" and len(caps["year"] or "") == 2:
        return None
    month_first, day_first = calendar.make_day(year, a, b), calendar.make_day(year, b, a)
    day = (day_first or month_first) if caps["sep"] == "." else (month_first or day_first)
    return day_value(day) if day else None


def calendar_day(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A day of a named month; without a year, the most plausible one, which a weekday beside it can settle."""
    month, day = month_number(caps["month"] or ""), day_number(caps["day"] or "")
    if calendar.make_day(2000, month, day) is None:
        return None
    year = int(caps["year"]) if caps["year"] else day_year(month, day, caps, now)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}")
    return day_value(calendar.make_day(year, month, day), f"{year:04d}-{month:02d}-{day:02d}")


def day_year(month: int, day: int, caps: Captures, now: Now) -> int | None:
    """The year of a day without one: from "last", else from the weekday beside it, else the nearest that the tense allows."""
    rel = (caps.get("rel") or "").lower()
    if now.day and rel.startswith(("last", "next")):
        strict = Now(now.day + (calendar.DAY if rel == "next" else -calendar.DAY), "past" if rel == "last" else "future")
        ahead = (month, day) > (now.day.month, now.day.day)
        return now.day.year + (int(not ahead) if strict.tense == "future" else -int((month, day) >= (now.day.month, now.day.day)))
    nearest = nearest_year(month, day, now)
    if nearest is None or not caps.get("weekday"):
        return nearest
    which = weekday_number(caps["weekday"] or "")
    fitting = [year for shift in (0, -1, 1) if (made := calendar.make_day(year := nearest + shift, month, day)) and made.weekday() == which]
    return fitting[0] if fitting else nearest


def day_pair(caps: Captures, now: Now, constants: Any) -> tuple[Value, ...] | None:
    """Two days of one month."""
    first = calendar_day(caps, now, constants)
    second = calendar_day({**caps, "day": caps["day_b"]}, now, constants)
    if first is None or second is None or day_number(caps["day"] or "") >= day_number(caps["day_b"] or ""):
        return None
    return (
        Value("DATE", first.value, first.first, first.last, group=constants["first"]),
        Value("DATE", second.value, second.first, second.last, group=constants["second"]),
    )


def month(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A month, or the third of it that "early", "mid-" or "late" names."""
    which = month_number(caps["month"] or "")
    year = which_year(caps["year"], now) or month_year(which, (caps["rel"] or "").lower(), now)
    if year is None:
        return Value("DATE", f"XXXX-{which:02d}")
    if not calendar.FIRST_YEAR <= year <= calendar.LAST_YEAR:
        return None
    days = calendar.third_of_month(calendar.month_days(year, which), third_of(caps["mod"]))
    return days_value(f"{year:04d}-{which:02d}", clip_to_now(days, now, caps["mod"]) if caps["mod"] else days)


def month_year(which: int, rel: str, now: Now) -> int | None:
    """The year of a month without one, from "last", "next", "this" or the tense."""
    if now.day is None:
        return None
    if rel.startswith(("last", "this past")):
        return now.day.year - (which >= now.day.month)
    if rel.startswith(("next", "this coming")):
        return now.day.year + (which <= now.day.month)
    if rel == "this":
        return now.day.year
    return nearest_month_year(which, now)


def month_spoken(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A month of a year that is spelt out."""
    which, year = month_number(caps["month"] or ""), spoken_year_number((caps["spoken"] or "").lower())
    return days_value(f"{year:04d}-{which:02d}", calendar.month_days(year, which))


def day_of_month(caps: Captures, now: Now, constants: Any) -> Value | None:
    """The 21st of the month at hand, or of the one before or after it as the tense asks."""
    which = day_number(caps["day"] or "")
    if now.day is None:
        return Value("DATE", f"XXXX-XX-{which:02d}")
    day = nearest_day_of_month(which, now.day, now.tense)
    return Value("DATE", day.isoformat(), day, day) if day else None


def nearest_day_of_month(which: int, today: date, tense: str) -> date | None:
    """The nearest such day of a month in the direction that the tense gives."""
    found = []
    for shift in (-1, 0, 1):
        at = calendar.months_after(today.year, today.month, shift)
        day = calendar.make_day(*at, which) if at else None
        if day and not (tense == "past" and day > today) and not (tense == "future" and day < today):
            found.append(day)
    return min(found, key=lambda day: abs((day - today).days)) if found else None


def weekday(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A weekday counted from publication, with the part of the day; every Friday is a habit."""
    which, rel = weekday_number(caps["weekday"] or ""), (caps["rel"] or "").lower()
    if rel in ("every", "each"):
        return Value("SET", f"XXXX-WXX-{which + 1}")
    tail = caps["tail"] or ""
    in_brackets = re.search(r"\d+", tail)
    day = weekday_day(which, rel, now)
    if in_brackets and now.day:
        day = bracketed_day(which, int(in_brackets.group()), now.day) or day
    part = part_of(tail)
    if day is None:
        return Value("TIME" if part else "DATE", f"XXXX-WXX-{which + 1}" + (f"T{part}" if part else ""))
    if part:
        return Value("TIME", f"{day}T{part}", day, day)
    return day_value(day)


def part_of(text: str) -> str:
    """The TIMEX3 part of the day in the words after a day, empty where there is none."""
    letters = re.sub(r"[^A-Za-z -]", "", text).strip()
    return part_code(letters) if letters and letters.lower() not in ("the", "st", "nd", "rd", "th") else ""


def bracketed_day(which: int, number_in_month: int, today: date) -> date | None:
    """The nearest day with this weekday and this number, within two months of publication."""
    for distance in range(62):
        for sign in (-1, 1):
            day = calendar.days_after(today, sign * distance)
            if day and day.day == number_in_month and day.weekday() == which:
                return day
    return None


def weekday_day(which: int, rel: str, now: Now) -> date | None:
    """The day that a weekday means.

    In the past tense tomorrow's weekday is tomorrow: a paper west of the event went out a day earlier
    by its own calendar, while a weekday six days back would be called "last".
    """
    if rel in ("the same", "that", "the previous", "the following", "the next") and now.reference:
        if rel in {"the following", "the next"}:
            return calendar.weekday_after(now.reference, which, strict=True)
        return calendar.weekday_before(now.reference, which, strict=rel == "the previous")
    if now.day is None:
        return None
    if rel.startswith(("last", "this past", "the previous")):
        return calendar.weekday_before(now.day, which, strict=True)
    if rel.startswith(("next", "this coming", "the following", "the next")):
        return calendar.weekday_after(now.day, which, strict=True)
    if now.tense == "future":
        return calendar.weekday_after(now.day, which)
    if (which - now.day.weekday()) % 7 == 1:
        return calendar.days_after(now.day, 1)
    return calendar.weekday_before(now.day, which)


def weekdays(caps: Captures, now: Now, constants: Any) -> Value:
    """A habit on a weekday."""
    return Value("SET", f"XXXX-WXX-{weekday_number(caps['weekday'] or '') + 1}")


def year(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A year, or the third of it that "early", "mid-" or "late" names."""
    which = full_year(caps["year"] or "")
    days = calendar.year_days(which)
    if days is None:
        return None
    third = third_of(caps.get("mod"))
    if third is not None:
        days = calendar.third_of_year(days, third)
    elif caps.get("mod"):
        days = clip_to_now(days, now, caps.get("mod"))
    return days_value(f"{which:04d}", days)


def year_pair(caps: Captures, now: Now, constants: Any) -> Value | tuple[Value, ...] | None:
    """A year in brackets, or the two years of a range."""
    first = full_year(caps["year"] or "")
    if not caps["year_b"]:
        return days_value(f"{first:04d}", calendar.year_days(first))
    second = int(caps["year_b"]) if len(caps["year_b"]) == 4 else first // 100 * 100 + int(caps["year_b"])
    if not first < second <= first + 60:
        return None
    one, two = calendar.year_days(first), calendar.year_days(second)
    if one is None or two is None:
        return None
    return (
        Value("DATE", f"{first:04d}", one.first, one.last, group="year"),
        Value("DATE", f"{second:04d}", two.first, two.last, group="year_b"),
    )


def decade(caps: Captures, now: Now, constants: Any) -> Value:
    """The 1990s: ten years, or the third of them that "early" names."""
    century = int(caps["century"] or ("19" if int(caps["ten"] or 0) >= 2 else "20"))
    return decade_value(century * 10 + int(caps["ten"] or 0), third_of(caps["mod"]))


def decade_words(caps: Captures, now: Now, constants: Any) -> Value:
    """The nineties."""
    return decade_value(words().decade_words[(caps["word"] or "").lower()], third_of(caps["mod"]))


def decade_value(tens: int, third: int | None) -> Value:
    """The days of a decade, given as the first three digits of its years."""
    spans = ((0, 9), (0, 3), (3, 6), (6, 9))
    low, high = spans[0 if third is None else third + 1]
    return Value("DATE", f"{tens}", date(tens * 10 + low, 1, 1), date(tens * 10 + high, 12, 31))


def spoken_year(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A year that is spelt out."""
    which = spoken_year_number((caps["spoken"] or "").lower())
    return days_value(f"{which:04d}", calendar.year_days(which))


def century(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A century by its number."""
    nth = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}.get((caps["nth"] or "").lower())
    number_of = nth if nth else day_number(caps["nth"] or "")
    if not 1 <= number_of <= 98:
        return None
    low = max(calendar.FIRST_YEAR, (number_of - 1) * 100)
    return Value("DATE", f"{number_of - 1:02d}", date(low, 1, 1), date(number_of * 100 - 1, 12, 31))
