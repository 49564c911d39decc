"""Releases: all or nothing, readers undisturbed, one writer at a time."""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.errors import WarehouseBusy, WarehouseError
from pipelines.warehouse import (
    Warehouse,
    connect_build,
    connect_published,
    contents,
    init_warehouse,
    lease,
    load_layer,
    open_warehouse,
    publish,
    releases,
    write_batch,
)

RUN_AT = "2026-03-01T02:00:00+00:00"
VERSIONS = {"raw": "1"}


def build(warehouse: Warehouse, *names: str) -> None:
    """A build whose raw.skips holds these names."""
    frame = pl.DataFrame({"source_id": "s", "locator_text": list(names), "rule_code": "hidden_file"})
    shutil.rmtree(warehouse.lake / "raw", ignore_errors=True)
    write_batch(warehouse, "raw", None, 1, "bat_1", {"raw.skips": frame})
    con = connect_build(warehouse)
    load_layer(con, warehouse, "raw")
    con.close()


def seen(warehouse: Warehouse) -> list[str]:
    """What an analyst sees."""
    con = connect_published(warehouse)
    try:
        return [row[0] for row in con.sql("select locator_text from raw.skips order by all").fetchall()]
    finally:
        con.close()


def test_a_build_is_seen_once_it_is_published(warehouse: Warehouse) -> None:
    build(warehouse, "a", "b")
    with pytest.raises(WarehouseError, match="nothing is published yet"):
        connect_published(warehouse)
    release = publish(warehouse, RUN_AT, VERSIONS)
    assert (release.number, release.is_new, seen(warehouse)) == (1, True, ["a", "b"])
    assert release.manifest["tables"]["raw.skips"]["rows"] == 2
    assert release.manifest["previous_manifest_sha256"] is None


def test_the_same_content_is_not_published_again(warehouse: Warehouse) -> None:
    build(warehouse, "a")
    first = publish(warehouse, RUN_AT, VERSIONS)
    build(warehouse, "a")
    again = publish(warehouse, RUN_AT, VERSIONS)
    assert (again.number, again.is_new) == (first.number, False)
    assert publish(warehouse, RUN_AT, {"raw": "2"}).number == 2


def test_a_reader_keeps_the_release_that_it_opened(warehouse: Warehouse) -> None:
    build(warehouse, "old")
    publish(warehouse, RUN_AT, VERSIONS)
    reader = connect_published(warehouse)
    for number in range(7):  # more than are kept
        build(warehouse, f"new {number}")
        publish(warehouse, RUN_AT, VERSIONS)
    assert reader.sql("select locator_text from raw.skips").fetchall() == [("old",)]
    reader.close()
    assert seen(warehouse) == ["new 6"]
    assert [release.number for release in releases(warehouse)] == [4, 5, 6, 7, 8]


def test_what_a_killed_publish_left_is_no_release_and_is_completed(warehouse: Warehouse) -> None:
    build(warehouse, "old")
    publish(warehouse, RUN_AT, VERSIONS)
    build(warehouse, "new")
    second = publish(warehouse, RUN_AT, VERSIONS)
    # as if it had been killed right before the link was switched
    warehouse.link.unlink()
    warehouse.link.symlink_to(os.path.relpath(releases(warehouse)[0].database, warehouse.root))
    assert seen(warehouse) == ["old"]
    assert publish(warehouse, RUN_AT, VERSIONS).number == second.number
    assert seen(warehouse) == ["new"]
    # and as if right before its manifest was written
    (second.folder / "manifest.json").unlink()
    assert [release.number for release in releases(warehouse)] == [1]
    assert publish(warehouse, RUN_AT, VERSIONS).number == 2
    assert seen(warehouse) == ["new"]


