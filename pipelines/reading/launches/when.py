"""The days that a mention's dates give for its launch."""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Sequence
from datetime import date, timedelta

from pipelines.reading.dates.calendar import make_day
from pipelines.reading.launches.draft import Counted
from pipelines.reading.launches.scene import View
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.words import pattern
from pipelines.reading.types import DateMention, Interval, Status

SUNDAY = 6
TURNED = frozenset({"month_day", "day_month", "month", "season", "month_day_pair", "day_month_pair", "months"})


def days_of(
    view: View, trigger: Trigger, mentions: Sequence[DateMention], status: Status | None, is_firm: bool, published: Interval | None
) -> list[tuple[Interval, DateMention]]:
    """The days of each launch that a trigger stands for: one, or one for each date of "on Tuesday and Wednesday"."""
    mentions = of_infinitive(view, trigger, [m for m in mentions if (m.first or m.window) and not is_guessed(m, status)])
    is_free = "this year" not in view.text
    found = [(turn(settle(m), m, status, is_firm and is_free, published) if is_free else settle(m), m) for m in mentions]
    found = [(same_weekday(when, m, trigger, published), m) for when, m in found]
    found = [(next_weekday(view, when, m, status, trigger, published), m) for when, m in found]
    found = [(whole_week(view, when, m), m) for when, m in found]
    found = [(last_days(view, when, m, published), m) for when, m in found]
    found = [(weekday_past(view, when, m, status, trigger, published), m) for when, m in found]
    found = [(still_to_come(view, when, m, status, published), m) for when, m in found]
    found = [(clip(when, status, published), m) for when, m in found if not is_matrix_day(when, trigger, status, published)]
    if len(found) < 2:
        return found
    if len(found) == 2 and is_window(view, *(m for _, m in found)):
        return [(Interval(min(when.first for when, _ in found), max(when.last for when, _ in found)), found[0][1])]
    apart = [pair for pair in found if pair[1].window is None]
    if len(apart) == len(found) and are_joined(view, [m for _, m in found]) and are_apart([when for when, _ in found]):
        return found
    found.sort(key=lambda pair: (span_days(pair[0]), abs(pair[1].start - trigger.start)))
    return [narrow(found)]


def is_guessed(mention: DateMention, status: Status | None) -> bool:
    """Whether a plan is dated only by a part of an unnamed day: "it will fly in the morning"."""
    return mention.rule_id == "bare_part" and status in ("announced", "expected")


def of_infinitive(view: View, trigger: Trigger, mentions: Sequence[DateMention]) -> Sequence[DateMention]:
    """The dates behind "to launch", where there are any; those before it are of the verb before: "asked it on Monday to launch in May"."""
    behind = [m for m in mentions if m.start > trigger.start]
    is_infinitive = trigger.shape == "base" and view.text[: trigger.start - view.start].endswith("to ")
    return behind if behind and is_infinitive else mentions


def next_weekday(
    view: View, when: Interval, mention: DateMention, status: Status | None, trigger: Trigger, published: Interval | None
) -> Interval:
    """The weekday to come, of a plan that names it behind its noun: "a launch as early as Friday"."""
    is_behind = (trigger.shape == "noun" and mention.start > trigger.start) or is_earliest(view, mention)
    if published is None or mention.rule_id != "weekday" or status not in ("announced", "expected") or not is_behind:
        return when
    week = timedelta(days=7)
    return Interval(when.first + week, when.last + week) if published.first - week <= when.first < published.first else when


def weekday_past(
    view: View, when: Interval, mention: DateMention, status: Status | None, trigger: Trigger, published: Interval | None
) -> Interval:
    """The weekday before publication, of a launch that flew or was put off then: "to punish it for Sunday's launch", told on a Saturday."""
    is_named = trigger.shape == "noun" and mention.end <= trigger.start
    is_told = (status == "occurred" and is_named) or (status == "called_off" and pattern("when_was").search(view.text))
    if published is None or mention.rule_id != "weekday" or not is_told or when.first <= published.last:
        return when
    week = timedelta(days=7)
    return Interval(when.first - week, when.last - week)


def whole_week(view: View, when: Interval, mention: DateMention) -> Interval:
    """Monday to Sunday of "the week of December 10"."""
    if when.first != when.last or not pattern("when_week_of").search(view.text[: mention.start - view.start]):
        return when
    first = when.first - timedelta(days=when.first.weekday())
    return Interval(first, first + timedelta(days=6))


def last_days(view: View, when: Interval, mention: DateMention, published: Interval | None) -> Interval:
    """The days of "last week" told on a Sunday, which closes that week, and of "last Friday" told on a Saturday, which is no yesterday."""
    words = view.text[mention.start - view.start : mention.end - view.start].lower()
    if published is None or published.first != published.last or not words.startswith("last "):
        return when
    week = timedelta(days=7)
    if words == "last week" and published.first.weekday() == SUNDAY:
        return Interval(when.first + week, published.first)
    if mention.rule_id == "weekday" and when.first == when.last == published.first - timedelta(days=1):
        return Interval(when.first - week, when.last - week)
    return when


def is_earliest(view: View, mention: DateMention) -> bool:
    """Whether a date is the first day on which something may come: "as soon as Friday"."""
    return bool(pattern("read_earliest").search(view.text[: mention.start - view.start]))


def is_window(view: View, one: DateMention, other: DateMention) -> bool:
    """Whether two dates bound a window: "from July 9, to July 16"."""
    first, last = (one, other) if one.start < other.start else (other, one)
    return bool(pattern("when_window").fullmatch(view.text[first.end - view.start : last.start - view.start]))


