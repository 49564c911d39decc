"""When runs start by themselves, which are tried again, and what their tags say."""

import errno
from datetime import UTC, datetime, timedelta
from itertools import islice

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator

from pipelines.defs.automation import nightly_schedule, refresh_job
from pipelines.defs.freshness import longest_interval
from pipelines.defs.retrying import is_passing, pause_before, trying_again
from pipelines.defs.schedule import read_nightly
from pipelines.defs.tags import LIMITED, cause_of, change_tags
from pipelines.errors import CheckFailed, SourceError, WarehouseBusy


@pytest.mark.parametrize("cron", ["half past two", "* * *", "61 2 * * *", "0 30 2 * * *", "0 0 31 2 *"])
def test_a_wrong_time_says_what_was_expected(cron):
    with pytest.raises(SourceError, match=r"LAUNCHWIRE_NIGHTLY_CRON: .* five fields"):
        read_nightly({"LAUNCHWIRE_NIGHTLY_CRON": cron})


@pytest.mark.parametrize("zone", ["Europe/Berlim", "CET+1", "../etc/passwd", "Europe"])
def test_a_wrong_zone_says_what_was_expected(zone):
    with pytest.raises(SourceError, match=r"LAUNCHWIRE_TIMEZONE: .* IANA name"):
        read_nightly({"LAUNCHWIRE_TIMEZONE": zone})


def ticks(monkeypatch, start: datetime, cron: str = "30 2 * * *") -> list[str]:
    """The next four starts of the nightly refresh in Berlin, in UTC."""
    monkeypatch.setenv("LAUNCHWIRE_NIGHTLY_CRON", cron)
    monkeypatch.setenv("LAUNCHWIRE_TIMEZONE", "Europe/Berlin")
    schedule = nightly_schedule(refresh_job())
    found = schedule_execution_time_iterator(start.timestamp(), schedule.cron_schedule, schedule.execution_timezone, ascending=True)
    return [at.astimezone(UTC).isoformat(timespec="minutes") for at in islice(found, 4)]


def test_a_night_without_half_past_two_has_one_refresh_when_the_hour_is_over(monkeypatch):
    assert ticks(monkeypatch, datetime(2026, 3, 28, 0, tzinfo=UTC)) == [
        "2026-03-28T01:30+00:00",
        "2026-03-29T01:00+00:00",  # 03:00 in Berlin, the first instant after the hour that is left out
        "2026-03-30T00:30+00:00",
        "2026-03-31T00:30+00:00",
    ]


def test_a_night_with_half_past_two_twice_has_one_refresh(monkeypatch):
    assert ticks(monkeypatch, datetime(2026, 10, 24, 0, tzinfo=UTC)) == [
        "2026-10-24T00:30+00:00",
        "2026-10-25T01:30+00:00",
        "2026-10-26T01:30+00:00",
        "2026-10-27T01:30+00:00",
    ]


def test_runs_that_nobody_watches_are_limited_and_only_a_killed_process_is_started_again(monkeypatch):
    monkeypatch.delenv("LAUNCHWIRE_TIMEZONE", raising=False)
    assert nightly_schedule(refresh_job()).tags.items() >= LIMITED.items()
    assert LIMITED["dagster/max_runtime"] == "21600"
    assert LIMITED["dagster/retry_on_asset_or_op_failure"] == "false"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (WarehouseBusy("held"), True),
        (OSError(errno.ESTALE, "stale"), True),
        (ConnectionResetError(errno.ECONNRESET, "reset"), True),
        (OSError(errno.ENOSPC, "full"), False),
        (SourceError("mistake"), False),
        (CheckFailed("failed"), False),
        (ValueError("defect"), False),
    ],
)
def test_only_what_may_pass_is_tried_again(error, expected):
    assert is_passing(error) is expected


def test_pauses_double_and_vary():
    assert [pause_before(retry, 1.0) for retry in range(3)] == [5.0, 10.0, 20.0]
    assert pause_before(2, 0.0) == 10.0


def test_a_step_that_met_a_held_database_is_run_again(monkeypatch):
    monkeypatch.setattr("pipelines.defs.retrying.FIRST_PAUSE", 0.01)
    tried = []

    @dg.asset
    def table(context: dg.AssetExecutionContext) -> None:
        tried.append(context.retry_number)
        with trying_again(context):
            if context.retry_number == 0:
                raise WarehouseBusy("is open in another process")
            if context.retry_number == 1:
                raise SourceError("is wrong")

    assert not dg.materialize([table], raise_on_error=False).success
    assert tried == [0, 1]


BEFORE = {"number": 6, "measures": {"articles": 80.0}, "versions": {"raw": "a", "extracted": "b", "sql": "c", "reference": "d"}}


def test_tags_tell_what_changed():
    after = {"number": 7, "measures": {"articles": 92.0}, "versions": {"raw": "a", "extracted": "x", "sql": "c", "reference": "y"}}
    assert change_tags(BEFORE, after, is_new=True) == {
        "launchwire/release": "7",
        "launchwire/changed": "+12 articles, reading rules, reference",
    }
    assert change_tags(BEFORE, BEFORE, is_new=False)["launchwire/changed"] == "nothing"
    assert change_tags(None, after, is_new=True)["launchwire/changed"] == "+92 articles, first release"


def test_tags_tell_what_started_a_run():
    def run(**tags):
        return dg.DagsterRun("refresh", tags={name.replace("__", "/"): held for name, held in tags.items()})

    assert cause_of(run(dagster__schedule_name="nightly")) == "schedule nightly"
    assert cause_of(run(launchwire__cause="landing folder", dagster__sensor_name="landing_folder")) == "landing folder"
    assert cause_of(run()) == "a person"


@pytest.mark.parametrize(
    ("cron", "expected"),
    [("30 2 * * *", timedelta(days=1)), ("0 5 * * 1-5", timedelta(days=3)), ("0 */6 * * *", timedelta(hours=6))],
)
def test_how_old_tables_may_become_follows_from_the_schedule(cron, expected):
    assert longest_interval(cron, "UTC") == expected
