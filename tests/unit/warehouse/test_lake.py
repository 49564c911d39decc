"""Batches of the lake: seen whole or not at all, in order of arrival, by version."""

import os
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import ContractError, WarehouseError
from pipelines.warehouse import (
    Warehouse,
    batches,
    commit_batches,
    complete_version,
    connect_build,
    current_version,
    load_layer,
    pending_batches,
    read_layer,
    write_batch,
    write_snapshot,
    write_tables,
)
from pipelines.warehouse.lake import table_path

SKIPS = "raw.skips"
EDITS = "staged.text_edits"
GROUPS = "staged.near_duplicates"


def skips(*names: str) -> dict[str, pl.DataFrame]:
    return {SKIPS: pl.DataFrame({"source_id": "s", "locator_text": list(names), "rule_code": "hidden_file"})}


def edits(*ids: str) -> dict[str, pl.DataFrame]:
    columns = {"edit_number": 0, "char_start": 0, "char_end": 1, "original_text": "a", "repaired_text": "b"}
    return {EDITS: pl.DataFrame({"article_id": list(ids), **columns})}


def names(warehouse: Warehouse, table: str = SKIPS, column: str = "locator_text", version: str | None = None) -> list[str]:
    return read_layer(warehouse, table, version).collect()[column].to_list()


def test_an_empty_lake_has_tables_of_the_right_shape(warehouse: Warehouse) -> None:
    frame = read_layer(warehouse, SKIPS).collect()
    assert (frame.height, frame.columns) == (0, ["source_id", "locator_text", "rule_code"])


def test_rows_are_seen_once_they_are_committed(warehouse: Warehouse) -> None:
    batch = write_tables(warehouse, "raw", None, 1, "bat_1", skips("b", "a"))
    assert names(warehouse) == []
    commit_batches(warehouse, "raw", None, [batch])
    assert names(warehouse) == ["a", "b"]


def test_several_batches_are_seen_from_one_instant_on(warehouse: Warehouse) -> None:
    written = [write_tables(warehouse, "raw", None, number, f"bat_{9 - number}", skips(f"f{number}")) for number in (1, 2, 3)]
    assert batches(warehouse, "raw") == []
    commit_batches(warehouse, "raw", None, written)
    assert [batch.id for batch in batches(warehouse, "raw")] == ["bat_8", "bat_7", "bat_6"]
    assert names(warehouse) == ["f1", "f2", "f3"]


def test_nothing_to_commit_leaves_no_trace(warehouse: Warehouse) -> None:
    commit_batches(warehouse, "raw", None, [])
    assert not (warehouse.lake / "raw").exists()


def test_the_same_rows_in_another_order_are_the_same_bytes(warehouse: Warehouse) -> None:
    write_batch(warehouse, "raw", None, 1, "bat_1", skips("a", "b", "c"))
    write_batch(warehouse, "raw", None, 2, "bat_2", skips("c", "a", "b"))
    first, second = (table_path(warehouse, SKIPS, batch).read_bytes() for batch in ("bat_1", "bat_2"))
    assert first == second


def test_what_is_left_to_do_is_what_a_version_has_not_worked_off(warehouse: Warehouse) -> None:
    for number in (1, 2, 3):
        write_batch(warehouse, "raw", None, number, f"bat_{number}", skips(f"f{number}"))
    write_batch(warehouse, "staged", "v1", 2, "bat_2", edits("art_2"))
    assert [batch.id for batch in pending_batches(warehouse, ("raw", None), "staged", "v1")] == ["bat_1", "bat_3"]
    assert len(pending_batches(warehouse, ("raw", None), "staged", "v2")) == 3


def test_readers_see_the_version_that_is_complete(warehouse: Warehouse) -> None:
    write_batch(warehouse, "staged", "v1", 1, "bat_1", edits("old"))
    complete_version(warehouse, "staged", "v1")
    write_batch(warehouse, "staged", "v2", 1, "bat_1", edits("new"))
    assert names(warehouse, EDITS, "article_id") == ["old"]
    assert names(warehouse, EDITS, "article_id", "v2") == ["new"]
    complete_version(warehouse, "staged", "v2")
    assert current_version(warehouse, "staged") == "v2"
    assert names(warehouse, EDITS, "article_id") == ["new"]
    assert not (warehouse.lake / "staged" / "v1").exists()


def test_a_snapshot_is_replaced_as_a_whole(warehouse: Warehouse) -> None:
    def group(article: str) -> pl.DataFrame:
        return pl.DataFrame(
            {"article_id": [article], "near_duplicate_group_id": article, "similarity_ratio": 0.5, "method_code": "shingles"}
        )

    write_snapshot(warehouse, GROUPS, "v1", group("one"))
    write_snapshot(warehouse, GROUPS, "v1", group("two"))
    assert names(warehouse, GROUPS, "article_id", "v1") == ["two"]


def test_a_frame_that_does_not_keep_its_contract_is_not_written(warehouse: Warehouse) -> None:
    with pytest.raises(ContractError, match=r"columns missing \['rule_code'\], not in the contract \['rule'\]"):
        write_batch(warehouse, "raw", None, 1, "bat_1", {SKIPS: skips("a")[SKIPS].rename({"rule_code": "rule"})})
    assert batches(warehouse, "raw") == []


def test_a_layer_is_put_into_the_build_database(warehouse: Warehouse) -> None:
    write_batch(warehouse, "raw", None, 1, "bat_1", skips("b"))
    write_batch(warehouse, "raw", None, 2, "bat_2", skips("a"))
    con = connect_build(warehouse)
    rows = load_layer(con, warehouse, "raw")
    assert rows[SKIPS] == 2
    assert rows["raw.records"] == 0
    assert con.sql("select locator_text from raw.skips").fetchall() == [("a",), ("b",)]
    comment = con.sql("select comment from duckdb_tables() where table_name = 'skips'").fetchone()
    assert comment is not None
    assert comment[0].startswith("Files passed over by a named rule.")
    con.close()


def test_loading_again_replaces(warehouse: Warehouse) -> None:
    write_batch(warehouse, "raw", None, 1, "bat_1", skips("a"))
    con = connect_build(warehouse)
    assert load_layer(con, warehouse, "raw") == load_layer(con, warehouse, "raw")
    con.close()


def test_a_full_disk_is_told_with_what_to_do(warehouse: Warehouse, small_disk: Path) -> None:
    full = Warehouse(small_disk, "real")
    noise = {SKIPS: pl.DataFrame({"source_id": "s", "locator_text": [os.urandom(60).hex() for _ in range(50_000)], "rule_code": "x"})}
    with pytest.raises(WarehouseError, match=r"No space left on device; [\d,]+ bytes free\)\. The disk is full: free some space"):
        write_batch(full, "raw", None, 1, "bat_1", noise)
    assert batches(full, "raw") == []
    assert [path for path in small_disk.rglob("*") if path.is_file()] == []
    write_batch(full, "raw", None, 1, "bat_1", skips("a"))
    assert names(full) == ["a"]


def test_a_build_on_a_full_disk_is_told_with_what_to_do(small_disk: Path) -> None:
    full = Warehouse(small_disk, "real")
    write_batch(full, "raw", None, 1, "bat_1", skips(*(f"{number:0200}" for number in range(40_000))))
    con = connect_build(full)
    with pytest.raises(WarehouseError, match="No space left on device"):
        load_layer(con, full, "raw")
    con.close()
