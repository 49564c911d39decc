"""What becomes of nights that a machine was off, and of clocks that jump: Dagster's own scheduler, with the instants of a test.

The schedule and the settings are those of launchwire; the job is a small one, since only its starts are counted.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import dagster as dg
import dagster._daemon
import pytest
from dagster._core.remote_origin import InProcessCodeLocationOrigin
from dagster._core.test_utils import InProcessTestWorkspaceLoadTarget
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._scheduler.scheduler import launch_scheduled_runs

from pipelines.defs.automation import nightly_schedule
from pipelines.home import CONFIG

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NIGHT = timedelta(days=1)


@dg.asset
def nothing() -> None:
    """Never made: runs stay in the queue."""


def nights() -> dg.Definitions:
    job = dg.define_asset_job("refresh", selection="nothing")
    return dg.Definitions(assets=[nothing], jobs=[job], schedules=[nightly_schedule(job)])


@pytest.fixture
def started(tmp_path: Path, monkeypatch) -> Iterator[Callable[[datetime], int]]:
    """Lets the scheduler look at an instant; how many refreshes it has asked for in all."""
    monkeypatch.delenv("LAUNCHWIRE_NIGHTLY_CRON", raising=False)
    monkeypatch.delenv("LAUNCHWIRE_TIMEZONE", raising=False)
    (tmp_path / "dagster.yaml").write_bytes(CONFIG)
    origin = InProcessCodeLocationOrigin(LoadableTargetOrigin(python_file=__file__, attribute="nights"), location_name="launchwire")
    target = InProcessTestWorkspaceLoadTarget(origin)
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance, WorkspaceProcessContext(instance, target) as workspace:
        yield partial(look, workspace)


def look(workspace: WorkspaceProcessContext, at: datetime) -> int:
    """As after a restart: nothing is kept in memory."""
    most = workspace.instance.scheduler.max_catchup_runs
    list(launch_scheduled_runs(workspace, logging.getLogger("nights"), at, {}, max_catchup_runs=most))
    return workspace.instance.get_runs_count()


def test_many_missed_nights_are_made_up_for_by_one_refresh(started):
    assert started(NOON) == 0
    assert started(NOON + 10 * NIGHT) == 1
    assert started(NOON + 10 * NIGHT + timedelta(minutes=5)) == 1
    assert started(NOON + 11 * NIGHT) == 2
    assert started(NOON + 41 * NIGHT) == 3


def test_a_clock_that_jumps_back_starts_no_night_twice(started):
    assert started(NOON) == 0
    assert started(NOON + NIGHT) == 1
    for back in (timedelta(hours=1), timedelta(hours=11), timedelta(days=366)):
        assert started(NOON + NIGHT - back) == 1
    assert started(NOON + NIGHT + timedelta(hours=1)) == 1
    assert started(NOON + 2 * NIGHT) == 2


def test_a_clock_that_jumps_ahead_starts_one_refresh(started):
    assert started(NOON) == 0
    assert started(NOON + 365 * NIGHT) == 1
    assert started(NOON + NIGHT) == 1
