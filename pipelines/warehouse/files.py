"""Atomic writes: a file is there whole or not at all, and what went wrong is said in one line."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import duckdb

from pipelines.errors import WarehouseError
from pipelines.warehouse.faults import reach

ADVICE = {
    errno.ENOSPC: "The disk is full: free some space (launchwire releases --keep N drops old releases), then run the command again.",
    errno.EDQUOT: "The disk quota is used up: free some space, then run the command again.",
    errno.EROFS: "The file system is read-only: choose another folder with --warehouse DIR, or mount it writable.",
    errno.EACCES: "Permission denied: give this user the right to write there, or choose another folder with --warehouse DIR.",
    errno.EPERM: "Not permitted: give this user the right to write there, or choose another folder with --warehouse DIR.",
    errno.EIO: "The disk reports an error: check it before running the command again.",
}
# how DuckDB, polars and SQLite say the same
WORDS = {
    "no space left on device": errno.ENOSPC,
    "database or disk is full": errno.ENOSPC,
    "read-only file system": errno.EROFS,
    "readonly database": errno.EROFS,
    "disk i/o error": errno.EIO,
}
NEARLY_FULL = 1 << 20


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn an error of the file system under ``path`` into one that says what, where and what to do next."""
    try:
        yield
    except OSError as error:
        if error.errno not in ADVICE:
            raise
        raise _plain_error(Path(error.filename or path), error.errno) from error
    except duckdb.Error as error:
        # DuckDB has the words of the system in its message, and no number
        code = next((code for code in ADVICE if os.strerror(code) in str(error)), None)
        if code is None:
            raise
        raise _plain_error(path, code) from error


def _plain_error(path: Path, code: int) -> WarehouseError:
    free = _free_bytes(path)
    return WarehouseError(f"{path}: cannot be written ({os.strerror(code)}; {free:,} bytes free). {ADVICE[code]}")


def disk_trouble(text: str, path: Path) -> WarehouseError | None:
    """The plain words for a disk that is full or read-only, where a library tells of it in words of its own."""
    number = next((number for words, number in WORDS.items() if words in text.lower()), None)
    if number is None:
        return None
    if number == errno.EIO and _free_bytes(path) < NEARLY_FULL:
        number = errno.ENOSPC  # SQLite says so when its shared memory cannot grow
    return WarehouseError(f"{path}: cannot be written ({os.strerror(number)}; {_free_bytes(path):,} bytes free). {ADVICE[number]}")


def refuse_small_disk(path: Path, needed_bytes: int) -> None:
    """An error before anything is written, where it would not fit."""
    free = _free_bytes(path)
    if free < needed_bytes:
        raise WarehouseError(f"{path}: {needed_bytes:,} bytes are needed, {free:,} are free. {ADVICE[errno.ENOSPC]} Nothing was changed.")


def _free_bytes(path: Path) -> int:
    while not path.exists() and path != path.parent:
        path = path.parent
    return shutil.disk_usage(path).free


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut."""
    reach("sync folder", folder)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_atomically(path: Path, write: Callable[[Path], None], mode: int = 0o644) -> None:
    """Have ``write`` fill a temporary file beside ``path``, then move it there; nothing is left behind on failure."""
    with told_plainly(path):
        reach("open", path)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            reach("write", path)
            write(temporary)
            reach("sync", path)
            with temporary.open("rb") as written:
                os.fsync(written.fileno())
            temporary.chmod(mode)
            reach("move", path)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def write_bytes(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Put bytes at ``path`` whole or not at all."""

    write_atomically(path, partial(_fill, content), mode)


def _fill(content: bytes, temporary: Path) -> None:
    temporary.write_bytes(content)


def point_link(link: Path, target: Path) -> None:
    """Let the symbolic link ``link`` point at ``target`` from one instant to the next."""
    with told_plainly(link):
        temporary = link.with_name(f".{link.name}.{os.getpid()}.tmp")
        for left_over in link.parent.glob(f".{link.name}.*.tmp"):
            left_over.unlink()  # somebody was killed between the next two steps; who moves links holds the lease
        reach("make link", link)
        temporary.symlink_to(os.path.relpath(target, link.parent))
        reach("switch link", link)
        temporary.replace(link)
        sync_folder(link.parent)
