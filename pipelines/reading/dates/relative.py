"""Constructors of expressions that are counted from a day, one for each ``make`` of rules/dates_relative.yml."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipelines.reading.dates import calendar
from pipelines.reading.dates.absolute import part_of
from pipelines.reading.dates.quarters import quarter_value
from pipelines.reading.dates.values import Captures, Now, Value, clip_to_now, day_value, days_value
from pipelines.reading.dates.words import number, part_code, third_of, unit_code
from pipelines.reading.types import Interval

AHEAD = ("next", "coming", "following", "upcoming")
HOUR = "TH"
OPEN_DAYS = {"D": 7, "W": 30}  # "in the coming days", "in the coming weeks"
DAYS_IN = {"D": 1, "W": 7, "F": 14, "WE": 2}
MONTHS_IN = {"M": 1, "Q": 3, "S": 6, "Y": 12, "E": 120, "C": 1200}


def near_day(caps: Captures, now: Now, constants: Any) -> Value:
    """Today, yesterday, tomorrow and the days beyond them."""
    low = (caps["near"] or "").lower()
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(low, 0)
    day = calendar.days_after(now.day, shift) if now.day else None
    part = "NI" if low == "tonight" else part_of(caps["part"] or "")
    if part:
        return Value("TIME", f"{day or 'XXXX-XX-XX'}T{part}", day, day)
    return day_value(day)


def part_of_day(caps: Captures, now: Now, constants: Any) -> Value:
    """This morning is today's, last night the night before's, the next morning that after the day at hand."""
    rel, part = (caps["rel"] or "").lower(), part_code(caps["part"] or "")
    base = now.reference if rel.startswith(("that", "the ")) else now.day
    shift = -1 if rel in {"last", "the previous"} else 1 if rel in ("the next", "the following", "tomorrow") else 0
    day = calendar.days_after(base, shift) if base else None
    return Value("TIME", f"{day or 'XXXX-XX-XX'}T{part}", day, day)


def bare_part(caps: Captures, now: Now, constants: Any) -> Value:
    """The morning of the day at hand."""
    day = now.reference or now.day
    return Value("TIME", f"{day or 'XXXX-XX-XX'}T{part_code(caps['part'] or '')}", day, day)


def units_ago(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A day, week, month or year so many units back or ahead."""
    count, unit, way = number(caps["n"] or ""), unit_code(caps["unit"] or ""), (caps["way"] or "").lower()
    back = way in ("ago", "earlier", "before", "prior", "previously")
    if count is None or count > 20_000:
        return Value("DATE", "PAST_REF" if back else "FUTURE_REF")
    if now.quarter and count == 1 and unit == "Y" and way in ("ago", "earlier"):
        return year_ago(caps, now, constants)
    base = now.day if way in ("ago", "from now", "from today", "hence", "ahead") else now.reference or now.day
    if base is None:
        return Value("DATE", "XXXX-XX-XX" if unit == "D" else "XXXX")
    return shifted(base, -count if back else count, unit)


def shifted(base: date, count: float, unit: str) -> Value | None:
    """The calendar unit reached by counting from a day."""
    if unit.startswith("T"):
        seconds = {"TH": 3600, "TM": 60, "TS": 1}[unit]
        day = calendar.days_after(base, int(count * seconds / 86_400))
        return day_value(day)
    if unit in DAYS_IN:
        day = calendar.days_after(base, round(count * DAYS_IN[unit]))
        if day is None:
            return None
        return day_value(day) if unit == "D" else days_value(calendar.week_value(day), calendar.week_days(day))
    day = calendar.same_day_after(base, round(count * MONTHS_IN[unit]))
    return unit_value(day, {"S": "M", "E": "Y", "C": "Y"}.get(unit, unit)) if day else None


