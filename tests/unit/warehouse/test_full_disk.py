"""A run on a disk that is full or read-only says so, leaves the lake as it was, and is completed by the next."""

import subprocess
from pathlib import Path

import pytest
from lake_desk import RUN_AT, Desk, article

from pipelines.errors import WarehouseError
from pipelines.ingest import ingest
from pipelines.stage import stage
from pipelines.warehouse import Warehouse, batches, read_layer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


def test_ingest_on_a_full_disk(desk: Desk, small_disk: Path) -> None:
    full = Warehouse(small_disk, "real")
    desk.drop("small.jsonl", article())
    ingest(full, desk.sources, RUN_AT, desk.log.append)
    for name in ("large.jsonl", "packed.jsonl"):
        desk.drop(name, "".join(article(text=f"{number}" * 200) + "\n" for number in range(6000 if name == "large.jsonl" else 1000)))
    with pytest.raises(WarehouseError, match=r"No space left on device; [\d,]+ bytes free"):
        ingest(full, desk.sources, RUN_AT, desk.log.append)
    assert read_layer(full, "raw.records").collect().height == 1
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    assert ingest(full, desk.sources, RUN_AT, desk.log.append)["records"] == 7000
    assert not list(small_disk.rglob("*.tmp"))


def test_staging_on_a_full_disk(desk: Desk, small_disk: Path) -> None:
    full = Warehouse(small_disk, "real")
    desk.drop("a.jsonl", "".join(article(text=f"Report {number}. Nothing else.") + "\n" for number in range(20)))
    ingest(full, desk.sources, RUN_AT, desk.log.append)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"), filler.open("wb") as target:
        while True:
            target.write(b"x" * 4096)
    with pytest.raises(WarehouseError, match="No space left on device"):
        stage(full, desk.log.append)
    assert batches(full, "staged") == []
    filler.unlink()
    assert stage(full, desk.log.append)["articles"] == 20


def test_ingest_on_a_read_only_disk(desk: Desk, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    desk.drop("a.jsonl", article())
    with pytest.raises(WarehouseError, match="Read-only file system"):
        ingest(Warehouse(small_disk, "real"), desk.sources, RUN_AT, desk.log.append)
