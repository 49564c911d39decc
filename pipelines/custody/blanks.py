"""Taking a document out of kept bytes: its stretch is blanked, everything else stays at its place."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.connect.warc_gzip import MAGIC
from pipelines.errors import WarehouseError
from pipelines.warehouse import Warehouse
from pipelines.warehouse.blobs import READ_ONLY
from pipelines.warehouse.files import told_plainly, write_bytes

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a content lies in the store."""

    content_sha256: str
    blob_name: str
    start: int
    size: int
    media_type: str


def read_place(warehouse: Warehouse, place: Place) -> bytes | None:
    """The bytes of a content; nothing where its file is gone."""
    path = warehouse.blobs / place.blob_name
    if not path.exists():
        return None
    with path.open("rb") as blob:
        blob.seek(place.start)
        return blob.read(place.size)


def blank(content: bytes, media_type: str, spans: Sequence[Span]) -> bytes | None:
    """What is left of a content without some stretches, as long as before; nothing where it is taken out whole."""
    if not spans:
        return None
    if media_type != "jsonl.gz":
        return fill(content, spans, b"\0" if content.startswith(MAGIC) else b" ")
    packed = gzip.compress(fill(gzip.decompress(content), spans, b" "), mtime=0)
    if len(packed) > len(content):
        raise WarehouseError(
            f"an archive of {len(content):,} bytes would take {len(packed):,} without the document, more than its place holds. "
            "Nothing was changed. Take the whole archive out: launchwire forget, with its name in the source instead of the address."
        )
    return packed + bytes(len(content) - len(packed))


def fill(content: bytes, spans: Sequence[Span], filler: bytes) -> bytes:
    """Bytes with some stretches filled."""
    held = bytearray(content)
    for start, end in spans:
        held[start:end] = filler * (end - start)
    return bytes(held)


def put_in_place(warehouse: Warehouse, place: Place, left: bytes | None) -> None:
    """Put what is left of a content where it lies; a file of which nothing is left is removed."""
    path = warehouse.blobs / place.blob_name
    if not path.exists():
        return
    held = path.read_bytes()
    if left is None and len(held) == place.size:
        with told_plainly(path):
            path.unlink()
        return
    write_bytes(path, held[: place.start] + (left or bytes(place.size)) + held[place.start + place.size :], READ_ONLY)
