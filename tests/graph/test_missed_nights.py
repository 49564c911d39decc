"""What becomes of nights that a machine was off, and of clocks that jump: Dagster's own scheduler, with the instants of a test.

The schedule and the settings are those of launchwire; the job is a small one, since only its starts are counted.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

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


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Iterator[Callable[[datetime], int]]:
    """Lets the scheduler look at an instant; how many refreshes it has asked for in all. The tests follow each other in time."""
    home = tmp_path_factory.mktemp("nights")
    (home / "dagster.yaml").write_bytes(CONFIG)
    origin = InProcessCodeLocationOrigin(LoadableTargetOrigin(python_file=__file__, attribute="nights"), location_name="launchwire")
    target = InProcessTestWorkspaceLoadTarget(origin)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LAUNCHWIRE_NIGHTLY_CRON", "LAUNCHWIRE_TIMEZONE"):
            patch.delenv(name, raising=False)
        with dg.DagsterInstance.from_config(str(home)) as instance, WorkspaceProcessContext(instance, target) as workspace:
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
    at = NOON + 50 * NIGHT
    before = started(at)
    for back in (timedelta(hours=1), timedelta(hours=11), timedelta(days=366)):
        assert started(at - back) == before
    assert started(at + timedelta(hours=1)) == before
    assert started(at + NIGHT) == before + 1


def test_a_clock_that_jumps_ahead_starts_one_refresh(started):
    at = NOON + 60 * NIGHT
    before = started(at)
    assert started(at + 365 * NIGHT) == before + 1
    assert started(at + NIGHT) == before + 1
