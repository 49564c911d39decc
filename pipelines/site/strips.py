"""Days on a line: windows of a plan, and when entries of a story became known. Lengths are per mille of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.site.days import day_of, tell_day
from pipelines.site.rows import Row

LENGTH = 1000
LEAST = 6  # of a bar: one day of many still shows


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from the first to the last of a line."""

    first: date
    last: date

    def place(self, day: date) -> int:
        """Where a day begins on the line; days outside lie at its ends."""
        span = (self.last - self.first).days + 1
        return round(LENGTH * min(max((day - self.first).days, 0), span) / span)

    def bar(self, first: date, last: date) -> tuple[int, int]:
        """Where a stretch of days begins, and how long it is."""
        begin = self.place(first)
        length = max(self.place(last + timedelta(days=1)) - begin, LEAST)
        return min(begin, LENGTH - length), length


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days on a line, with what it stands for."""

    begin: int
    length: int
    row: Row


def scale_of(days: Sequence[date | None]) -> Scale | None:
    """The line that holds all days; None where there are none."""
    known = [day for day in days if day is not None]
    return Scale(min(known), max(known)) if known else None


def with_margins(scale: Scale | None) -> Scale | None:
    """A line that begins some days before and ends some days after, so that one day does not fill it."""
    if scale is None:
        return None
    margin = timedelta(days=max(2, (scale.last - scale.first).days // 20))
    return Scale(scale.first - margin, scale.last + margin)


@dataclass(frozen=True, slots=True)
class WindowStrip:
    """The windows of a plan, one a line, and the days of the flight."""

    bars: tuple[Bar, ...]
    flight: Bar | None
    first_text: str
    last_text: str


def window_strip(windows: Sequence[Row], event: Row) -> WindowStrip | None:
    """Windows below each other on one line of days; None without windows."""
    if not windows:
        return None
    flown = event["status_code"] == "occurred" and event["launch_date_min"] is not None and event["launch_date_max"] is not None
    ends = [row[name] for row in windows for name in ("window_date_min", "window_date_max")]
    scale = with_margins(scale_of([*ends, *([event["launch_date_min"], event["launch_date_max"]] if flown else [])]))
    if scale is None:
        return None
    bars = tuple(Bar(*scale.bar(row["window_date_min"], row["window_date_max"]), row) for row in windows)
    flight = Bar(*scale.bar(event["launch_date_min"], event["launch_date_max"]), event) if flown else None
    return WindowStrip(bars, flight, tell_day(scale.first), tell_day(scale.last))


@dataclass(frozen=True, slots=True)
class Day:
    """What became known on one day: entries by kind."""

    day: date
    place: int
    counts: dict[str, int]


def story_strip(entries: Sequence[Row]) -> list[Day]:
    """Days on which entries became known, with how many of each kind."""
    scale = scale_of([day_of(entry["known_at"]) for entry in entries])
    if scale is None:
        return []
    counts: dict[date, dict[str, int]] = {}
    for entry in entries:
        held = counts.setdefault(day_of(entry["known_at"]), {})
        held[entry["entry_kind_code"]] = held.get(entry["entry_kind_code"], 0) + 1
    half = scale.bar(scale.first, scale.first)[1] // 2
    return [Day(day, min(scale.place(day) + half, LENGTH), held) for day, held in sorted(counts.items())]
