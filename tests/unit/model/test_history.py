"""The release before is an input: ids stay, and what changed is said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.contracts import contract
from pipelines.model.desk import Desk
from pipelines.model.history import create_history, load_history, note_refresh
from pipelines.warehouse import Warehouse, connect_build, init_warehouse, publish, releases
from pipelines.warehouse.tables import create_empty

VERSIONS = {"staged": "s1", "extracted": "x1", "reference": "f1", "sql": "m1"}
MENTIONS = "modeled.launch_event_mentions"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return init_warehouse(tmp_path / "w", "real")


def publish_mentions(warehouse: Warehouse, event: str) -> None:
    con = connect_build(warehouse)
    create_empty(con, contract(MENTIONS))
    con.execute(f"insert into {MENTIONS} by name select ? as launch_event_id, 'lau_1' as article_launch_id, true as is_founder", [event])
    con.close()
    publish(warehouse, "2025-01-01T00:00:00+00:00", VERSIONS)


def test_before_the_first_release_there_is_nothing(warehouse: Warehouse) -> None:
    rows = load_history(warehouse, datetime(2025, 1, 1, tzinfo=UTC), VERSIONS)
    assert {name: count for name, count in rows.items() if count} == {"history.refreshes": 1}
    con = connect_build(warehouse)
    assert con.execute("select release_number, model_version, earlier_model_version from history.refreshes").fetchall() == [(1, "m1", None)]


def test_the_newest_release_is_read_where_it_lies(warehouse: Warehouse) -> None:
    publish_mentions(warehouse, "evt_1")
    publish_mentions(warehouse, "evt_2")
    load_history(warehouse, datetime(2025, 1, 3, tzinfo=UTC), {**VERSIONS, "sql": "m2"})
    con = connect_build(warehouse, beside=releases(warehouse)[-1].database)
    desk = Desk(con)
    with desk.reading(desk.lay_out(["history.launch_event_mentions"], ())):
        found = con.execute("select launch_event_id, article_launch_id from history.launch_event_mentions").fetchall()
    assert found == [("evt_2", "lau_1")]
    assert con.execute("select release_number, model_version, earlier_model_version from history.refreshes").fetchall() == [(3, "m2", "m1")]


def test_copies_that_older_versions_kept_are_dropped(warehouse: Warehouse) -> None:
    con = connect_build(warehouse)
    con.execute("create schema history; create table history.changes (change_id varchar)")
    create_history(con)
    assert con.execute("select table_name from duckdb_tables() order by table_name").fetchall() == [("refreshes",), ("review_entries",)]


def test_what_the_release_before_held_makes_no_new_release(warehouse: Warehouse) -> None:
    publish_mentions(warehouse, "evt_1")
    load_history(warehouse, datetime(2025, 1, 2, tzinfo=UTC), VERSIONS)
    assert publish(warehouse, "2025-01-02T00:00:00+00:00", VERSIONS).number == 1


def test_a_refresh_is_noted_with_all_versions() -> None:
    con = duckdb.connect()
    create_history(con)
    note_refresh(con, datetime(2025, 1, 1, tzinfo=UTC), VERSIONS, None)
    assert con.execute("select rules_version, reference_version from history.refreshes").fetchall() == [("s1 x1", "f1")]
