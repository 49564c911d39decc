"""Checks of Dagster's home: settings, storage, runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import takewhile
from typing import TYPE_CHECKING

import yaml

from pipelines.doctor.findings import Finding, Setup, judge
from pipelines.home import CONFIG, MARKER, is_damaged, is_dead, open_storage
from pipelines.home_storage import STORAGE_VARIABLE, refuse_unset_storage

if TYPE_CHECKING:
    from dagster import DagsterInstance

MATTERS = {
    ("telemetry", "enabled"): "lets Dagster send usage data",
    ("concurrency", "runs", "max_concurrent_runs"): "lets several refreshes start at once; all but one would wait for the lease",
    ("scheduler", "config", "max_catchup_runs"): "lets a schedule make up for several missed nights, though one refresh makes up for all",
    ("run_monitoring", "enabled"): "lets a nightly run that hangs go on without end",
    ("run_retries", "enabled"): "lets a nightly run that was killed lie; it would be started again",
}
NIGHTLY_TAG = ("dagster/schedule_name", "nightly")  # Dagster sets it on what its schedule starts
NOT_YET = Finding("ok", "there is none yet; the first refresh makes it")


def check_home(setup: Setup) -> Iterator[Finding]:
    """Settings of Dagster can be read and keep what launchwire relies on."""
    config = setup.root / "dagster" / "dagster.yaml"
    if not config.exists():
        yield NOT_YET
        return
    try:
        held = yaml.safe_load(config.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        advice = f"Mend it, or move it away: the next refresh writes a new one. {STORAGE_VARIABLE} is kept in it."
        yield Finding("fail", f"{config} is no YAML: {' '.join(str(error).split())}", advice)
        return
    wrong = [*wrong_settings(held)]
    yield from wrong
    if not wrong:
        yield Finding("ok", f"{config}")


def wrong_settings(held: object) -> Iterator[Finding]:
    """What differs from what launchwire writes and matters, with the part as it should read."""
    written = yaml.safe_load(CONFIG)
    for path, comes in MATTERS.items():
        if value_at(held, path) != value_at(written, path):
            part = path[0]
            lines = yaml.safe_dump({part: written[part]}, default_flow_style=True, width=math.inf).strip()[1:-1]
            yield Finding("warn", f"dagster.yaml {comes}", f"Let its part {part} read: {lines}")


def value_at(held: object, path: Sequence[str]) -> object:
    """What settings say at a place; None where they say nothing there."""
    for name in path:
        held = held.get(name) if isinstance(held, dict) else None
    return held


def check_storage(setup: Setup) -> Iterator[Finding]:
    """The history of runs can be read, wherever it is kept; nothing of it is damaged, dead or piled up."""
    home = setup.root / "dagster"
    if not (home / MARKER).exists():
        yield NOT_YET
        return
    refuse_unset_storage(home, setup.environment)
    databases = [path for pattern in ("history/*.db", "history/runs/index.db", "schedules/*.db") for path in home.glob(pattern)]
    damaged = [path for path in databases if is_damaged(path)]
    if damaged:
        advice = "The next refresh moves it aside and begins a new history; no article and no release is lost by it."
        yield Finding("fail", f"{damaged[0]} is damaged", advice)
        return
    with open_storage(home) as instance:
        yield from judge_runs(instance, setup)
        yield from judge_nights(instance, setup)


def judge_runs(instance: DagsterInstance, setup: Setup) -> Iterator[Finding]:
    """How many runs there are, and whether some of them are dead."""
    from dagster import DagsterRunStatus, RunsFilter  # noqa: PLC0415 - costs seconds

    count = instance.get_runs_count()
    going_on = instance.get_run_records(RunsFilter(statuses=[DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]))
    dead = [record.dagster_run for record in going_on if is_dead(record.dagster_run, record.create_timestamp.astimezone(UTC), setup.now)]
    for run in dead:
        advice = "The next refresh marks it as failed, as the UI does within a minute."
        yield Finding("warn", f"run {run.run_id} counts as going on, but its process is gone", advice)
    told = f"{count} runs are kept in {type(instance.run_storage).__name__}, {len(going_on) - len(dead)} going on"
    yield judge("kept_runs", count, told, "Drop old ones: launchwire tidy")


def judge_nights(instance: DagsterInstance, setup: Setup) -> Iterator[Finding]:
    """When the last completed refresh began, and how many planned since then came to nothing; nothing where no night ever ran."""
    from dagster import DagsterRunStatus, RunsFilter  # noqa: PLC0415 - costs seconds

    first = instance.get_run_records(RunsFilter(tags=dict([NIGHTLY_TAG])), limit=1, ascending=True)
    if not first:
        return
    completed = instance.get_run_records(RunsFilter(job_name=first[0].dagster_run.job_name, statuses=[DagsterRunStatus.SUCCESS]), limit=1)
    since = (completed or first)[0].create_timestamp.astimezone(UTC)
    missed = len(planned_starts(since, setup.now, setup.environment))
    began = f"the last refresh that completed began at {since.isoformat(timespec='seconds')}" if completed else "no refresh completed yet"
    advice = "One refresh makes up for all: launchwire refresh. See that launchwire daemon, or ui, runs, and why nightly runs failed."
    yield judge("missed_nights", missed, f"{began}; {missed} planned since then came to nothing", advice)


def planned_starts(since: datetime, until: datetime, environment: Mapping[str, str]) -> list[datetime]:
    """When a refresh was planned to begin, after one instant and before another."""
    from dagster._utils.schedules import schedule_execution_time_iterator  # noqa: PLC0415 - costs seconds

    from pipelines.defs.schedule import read_nightly  # noqa: PLC0415

    cron, zone = read_nightly(environment)
    starts = schedule_execution_time_iterator(since.timestamp(), cron, zone, ascending=True)
    return [start for start in takewhile(lambda start: start < until, starts) if start > since]
