"""A leap year of nights in a zone with summer time, by Dagster's own scheduler: each calendar night has one refresh.

The scheduler looks at instants that no clock would give so evenly: one at random in each third of a day, now and then an hour or two
back. So it never sees two nights at once, which it would make up for by one refresh (tests/graph/test_missed_nights.py).
"""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from dagster._core.remote_origin import InProcessCodeLocationOrigin
from dagster._core.test_utils import InProcessTestWorkspaceLoadTarget
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.workspace.context import WorkspaceProcessContext

from pipelines.home import CONFIG
from tests.graph.test_missed_nights import look

pytestmark = pytest.mark.kills
DEFINED = Path(__file__).parent.parent / "graph" / "test_missed_nights.py"
FIRST = datetime(2028, 1, 1, tzinfo=UTC)
NIGHTS = 366


def instants(seed: int) -> list[datetime]:
    """When the scheduler looks: once in each third of a day, in order but for a clock that is set back every ten days or so."""
    choose = random.Random(seed)
    found = []
    for day in range(NIGHTS + 1):
        looks = [FIRST + timedelta(days=day, hours=hours, seconds=choose.randrange(8 * 3600)) for hours in (0, 8, 16)]
        found += [at - timedelta(hours=choose.choice((1, 2))) if choose.random() < 0.03 else at for at in looks]
    return found


@pytest.mark.parametrize(("zone", "cron"), [("Europe/Berlin", "30 2 * * *"), ("America/New_York", "30 1 * * *")])
def test_each_night_of_a_leap_year_has_one_refresh(zone: str, cron: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUNCHWIRE_TIMEZONE", zone)
    monkeypatch.setenv("LAUNCHWIRE_NIGHTLY_CRON", cron)
    (tmp_path / "dagster.yaml").write_bytes(CONFIG)
    origin = InProcessCodeLocationOrigin(LoadableTargetOrigin(python_file=str(DEFINED), attribute="nights"), location_name="launchwire")
    target = InProcessTestWorkspaceLoadTarget(origin)
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance, WorkspaceProcessContext(instance, target) as workspace:
        look(workspace, FIRST - timedelta(minutes=1))
        for at in instants(seed=8):
            look(workspace, at)
        asked = [datetime.fromisoformat(run.tags[".dagster/scheduled_execution_time"]) for run in instance.get_runs()]
    nights = sorted(at.astimezone(ZoneInfo(zone)).date() for at in asked if at < FIRST + timedelta(days=NIGHTS))
    assert len(nights) == len(set(nights)) == NIGHTS
    assert (nights[-1] - nights[0]).days == NIGHTS - 1
