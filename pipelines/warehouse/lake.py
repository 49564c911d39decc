"""The lake: Parquet by layer, version and table, in batches that are committed by a small file written last.

``lake/raw/tables/<table>/<batch>.parquet``, committed by ``lake/raw/batches/<number>-<batch>.json``; for the derived layers
``lake/<layer>/<version>/tables/...`` and ``lake/<layer>/<version>/batches/...``. A batch without its manifest
is what an interrupted refresh left: it is not seen, and is written again with the same name. One manifest may
commit several batches, so that a run of any size is seen whole or not at all.

A derived layer has one version of its code that is complete, named by ``lake/<layer>/current``; functions that are
given no version read that one.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import polars as pl

from pipelines.contracts import contract, contracts, shape
from pipelines.ids import sha256
from pipelines.warehouse.files import told_plainly, write_bytes
from pipelines.warehouse.layout import Warehouse
from pipelines.warehouse.manifests import Batch, Ledger, commit, read_ledger, usual_place
from pipelines.warehouse.seals import read_sealed, write_sealed

CURRENT = "current"
LEVELS = {"raw": 1}  # of compression: hashes and ids get no smaller by more of it, and text by a tenth
# an article that arrives may join groups that were apart, so these groups are made anew from pairs that are kept by batch
SNAPSHOTS = frozenset({"staged.near_duplicates"})


def layer_folder(warehouse: Warehouse, layer: str, version: str | None = None) -> Path:
    """Folder of a layer in the lake; derived layers have one per version of the code that made them."""
    held = version or current_version(warehouse, layer)
    return warehouse.lake / layer / held if held else warehouse.lake / layer


def current_version(warehouse: Warehouse, layer: str) -> str | None:
    """The version of a derived layer that is complete; null for raw, and before the first run."""
    path = warehouse.lake / layer / CURRENT
    return path.read_text(encoding="utf-8").strip() if path.exists() else None


def complete_version(warehouse: Warehouse, layer: str, version: str) -> None:
    """Make ``version`` the one that readers of the layer see, and drop the others: they can be made again."""
    if current_version(warehouse, layer) != version:
        write_bytes(warehouse.lake / layer / CURRENT, version.encode() + b"\n")
    with told_plainly(warehouse.lake / layer):
        for folder in sorted((warehouse.lake / layer).iterdir()):
            if folder.is_dir() and folder.name != version:
                shutil.rmtree(folder)


def ledger_of(warehouse: Warehouse, layer: str, version: str | None = None) -> Ledger:
    """What the manifests of a layer say."""
    return read_ledger(layer_folder(warehouse, layer, version))


def batches(warehouse: Warehouse, layer: str, version: str | None = None) -> list[Batch]:
    """Committed batches in order of arrival."""
    return sorted(ledger_of(warehouse, layer, version).batches.values(), key=lambda batch: (batch.number, batch.id))


def pending_batches(warehouse: Warehouse, upstream: tuple[str, str | None], layer: str, version: str) -> list[Batch]:
    """Batches of the upstream layer that this version of ``layer`` has not worked off."""
    done = {batch.id for batch in batches(warehouse, layer, version)}
    return [batch for batch in batches(warehouse, *upstream) if batch.id not in done]


def table_path(warehouse: Warehouse, table: str, batch_id: str, version: str | None = None) -> Path:
    """Where the rows of a table of one batch are first written; ``table`` is schema-qualified."""
    return layer_folder(warehouse, table.partition(".")[0], version) / usual_place(table, batch_id)


def scan_batch(warehouse: Warehouse, table: str, batch_id: str, version: str | None = None) -> pl.LazyFrame:
    """Rows of a table of one batch; the table must have the column batch_id, for several batches may share a file."""
    layer = table.partition(".")[0]
    place = ledger_of(warehouse, layer, version).places.get((table, batch_id))
    if place is None:
        return pl.LazyFrame(schema=contract(table).polars_schema)
    return pl.scan_parquet(layer_folder(warehouse, layer, version) / place).filter(pl.col("batch_id") == batch_id)


def snapshot_path(warehouse: Warehouse, table: str, version: str | None = None) -> Path:
    """Where it is noted which file holds a table that each run makes as a whole."""
    layer, name = table.split(".")
    return layer_folder(warehouse, layer, version) / "snapshots" / f"{name}.json"


def write_batch(
    warehouse: Warehouse, layer: str, version: str | None, number: int, batch_id: str, frames: Mapping[str, pl.DataFrame]
) -> Batch:
    """Write every table of one batch, then commit it. Same frames, same bytes."""
    batch = write_tables(warehouse, layer, version, number, batch_id, frames)
    commit_batches(warehouse, layer, version, [batch])
    return batch


def write_tables(
    warehouse: Warehouse, layer: str, version: str | None, number: int, batch_id: str, frames: Mapping[str, pl.DataFrame]
) -> Batch:
    """Write every table of one batch; nobody sees it before it is committed."""
    rows, hashes = {}, {}
    for table, frame in sorted(frames.items()):
        shaped = shape(table, frame)
        hashes[table] = write_parquet(table_path(warehouse, table, batch_id, version), shaped, LEVELS.get(layer))
        rows[table] = shaped.height
    return Batch(number, batch_id, rows, hashes)


def commit_batches(warehouse: Warehouse, layer: str, version: str | None, written: Sequence[Batch]) -> None:
    """Let readers see some written batches, all from one instant on."""
    if written:
        commit(layer_folder(warehouse, layer, version), written)


def write_snapshot(warehouse: Warehouse, table: str, version: str, frame: pl.DataFrame) -> None:
    """Replace a table that each run makes as a whole, where it has changed."""
    note, content = snapshot_path(warehouse, table, version), parquet_bytes(shape(table, frame))
    digest = sha256(content)
    if note.exists() and read_sealed(note)["sha256"] == digest:
        return
    file = f"{note.stem}-{digest[:16]}.parquet"
    write_bytes(note.with_name(file), content)
    write_sealed(note, {"file": file, "sha256": digest})
    with told_plainly(note.parent):
        for path in note.parent.glob(f"{note.stem}-*.parquet"):
            if path.name != file:
                path.unlink()


def committed_files(warehouse: Warehouse, table: str, version: str | None = None) -> list[Path]:
    """Parquet files that hold a table, in order of their batches."""
    return [warehouse.lake / place for place in hashed_files(warehouse, table, version)]


def hashed_files(warehouse: Warehouse, table: str, version: str | None = None) -> dict[str, str]:
    """Hashes of those files, by place below the lake; empty for files of versions that kept none."""
    folder = layer_folder(warehouse, table.partition(".")[0], version)
    if table in SNAPSHOTS:
        note = snapshot_path(warehouse, table, version)
        held = [(note.with_name(said["file"]), said["sha256"]) for said in [read_sealed(note)]] if note.exists() else []
    else:
        ledger = read_ledger(folder)
        held = [(folder / place, ledger.hashes.get(place, "")) for place in ledger.files(table)]
    return {path.relative_to(warehouse.lake).as_posix(): digest for path, digest in held}


def read_layer(warehouse: Warehouse, table: str, version: str | None = None, columns: list[str] | None = None) -> pl.LazyFrame:
    """Rows of one table over all committed batches; an empty frame of the right shape where there are none."""
    files = committed_files(warehouse, table, version)
    frame = pl.scan_parquet(files) if files else pl.LazyFrame(schema=contract(table).polars_schema)
    return frame.select(columns) if columns else frame


def write_parquet(path: Path, frame: pl.DataFrame, level: int | None = None) -> str:
    """Put a frame at ``path`` whole or not at all; the hash of its bytes. Same rows, same bytes."""
    content = parquet_bytes(frame, level)
    write_bytes(path, content)
    return sha256(content)


def parquet_bytes(frame: pl.DataFrame, level: int | None = None) -> bytes:
    """A frame as Parquet. In memory, because of an error of the disk polars tells no number."""
    content = BytesIO()
    frame.write_parquet(content, compression="zstd", compression_level=level, statistics=True)
    return content.getvalue()


def layer_tables(layer: str) -> list[str]:
    """Qualified names of a layer's tables that have a contract."""
    return [name for name in contracts() if name.startswith(f"{layer}.")]
