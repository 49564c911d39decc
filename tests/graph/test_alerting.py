"""A failed run is told once, with its checks and rows; what strangers wrote stays harmless."""

import json
from pathlib import Path

import dagster as dg
import pytest

from pipelines.defs.alerting import failure_sensor
from pipelines.errors import SourceError
from pipelines.home import GONE
from pipelines.refresh import tell_of_failure
from pipelines.warehouse import init_warehouse, open_warehouse


@pytest.fixture
def root(tmp_path: Path, monkeypatch) -> Path:
    init_warehouse(tmp_path / "w", "real")
    monkeypatch.setenv("LAUNCHWIRE_WAREHOUSE", str(tmp_path / "w"))
    monkeypatch.setenv("LAUNCHWIRE_UI_URL", "http://127.0.0.1:3000")
    return tmp_path / "w"


@dg.asset(key=["modeled", "launch_events"])
def events() -> None:
    """Made without trouble."""


@dg.asset_check(asset=dg.AssetKey(["modeled", "launch_events"]), name="contract", blocking=True)
def contract_check() -> dg.AssetCheckResult:
    rows = [dg.TableRecord({"launch_event_id": "evt_1", "title": "<b>\nSubject: all\x1b[2J"})]
    columns = [dg.TableColumn("launch_event_id"), dg.TableColumn("title")]
    table = dg.MetadataValue.table(rows, dg.TableSchema(columns))
    return dg.AssetCheckResult(passed=False, description="1 row\nis wrong", metadata={"failing rows": table})


@dg.asset(key=["raw", "records"])
def broken() -> None:
    raise SourceError("sources.toml: the folder is missing.")


def fail(instance: dg.DagsterInstance, assets: list) -> str:
    result = dg.materialize(assets, instance=instance, raise_on_error=False, tags={"dagster/schedule_name": "nightly"})
    assert not result.success
    return result.run_id


def tick(instance: dg.DagsterInstance, cursor: str | None) -> str | None:
    with dg.build_sensor_context(instance=instance, cursor=cursor) as context:
        return failure_sensor().evaluate_tick(context).cursor


def told(root: Path) -> list[dict]:
    path = root / "alerts.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_a_failed_check_is_told_once_with_its_rows(root: Path):
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = tick(instance, None)
        run_id = fail(instance, [events, contract_check])
        cursor = tick(instance, tick(instance, cursor))
        alerts = told(root)
    assert len(alerts) == 1
    assert alerts[0]["checks"] == [
        {
            "table": "modeled.launch_events",
            "check": "contract",
            "problem": "1 row is wrong",
            "rows": [{"launch_event_id": "evt_1", "title": "<b> Subject: all\\x1b[2J"}],
        }
    ]
    assert alerts[0]["link"] == f"http://127.0.0.1:3000/runs/{run_id}"
    assert alerts[0]["cause"] == "schedule nightly"
    assert "nothing was published" in alerts[0]["next_step"].lower()


def test_a_broken_step_is_told_by_its_innermost_cause(root: Path):
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = tick(instance, None)
        fail(instance, [broken])
        tick(instance, cursor)
    assert "sources.toml: the folder is missing." in told(root)[0]["errors"][0]
    assert told(root)[0]["checks"] == []


@dg.asset(key=["published", "release"])
def release() -> None:
    """Published without trouble."""


@dg.asset(key=["published", "site"], deps=[release])
def site() -> None:
    raise SourceError("site: the disk is full.")


@pytest.mark.parametrize(("job", "assets"), [("site", [site]), ("everything", [release, site])])
def test_what_breaks_after_the_release_is_told_to_leave_it_published(root: Path, job: str, assets: list):
    definitions = dg.Definitions(assets=assets, jobs=[dg.define_asset_job(job)])
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = tick(instance, None)
        definitions.resolve_job_def(job).execute_in_process(instance=instance, raise_on_error=False)
        tick(instance, cursor)
    [alert] = told(root)
    assert alert["next_step"] == (
        "What is published is whole; the files and pages made from it may be of the release before. Look at the run, mend the cause, "
        f"then run the job site in the UI, or: launchwire export, and launchwire site, --warehouse {root}"
    )


def test_two_failures_are_two_alerts(root: Path):
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = tick(instance, None)
        runs = [fail(instance, [broken]), fail(instance, [broken])]
        for _ in runs:
            cursor = tick(instance, cursor)
    assert [alert["run_id"] for alert in told(root)] == runs


def test_a_run_whose_process_was_killed_is_told(root: Path):
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = tick(instance, None)
        run = instance.add_run(dg.DagsterRun("refresh", status=dg.DagsterRunStatus.STARTED, tags={"launchwire/cause": "nightly schedule"}))
        instance.report_run_failed(run, GONE)
        tick(instance, cursor)
    [alert] = told(root)
    assert (alert["job"], alert["cause"], alert["errors"]) == ("refresh", "nightly schedule", [GONE])


def failed_refresh(instance: dg.DagsterInstance) -> None:
    job = dg.define_asset_job("refresh")
    definitions = dg.Definitions(assets=[broken], jobs=[job])
    assert not definitions.resolve_job_def("refresh").execute_in_process(instance=instance, raise_on_error=False).success


def test_a_refresh_that_nobody_watches_tells_of_its_own_failure(root: Path):
    with dg.DagsterInstance.ephemeral() as instance:
        failed_refresh(instance)
        tell_of_failure(open_warehouse(root), instance)
    assert told(root)[0]["job"] == "refresh"


def test_a_sink_that_cannot_be_reached_hides_no_failure(root: Path, capsys):
    (root / "alerts.toml").write_text('[[sink]]\nkind = "log"\npath = "missing/alerts.jsonl"\n', encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        failed_refresh(instance)
        tell_of_failure(open_warehouse(root), instance)
    assert "not every sink took it" in capsys.readouterr().err
