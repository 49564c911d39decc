"""Clues of the text: dates that lie behind or ahead, weekdays with a day of the month, dates of the lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from pipelines.reading.dates.calendar import make_day, month_days, months_after
from pipelines.reading.dating.clues import BOUND, CALENDAR, FRESH, TENSE, Clue
from pipelines.reading.dating.days import FIRST_DAY, LAST_DAY, Days, around, between, since, union, until
from pipelines.reading.dating.page import MONTH_DAY, YEARS, day_of, readings, rules_that
from pipelines.reading.types import DateMention, Document

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
LONGEST_CAPTION = 300
SHORT = 60  # a line no longer than this is no running text
FOLLOWING = 160  # characters after a date of the lead in which "three weeks ago" counts from it
YEAR = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?$")
LEAD = 2  # sentences of the body in which a full date is the day of the news
REACH = 60  # characters before a date in which a word may tell that it lies ahead
FUTURE = re.compile(r"\b(?:will|would|to be|to launch|scheduled|expected|planned|plans to|set to)\b")
STAMPED = re.compile(r"\d{1,2}:\d\d|©|copyright", re.IGNORECASE)


def text_clues(document: Document, mentions: Sequence[DateMention]) -> Iterator[Clue]:
    """The clues of all dates in sentences, and of weekdays with a day of the month."""
    lead = [s for s in document.sentences if s.kind != "title"][:LEAD]
    first_full = next((m for m in mentions if lead and lead[0].start <= m.start < lead[-1].end and day_of(m)), None)
    for mention in mentions:
        if is_in_sentence(document, mention):
            yield from date_clues(document, mention, mention is first_full)
    yield from weekday_clues(document.text)


def lead_weekdays(document: Document) -> frozenset[int]:
    """The weekdays that the first sentences of the body name."""
    lead = [s for s in document.sentences if s.kind != "title"][: LEAD + 1]
    text = document.text[lead[0].start : lead[-1].end] if lead else ""
    return frozenset(number for number, name in enumerate(WEEKDAYS) if name.capitalize() in text)


def is_in_sentence(document: Document, mention: DateMention) -> bool:
    """Whether a date stands in running text, not in a line of stamps or rights."""
    before = document.text[max(0, mention.start - SHORT) : mention.start].rpartition("\n")[2]
    after = document.text[mention.end : mention.end + SHORT].partition("\n")[0]
    return len(before) + len(after) + mention.end - mention.start > SHORT and not STAMPED.search(before[-25:] + " " + after[:12])


def lies_ahead(text: str, start: int) -> bool:
    """Whether the words before a date tell that it is yet to come."""
    before = text[max(0, start - REACH) : start].rpartition("\n")[2]
    return any(rule.pattern.search(before) for rule in rules_that("to_come"))


def date_clues(document: Document, mention: DateMention, is_lead: bool) -> Iterator[Clue]:
    """What one date in a sentence says."""
    raw, span = document.text[mention.start : mention.end], (mention.start, mention.end)
    ahead = lies_ahead(document.text, mention.start)
    day = day_of(mention)
    if day and ahead:
        yield Clue("date_ahead", until(day), raw, span, TENSE)
    elif day:
        days = readings(mention, day)
        yield Clue("date_behind", since(days[0].first), raw, span, BOUND)
        if is_lead:
            yield lead_clue(document, mention, days)
    elif (match := MONTH_DAY.match(mention.value)) and not ahead:
        days = weekday_in_years(match, raw)
        if days:
            yield Clue("month_and_day", days, raw, span, TENSE)
    elif (match := YEAR.match(mention.value)) and not ahead and raw.rstrip(".")[-2:].isdigit():
        first = date(int(match["year"]), int(match["month"] or 1), 1)
        if FIRST_DAY <= first <= LAST_DAY:
            yield Clue("year_behind", since(first), raw, span, BOUND)


def lead_clue(document: Document, mention: DateMention, days: Days) -> Clue:
    """The day of the news as its first sentences give it; "three weeks ago" after it counts on from there."""
    span, raw = (mention.start, mention.end), document.text[mention.start : mention.end]
    for rule in rules_that("relation"):
        match = rule.pattern.search(document.text, mention.end, mention.end + FOLLOWING) if rule.id == "units_ago" else None
        if match:
            counted = union(units_after(piece.first, match["count"], match["unit"]) for piece in days)
            return Clue("lead_date_units_ago", counted, f"{raw}: {match.group()}", span, FRESH)
    return Clue("lead_date", union(around(piece.first, 0, 6) for piece in days), raw, span, FRESH, is_doubtful(document, mention))


def is_doubtful(document: Document, mention: DateMention) -> bool:
    """Whether the line of a date describes a picture, or its sentence something to come."""
    sentence = next((s for s in document.sentences if s.start <= mention.start < s.end), None)
    if sentence is not None and FUTURE.search(document.text, sentence.start, min(sentence.end, mention.end + FOLLOWING)):
        return True
    before = document.text[max(0, mention.start - LONGEST_CAPTION) : mention.start].rpartition("\n")[2]
    marked = before + "@" + document.text[mention.end : mention.end + LONGEST_CAPTION].partition("\n")[0]
    return any(rule.pattern.search(marked) for rule in rules_that("credit"))


def units_after(day: date, count: str, unit: str) -> Days:
    """The days on which something lies so many weeks or months back."""
    number = NUMBERS.get(count.lower()) or int(count)
    if unit.lower() == "month":
        return month_after(day, number)
    return around(day + timedelta(weeks=number), 3, 3)


def month_after(day: date, count: int) -> Days:
    """The month so many months after that of a day."""
    found = months_after(day.year, day.month, count)
    days = month_days(*found) if found else None
    return between(days.first, days.last) if days else ()


def weekday_in_years(match: re.Match[str], raw: str) -> Days:
    """The years that a weekday beside a day without a year fits, near that day; none where no weekday stands there."""
    month, day = int(match["month"]), int(match["day"])
    weekday = next((number for number, name in enumerate(WEEKDAYS) if raw.lower().startswith(name[:3])), None)
    if weekday is None:
        return ()
    days = (make_day(year, month, day) for year in YEARS)
    return union(around(found, 30, 60) for found in days if found and found.weekday() == weekday)


def weekday_clues(text: str) -> Iterator[Clue]:
    """ "Tuesday (21)": the months whose 21st is a Tuesday, on that day or soon after."""
    for rule in rules_that("weekday_and_day"):
        seen: set[str] = set()
        for match in rule.pattern.finditer(text):
            if match.group() in seen:
                continue
            seen.add(match.group())
            fitting = months_with(WEEKDAYS.index(match["weekday"].lower()), int(match["day"]))
            yield Clue(rule.id, fitting, match.group(), match.span(), CALENDAR)


@cache
def months_with(weekday: int, day: int) -> Days:
    """Every such day of a month that falls on a weekday, with the day after it."""
    days = (make_day(year, month, day) for year in YEARS for month in range(1, 13))
    return union(around(found, 0, 1) for found in days if found and found.weekday() == weekday)
