"""Tables of the lake in the build: carried on where nothing but new files came, loaded anew where anything else happened."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.contracts import contract
from pipelines.warehouse import Warehouse, connect_build, contents, init_warehouse, load_layer, publish, write_batch
from pipelines.warehouse.compaction import compact
from pipelines.warehouse.loading import begin_build, note_path, read_note

RUN_AT, VERSIONS = "2025-01-01T00:00:00+00:00", {"sql": "1"}
TABLE = "raw.skips"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return init_warehouse(tmp_path / "w", "real")


def skips(batch: str, *names: str) -> pl.DataFrame:
    """Rows of a table of the raw layer, one for each name."""
    wanted = contract(TABLE).polars_schema
    return pl.DataFrame([dict.fromkeys(wanted, f"{batch}-{name}") for name in names], schema=wanted)


def add_batch(warehouse: Warehouse, number: int, *names: str) -> None:
    write_batch(warehouse, "raw", None, number, f"bat_{number}", {TABLE: skips(f"bat_{number}", *names)})


def refresh(warehouse: Warehouse) -> None:
    """What a run does with the raw layer alone."""
    begin_build(warehouse)
    con = connect_build(warehouse)
    load_layer(con, warehouse, "raw")
    con.close()
    publish(warehouse, RUN_AT, VERSIONS)


def write_to_build(warehouse: Warehouse, statement: str = f"update {TABLE} set rule_code = 'carried'") -> None:
    """Change the build behind the back of its note; by itself so that rows tell whether they were carried on."""
    con = connect_build(warehouse)
    con.execute(statement)
    con.close()


def mark(warehouse: Warehouse) -> None:
    """Mark the rows of the build, and let the note tell of it as it is then."""
    write_to_build(warehouse)
    publish(warehouse, RUN_AT, {"sql": "marked"})


def carried(warehouse: Warehouse) -> list[tuple[str, bool]]:
    con = duckdb.connect(str(warehouse.build_path), read_only=True)
    try:
        return con.execute(f"select locator_text, rule_code = 'carried' from {TABLE} order by all").fetchall()
    finally:
        con.close()


def counted_anew(warehouse: Warehouse) -> bool:
    """Whether sums that were carried on are those of the rows."""
    con = duckdb.connect(str(warehouse.build_path), read_only=True)
    try:
        return contents(con)[TABLE] == read_note(warehouse).tables[TABLE].content
    finally:
        con.close()


def test_what_the_build_holds_is_carried_on_and_what_is_new_is_added(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a", "b")
    refresh(warehouse)
    mark(warehouse)
    add_batch(warehouse, 2, "c")
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", True), ("bat_1-b", True), ("bat_2-c", False)]


def test_sums_of_what_was_carried_on_are_those_of_all_rows(warehouse: Warehouse) -> None:
    for number in (1, 2, 3):
        add_batch(warehouse, number, "a", "b")
        refresh(warehouse)
        assert counted_anew(warehouse)


def test_nothing_new_carries_all_on(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    mark(warehouse)
    refresh(warehouse)
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", True)]


def test_a_build_that_anybody_wrote_to_is_loaded_anew(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    write_to_build(warehouse)
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", False)]
    assert counted_anew(warehouse)


def test_a_build_that_a_run_left_unfinished_is_loaded_anew(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    mark(warehouse)
    add_batch(warehouse, 2, "b")
    begin_build(warehouse)
    con = connect_build(warehouse)
    load_layer(con, warehouse, "raw")
    con.close()
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", False), ("bat_2-b", False)]


def test_a_layer_that_is_loaded_twice_in_a_run_holds_its_rows_once(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    add_batch(warehouse, 2, "b")
    begin_build(warehouse)
    con = connect_build(warehouse)
    assert load_layer(con, warehouse, "raw")[TABLE] == 2
    assert load_layer(con, warehouse, "raw")[TABLE] == 2
    con.close()


def test_rows_that_were_added_and_not_noted_are_not_added_again(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    add_batch(warehouse, 2, "b")
    begin_build(warehouse)
    before = note_path(warehouse).read_bytes()
    con = connect_build(warehouse)
    load_layer(con, warehouse, "raw")
    note_path(warehouse).write_bytes(before)  # as after an error between the last table and the note
    assert load_layer(con, warehouse, "raw")[TABLE] == 2
    con.close()


def test_files_that_were_put_together_are_carried_on(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    add_batch(warehouse, 2, "b")
    refresh(warehouse)
    mark(warehouse)
    assert compact(warehouse, least_files=2) == 2
    add_batch(warehouse, 3, "c")
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", True), ("bat_2-b", True), ("bat_3-c", False)]


def test_files_that_were_put_together_before_the_build_held_them_all_are_loaded_anew(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    mark(warehouse)
    add_batch(warehouse, 2, "b")
    compact(warehouse, least_files=2)
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", False), ("bat_2-b", False)]


def test_a_damaged_file_is_not_put_together_with_others(warehouse: Warehouse) -> None:
    for number in (1, 2):
        add_batch(warehouse, number, "a")
    path = warehouse.lake / "raw" / "tables" / "skips" / "bat_1.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert compact(warehouse, least_files=2) == 0
    assert path.exists()


def test_a_table_of_another_shape_is_loaded_anew(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    write_to_build(warehouse, f"alter table {TABLE} add column further integer")
    publish(warehouse, RUN_AT, {"sql": "altered"})
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", False)]


def test_a_damaged_note_only_costs_time(warehouse: Warehouse) -> None:
    add_batch(warehouse, 1, "a")
    refresh(warehouse)
    mark(warehouse)
    note_path(warehouse).write_bytes(note_path(warehouse).read_bytes()[:-9])
    refresh(warehouse)
    assert carried(warehouse) == [("bat_1-a", False)]
