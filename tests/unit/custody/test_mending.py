"""Damage that a refresh meets: what is derived is made again, what is served is published anew, and raw bytes are never guessed at."""

import shutil
from pathlib import Path

import duckdb
import pytest
from custody_warehouse import release
from lake_desk import RUN_AT, Desk

from pipelines.custody.verify import verify
from pipelines.errors import WarehouseError
from pipelines.extract import extract
from pipelines.ingest import ingest
from pipelines.stage import stage
from pipelines.warehouse import Warehouse, connect_published, read_layer, releases


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 16
    path.chmod(0o644)
    path.write_bytes(content)


def refresh(kept: Warehouse, desk: Desk) -> list[str]:
    """What a refresh does, without models and checks; what it told."""
    log: list[str] = []
    ingest(kept, desk.sources, RUN_AT, log.append)
    stage(kept, log.append)
    extract(kept, log.append)
    release(kept, 2)
    return log


@pytest.mark.parametrize("pattern", ["tables/articles/*.parquet", "batches/*.json", "snapshots/*.parquet"])
def test_a_derived_layer_that_is_damaged_is_made_again_by_itself(kept: Warehouse, kept_desk: Desk, pattern: str) -> None:
    before = {path: path.read_bytes() for path in (kept.lake / "staged").rglob("*.parquet")}
    content = releases(kept)[-1].content_hash
    flip(next((kept.lake / "staged").glob(f"*/{pattern}")))
    told = refresh(kept, kept_desk)
    assert any("is made again from what was received" in line for line in told)
    assert {path: path.read_bytes() for path in (kept.lake / "staged").rglob("*.parquet")} == before
    assert releases(kept)[-1].content_hash == content
    assert verify(kept).findings == []


def test_a_damaged_raw_layer_stops_the_refresh_and_leaves_the_release(kept: Warehouse, kept_desk: Desk) -> None:
    flip(next((kept.lake / "raw").glob("tables/receipts/*.parquet")))
    with pytest.raises(WarehouseError, match=r"does not have the hash .* Nothing was changed.*launchwire verify .*restore"):
        refresh(kept, kept_desk)
    con = connect_published(kept)
    assert con.sql("select count(*) > 3 from staged.articles").fetchone() == (True,)
    con.close()


@pytest.mark.parametrize("kind", ["flipped", "cut", "gone", "log left", "manifest"])
def test_a_damaged_release_is_published_anew(kept: Warehouse, kept_desk: Desk, kind: str) -> None:
    newest = releases(kept)[-1]
    if kind == "flipped":
        flip(newest.database)
    elif kind == "cut":
        newest.database.write_bytes(newest.database.read_bytes()[:-5000])
    elif kind == "gone":
        newest.database.unlink()
    elif kind == "log left":
        newest.database.with_name("launchwire.duckdb.wal").write_bytes(b"of a killed writer")
    else:
        flip(newest.folder / "manifest.json")
    refresh(kept, kept_desk)
    assert releases(kept)[-1].content_hash == newest.content_hash
    with duckdb.connect(str(kept.link.resolve()), read_only=True) as con:
        assert con.sql("select count(*) > 3 from staged.articles").fetchone() == (True,)
    served = [finding for finding in verify(kept).findings if newest.folder.name not in finding.place or kind == "manifest"]
    assert served == []


def test_tables_that_a_killed_run_left_are_removed(kept: Warehouse, kept_desk: Desk) -> None:
    left = kept.lake / "raw" / "tables" / "skips" / "bat_none.parquet"
    left.write_bytes(b"half")
    refresh(kept, kept_desk)
    assert not left.exists()


def test_a_lake_without_derived_layers_makes_them_again(kept: Warehouse, kept_desk: Desk) -> None:
    content = releases(kept)[-1].content_hash
    for layer in ("staged", "extracted"):
        shutil.rmtree(kept.lake / layer)
    refresh(kept, kept_desk)
    assert releases(kept)[-1].content_hash == content
    assert read_layer(kept, "extracted.readings").collect().height > 3
