"""Bytes as received: each content, and each record in it, still has the hash that was taken when it came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

import polars as pl

from pipelines.connect.warc import split_member
from pipelines.custody.findings import Inspection
from pipelines.ids import sha256
from pipelines.stage.record_reader import RecordReader
from pipelines.warehouse import Warehouse, open_blob, read_layer
from pipelines.warehouse.lake import ledger_of

PIECE = 1 << 20
PLACE = ["content_sha256", "blob_name", "blob_start", "content_bytes"]
RECORD = ["record_id", "receipt_id", "position_count", "byte_start", "byte_end", "record_sha256"]
RECEIPT = ["receipt_id", "locator_text", "media_type_code", "content_bytes", "blob_name", "blob_start", "content_sha256"]


def kept_contents(warehouse: Warehouse) -> dict[str, str | None]:
    """Contents that lost a document to ``launchwire forget``: the hash of what is left of each, or nothing where nothing is."""
    return {content: left for stone in ledger_of(warehouse, "raw").tombstones for content, left in stone["contents"].items()}


def check_contents(warehouse: Warehouse, found: Inspection) -> None:
    """Every content at its place, then every record of those that are whole."""
    forgotten = kept_contents(warehouse)
    contents = read_layer(warehouse, "raw.receipts", columns=PLACE).unique("content_sha256").sort("blob_name", "blob_start").collect()
    damaged = {row["content_sha256"] for row in contents.iter_rows(named=True) if not check_content(warehouse, row, forgotten, found)}
    check_blobs(warehouse, contents, found)
    check_records(warehouse, damaged | set(forgotten), found)


def check_content(warehouse: Warehouse, row: Mapping[str, Any], forgotten: Mapping[str, str | None], found: Inspection) -> bool:
    """One content; whether it is as it should be."""
    found.checked["contents"] += 1
    digest, path = row["content_sha256"], warehouse.blobs / row["blob_name"]
    wanted = forgotten.get(digest, digest)
    before = len(found.findings)
    if wanted is None:
        found.attempt(path, partial(check_gone, warehouse, row, found))
    else:
        found.attempt(path, partial(check_bytes, warehouse, row, wanted, found))
    return len(found.findings) == before


def check_bytes(warehouse: Warehouse, row: Mapping[str, Any], wanted: str, found: Inspection) -> None:
    """A content that must be there."""
    with open_blob(warehouse, row["blob_name"]) as blob:
        blob.seek(row["blob_start"])
        digest = hashlib.sha256()
        for piece in pieces(blob, row["content_bytes"]):
            digest.update(piece)
    found.checked["bytes"] += row["content_bytes"]
    if digest.hexdigest() != wanted:
        found.blame(
            warehouse.blobs / row["blob_name"], f"the content from byte {row['blob_start']:,} on does not have the hash {wanted[:16]}…"
        )


def check_gone(warehouse: Warehouse, row: Mapping[str, Any], found: Inspection) -> None:
    """A content that must not be there any more: its file is gone, or its place in a pack holds nothing."""
    path = warehouse.blobs / row["blob_name"]
    if not path.exists():
        return
    with open_blob(warehouse, row["blob_name"]) as blob:
        blob.seek(row["blob_start"])
        if any(piece.strip(b"\0") for piece in pieces(blob, row["content_bytes"])):
            found.blame(path, "holds bytes that were to be forgotten. Finish with: launchwire forget URL, as before")


def pieces(blob: BinaryIO, size: int) -> Iterator[bytes]:
    """The next bytes of an open file, in pieces; fewer where it ends."""
    while size > 0 and (piece := blob.read(min(PIECE, size))):
        size -= len(piece)
        yield piece


def check_blobs(warehouse: Warehouse, contents: pl.DataFrame, found: Inspection) -> None:
    """Packs hold the contents that they should, and nothing before, between or behind them."""
    ends = contents.group_by("blob_name").agg(pl.sum("content_bytes"), (pl.col("blob_start") + pl.col("content_bytes")).max().alias("end"))
    named = {}
    for name, size, end in ends.iter_rows():
        path = warehouse.blobs / name
        named[path] = True
        if path.exists() and not path.stat().st_size == size == end:
            found.blame(path, f"has {path.stat().st_size:,} bytes; its contents have {size:,}")
    for path in sorted(warehouse.blobs.glob("*/*")):
        if path not in named:
            found.note(path, "no receipt names it: an interrupted refresh left it")


def check_records(warehouse: Warehouse, passed_over: set[str], found: Inspection) -> None:
    """Every record by its place in its receipt."""
    receipts = read_layer(warehouse, "raw.receipts", columns=RECEIPT).filter(~pl.col("content_sha256").is_in(list(passed_over)))
    records = read_layer(warehouse, "raw.records", columns=RECORD)
    rows = records.join(receipts, on="receipt_id").sort("blob_name", "blob_start", "receipt_id", "position_count").collect()
    reader = RecordReader(warehouse)
    for row in rows.iter_rows(named=True):
        found.attempt(row["record_id"], partial(check_record, reader, row, found))
    reader.close()


def check_record(reader: RecordReader, row: Mapping[str, Any], found: Inspection) -> None:
    """One record. Of a packed one the hash is that of the record unpacked."""
    found.checked["records"] += 1
    content = reader.read(row, row["byte_start"], row["byte_end"])
    if sha256(content) == row["record_sha256"]:
        return
    if row["media_type_code"] != "warc" or row["record_sha256"] not in map(sha256, split_member(content)):
        found.blame(f"record {row['record_id']} of {row['locator_text']}", "its bytes do not have the hash that was taken of them")
