"""A refresh that would count as earlier than the last release is refused; a log for programs is one object a line."""

import io
import json
from datetime import UTC, datetime

import dagster as dg
import pytest

from pipelines.cli.run_log import RunLog
from pipelines.errors import WarehouseError
from pipelines.warehouse import open_warehouse
from pipelines.warehouse.releases import refuse_earlier

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("at", ["2024-12-31T23:59:59+00:00", "2025-01-01T08:59:59+09:00", "1970-01-01T00:00:00+00:00"])
def test_a_refresh_before_the_last_release_is_refused_at_once(launchwire, sample_warehouse, at):
    refused = launchwire("refresh", "--warehouse", sample_warehouse, "--at", at)
    assert refused.returncode == 1
    assert "release 1 counts as 2025-01-01T00:00:00+00:00 already. Nothing was changed." in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_instant_of_the_last_release_and_later_ones_are_let_in(sample_warehouse):
    warehouse = open_warehouse(sample_warehouse)
    refuse_earlier(warehouse, datetime(2025, 1, 1, tzinfo=UTC))
    refuse_earlier(warehouse, datetime(2096, 2, 29, tzinfo=UTC))
    with pytest.raises(WarehouseError, match="Set the clock"):
        refuse_earlier(warehouse, datetime(2024, 2, 29, tzinfo=UTC))


def test_a_run_of_dagster_is_refused_in_the_same_way(sample_warehouse):
    from pipelines.defs.resources import WarehouseResource

    early = WarehouseResource(root=str(sample_warehouse), at="2024-12-31T00:00:00+00:00", wait_seconds=0)
    with pytest.raises(WarehouseError, match="release 1 counts as"), early.yield_for_execution(dg.build_init_resource_context()):
        pass


def test_a_log_for_programs_is_one_object_a_line():
    stream = io.StringIO()
    log = RunLog(stream=stream, clock=lambda: NOON)
    log.write("started", warehouse="/data", at=None)
    log.on_items("raw", 1, 2)
    log.on_items("raw", 2, 2)
    log.write("warning", told="a\u202eb\x1b[31m\n발사")
    lines = stream.getvalue().splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["started", "items", "warning"]
    assert json.loads(lines[1]) == {"logged_at": "2026-03-01T12:00:00.000+00:00", "event": "items", "layer": "raw", "items": 2}
    assert json.loads(lines[2])["told"] == "a\u202eb\x1b[31m\n발사"
    assert stream.getvalue().isascii()
    assert "\x1b" not in stream.getvalue()


def test_tables_and_checks_are_told_with_what_came_of_them(sample_warehouse):
    """The events of a real refresh, as Dagster kept them."""
    from pipelines.home import open_storage

    stream = io.StringIO()
    log = RunLog(stream=stream, clock=lambda: NOON)
    with open_storage(sample_warehouse / "dagster") as instance:
        for entry in instance.all_logs(instance.get_runs(limit=1)[0].run_id):
            if entry.dagster_event is not None:
                log.on_event(entry.dagster_event)
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    tables = {line["table"]: line["rows"] for line in told if line["event"] == "table"}
    assert tables["raw.receipts"] == 77
    assert tables["modeled.launch_events"] > 40
    checks = [line for line in told if line["event"] == "check"]
    assert len(checks) > 100
    assert all(line["passed"] or line["severity"] == "warn" for line in checks)
