"""The bytes of records, by their places in kept blobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from pipelines.ingest.gzip_stream import GzipStream
from pipelines.warehouse import Warehouse, open_blob


@dataclass(slots=True)
class RecordReader:
    """Reads records in order of place. Keeps one blob open, so that an archive is unpacked once for all its batches."""

    warehouse: Warehouse
    _name: str | None = None
    _blob: BinaryIO | None = None
    _archive: Archive | None = None

    def read(self, receipt: Mapping[str, Any], start: int, end: int) -> bytes:
        """Bytes ``start`` to ``end`` of the uncompressed content of a receipt, given its place in the store."""
        blob = self._open(receipt["blob_name"])
        at, size = receipt["blob_start"], receipt["content_bytes"]
        if receipt["media_type_code"] != "jsonl.gz":
            blob.seek(at + start)
            return blob.read(end - start)
        if self._archive is None or self._archive.receipt_id != receipt["receipt_id"] or self._archive.at > start:
            blob.seek(at)
            self._archive = Archive(receipt["receipt_id"], GzipStream(blob, size))
        return self._archive.read(start, end)

    def _open(self, name: str) -> BinaryIO:
        if self._blob is None or self._name != name:
            self.close()
            self._name, self._blob = name, open_blob(self.warehouse, name)
        return self._blob

    def close(self) -> None:
        """Let go of the blob."""
        if self._blob is not None:
            self._blob.close()
        self._name = self._blob = self._archive = None


@dataclass(slots=True)
class Archive:
    """A place in the content of an archive that only moves forward."""

    receipt_id: str
    stream: GzipStream
    at: int = 0  # offset of the first byte in hand
    _in_hand: bytes = b""
    _pieces: Iterator[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._pieces = self.stream.pieces()

    def read(self, start: int, end: int) -> bytes:
        """Bytes from start to end; what lies before them is let go."""
        parts = [self._in_hand]
        held = self.at + len(self._in_hand)
        while held < end:
            piece = next(self._pieces)
            if held + len(piece) > start:
                parts.append(piece)
            else:
                parts, self.at = [], held + len(piece)
            held += len(piece)
        content = b"".join(parts)
        kept = content[start - self.at :]
        self._in_hand, self.at = kept, start
        return kept[: end - start]
