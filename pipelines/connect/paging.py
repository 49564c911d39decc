"""Files that are read through a map of memory, of which only the part at hand is held."""

from __future__ import annotations

import hashlib
import mmap

Buffer = mmap.mmap | bytes
RELEASED_BYTES = 16 << 20  # pages of a file are given back this often

HASHED_BYTES = 1 << 20


def release_pages(content: Buffer, done: int, released: int) -> int:
    """Give back the pages before ``done`` where enough were gone through since ``released``; up to where that was done."""
    if not isinstance(content, mmap.mmap) or done - released <= RELEASED_BYTES:
        return released
    held = done - done % mmap.PAGESIZE
    content.madvise(mmap.MADV_DONTNEED, 0, held)
    return held


def hash_stretch(content: Buffer, start: int, end: int) -> str:
    """SHA-256 of a stretch that may be too long to be held."""
    digest = hashlib.sha256()
    for at in range(start, end, HASHED_BYTES):
        digest.update(content[at : min(end, at + HASHED_BYTES)])
    return digest.hexdigest()
