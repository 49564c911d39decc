"""One run of ingest: every file of every source, taken once per content."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import BinaryIO

import polars as pl

from pipelines.ids import receipt_id, sha256
from pipelines.ingest.batch_writer import BatchWriter
from pipelines.ingest.records import Record, read_records, whole_reject
from pipelines.ingest.scan import Found, Skipped, count_files, scan_source
from pipelines.ingest.sources import Source
from pipelines.ingest.stamps import Stamps, read_stamps
from pipelines.ingest.web import open_web, web_sources
from pipelines.ingest.web_memory import read_memory
from pipelines.warehouse import Warehouse, keep_blob, open_blob, read_layer
from pipelines.warehouse.blobs import PACKED_BYTES, blob_name, digest_of, remove_left_overs
from pipelines.warehouse.mending import refuse_damaged_raw, remove_strangers

Log = Callable[[str], None]
Progress = Callable[[int, int], None]
SHOWN_REJECTS = 3  # of one file; all are in raw.record_rejects


@dataclass(slots=True)
class Run:
    """What one run knows and writes to."""

    warehouse: Warehouse
    writer: BatchWriter
    stamps: Stamps
    known_skips: set[tuple[str, str]]
    known_sizes: set[tuple[str, str, int]]  # of large receipts by source and place: another size is another content
    log: Log


def ingest(warehouse: Warehouse, sources: Sequence[Source], run_at: datetime, log: Log, progress: Progress | None = None) -> dict[str, int]:
    """Take what is new in the sources into the raw layer; counts of what is new, by table.

    A run is seen whole or not at all. A file whose content was taken before is not taken again.
    """
    refuse_damaged_raw(warehouse)
    remove_left_overs(warehouse)
    remove_strangers(warehouse.lake / "raw")
    run = start_run(warehouse, run_at, log)
    total = sum(map(count_files, sources)) if progress is not None else 0
    for number, file in enumerate((file for source in sources for file in scan_source(source)), 1):
        if isinstance(file, Skipped):
            note_skip(run, file)
        elif not run.stamps.is_unchanged(file):
            take_file(run, file)
        if progress is not None:
            progress(number, max(number, total))
    web = open_web(run.writer, partial(take_content, run), read_memory(warehouse), run_at, log)
    web.take_all(list(web_sources(sources)))
    counts = run.writer.commit()
    web.crawler.spool.clear()
    run.stamps.save(run.writer.last_batch.id if run.writer.last_batch else None)
    log(f"{len(sources)} sources; new: " + ", ".join(f"{rows:,} {table}" for table, rows in counts.items()))
    return counts


def start_run(warehouse: Warehouse, run_at: datetime, log: Log) -> Run:
    """What is known from earlier runs."""
    receipts = read_layer(warehouse, "raw.receipts", columns=["receipt_id", "source_id", "locator_text", "content_bytes"]).collect()
    skips = read_layer(warehouse, "raw.skips", columns=["source_id", "locator_text"]).collect()
    large = receipts.filter(pl.col("content_bytes") > PACKED_BYTES).select("source_id", "locator_text", "content_bytes")
    writer = BatchWriter(warehouse, run_at, set(receipts["receipt_id"].to_list()))
    return Run(warehouse, writer, read_stamps(warehouse), set(skips.iter_rows()), set(large.iter_rows()), log)


def note_skip(run: Run, skipped: Skipped) -> None:
    """Record a file that a rule passes over, the first time that it is met."""
    if skipped.rule == "unreadable_folder":
        run.log(f"{skipped.source.path / skipped.locator}: this user may not read the folder; its files are left out until it may.")
    if (skipped.source.id, skipped.locator) not in run.known_skips:
        run.writer.add_skip(skipped)


def take_file(run: Run, found: Found) -> None:
    """Take a file into the raw layer unless its content is there."""
    # no waiting for a pipe, no following of a link that was put there since the folder was listed
    flags = os.O_RDONLY | os.O_NONBLOCK | (0 if found.source.kind == "file" else os.O_NOFOLLOW)
    try:
        take_small(run, found, flags) if found.size <= PACKED_BYTES else take_large(run, found, flags)
    except FileNotFoundError:
        run.log(f"{found.path}: went away while the sources were read; nothing was taken from it.")
    except OSError as error:
        refuse_file(run, found, error)


def take_small(run: Run, found: Found, flags: int) -> None:
    """Take a file that is read at once."""
    descriptor = os.open(found.path, flags)
    try:
        content = os.read(descriptor, found.size + 1)  # one more shows a file that grows; room for many would cost more than reading
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if is_touched(run, found, status, len(content)):
        return
    take_content(run, found, content)
    run.stamps.remember(found)


def take_content(run: Run, found: Found, content: bytes) -> bool:
    """Take bytes that were received at once; whether they are new at their place."""
    digest = sha256(content)
    receipt = receipt_id(found.source.id, found.locator, digest)
    if receipt in run.writer.known_receipts:
        return False
    counts = store_records(run, found, receipt, BytesIO(content), digest)
    run.writer.add_receipt(found, receipt, digest, len(content), content, counts)
    run.writer.known_receipts.add(receipt)
    return True


def take_large(run: Run, found: Found, flags: int) -> None:
    """Take a file that is read piece by piece; where one of its size was there before, first to see whether it is the same."""
    with os.fdopen(os.open(found.path, flags), "rb", buffering=0) as handle:
        if (found.source.id, found.locator, found.size) in run.known_sizes:
            if receipt_id(found.source.id, found.locator, digest_of(handle)) in run.writer.known_receipts:
                run.stamps.remember(found)
                return
            handle.seek(0)
        digest, size = keep_blob(run.warehouse, handle)
        if is_touched(run, found, os.fstat(handle.fileno()), size):
            return
    receipt = receipt_id(found.source.id, found.locator, digest)
    with open_blob(run.warehouse, blob_name(digest)) as blob:
        counts = store_records(run, found, receipt, blob, digest)
    run.writer.add_receipt(found, receipt, digest, size, None, counts)
    run.writer.known_receipts.add(receipt)
    run.stamps.remember(found)


def is_touched(run: Run, found: Found, status: os.stat_result, size: int) -> bool:
    """Whether somebody wrote to the file while it was read; told to people."""
    if size == status.st_size == found.size and status.st_mtime_ns == found.modified_at:
        return False
    run.log(f"{found.path}: was written to while it was read; it is taken with the next refresh.")
    return True


def store_records(run: Run, found: Found, receipt: str, blob: BinaryIO, digest: str) -> tuple[int, int]:
    """Rows for what a new receipt holds; counts of its records and rejects."""
    records = rejects = 0
    for held in read_records(blob, found.media_type, digest, found.size):
        if isinstance(held, Record):
            records += 1
            run.writer.add_record(found, receipt, held)
        else:
            rejects += 1
            run.writer.add_reject(found, receipt, held)
            if rejects <= SHOWN_REJECTS:
                run.log(f"{found.path}, record {held.position}: {held.message}" if held.position else f"{found.path}: {held.message}")
    if rejects > SHOWN_REJECTS:
        run.log(f"{found.path}: {rejects:,} records were refused; each has a row in raw.record_rejects.")
    return records, rejects


def refuse_file(run: Run, found: Found, error: OSError) -> None:
    """Record a file that cannot be read, once; it is tried again with each refresh."""
    message = f"cannot be read ({os.strerror(error.errno or 0)}). Give this user the right to read it, or mend the disk; it is tried again."
    run.log(f"{found.path}: {message}")
    nothing = sha256(b"")
    receipt = receipt_id(found.source.id, found.locator, nothing)
    if receipt not in run.writer.known_receipts:
        run.writer.add_reject(found, receipt, whole_reject("unreadable", message, nothing, 0, b""))
        run.writer.add_receipt(found, receipt, nothing, 0, b"", (0, 1))
