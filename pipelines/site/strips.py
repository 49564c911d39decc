"""Days on a line: windows of a plan, and when entries of a story became known. Lengths are per mille of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.site.days import day_of, tell_day
from pipelines.site.rows import Row

LENGTH = 1000
LEAST = 6  # of a bar: one day of many still shows


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from the first to the last of a line, as ordinals: a misread year may lie at the end of the calendar."""

    first: int
    last: int

    def place(self, ordinal: int) -> int:
        """Where a day begins on the line; days outside lie at its ends."""
        span = self.last - self.first + 1
        return round(LENGTH * min(max(ordinal - self.first, 0), span) / span)

    def bar(self, first: date, last: date) -> tuple[int, int]:
        """Where a stretch of days begins, and how long it is."""
        begin = self.place(first.toordinal())
        length = max(self.place(last.toordinal() + 1) - begin, LEAST)
        return min(begin, LENGTH - length), length


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days on a line, with what it stands for."""

    begin: int
    length: int
    row: Row


def scale_of(days: Sequence[date], is_wide: bool = False) -> Scale:
    """The line that holds all days; a wide one begins before and ends after them, so that one day does not fill it."""
    first, last = min(days).toordinal(), max(days).toordinal()
    margin = max(2, (last - first) // 20) if is_wide else 0
    return Scale(first - margin, last + margin)


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
    days = [*ends, *([event["launch_date_min"], event["launch_date_max"]] if flown else [])]
    scale = scale_of(days, is_wide=True)
    bars = tuple(Bar(*scale.bar(row["window_date_min"], row["window_date_max"]), row) for row in windows)
    flight = Bar(*scale.bar(event["launch_date_min"], event["launch_date_max"]), event) if flown else None
    return WindowStrip(bars, flight, tell_day(min(days)), tell_day(max(days)))


@dataclass(frozen=True, slots=True)
class Day:
    """What became known on one day: entries by kind."""

    day: date
    place: int
    counts: dict[str, int]


def story_strip(entries: Sequence[Row]) -> list[Day]:
    """Days on which entries became known, with how many of each kind."""
    if not entries:
        return []
    scale = scale_of([day_of(entry["known_at"]) for entry in entries])
    counts: dict[date, dict[str, int]] = {}
    for entry in entries:
        held = counts.setdefault(day_of(entry["known_at"]), {})
        held[entry["entry_kind_code"]] = held.get(entry["entry_kind_code"], 0) + 1
    half = (scale.place(scale.first + 1) - scale.place(scale.first)) // 2
    return [Day(day, min(scale.place(day.toordinal()) + half, LENGTH), held) for day, held in sorted(counts.items())]