def test_a_copy_with_another_byte_is_not_published(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(point: str, folder: Path) -> None:
        if point == "sync release":
            database = folder / "launchwire.duckdb"
            content = bytearray(database.read_bytes())
            content[-1] ^= 1
            database.write_bytes(content)

    build(warehouse, "old")
    publish(warehouse, RUN_AT, VERSIONS)
    build(warehouse, "new")
    monkeypatch.setattr(import_module("pipelines.warehouse.releases"), "reach", spoil)  # the package has a function of that name
    with pytest.raises(WarehouseError, match="the copy differs from the build"):
        publish(warehouse, RUN_AT, VERSIONS)
    assert seen(warehouse) == ["old"]


def test_an_empty_build_is_not_published(warehouse: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="holds no tables"):
        publish(warehouse, RUN_AT, VERSIONS)
    assert releases(warehouse) == []


def test_a_build_that_cannot_be_opened_is_begun_anew(warehouse: Warehouse) -> None:
    warehouse.build_path.parent.mkdir(parents=True)
    warehouse.build_path.write_bytes(b"no database" * 1000)
    build(warehouse, "a")
    publish(warehouse, RUN_AT, VERSIONS)
    assert seen(warehouse) == ["a"]


def test_contents_do_not_depend_on_the_order_of_rows() -> None:
    hashes = []
    for order in ("asc", "desc"):
        con = duckdb.connect()
        con.execute(f"create schema marts; create table marts.t as select i, i % 7 as j from range(1000) as r(i) order by i {order}")
        hashes.append(contents(con))
    assert hashes[0] == hashes[1]
    con.execute("update marts.t set j = null where i = 500")
    assert contents(con) != hashes[1]


def test_text_of_strangers_reaches_no_file_and_no_setting(warehouse: Warehouse) -> None:
    build(warehouse, "a")
    publish(warehouse, RUN_AT, VERSIONS)
    con = connect_published(warehouse)
    for statement in (
        "select * from read_text('/etc/passwd')",
        "copy (select 1) to 'launchwire-test.csv'",
        "attach 'launchwire-test.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "delete from raw.skips",
    ):
        with pytest.raises(duckdb.Error):
            con.execute(statement)
    con.close()


def test_a_second_refresh_is_turned_away_and_the_lease_ends_with_its_holder(warehouse: Warehouse) -> None:
    code = (
        "import sys, time; from pathlib import Path; from pipelines.warehouse import lease, open_warehouse\n"
        "with lease(open_warehouse(Path(sys.argv[1])), 'a nightly run'):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(warehouse.root)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(WarehouseBusy, match=rf"held by a nightly run \(process {holder.pid}\)"), lease(warehouse, "another"):
        pass
    holder.kill()
    holder.wait()
    with lease(warehouse, "another"):
        pass


def test_a_warehouse_knows_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="is no warehouse yet"):
        open_warehouse(tmp_path / "none")
    init_warehouse(tmp_path / "w", "sample")
    assert open_warehouse(tmp_path / "w").kind == "sample"
    with pytest.raises(WarehouseError, match="already holds a sample warehouse"):
        init_warehouse(tmp_path / "w", "real")
    (tmp_path / "w" / "warehouse.json").write_text('{"kind": "sample", "format": 99}')
    with pytest.raises(WarehouseError, match="made in format 99"):
        open_warehouse(tmp_path / "w")
    (tmp_path / "w" / "warehouse.json").write_text("{}")
    with pytest.raises(WarehouseError, match="cannot be read"):
        open_warehouse(tmp_path / "w")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "thesis.doc").touch()
    with pytest.raises(WarehouseError, match=r"it holds 'thesis\.doc'"):
        init_warehouse(tmp_path / "x", "real")


def test_a_folder_whose_making_was_killed_can_be_made_a_warehouse(tmp_path: Path) -> None:
    (tmp_path / ".warehouse.json.x1y2z3.tmp").write_text("{")
    assert init_warehouse(tmp_path, "real").kind == "real"


def test_a_folder_with_other_files_is_no_place_for_a_warehouse(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("")
    with pytest.raises(WarehouseError, match=r"thesis\.doc"):
        init_warehouse(tmp_path, "real")