def still_to_come(view: View, when: Interval, mention: DateMention, status: Status | None, published: Interval | None) -> Interval:
    """The days from publication on, of something to come by "the end of the year"."""
    words = view.text[mention.start - view.start : mention.end - view.start]
    if (
        published is None
        or status not in ("announced", "expected")
        or "end of" not in words
        or not when.first < published.first <= when.last
    ):
        return when
    return Interval(published.first, when.last)


def is_matrix_day(when: Interval, trigger: Trigger, status: Status | None, published: Interval | None) -> bool:
    """Whether a past day beside "to launch" is that of the verb before: "ordered the army on Monday to launch"."""
    if status not in ("announced", "expected") or published is None or trigger.shape not in ("base", "ing"):
        return False
    return when.last < published.first


def settle(mention: DateMention) -> Interval:
    """The days that a date allows: its window where it ends one."""
    if mention.window:
        return mention.window
    first = mention.first or date.min
    return Interval(first, mention.last or first)


def turn(when: Interval, mention: DateMention, status: Status | None, is_firm: bool, published: Interval | None) -> Interval:
    """The days, a year back or on where a date without a year was read against the status: news lies before publication, plans after."""
    if is_firm and status in ("announced", "expected") and published and when.last < published.first and mention.rule_id == "month":
        return next_year(when) or when
    if status != "occurred" or published is None or when.first <= published.last + timedelta(days=1) or mention.rule_id not in TURNED:
        return when
    first = make_day(when.first.year - 1, when.first.month, when.first.day)
    last = make_day(when.last.year - 1, when.last.month, when.last.day)
    return Interval(first, last) if first and last else when


def same_weekday(when: Interval, mention: DateMention, trigger: Trigger, published: Interval | None) -> Interval:
    """The day of publication for "Thursday's launch" in an article of a Thursday, where it was read as a week before."""
    if published is None or trigger.shape != "noun" or mention.rule_id != "weekday" or published.first != published.last:
        return when
    return published if when.last + timedelta(days=7) == published.first else when


def next_year(when: Interval) -> Interval | None:
    """The same days a year on."""
    first = make_day(when.first.year + 1, when.first.month, when.first.day)
    last = make_day(when.last.year + 1, when.last.month, when.last.day)
    return Interval(first, last) if first and last else None


def clip(when: Interval, status: Status | None, published: Interval | None) -> Interval:
    """The days up to publication of something that happened "this year"."""
    if status == "occurred" and published and when.first <= published.last < when.last:
        return Interval(when.first, published.last)
    return when


def are_joined(view: View, mentions: Sequence[DateMention]) -> bool:
    """Whether dates stand in one list of days."""
    ordered = sorted(mentions, key=lambda m: m.start)
    return all(
        pattern("when_joined").fullmatch(view.text[one.end - view.start : other.start - view.start])
        for one, other in itertools.pairwise(ordered)
    )


def are_apart(days: Sequence[Interval]) -> bool:
    """Whether no two of several intervals share a day."""
    return not any(overlaps(one, other) for one, other in itertools.combinations(days, 2))


def span_days(when: Interval) -> int:
    """Days from first to last."""
    return (when.last - when.first).days


def narrow(found: Sequence[tuple[Interval, DateMention]]) -> tuple[Interval, DateMention]:
    """The narrowest of several dates of one launch."""
    return found[0]


def overlaps(one: Interval, other: Interval) -> bool:
    """Whether two intervals share a day."""
    return one.first <= other.last and other.first <= one.last


def common(one: Interval | None, other: Interval | None) -> Interval | None:
    """The narrower of two dates of one launch; the one that is known where the other is not."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=span_days)


def shift(when: Interval, counted: Counted) -> Interval:
    """The days so long before or after a launch: the day, or the calendar week, month or year."""
    if counted.unit == "D":
        return Interval(when.first + timedelta(days=counted.number), when.last + timedelta(days=counted.number))
    if counted.unit == "W":
        day = when.first + timedelta(days=7 * counted.number)
        first = day - timedelta(days=day.weekday())
        return Interval(first, first + timedelta(days=6))
    months = when.first.year * 12 + when.first.month - 1 + counted.number * (12 if counted.unit == "Y" else 1)
    year, month = divmod(months, 12)
    if counted.unit == "Y":
        return Interval(date(year, 1, 1), date(year, 12, 31))
    return Interval(date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]))


def revised(views: Sequence[View], when: Interval | None, told: Sequence[View], is_open: bool) -> Interval | None:
    """The days of a plan, its window lengthened or replaced by one that the article tells elsewhere.

    ``told`` are the sentences of the plan; ``is_open``: all that dates it is its earliest day, or nothing.
    """
    windows = [(m.window, view, m) for view in views for m in view.dates if m.window]
    if when and any(pattern("when_stretched").search(view.text) for view in told):
        before = [window for window, _, _ in windows if window.last < when.last and window.first < when.last]
        return Interval(max(before, key=lambda window: window.last).first, when.last) if before else when
    new = {w for w, view, m in windows if not pattern("when_replaced").search(view.text[: start_of(view, m) - view.start])}
    if not is_open or len(new) != 1:
        return when
    window = new.pop()
    return window if when is None or overlaps(window, when) else when


def start_of(view: View, mention: DateMention) -> int:
    """Where a window begins that a date opens or ends."""
    pair = [m.start for m in view.dates if m.window == mention.window and m.start <= mention.start]
    return min(pair, default=mention.start)
