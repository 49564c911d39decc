"""One refresh at a time: a lock that ends with the process that holds it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from pipelines.errors import WarehouseBusy
from pipelines.warehouse.files import told_plainly
from pipelines.warehouse.layout import Warehouse


def holder_of(warehouse: Warehouse) -> str:
    """Who says to hold the lease, in words; it may be gone already."""
    try:
        held = json.loads(warehouse.lease_path.with_suffix(".json").read_text(encoding="utf-8"))
        return f"{held['holder']} (process {held['pid']})"
    except (OSError, ValueError, KeyError):
        return "another process"


@contextmanager
def lease(warehouse: Warehouse, holder: str) -> Iterator[None]:
    """Hold the warehouse for writing. Raises WarehouseBusy at once when somebody else does."""
    lock = FileLock(warehouse.lease_path, mode=0o600)
    with told_plainly(warehouse.root):
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise WarehouseBusy(
                f"{warehouse.root}: a refresh is running already, held by {holder_of(warehouse)}. Wait for it to end; nothing was changed."
            ) from error
    try:
        warehouse.lease_path.with_suffix(".json").write_text(json.dumps({"holder": holder, "pid": os.getpid()}), encoding="utf-8")
        yield
    finally:
        lock.release()
