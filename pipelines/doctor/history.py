"""Checks of Dagster's home: settings, storage, runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING

import yaml

from pipelines.doctor.findings import Finding, Setup, judge
from pipelines.home import MARKER, is_damaged, is_dead, open_storage
from pipelines.home_storage import STORAGE_VARIABLE, refuse_unset_storage

if TYPE_CHECKING:
    from dagster import DagsterInstance

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
    """What differs from what launchwire writes and matters."""
    settings = held if isinstance(held, dict) else {}
    advice = "Add what docs/configuration.md shows for dagster.yaml."
    if settings.get("telemetry", {}).get("enabled") is not False:
        yield Finding("warn", "dagster.yaml lets Dagster send usage data", "Set telemetry: enabled: false.")
    if settings.get("concurrency", {}).get("runs", {}).get("max_concurrent_runs") != 1:
        yield Finding("warn", "dagster.yaml lets several refreshes start at once; all but one would wait for the lease", advice)
    if settings.get("scheduler", {}).get("config", {}).get("max_catchup_runs") != 1:
        yield Finding("warn", "dagster.yaml lets a schedule make up for several missed nights, though one refresh makes up for all", advice)


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
