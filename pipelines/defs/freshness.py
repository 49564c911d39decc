"""How old tables may become before the UI says so: it follows from how often the refresh is planned."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, pairwise

import dagster as dg
from dagster._utils.schedules import schedule_execution_time_iterator

from pipelines.defs.schedule import read_nightly

FROM = datetime(2026, 1, 1, tzinfo=UTC)  # any day will do: only distances count
LOOKED_AT = 60  # starts in a row, so that a schedule of weekdays shows its weekends
RUN_TIME = timedelta(hours=2)  # for the refresh itself
QUIET = timedelta(days=3)  # of sources that nothing came from; a weekend is no reason to worry
SILENT = timedelta(days=7)


def refreshed() -> dg.FreshnessPolicy:
    """Made by each planned refresh: a warning after one was missed, late after two."""
    interval = longest_interval(*read_nightly(os.environ))
    return dg.FreshnessPolicy.time_window(fail_window=2 * interval + RUN_TIME, warn_window=interval + RUN_TIME)


def received() -> dg.FreshnessPolicy:
    """Made only when something new was received: tells of sources that have fallen silent, however often they are asked."""
    return dg.FreshnessPolicy.time_window(fail_window=SILENT, warn_window=QUIET)


@cache
def longest_interval(cron: str, zone: str) -> timedelta:
    """The longest time between two starts of a schedule."""
    starts = islice(schedule_execution_time_iterator(FROM.timestamp(), cron, zone, ascending=True), LOOKED_AT)
    return max(later - earlier for earlier, later in pairwise(start.astimezone(UTC) for start in starts))
