"""Days of capture in Dagster: told by each refresh, made again by a job, or as a backfill of one run."""

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest
from lake_desk import Desk, article

from pipelines.days.counts import changed_days
from pipelines.defs.days import BY_DAY, day_assets, day_events, days_between, rerun_job, told_days
from pipelines.defs.pipeline import pipeline
from pipelines.defs.resources import WarehouseResource
from pipelines.errors import LaunchwireError
from pipelines.extract import extract
from pipelines.stage import stage

DAYS = ["2026-03-01", "2026-03-02", "2026-03-03"]
TOLD = "The ministry said a rocket rose from Sohae on Monday. Japan protested against the launch."


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Path:
    """A lake of three days, one article each."""
    desk = Desk(tmp_path_factory.mktemp("days"))
    for number, day in enumerate(DAYS):
        desk.drop(f"{number}.json", article(id=str(number), title=f"Story {number}", text=f"{TOLD} It was the launch number {number}."))
        desk.ingest(datetime.fromisoformat(day).replace(tzinfo=UTC))
        stage(desk.warehouse, desk.log.append)
        extract(desk.warehouse, desk.log.append)
    changed_days(desk.warehouse)
    return desk.warehouse.root


@pytest.fixture
def resources(warehouse: Path, monkeypatch) -> dict[str, WarehouseResource]:
    monkeypatch.setenv("LAUNCHWIRE_WAREHOUSE", str(warehouse))
    return {"warehouse": WarehouseResource(root=str(warehouse))}


def test_the_button_for_everything_leaves_days_out_and_so_asks_for_none(resources):
    nodes = [pipeline().resolve_asset_graph().get(spec.key) for spec in day_assets()]
    assert [node.is_executable for node in nodes] == [False] * 3
    assert [node.partitions_def.get_partition_keys()[:2] for node in nodes] == [DAYS[:2]] * 3


def test_three_days_are_one_run_of_a_backfill(resources, monkeypatch):
    monkeypatch.setenv(BY_DAY, "1")
    [made] = day_assets()
    assert made.backfill_policy == dg.BackfillPolicy.single_run()
    with dg.DagsterInstance.ephemeral() as instance:
        tags = {"dagster/asset_partition_range_start": DAYS[0], "dagster/asset_partition_range_end": DAYS[2]}
        assert dg.materialize([made], instance=instance, resources=resources, tags=tags).success
        assert len(instance.get_runs()) == 1
        events = instance.fetch_materializations(dg.AssetKey(["days", "staged"]), limit=10).records
        counted = {event.partition_key: event.asset_materialization.metadata["articles"].value for event in events}
    assert counted == dict.fromkeys(DAYS, 1)


def test_with_days_to_be_materialised_a_refresh_still_makes_all_else(resources, monkeypatch):
    monkeypatch.setenv(BY_DAY, "1")
    steps = {node.name for node in pipeline().resolve_job_def("refresh").graph.nodes}
    assert {"ingest", "publish"} <= steps
    assert "rerun_partitions" not in steps


def rerun(resources, instance: dg.DagsterInstance, **config: object) -> dg.ExecuteInProcessResult:
    held = {"ops": {"make_days_again": {"config": config}}}
    return rerun_job().execute_in_process(run_config=held, instance=instance, resources=resources, raise_on_error=False)


def test_the_job_makes_some_days_again_and_tells_of_them(resources):
    with dg.DagsterInstance.ephemeral() as instance:
        assert rerun(resources, instance, first_day=DAYS[0], last_day=DAYS[1], sources=["landing"], restage=False).success
        events = instance.fetch_materializations(dg.AssetKey(["days", "read"]), limit=10).records
        assert told_days(instance) == set(DAYS[:2])
    assert sorted(event.partition_key for event in events) == DAYS[:2]
    assert [event.asset_materialization.metadata["reactions"].value for event in events] == [1, 1]


def test_a_source_that_nothing_came_from_is_told(resources):
    with dg.DagsterInstance.ephemeral() as instance:
        result = rerun(resources, instance, first_day=DAYS[0], sources=["elsewhere"])
        [failure] = [event for event in result.all_events if event.is_step_failure]
    assert "no record came from them" in failure.step_failure_data.error.to_string()


@pytest.mark.parametrize(("first", "last"), [("yesterday", ""), ("2026-03-02", "2026-03-01")])
def test_a_range_that_is_none_is_told(first, last):
    with pytest.raises(LaunchwireError, match="then launch again"):
        days_between(first, last)


def test_counts_become_events_of_their_day():
    counts = {"2026-03-01": {"captured": {"records": 2, "rejects": 1}}}
    [event] = day_events(counts)
    assert (event.asset_key.path, event.partition) == (["days", "captured"], "2026-03-01")
    assert event.metadata["dagster/row_count"].value == 2
