"""Clues of the page: lines that say when it was published or updated, datelines, captions, quoted messages, copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from pipelines.reading.dates.calendar import make_day
from pipelines.reading.dating.clues import BOUND, CALENDAR, FRESH, STAMP, Clue
from pipelines.reading.dating.days import FIRST_DAY, LAST_DAY, Days, around, between, union, until
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import DateMention, Document

MARK = "@"
TOP_LINES = 8  # lines of the body among which a line that holds little but a date is a stamp
LONGEST_STAMP = 160
AFTER = 80  # characters after a date that a rule may look at
MOST_DATES = 12  # dates of one line that are looked at
WINDOW = 16  # days before the end of a window that opens on a weekday named without its date
LINES = re.compile(r"[^\n]+")
FULL = re.compile(r"\d{4}-\d\d-\d\d")
MONTH_DAY = re.compile(r"XXXX-(?P<month>\d\d)-(?P<day>\d\d)")
YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)


@cache
def rules_that(purpose: str) -> tuple[Rule, ...]:
    """The rules of dating with one purpose, in file order."""
    return tuple(rule for rule in load_rules("dating") if rule.set["is"] == purpose)


def day_of(mention: DateMention) -> date | None:
    """The day that a date names with its year, within the years of launch news."""
    if mention.first is None or mention.first != mention.last or not FULL.match(mention.value):
        return None
    return mention.first if FIRST_DAY <= mention.first <= LAST_DAY else None


@cache
def in_any_year(month: int, day: int, before: int, after: int) -> Days:
    """The day of every year, with so many days before and after it."""
    days = (make_day(year, month, day) for year in YEARS)
    return union(around(found, before, after) for found in days if found)


def page_clues(document: Document, mentions: Sequence[DateMention]) -> Iterator[Clue]:
    """The clues of all lines that hold a date, and of copyright lines."""
    waiting = list(mentions)
    body_start = max(document.text.find("\n\n"), 0)
    number = 0
    for line in LINES.finditer(document.text):
        number += line.start() >= body_start
        inside = []
        while waiting and waiting[0].start < line.end():
            inside.append(waiting.pop(0))
        if inside:
            yield from line_clues(line.group(), line.start(), inside, number)
    yield from copyright_clues(document.text)


def line_clues(line: str, start: int, mentions: Sequence[DateMention], number: int) -> Iterator[Clue]:
    """The clues of one line: each rule sees the stretch around one date, which stands in it as a mark."""
    for mention in mentions[:MOST_DATES]:
        low = max(0, mention.start - start - LONGEST_STAMP)
        at = mention.start - start - low
        marked = line[low : mention.start - start] + MARK + line[mention.end - start :][:AFTER]
        purposes = ("update", "stamp", "dateline", "fresh", "window") if low == 0 else ("update", "fresh", "window")
        for purpose in purposes:
            rule = next((r for r in rules_that(purpose) if is_fit(r, number) and _is_at(r, marked, at)), None)
            if rule is not None:
                yield from clue_of(rule, mention, line)
                break


def is_fit(rule: Rule, number: int) -> bool:
    """Whether a rule may be tried on a line at this place."""
    return not rule.set.get("top") or number <= TOP_LINES


def _is_at(rule: Rule, marked: str, at: int) -> bool:
    return any(match.start("date") == at for match in rule.pattern.finditer(marked))


def clue_of(rule: Rule, mention: DateMention, line: str) -> Iterator[Clue]:
    """What a date means that one rule has found in its place."""
    day, span = day_of(mention), (mention.start, mention.end)
    raw = line.strip()[:LONGEST_STAMP]
    purpose = rule.set["is"]
    if purpose == "update" and day:
        yield Clue(rule.id, until(day), raw, span, BOUND)
    elif purpose == "stamp" and day and len(raw) < LONGEST_STAMP:
        yield Clue(rule.id, readings(mention, day), raw, span, STAMP)
    elif purpose == "dateline" and day:
        yield Clue(rule.id, between(day, day), raw[:60], span, STAMP)
    elif purpose == "dateline" and (match := MONTH_DAY.match(mention.value)):
        yield Clue(rule.id, in_any_year(int(match["month"]), int(match["day"]), 0, 1), raw[:60], span, CALENDAR)
    elif purpose == "window" and (match := MONTH_DAY.match(mention.value)):
        yield Clue(rule.id, in_any_year(int(match["month"]), int(match["day"]), WINDOW, 0), raw, span, CALENDAR)
    elif purpose == "fresh" and day:
        yield Clue(rule.id, around(day, rule.set["before"], rule.set["after"]), raw, span, FRESH, rule.set.get("weak", False))


def readings(mention: DateMention, day: date) -> Days:
    """The days that a numeric date may mean: 04-06-2016 is the fourth of June or the sixth of April."""
    is_either = mention.rule_id == "slashed_day" or "/" in mention.value
    swapped = make_day(day.year, day.day, day.month) if is_either and day.day <= 12 else None
    return union([between(day, day), between(swapped, swapped)]) if swapped else between(day, day)


def copyright_clues(text: str) -> Iterator[Clue]:
    """The latest year of the copyright lines, which is no earlier than the publication."""
    found = [(int(match["year"]), match) for rule in rules_that("copyright") for match in rule.pattern.finditer(text)]
    years = [(year, match.start(), match) for year, match in found if FIRST_DAY.year <= year <= LAST_DAY.year]
    if years:
        year, _, match = max(years, key=lambda one: one[:2])
        yield Clue("copyright_year", until(date(year, 12, 31)), match.group(), match.span("year"), BOUND)
