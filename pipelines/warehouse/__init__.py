"""The only part that opens DuckDB and writes files: layout, atomic files, the lake, the build database, releases."""

from pipelines.warehouse.database import connect_build, connect_published, content_hashes, load_layer
from pipelines.warehouse.lake import Batch, batches, pending_batches, read_layer, write_batch
from pipelines.warehouse.layout import Warehouse, default_root, init_warehouse, open_warehouse
from pipelines.warehouse.lease import lease
from pipelines.warehouse.releases import Release, publish, releases

__all__ = [
    "Batch",
    "Release",
    "Warehouse",
    "batches",
    "connect_build",
    "connect_published",
    "content_hashes",
    "default_root",
    "init_warehouse",
    "lease",
    "load_layer",
    "open_warehouse",
    "pending_batches",
    "publish",
    "read_layer",
    "releases",
    "write_batch",
]
