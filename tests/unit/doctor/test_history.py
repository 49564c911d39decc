"""Checks of Dagster's home fail on one that is damaged, changed for the worse, or full of what is dead."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from pipelines.doctor.findings import judge
from pipelines.doctor.history import judge_nights, judge_runs, planned_starts, wrong_settings
from pipelines.home import CONFIG, MARKER, PROCESS_TAG, STARTED_TAG, open_storage, prepare_home
from pipelines.home_storage import STORAGE


def states(found):
    return [finding.state for finding in found]


def test_no_home_yet_is_fine(look):
    assert states(look("dagster")) == states(look("run history")) == ["ok"]


def test_what_launchwire_writes_is_fine():
    assert states(wrong_settings(yaml.safe_load(CONFIG))) == []


@pytest.mark.parametrize(("before", "after"), [("enabled: false", "enabled: true"), ("_runs: 1", "_runs: 3")])
def test_settings_that_matter_are_told(before, after):
    changed = yaml.safe_load(CONFIG.decode().replace(before, after))
    assert set(states(wrong_settings(changed))) == {"warn"}
    assert states(wrong_settings({})) == ["warn"] * 5


def test_settings_of_an_older_version_are_told_with_the_lines_that_they_lack():
    older = yaml.safe_load(CONFIG.decode().partition("run_monitoring:")[0])
    monitoring, retries = wrong_settings(older)
    assert monitoring.advice == "Let its part run_monitoring read: run_monitoring: {enabled: true, start_timeout_seconds: 600}"
    added = yaml.safe_load(retries.advice.partition("read: ")[2])
    assert added == {"run_retries": {"enabled": True, "max_retries": 0, "retry_on_asset_or_op_failure": False}}
    assert len(list(wrong_settings(older | added))) == 1


def test_settings_that_are_no_yaml_are_told(look, setup):
    (setup.root / "dagster").mkdir()
    (setup.root / "dagster" / "dagster.yaml").write_text("a: [")
    assert states(look("dagster")) == ["fail"]


def test_a_history_in_a_server_that_nothing_names_is_told(look, setup):
    (setup.root / "dagster").mkdir()
    (setup.root / "dagster" / "dagster.yaml").write_text(CONFIG.decode() + STORAGE)
    (setup.root / "dagster" / MARKER).write_text("1")
    found = look("run history")
    assert states(found) == ["fail"]
    assert "LAUNCHWIRE_POSTGRES is not set" in found[0].told
    assert states(look("run history", environment={"LAUNCHWIRE_POSTGRES": "mysql://there"})) == ["fail"]


def test_a_damaged_history_is_told(look, setup):
    (setup.root / "dagster" / "history").mkdir(parents=True)
    (setup.root / "dagster" / "dagster.yaml").write_bytes(CONFIG)
    (setup.root / "dagster" / MARKER).write_text("1")
    (setup.root / "dagster" / "history" / "runs.db").write_bytes(b"no database at all, but as long as a page" * 100)
    assert states(look("run history")) == ["fail"]


def test_dead_runs_are_told(desk, setup):
    from dagster import DagsterRun, DagsterRunStatus

    with open_storage(prepare_home(desk.warehouse)) as instance:
        assert states(judge_runs(instance, setup)) == ["ok"]
        dead = {PROCESS_TAG: "1", STARTED_TAG: "another start"}
        instance.add_run(DagsterRun("refresh", "dead", status=DagsterRunStatus.STARTED, tags=dead))
        found = list(judge_runs(instance, type(setup)(setup.root, datetime.now(UTC) + timedelta(minutes=1), {})))
    assert states(found) == ["warn", "ok"]
    assert "run dead counts as going on" in found[0].told


def test_a_pile_of_runs_is_told():
    assert judge("kept_runs", 121, "121 runs are kept", "Drop old ones.").state == "warn"
    assert judge("kept_runs", 60, "60 runs are kept", "Drop old ones.").state == "ok"


def test_nights_that_came_to_nothing_are_told(desk, setup):
    from dagster import DagsterRun, DagsterRunStatus

    soon, later = (replace(setup, now=datetime.now(UTC) + timedelta(days=days)) for days in (1, 3))
    with open_storage(prepare_home(desk.warehouse)) as instance:
        instance.add_run(DagsterRun("refresh", "by hand", status=DagsterRunStatus.SUCCESS))
        assert list(judge_nights(instance, later)) == []  # nobody asked for nights
        nightly = {"dagster/schedule_name": "nightly"}
        instance.add_run(DagsterRun("refresh", "failed", status=DagsterRunStatus.FAILURE, tags=nightly))
        assert states(judge_nights(instance, soon)) == ["ok"]
        late = list(judge_nights(instance, later))
    assert states(late) == ["warn"]
    assert "3 planned since then came to nothing" in late[0].told


def test_planned_starts_follow_the_hour_and_the_zone_that_are_set():
    since, until = datetime(2026, 3, 1, 2, 0, tzinfo=UTC), datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    assert len(planned_starts(since, until, {})) == 2
    assert len(planned_starts(since, until, {"LAUNCHWIRE_NIGHTLY_CRON": "0 * * * *"})) == 48 - 1
    assert len(planned_starts(since, until, {"LAUNCHWIRE_TIMEZONE": "Asia/Seoul"})) == 2
