"""Rows and contents of the raw layer, gathered into batches of bounded size and committed together at the end of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
import polars as pl

from pipelines import ids
from pipelines.connect.fetch import TOOL
from pipelines.connect.listing import Listed
from pipelines.connect.spool import Visit
from pipelines.contracts import contract
from pipelines.ingest.records import Record, Reject
from pipelines.ingest.scan import Found, Skipped
from pipelines.ingest.sources import Source
from pipelines.warehouse import Batch, Warehouse, batches, commit_batches, read_layer, write_tables
from pipelines.warehouse.blobs import blob_name, write_pack

BATCH_RECORDS = 2_000  # records, rejects or receipts that the next layers work off at a time
LATER = frozenset(("received_at", "blob_name", "blob_start", "batch_id"))  # columns of a whole batch
CONTENT = 3  # place of the hash in a row of raw.receipts
BATCH_BYTES = 32 << 20  # of contents and records, so that pages make smaller batches
TABLES = ("raw.fetches", "raw.receipts", "raw.record_rejects", "raw.records", "raw.skips", "raw.source_health")
LOCATION = ["content_sha256", "blob_name", "blob_start"]
Place = tuple[str, int]  # name of a blob or pack, and where in it


@dataclass(slots=True)
class Health:
    """How a source on the web fared in a run."""

    announced: int = 0
    fresh: int = 0
    same: int = 0
    skipped: int = 0
    failed: int = 0
    rejects: int = 0
    bytes: int = 0
    lists_failed: int = 0
    message: str | None = None

    def count(self, is_new: bool) -> None:
        """Count a document that came."""
        self.fresh += is_new
        self.same += not is_new

    @property
    def outcome(self) -> str:
        """In one word."""
        if not (self.failed or self.lists_failed):
            return "ok"
        return "partly" if self.fresh or self.same else "failed"


@dataclass(slots=True)
class BatchWriter:
    """Takes what a run finds, in order. Nothing is seen by others before ``commit``."""

    warehouse: Warehouse
    run_at: datetime
    known_receipts: set[str]
    last_batch: Batch | None = field(init=False)
    _earlier: pl.DataFrame | None = None  # where contents lie that earlier runs kept; read once something is new
    _places: dict[str, Place] = field(default_factory=dict)  # where those of this run lie
    _written: list[Batch] = field(default_factory=list)
    _rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table: [] for table in TABLES})
    _contents: dict[str, bytes] = field(default_factory=dict)  # small contents of the batch at hand, by hash
    _bytes: int = 0

    def __post_init__(self) -> None:
        self.last_batch = next(reversed(batches(self.warehouse, "raw")), None)

    def add_record(self, found: Found, receipt_id: str, record: Record) -> None:
        """One record of a receipt that is being read."""
        row = (ids.record_id(receipt_id, record.position), receipt_id, found.source.id, *record)
        self._add("raw.records", row, record.end - record.start)

    def add_reject(self, found: Found, receipt_id: str, reject: Reject) -> None:
        """One stretch of a receipt that is no record."""
        place = (ids.make_id("rej", receipt_id, reject.position), receipt_id, found.source.id, found.locator, reject.position)
        self._add("raw.record_rejects", (*place, reject.start, reject.end, reject.sha256, reject.reason, reject.message, reject.excerpt), 0)

    def add_receipt(
        self, found: Found, receipt_id: str, content_sha256: str, size: int, content: bytes | None, counts: tuple[int, int]
    ) -> None:
        """A receipt that was read to its end, with its counts of records and rejects; ``content`` where it is small enough to be packed."""
        source = found.source
        if content is not None:
            self._contents.setdefault(content_sha256, content)
        place = (receipt_id, source.id, found.locator, content_sha256, found.media_type, size)
        self._add("raw.receipts", (*place, *counts, source.outlet, source.language, source.licence, source.zone), len(content or b""))

    def add_skip(self, skipped: Skipped) -> None:
        """A file that a named rule passes over."""
        self._add("raw.skips", (skipped.source.id, skipped.locator, skipped.rule), 0)

    def add_fetch(self, source: Source, visit: Visit, listed: tuple[str, Listed] | None) -> None:
        """A document that a server was asked for, with what the list says that announced it."""
        by, item = listed or (None, None)
        headers = orjson.dumps(dict(visit.headers), option=orjson.OPT_SORT_KEYS).decode() if visit.headers else None
        answer = (visit.message or None, visit.status, visit.address, visit.sha256, visit.size, headers, visit.not_before)
        told = (by or None, item.title or None if item else None, item.date if item else None)
        fetch_id = ids.make_id("fet", source.id, visit.url, visit.fetched_at.isoformat())
        place = (fetch_id, source.id, visit.url, visit.final_url, visit.fetched_at, visit.outcome)
        self._add("raw.fetches", (*place, *answer, *told, TOOL), 0)

    def add_list(self, found: Found, content: bytes, rejects: Sequence[Reject]) -> None:
        """A list that was read: no record itself, but kept as received, with what could not be read of it."""
        digest = ids.sha256(content)
        receipt = ids.receipt_id(found.source.id, found.locator, digest)
        if receipt in self.known_receipts:
            return
        self.known_receipts.add(receipt)
        for reject in rejects:
            self.add_reject(found, receipt, reject)
        self.add_receipt(found, receipt, digest, len(content), content, (0, len(rejects)))

    def add_health(self, source: Source, health: Health) -> None:
        """How a source fared."""
        counts = (health.announced, health.fresh, health.same, health.skipped, health.failed, health.rejects, health.bytes)
        self._add("raw.source_health", (source.id, self.run_at, health.outcome, *counts, health.message), 0)

    def commit(self) -> dict[str, int]:
        """Make the run's batches visible, all at once; rows by table."""
        self._flush()
        commit_batches(self.warehouse, "raw", None, self._written)
        counts: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
        for batch in self._written:
            counts.update(batch.rows)
        return {table.partition(".")[2]: count for table, count in counts.items()}

    def _add(self, table: str, row: tuple[Any, ...], size: int) -> None:
        rows = self._rows[table]
        rows.append(row)
        self._bytes += size
        if len(rows) >= BATCH_RECORDS or self._bytes >= BATCH_BYTES:
            self._flush()

    def _flush(self) -> None:
        first = next((rows[0][0] for rows in self._rows.values() if rows), None)
        if first is None:
            return
        number = self.last_batch.number + 1 if self.last_batch else 1
        batch_id = ids.batch_id(number, first)
        places = self._place_contents(f"packs/{batch_id}") if self._rows["raw.receipts"] else []
        frames = {table: self._frame(table, batch_id, places) for table in TABLES if self._rows[table]}  # most batches hold one or two
        self.last_batch = write_tables(self.warehouse, "raw", None, number, batch_id, frames)
        self._written.append(self.last_batch)
        self._rows = {table: [] for table in TABLES}
        self._bytes = 0

    def _place_contents(self, pack: str) -> list[Place]:
        """Where the content of each receipt at hand lies; small ones that are not kept yet are kept in a pack."""
        digests = [row[CONTENT] for row in self._rows["raw.receipts"]]
        self._places |= self._kept_earlier([digest for digest in digests if digest not in self._places])
        fresh = [digest for digest in self._contents if digest not in self._places]
        if fresh:
            starts = write_pack(self.warehouse, pack, [self._contents[digest] for digest in fresh])
            self._places |= {digest: (pack, start) for digest, start in zip(fresh, starts, strict=True)}
        self._contents.clear()
        return [self._places.get(digest) or (blob_name(digest), 0) for digest in digests]

    def _kept_earlier(self, digests: list[str]) -> dict[str, Place]:
        """Where contents lie that earlier runs kept."""
        if self._earlier is None:
            self._earlier = read_layer(self.warehouse, "raw.receipts", columns=LOCATION).collect()
        found = self._earlier.filter(pl.col("content_sha256").is_in(digests)) if self._earlier.height else self._earlier
        return {digest: (name, start) for digest, name, start in found.iter_rows()}

    def _frame(self, table: str, batch_id: str, places: list[Place]) -> pl.DataFrame:
        """Rows of a table in the order of its contract."""
        schema = contract(table).polars_schema
        columns = zip(*self._rows[table], strict=True)  # polars takes them in less time than rows
        given = dict(zip((name for name in schema if name not in LATER), columns, strict=True))
        if table == "raw.receipts":
            given |= dict(zip(("blob_name", "blob_start"), zip(*places, strict=True), strict=True))
        same = {"received_at": self.run_at, "batch_id": batch_id}  # instants row by row would take as long as all else
        frame = pl.DataFrame(given, schema={name: schema[name] for name in given})
        return frame.with_columns(pl.lit(held).alias(name) for name, held in same.items() if name in schema)
