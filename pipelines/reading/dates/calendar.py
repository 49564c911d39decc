"""Days, weeks, months and feasts: calendar arithmetic without words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from pipelines.reading.types import Interval

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2, 9998  # leaves room for arithmetic at both ends of what a date can hold


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or null where the calendar has none such (30 February)."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def days_after(day: date, count: int) -> date | None:
    """The day so many days later, null beyond the calendar."""
    ordinal = day.toordinal() + count
    return date.fromordinal(ordinal) if date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 12, 31).toordinal() else None


def month_days(year: int, month: int) -> Interval:
    """First and last day of a month."""
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_days(year: int) -> Interval | None:
    """First and last day of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31)) if FIRST_YEAR <= year <= LAST_YEAR else None


def months_after(year: int, month: int, count: int) -> tuple[int, int] | None:
    """The year and month so many months later."""
    index = year * 12 + month - 1 + count
    return (index // 12, index % 12 + 1) if FIRST_YEAR * 12 <= index < LAST_YEAR * 12 else None


def same_day_after(day: date, months: int) -> date | None:
    """The same day of the month so many months later, or that month's last."""
    found = months_after(day.year, day.month, months)
    return date(*found, min(day.day, monthrange(*found)[1])) if found else None


def week_days(day: date) -> Interval:
    """Monday to Sunday of the week of a day."""
    monday = day - day.weekday() * DAY
    return Interval(monday, monday + 6 * DAY)


def week_value(day: date) -> str:
    """The ISO week of a day: 2016-W05."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def weekday_before(day: date, weekday: int, strict: bool = False) -> date | None:
    """The nearest such weekday on or before a day; strictly before it on request."""
    back = (day.weekday() - weekday) % 7
    return days_after(day, -(back or (7 if strict else 0)))


def weekday_after(day: date, weekday: int, strict: bool = False) -> date | None:
    """The nearest such weekday on or after a day; strictly after it on request."""
    ahead = (weekday - day.weekday()) % 7
    return days_after(day, ahead or (7 if strict else 0))


def third_of_month(days: Interval, third: int | None) -> Interval:
    """Days 1-10, 11-20 or 21-end of a month; all of it for null."""
    if third is None:
        return days
    first = days.first.replace(day=third * 10 + 1)
    return Interval(first, days.last if third == 2 else first.replace(day=third * 10 + 10))


def third_of_year(days: Interval, third: int | None) -> Interval:
    """January-April, May-August or September-December; all of the year for null."""
    if third is None:
        return days
    start = third * 4 + 1
    return Interval(date(days.first.year, start, 1), month_days(days.first.year, start + 3).last)


def quarter_days(year: int, quarter: int) -> Interval:
    """First and last day of a calendar quarter."""
    return Interval(date(year, quarter * 3 - 2, 1), month_days(year, quarter * 3).last)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of a month; the last for nth 0."""
    if nth == 0:
        last = month_days(year, month).last
        return last - ((last.weekday() - weekday) % 7) * DAY
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def feast_day(rule: str, year: int) -> date:
    """The day of a feast in a year, from its rule: "12-25", "11-4-3" (4th Thursday), "easter-2"."""
    if rule.startswith("easter"):
        return easter(year) + int(rule.removeprefix("easter")) * DAY
    if rule == "election":
        return nth_weekday(year, 11, 1, 0) + DAY
    month, *rest = rule.split("-")
    if len(rest) == 1:
        return date(year, int(month), int(rest[0]))
    return nth_weekday(year, int(month), 0 if rest[0] == "last" else int(rest[0]), int(rest[1]))
