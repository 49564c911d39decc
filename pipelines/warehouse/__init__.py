"""The only part that opens DuckDB and writes files: layout, atomic files, the lake, the build database, releases."""

from pipelines.warehouse.blobs import keep_blob, open_blob
from pipelines.warehouse.content import contents
from pipelines.warehouse.database import connect_build, connect_published
from pipelines.warehouse.lake import (
    batches,
    commit_batches,
    complete_version,
    current_version,
    pending_batches,
    read_layer,
    write_batch,
    write_snapshot,
    write_tables,
)
from pipelines.warehouse.layout import Warehouse, default_root, init_warehouse, open_warehouse
from pipelines.warehouse.lease import lease
from pipelines.warehouse.loading import load_layer
from pipelines.warehouse.manifests import Batch
from pipelines.warehouse.releases import Release, publish, releases

__all__ = [
    "Batch",
    "Release",
    "Warehouse",
    "batches",
    "commit_batches",
    "complete_version",
    "connect_build",
    "connect_published",
    "contents",
    "current_version",
    "default_root",
    "init_warehouse",
    "keep_blob",
    "lease",
    "load_layer",
    "open_blob",
    "open_warehouse",
    "pending_batches",
    "publish",
    "read_layer",
    "releases",
    "write_batch",
    "write_snapshot",
    "write_tables",
]
