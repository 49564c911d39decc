"""The days that a mention's dates give for its launch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pipelines.reading.dates_calendar import make_day
from pipelines.reading.launches_scene import View
from pipelines.reading.launches_triggers import Trigger
from pipelines.reading.types import DateMention, Interval, Status

YEAR = re.compile(r"(?:19|20)\d\d")
JOINED = re.compile(r"\s*(?:,|and|, and|& )\s*(?:on |in |again |then )*", re.IGNORECASE)
TURNED = frozenset({"month_day", "day_month", "month", "season", "month_day_pair", "day_month_pair", "months"})


def days_of(
    view: View, trigger: Trigger, mentions: Sequence[DateMention], status: Status | None, published: Interval | None
) -> list[tuple[Interval, DateMention]]:
    """The days of each launch that a trigger stands for: one, or one for each date of "on Tuesday and Wednesday"."""
    found = [(turn(settle(m), m, status, published), m) for m in mentions]
    found = [(clip(when, status, published), m) for when, m in found]
    if len(found) < 2:
        return found
    apart = [pair for pair in found if pair[1].window is None]
    if len(apart) == len(found) and are_joined(view, [m for _, m in found]):
        return found
    found.sort(key=lambda pair: (span_days(pair[0]), abs(pair[1].start - trigger.start)))
    return [narrow(found)]


def settle(mention: DateMention) -> Interval:
    """The days that a date allows: its window where it ends one."""
    if mention.window:
        return mention.window
    first = mention.first or date.min
    return Interval(first, mention.last or first)


def turn(when: Interval, mention: DateMention, status: Status | None, published: Interval | None) -> Interval:
    """The days, a year back where something that happened is dated after publication by a date without a year."""
    if status != "occurred" or published is None or when.first <= published.last + timedelta(days=1) or mention.rule_id not in TURNED:
        return when
    first = make_day(when.first.year - 1, when.first.month, when.first.day)
    last = make_day(when.last.year - 1, when.last.month, when.last.day)
    return Interval(first, last) if first and last else when


def clip(when: Interval, status: Status | None, published: Interval | None) -> Interval:
    """The days up to publication of something that happened "this year"."""
    if status == "occurred" and published and when.first <= published.last < when.last:
        return Interval(when.first, published.last)
    return when


def are_joined(view: View, mentions: Sequence[DateMention]) -> bool:
    """Whether dates stand in one list of days."""
    ordered = sorted(mentions, key=lambda m: m.start)
    return all(
        JOINED.fullmatch(view.text[one.end - view.start : other.start - view.start])
        for one, other in zip(ordered, ordered[1:], strict=False)
    )


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
    """The days that both allow; the one that is known where the other is not."""
    if one is None or other is None:
        return one or other
    return Interval(max(one.first, other.first), min(one.last, other.last))
