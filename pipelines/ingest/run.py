"""One run of ingest: every file of every source, taken once per content."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from pipelines.ids import receipt_id, sha256
from pipelines.ingest.batch_writer import BatchWriter
from pipelines.ingest.records import Record, read_records, whole_reject
from pipelines.ingest.scan import Found, Skipped, scan_source
from pipelines.ingest.sources import Source
from pipelines.ingest.stamps import Stamps, read_stamps
from pipelines.warehouse import Warehouse, keep_blob, open_blob, read_layer
from pipelines.warehouse.blobs import digest_of, remove_left_overs

Log = Callable[[str], None]
Progress = Callable[[int, int], None]
SHOWN_REJECTS = 3  # of one file; all are in raw.record_rejects


@dataclass(slots=True)
class Run:
    """What one run knows and writes to."""

    warehouse: Warehouse
    writer: BatchWriter
    stamps: Stamps
    known_receipts: set[str]
    known_places: set[tuple[str, str]]
    known_skips: set[tuple[str, str]]
    log: Log


def ingest(warehouse: Warehouse, sources: Sequence[Source], run_at: datetime, log: Log, progress: Progress | None = None) -> dict[str, int]:
    """Take what is new in the sources into the raw layer; counts of what is new, by table.

    A run is seen whole or not at all. A file whose content was taken before is not taken again.
    """
    remove_left_overs(warehouse)
    run = start_run(warehouse, run_at, log)
    files = [file for source in sources for file in scan_source(source)]
    for number, file in enumerate(files, 1):
        if isinstance(file, Skipped):
            note_skip(run, file)
        else:
            take_file(run, file)
        if progress is not None:
            progress(number, len(files))
    counts = run.writer.commit()
    run.stamps.save()
    log(f"{len(files):,} files in {len(sources)} sources; new: " + ", ".join(f"{count:,} {table}" for table, count in counts.items()))
    return counts


def start_run(warehouse: Warehouse, run_at: datetime, log: Log) -> Run:
    """What is known from earlier runs."""
    places = read_layer(warehouse, "raw.receipts", columns=["receipt_id", "source_id", "locator_text"]).collect().rows()
    skips = read_layer(warehouse, "raw.skips", columns=["source_id", "locator_text"]).collect().rows()
    return Run(
        warehouse, BatchWriter(warehouse, run_at), read_stamps(warehouse),
        {row[0] for row in places}, {row[1:] for row in places}, set(skips), log,
    )  # fmt: skip


def note_skip(run: Run, skipped: Skipped) -> None:
    """Record a file that a rule passes over, the first time that it is met."""
    if skipped.rule == "unreadable_folder":
        run.log(f"{skipped.source.path / skipped.locator}: this user may not read the folder; its files are left out until it may.")
    if (skipped.source.id, skipped.locator) not in run.known_skips:
        run.writer.add_skip(skipped)


def take_file(run: Run, found: Found) -> None:
    """Take a file into the raw layer unless its content is there."""
    held = run.stamps.receipt_of(found)
    if held is not None and held in run.known_receipts:
        run.stamps.remember(found, held)
        return
    try:
        # no waiting for a pipe, no following of a link that was put there since the folder was listed
        flags = os.O_RDONLY | os.O_NONBLOCK | (0 if found.source.kind == "file" else os.O_NOFOLLOW)
        with os.fdopen(os.open(found.path, flags), "rb") as handle:
            take_content(run, found, handle)
    except FileNotFoundError:
        run.log(f"{found.path}: went away while the sources were read; nothing was taken from it.")
    except OSError as error:
        refuse_file(run, found, error)


def take_content(run: Run, found: Found, handle: BinaryIO) -> None:
    """Keep the bytes of an open file and read its records, unless they are known."""
    if (found.source.id, found.locator) in run.known_places:
        known = receipt_id(found.source.id, found.locator, digest_of(handle))
        if known in run.known_receipts:
            run.stamps.remember(found, known)
            return
        handle.seek(0)
    content_sha256, size = keep_blob(run.warehouse, handle)
    receipt = receipt_id(found.source.id, found.locator, content_sha256)
    if size != found.stamp[0] or os.fstat(handle.fileno()).st_mtime_ns != found.stamp[2]:
        run.log(f"{found.path}: was written to while it was read; it is taken with the next refresh.")
        return
    store_records(run, found, receipt, content_sha256, size)
    run.stamps.remember(found, receipt)


def store_records(run: Run, found: Found, receipt: str, content_sha256: str, size: int) -> None:
    """Rows for a new receipt and what it holds."""
    records = rejects = 0
    with open_blob(run.warehouse, content_sha256) as blob:
        for held in read_records(blob, found.media_type, content_sha256, size):
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
    run.writer.add_receipt(found, receipt, content_sha256, size, (records, rejects))


def refuse_file(run: Run, found: Found, error: OSError) -> None:
    """Record a file that cannot be read, once; it is tried again with each refresh."""
    message = f"cannot be read ({os.strerror(error.errno or 0)}). Give this user the right to read it, or mend the disk; it is tried again."
    run.log(f"{found.path}: {message}")
    nothing = sha256(b"")
    receipt = receipt_id(found.source.id, found.locator, nothing)
    if receipt not in run.known_receipts:
        run.writer.add_reject(found, receipt, whole_reject("unreadable", message, nothing, 0, b""))
        run.writer.add_receipt(found, receipt, nothing, 0, (0, 1))
