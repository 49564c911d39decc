"""Rows of the raw layer, gathered into batches of bounded size and committed together at the end of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from pipelines import ids
from pipelines.contracts import contract
from pipelines.ingest.records import Record, Reject
from pipelines.ingest.scan import Found, Skipped
from pipelines.warehouse import Batch, Warehouse, batches, commit_batches, write_tables

BATCH_RECORDS = 5_000  # records that the next layers work off at a time
BATCH_BYTES = 32 << 20  # of records, so that pages make smaller batches
TABLES = ("raw.receipts", "raw.record_rejects", "raw.records", "raw.skips")


@dataclass(slots=True)
class BatchWriter:
    """Takes what a run finds, in order. Nothing is seen by others before ``commit``."""

    warehouse: Warehouse
    run_at: datetime
    _written: list[Batch] = field(default_factory=list)
    _rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table: [] for table in TABLES})
    _number: int = 0
    _bytes: int = 0

    def __post_init__(self) -> None:
        held = batches(self.warehouse, "raw")
        self._number = held[-1].number + 1 if held else 1

    def add_record(self, found: Found, receipt_id: str, record: Record) -> None:
        """One record of a receipt that is being read."""
        row = (
            ids.record_id(receipt_id, record.position),
            receipt_id,
            found.source.id,
            record.position,
            record.start,
            record.end,
            record.sha256,
        )
        self._rows["raw.records"].append(row)
        self._bytes += record.end - record.start
        if len(self._rows["raw.records"]) >= BATCH_RECORDS or self._bytes >= BATCH_BYTES:
            self._flush()

    def add_reject(self, found: Found, receipt_id: str, reject: Reject) -> None:
        """One stretch of a receipt that is no record."""
        place = (ids.make_id("rej", receipt_id, reject.position), receipt_id, found.source.id, found.locator, reject.position)
        self._rows["raw.record_rejects"].append(
            (*place, reject.start, reject.end, reject.sha256, reject.reason, reject.message, reject.excerpt)
        )
        if len(self._rows["raw.record_rejects"]) >= BATCH_RECORDS:
            self._flush()

    def add_receipt(self, found: Found, receipt_id: str, content_sha256: str, size: int, counts: tuple[int, int]) -> None:
        """A receipt that was read to its end, with its counts of records and rejects."""
        source = found.source
        place = (receipt_id, source.id, found.locator, self.run_at, content_sha256, found.media_type, size)
        self._rows["raw.receipts"].append((*place, *counts, source.outlet, source.language, source.licence, source.zone))

    def add_skip(self, skipped: Skipped) -> None:
        """A file that a named rule passes over."""
        self._rows["raw.skips"].append((skipped.source.id, skipped.locator, skipped.rule))

    def commit(self) -> dict[str, int]:
        """Make the run's batches visible, all at once; rows by table."""
        self._flush()
        commit_batches(self.warehouse, "raw", None, self._written)
        return {table.partition(".")[2]: sum(batch.rows[table] for batch in self._written) for table in TABLES}

    def _flush(self) -> None:
        first = next((rows[0][0] for rows in self._rows.values() if rows), None)
        if first is None:
            return
        batch_id = ids.batch_id(self._number, first)
        frames = {table: self._frame(table, batch_id) for table in TABLES}
        self._written.append(write_tables(self.warehouse, "raw", None, self._number, batch_id, frames))
        self._rows = {table: [] for table in TABLES}
        self._number, self._bytes = self._number + 1, 0

    def _frame(self, table: str, batch_id: str) -> pl.DataFrame:
        schema = dict(contract(table).polars_schema)
        has_batch = schema.pop("batch_id", None) is not None
        frame = pl.DataFrame(self._rows[table], schema=schema, orient="row")
        return frame.with_columns(batch_id=pl.lit(batch_id)) if has_batch else frame
