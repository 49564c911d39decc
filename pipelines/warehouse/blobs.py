"""Bytes as received, kept under their SHA-256 and never written twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipelines.warehouse.files import sync_folder, told_plainly
from pipelines.warehouse.layout import Warehouse

PIECE = 1 << 20  # bytes copied at a time


def blob_path(warehouse: Warehouse, content_sha256: str) -> Path:
    """Where the bytes with this hash are kept."""
    return warehouse.blobs / content_sha256[:2] / content_sha256


def keep_blob(warehouse: Warehouse, source: BinaryIO) -> tuple[str, int]:
    """Keep what can be read from ``source``; its SHA-256 and size. Errors of reading are the caller's to tell."""
    with _temporary(warehouse) as (temporary, target):
        digest, size = hashlib.sha256(), 0
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            with told_plainly(temporary):
                target.write(piece)
        content_sha256 = digest.hexdigest()
        path = blob_path(warehouse, content_sha256)
        if not path.exists():
            with told_plainly(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                target.flush()
                os.fsync(target.fileno())
                temporary.chmod(0o444)
                temporary.replace(path)
                sync_folder(path.parent)
    return content_sha256, size


@contextmanager
def _temporary(warehouse: Warehouse) -> Iterator[tuple[Path, BinaryIO]]:
    """A file in the store that is gone afterwards unless it was moved."""
    with told_plainly(warehouse.blobs):
        warehouse.blobs.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=warehouse.blobs)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            yield path, target
    finally:
        path.unlink(missing_ok=True)


def digest_of(handle: BinaryIO) -> str:
    """SHA-256 of the rest of an open file, read in pieces."""
    digest = hashlib.sha256()
    while piece := handle.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def remove_left_overs(warehouse: Warehouse) -> None:
    """Remove unfinished files that a killed run left in the lake. Only for who holds the lease."""
    with told_plainly(warehouse.lake):
        for path in warehouse.lake.rglob(".*.tmp"):
            path.unlink(missing_ok=True)


def open_blob(warehouse: Warehouse, content_sha256: str) -> BinaryIO:
    """The bytes with this hash, for reading."""
    return blob_path(warehouse, content_sha256).open("rb")
