"""Reading again what was refused: receipts with rejects, from the bytes that were kept, after a reader was mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

import polars as pl

from pipelines import ids
from pipelines.contracts import contract
from pipelines.ingest.records import Record, Reject, read_records
from pipelines.warehouse import Warehouse, batches, open_blob, read_layer, write_tables
from pipelines.warehouse.blobs import PACKED_BYTES
from pipelines.warehouse.lake import ledger_of
from pipelines.warehouse.manifests import entry_of
from pipelines.warehouse.rewriting import rewrite

READABLE = ("text", "html", "json", "jsonl", "jsonl.gz", "warc", "mbox")


@dataclass(frozen=True, slots=True)
class Reread:
    """What the readers of today make of one receipt."""

    receipt: dict[str, Any]
    records: tuple[Record, ...]
    rejects: tuple[Reject, ...]


def replay(warehouse: Warehouse) -> tuple[int, int]:
    """Take records that can be read by now out of the rejects; records that were won, and rejects that are left.

    Records that are known keep their ids; the new ones come in a batch of their own, seen from the instant on at which the rejects go.
    """
    rejects = read_layer(warehouse, "raw.record_rejects").collect()
    forgotten = {content for stone in ledger_of(warehouse, "raw").tombstones for content in stone["contents"]}
    receipts = read_layer(warehouse, "raw.receipts").collect().join(rejects, on="receipt_id", how="semi").sort("receipt_id")
    receipts = receipts.filter(pl.col("media_type_code").is_in(READABLE), ~pl.col("content_sha256").is_in(list(forgotten)))
    known = set(read_layer(warehouse, "raw.records", columns=["record_id"]).collect()["record_id"])
    won = [held for held in (reread(warehouse, row) for row in receipts.iter_rows(named=True)) if new_records(held, known)]
    if not won:
        return 0, rejects.height
    records = [record_row(held, record) for held in won for record in new_records(held, known)]
    commit_won(warehouse, won, records)
    return len(records), read_layer(warehouse, "raw.record_rejects").collect().height


def reread(warehouse: Warehouse, receipt: dict[str, Any]) -> Reread:
    """One receipt, read as if it had come today."""
    with open_blob(warehouse, receipt["blob_name"]) as blob:
        blob.seek(receipt["blob_start"])
        content: BinaryIO = BytesIO(blob.read(receipt["content_bytes"])) if receipt["content_bytes"] <= PACKED_BYTES else blob
        found = list(read_records(content, receipt["media_type_code"], receipt["content_sha256"], receipt["content_bytes"]))
    records = tuple(held for held in found if isinstance(held, Record))
    return Reread(receipt, records, tuple(held for held in found if isinstance(held, Reject)))


def new_records(held: Reread, known: set[str]) -> list[Record]:
    """Records of a receipt that were none before."""
    return [record for record in held.records if ids.record_id(held.receipt["receipt_id"], record.position) not in known]


def record_row(held: Reread, record: Record) -> tuple[Any, ...]:
    """Columns of raw.records up to the batch."""
    receipt = held.receipt
    place = (ids.record_id(receipt["receipt_id"], record.position), receipt["receipt_id"], receipt["source_id"], record.position)
    return (*place, record.start, record.end, record.sha256)


def commit_won(warehouse: Warehouse, won: Sequence[Reread], records: Sequence[tuple[Any, ...]]) -> None:
    """One manifest: a batch with the records, receipts with their counts of today, and rejects without those that are none any more."""
    number = max((batch.number for batch in batches(warehouse, "raw")), default=0) + 1
    batch_id = ids.batch_id(number, records[0][0])
    schema = {name: kind for name, kind in contract("raw.records").polars_schema.items() if name != "batch_id"}
    frame = pl.DataFrame(records, schema=schema, orient="row").with_columns(batch_id=pl.lit(batch_id))
    batch = write_tables(warehouse, "raw", None, number, batch_id, {"raw.records": frame})
    counts = pl.DataFrame(
        [(held.receipt["receipt_id"], len(held.records), len(held.rejects)) for held in won],
        schema={"receipt_id": pl.String, "new_records": pl.Int32, "new_rejects": pl.Int32},
        orient="row",
    )
    left = {ids.make_id("rej", held.receipt["receipt_id"], reject.position) for held in won for reject in held.rejects}
    changes = {
        "raw.receipts": partial(recount, counts=counts),
        "raw.record_rejects": partial(without_won, receipts=counts["receipt_id"], left=left),
    }
    rewrite(warehouse, "raw", changes).commit(f"replayed-{batch_id}", {"batches": [entry_of(batch)]})


def recount(rows: pl.DataFrame, _batches: Sequence[str], counts: pl.DataFrame) -> pl.DataFrame:
    """Receipts with the counts of today."""
    joined = rows.join(counts, on="receipt_id", how="left", maintain_order="left")
    fresh = joined.with_columns(
        record_count=pl.coalesce("new_records", "record_count"), reject_count=pl.coalesce("new_rejects", "reject_count")
    )
    return fresh.select(rows.columns)


def without_won(rows: pl.DataFrame, _batches: Sequence[str], receipts: pl.Series, left: set[str]) -> pl.DataFrame:
    """Rejects that are still rejects."""
    return rows.filter(~pl.col("receipt_id").is_in(receipts.implode()) | pl.col("reject_id").is_in(list(left)))
