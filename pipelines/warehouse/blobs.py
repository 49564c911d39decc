"""Bytes as received, kept and never written twice: large contents in a file each, named by hash, small ones packed together.

A million small files cost more time than all that is done with them, so those of one batch share a pack.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import WarehouseError
from pipelines.warehouse.faults import reach
from pipelines.warehouse.files import sync_folder, told_plainly, write_atomically
from pipelines.warehouse.layout import Warehouse

PACKED_BYTES = 1 << 20  # contents up to this size are packed
PIECE = 1 << 18  # bytes copied at a time; of larger pieces each costs more
READ_ONLY = 0o444


def keep_blob(warehouse: Warehouse, source: FileIO) -> tuple[str, int]:
    """Keep what can be read from ``source``; its SHA-256 and size. Errors of reading are the caller's to tell."""
    with _temporary(warehouse) as (temporary, target):
        digest, size, piece = hashlib.sha256(), 0, memoryview(bytearray(PIECE))
        while count := source.readinto(piece):  # always into the same memory: new memory for each piece costs more than the copy
            digest.update(piece[:count])
            size += count
            with told_plainly(temporary):
                reach("write blob", warehouse.blobs)
                target.write(piece[:count])
        content_sha256 = digest.hexdigest()
        path = warehouse.blobs / blob_name(content_sha256)
        if not path.exists():
            with told_plainly(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                target.flush()
                reach("sync blob", path)
                os.fsync(target.fileno())
                temporary.chmod(READ_ONLY)
                reach("move blob", path)
                temporary.replace(path)
                sync_folder(path.parent)
    return content_sha256, size


def blob_name(content_sha256: str) -> str:
    """Name inside the store of a content that has a file of its own."""
    return f"{content_sha256[:2]}/{content_sha256}"


def write_pack(warehouse: Warehouse, name: str, contents: Sequence[bytes]) -> list[int]:
    """Keep small contents one after the other under ``name``; where each starts."""
    starts, at = [], 0
    for content in contents:
        starts.append(at)
        at += len(content)
    write_atomically(warehouse.blobs / name, lambda temporary: _write_all(temporary, contents), READ_ONLY)
    return starts


def _write_all(path: Path, contents: Sequence[bytes]) -> None:
    with path.open("wb") as target:
        target.writelines(contents)


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
    return hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]


def remove_left_overs(warehouse: Warehouse) -> None:
    """Remove unfinished files that a killed run left in lake, cache and build. Only for who holds the lease."""
    for folder in (warehouse.lake, warehouse.cache, warehouse.build_path.parent):
        with told_plainly(folder):
            for path in folder.rglob(".*.tmp"):
                path.unlink(missing_ok=True)


def open_blob(warehouse: Warehouse, name: str) -> BinaryIO:
    """A blob or pack by its name inside the store, for reading."""
    try:
        return (warehouse.blobs / name).open("rb")
    except FileNotFoundError as error:
        raise WarehouseError(
            f"{warehouse.blobs / name}: is missing, though the lake says that it holds what was received. "
            f"Restore it from a copy of the warehouse; nothing can be made again from a raw layer with holes."
        ) from error