def unit_value(day: date, unit: str) -> Value | None:
    """The week, month, quarter, year, decade or century that holds a day."""
    quarter = (day.month + 2) // 3
    values: dict[str, tuple[str, Interval | None]] = {
        "D": (day.isoformat(), Interval(day, day)),
        "W": (calendar.week_value(day), calendar.week_days(day)),
        "M": (f"{day:%Y-%m}", calendar.month_days(day.year, day.month)),
        "Q": (f"{day:%Y}-Q{quarter}", calendar.quarter_days(day.year, quarter)),
        "Y": (f"{day:%Y}", calendar.year_days(day.year)),
        "E": (f"{day:%Y}"[:3], Interval(date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31))),
        "C": (f"{day:%Y}"[:2], Interval(date(max(2, day.year // 100 * 100), 1, 1), date(day.year // 100 * 100 + 99, 12, 31))),
    }
    if unit == "WE":
        week = calendar.week_days(day)
        return days_value(calendar.week_value(day) + "-WE", Interval(week.last - calendar.DAY, week.last))
    return days_value(*values[unit]) if unit in values else None


def open_ago(caps: Captures, now: Now, constants: Any) -> Value:
    """Weeks ago: some time past or ahead."""
    back = (caps["way"] or "").lower() != "later"
    return Value("DATE", "PAST_REF" if back else "FUTURE_REF")


def day_before(caps: Captures, now: Now, constants: Any) -> Value | None:
    """The day, week or year before or after the day at hand."""
    base = now.reference or now.day
    if base is None:
        return Value("DATE", "XXXX-XX-XX")
    return shifted(base, 1 if (caps["way"] or "").lower() == "after" else -1, unit_code(caps["unit"] or ""))


def calendar_unit(caps: Captures, now: Now, constants: Any) -> Value | None:
    """Last week, earlier this month, the end of the year."""
    rel, unit = (caps.get("rel") or "the").lower(), unit_code(caps["unit"] or "")
    if "fiscal" in (caps["unit"] or "").lower() or "financial" in (caps["unit"] or "").lower():
        unit = "Y"
    base = now.reference if rel.startswith("that") or rel in ("the following", "the same", "the previous") else None
    base = base or now.day
    if base is None:
        return Value("DATE", "XXXX-XX-XX" if unit == "D" else "XXXX")
    shift = unit_shift(rel, unit, now)
    if unit == "WE":
        return weekend(base, shift, now, rel)
    if unit in DAYS_IN:
        day = calendar.days_after(base, shift * DAYS_IN[unit])
    else:
        day = calendar.same_day_after(base, shift * MONTHS_IN[unit])
    value = unit_value(day, unit) if day else None
    if value is None or value.first is None or value.last is None:
        return value
    days = narrowed(Interval(value.first, value.last), unit, caps.get("mod"), now)
    if rel in ("the past", "this past") and unit != "D" and not caps.get("mod"):
        days = Interval(calendar.same_day_after(base, -MONTHS_IN[unit]) or base, base) if unit in MONTHS_IN else Interval(day or base, base)
    return Value("DATE", value.value, days.first, days.last)


def unit_shift(rel: str, unit: str, now: Now) -> int:
    """-1 for last, +1 for next, 0 for the one at hand."""
    if rel.startswith(("last", "previous", "this past", "the past", "the previous", "the prior", "the preceding", "the last")):
        return -1
    if rel.startswith(("next", "coming", "the next", "the following", "the coming", "this coming")):
        return 1
    return 0


def weekend(base: date, shift: int, now: Now, rel: str) -> Value | None:
    """The weekend before, of or after the week of a day; told in the past early in a week it is the one just over."""
    if shift == 0 and now.tense != "future" and base.weekday() < 4:
        shift = -1
    if shift == -1 and rel.startswith("last") and base.weekday() >= 5:
        shift = -1
    if shift == 1 and base.weekday() < 5 and rel.startswith(("this coming", "the coming", "coming")):
        shift = 0
    day = calendar.days_after(base, 7 * shift)
    return unit_value(day, "WE") if day else None


def narrowed(days: Interval, unit: str, mod: str | None, now: Now) -> Interval:
    """The part of a unit that "early", "late", "the end of" or "earlier" leaves."""
    third = third_of(mod)
    low = (mod or "").lower()
    if low.startswith(("earlier", "later")) or not mod:
        return clip_to_now(days, now, mod)
    if low.startswith("by "):
        return Interval(max(days.first, now.day), days.last) if now.day and now.day <= days.last else days
    if third is None or days.first == days.last:  # a part of a day is that day
        return days
    if unit == "M":
        return calendar.third_of_month(days, third)
    if unit == "Y":
        return calendar.third_of_year(days, third)
    length = (days.last - days.first).days + 1
    if unit == "W":
        return (Interval(days.first, days.first + calendar.DAY * 2), Interval(days.first + calendar.DAY * 2, days.first + calendar.DAY * 4),
                Interval(days.first + calendar.DAY * 3, days.last))[third]  # fmt: skip
    return Interval(days.first + calendar.DAY * (length * third // 3), days.first + calendar.DAY * (length * (third + 1) // 3 - 1))


def span_of_units(caps: Captures, now: Now, constants: Any) -> Value:
    """A stretch of so many units that ends today ("the past three weeks") or begins tomorrow."""
    low, unit, count = (caps["span"] or "").lower(), unit_code(caps["unit"] or ""), number(caps["n"] or "")
    value = duration_value(count, unit)
    if now.day is not None and unit == HOUR and count is not None and low in AHEAD:
        return Value("DURATION", value, *hours_ahead(now.day, number(caps.get("least") or "") or 0, count))
    if now.day is None or unit.startswith("T"):
        return Value("DURATION", value)
    if low in ("past", "last", "recent", "latest", "previous", "preceding") and count is not None:
        first = stretch_end(now.day, -count, unit)
        return Value("DURATION", value, first, now.day if first else None)
    if low in AHEAD:
        last = stretch_end(now.day, count, unit) if count is not None else calendar.days_after(now.day, OPEN_DAYS.get(unit, 0))
        first = calendar.days_after(now.day, 1)
        return Value("DURATION", value, first, last) if last and first and last >= first else Value("DURATION", value)
    return Value("DURATION", value)


def hours_ahead(day: date, least: float, most: float) -> tuple[date | None, date | None]:
    """First and last day of "the next 48 hours" or "48 to 72 hours", counted as whole days from the one after."""
    first, last = max(1, int(least) // 24), max(1, -int(-most // 24))
    return calendar.days_after(day, first), calendar.days_after(day, last)


def stretch_end(day: date, count: float, unit: str) -> date | None:
    """The day so many units away."""
    if count * {**DAYS_IN, **MONTHS_IN}.get(unit, 1) > 20_000:
        return None
    if unit in DAYS_IN:
        return calendar.days_after(day, round(count * DAYS_IN[unit]))
    return calendar.same_day_after(day, round(count * MONTHS_IN.get(unit, 1)))


def coming_units(caps: Captures, now: Now, constants: Any) -> Value:
    """In the coming days: seven days from publication; in the coming weeks: thirty."""
    way, unit = (caps["way"] or "").lower(), unit_code(caps["unit"] or "")
    longest = unit_code(caps["unit_b"]) if caps["unit_b"] else unit
    if way in ("coming", "next", "future"):
        days = OPEN_DAYS.get(longest)
        first = calendar.days_after(now.day, 1) if now.day else None
        last = calendar.days_after(now.day, days) if now.day and days else None
        return Value("DATE", "FUTURE_REF", first if last else None, last if first else None)
    if way in ("recent", "past", "last") and unit not in ("Y", "E", "C"):
        return Value("DURATION", duration_value(None, unit))
    return Value("DATE", "PAST_REF")


def units_ahead(caps: Captures, now: Now, constants: Any) -> Value:
    """The days ahead: like the coming days."""
    unit = unit_code(caps["unit"] or "")
    days = OPEN_DAYS.get(unit)
    first = calendar.days_after(now.day, 1) if now.day and days else None
    last = calendar.days_after(now.day, days) if now.day and days else None
    return Value("DURATION", duration_value(None, unit), first, last)


def duration_value(count: float | None, unit: str) -> str:
    """P3W, PT5H, PXD; decades in years, weekends as TimeML writes them."""
    if count is None:
        return f"PTX{unit[1:]}" if unit.startswith("T") else f"PX{unit}"
    factor, letter = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W"), "S": (6, "M"), "WE": (2, "D")}.get(unit, (1, unit))
    total = count * factor
    if total != int(total):
        return fraction_value(total, letter)
    return f"PT{int(total)}{letter[1:]}" if letter.startswith("T") else f"P{int(total)}{letter}"


def fraction_value(total: float, letter: str) -> str:
    """Half a year is six months, two and a half hours are two hours thirty."""
    whole, rest = int(total), total - int(total)
    if letter == "Y":
        return f"P{whole}Y{round(rest * 12)}M" if whole else f"P{round(rest * 12)}M"
    if letter == "TH":
        return f"PT{whole}H{round(rest * 60)}M" if whole else f"PT{round(rest * 60)}M"
    shown = f"{total:g}"
    return f"PT{shown}{letter[1:]}" if letter.startswith("T") else f"P{shown}{letter}"


def duration(caps: Captures, now: Now, constants: Any) -> Value:
    """A count of units."""
    return Value("DURATION", duration_value(number(caps["n"] or ""), unit_code(caps["unit"] or "")))


def open_duration(caps: Captures, now: Now, constants: Any) -> Value:
    """Units without a count."""
    return Value("DURATION", duration_value(None, unit_code(caps["unit"] or "")))


def fixed(caps: Captures, now: Now, constants: Any) -> Value:
    """A value that the rule gives."""
    return Value("DATE", constants["value"])


def that_time(caps: Captures, now: Now, constants: Any) -> Value | None:
    """The same day, week, month or year as the day at hand."""
    base = now.reference or now.day
    return unit_value(base, unit_code(caps["unit"] or "")) if base else Value("DATE", "XXXX-XX-XX")


def unit_end(caps: Captures, now: Now, constants: Any) -> Value | None:
    """The end of the year, month or quarter at hand."""
    return calendar_unit({"mod": "the end of", "rel": "the", "unit": caps["unit"]}, now, constants)


def year_ago(caps: Captures, now: Now, constants: Any) -> Value | None:
    """A year before the period at hand."""
    if now.quarter:
        return quarter_value(int(now.quarter[:4]) - 1, int(now.quarter[-1]))
    base = now.day
    return shifted(base, -1, "Y") if base else Value("DATE", "XXXX")


def one_unit(caps: Captures, now: Now, constants: Any) -> Value:
    """One year, month or week that ends on a day named next."""
    return Value("DURATION", duration_value(1, unit_code(caps["unit"] or "")))


def overnight(caps: Captures, now: Now, constants: Any) -> Value:
    """The night from yesterday to today."""
    before = calendar.days_after(now.day, -1) if now.day else None
    return Value("TIME", f"{now.day or 'XXXX-XX-XX'}TNI", before, now.day if before else None)
