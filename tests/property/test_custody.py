"""One flipped bit anywhere in what is kept is found."""

import os
import random
from pathlib import Path

import pytest

from pipelines.custody.verify import verify
from pipelines.warehouse import Warehouse

FLIPS = int(os.environ.get("LAUNCHWIRE_FLIPS", "0"))  # positions in every file, for a night's run
FEW = 10  # files that are tried otherwise


def kept_files(warehouse: Warehouse) -> list[Path]:
    """Everything that cannot be made again, or is served."""
    places = [warehouse.root / "warehouse.json", *warehouse.lake.rglob("*"), *warehouse.releases.rglob("*")]
    return sorted(path for path in places if path.is_file() and not path.is_symlink())


def flip(path: Path, place: int, bit: int) -> None:
    mode = path.stat().st_mode
    path.chmod(0o644)
    with path.open("r+b") as handle:
        handle.seek(place)
        held = handle.read(1)[0]
        handle.seek(place)
        handle.write(bytes([held ^ 1 << bit]))
    path.chmod(mode)


def test_nothing_is_wrong_with_a_warehouse_that_was_left_alone(kept: Warehouse) -> None:
    found = verify(kept)
    assert (found.findings, found.notes) == ([], [])
    assert found.checked["contents"] == 7
    assert found.checked["records"] == 10
    assert found.checked["releases"] == 2
    assert found.checked["spans"] > 100


def test_a_bit_that_is_flipped_anywhere_is_found(kept: Warehouse) -> None:
    files = kept_files(kept)
    assert {path.suffix for path in files} == {"", ".json", ".parquet", ".duckdb"}
    choose = random.Random(7)
    for path in files if FLIPS else choose.sample(files, FEW):
        for _ in range(FLIPS or 1):
            place, bit = choose.randrange(path.stat().st_size), choose.randrange(8)
            flip(path, place, bit)
            assert_found(kept, path, f"bit {bit} of byte {place}")
            flip(path, place, bit)
    assert verify(kept).findings == []


def assert_found(kept: Warehouse, path: Path, told: str) -> None:
    if path.name == "warehouse.json":
        assert path.read_bytes() != b'{\n  "kind": "real",\n  "format": 1\n}\n'
    findings = verify(kept).findings
    names = {finding.place.rpartition("/")[2] for finding in findings}
    assert path.name in names, f"{told} of {path}: {findings}"


@pytest.mark.parametrize("kind", ["pack", "blob", "table", "manifest", "release", "link", "snapshot"])
def test_a_file_that_is_gone_is_missed(kept: Warehouse, kind: str) -> None:
    patterns = {
        "pack": "lake/raw/blobs/packs/*",
        "blob": "lake/raw/blobs/??/*",
        "table": "lake/extracted/*/tables/claims/*",
        "manifest": "lake/raw/batches/000001*",
        "release": "releases/*/launchwire.duckdb",
        "link": "launchwire.duckdb",
        "snapshot": "lake/staged/*/snapshots/*.parquet",
    }
    path = next(kept.root.glob(patterns[kind]))
    path.unlink()
    assert any(path.name in finding.place or path.parent.name in finding.place for finding in verify(kept).findings) or kind == "manifest"
    assert verify(kept).findings


def test_a_log_that_a_writer_left_beside_a_release_is_told(kept: Warehouse) -> None:
    wal = next(kept.releases.iterdir()) / "launchwire.duckdb.wal"
    wal.write_bytes(b"left")
    assert any("launchwire.duckdb.wal" in finding.place for finding in verify(kept).findings)


def test_a_file_of_a_run_that_was_killed_is_a_note_and_no_finding(kept: Warehouse) -> None:
    (kept.lake / "raw" / "tables" / "skips" / "bat_none.parquet").write_bytes(b"half")
    found = verify(kept)
    assert found.findings == []
    assert "bat_none.parquet" in found.notes[0].place


def test_damage_to_one_layer_hides_none_of_another(kept: Warehouse) -> None:
    damaged = [next((kept.lake / "raw").glob("tables/receipts/*")), next((kept.lake / "extracted").glob("*/tables/claims/*"))]
    for path in damaged:
        flip(path, 100, 3)
    assert {path.name for path in damaged} <= {finding.place.rpartition("/")[2] for finding in verify(kept).findings}
    assert len(verify(kept).findings) == 2
