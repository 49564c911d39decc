"""One run of staging: every raw batch that this version of the code has not worked off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import polars as pl

from pipelines.ids import article_id as make_article_id
from pipelines.stage.article import Item, Refused, StagedArticle, stage_record
from pipelines.stage.frames import Origin, article_row, candidate_rows, edit_rows, frame_of, sentence_rows
from pipelines.stage.near_duplicates import pair_articles
from pipelines.stage.near_groups import regroup
from pipelines.stage.record_reader import RecordReader
from pipelines.versions import code_version
from pipelines.warehouse import (
    Batch,
    Warehouse,
    batches,
    complete_version,
    pending_batches,
    read_layer,
    write_batch,
)
from pipelines.warehouse.lake import scan_batch
from pipelines.warehouse.mending import drop_damaged
from pipelines.warehouse.tombstones import MESSAGE, REASON, Forgotten, read_forgotten
from pipelines.workers import Failure, Pool

Log = Callable[[str], None]
Progress = Callable[[int, int], None]
CAME_AS = ["locator_text", "content_sha256"]  # what receipts and fetches share
LIBRARIES = ("charset-normalizer", "ftfy", "htmldate", "lxml", "py3langid", "trafilatura")
PAGES = frozenset({"html", "warc"})
# how rows are stored, and how files are found, is no part of what they say
STORAGE = ("pipelines.warehouse", "pipelines.workers", "pipelines.contracts", "pipelines.ingest.scan")
REASONS = {"timeout": "timeout", "memory": "too_large", "crashed": "failed", "failed": "failed"}


def stage_version() -> str:
    """Hash of all that staging depends on; changes whenever the same record might be staged differently."""
    return code_version("pipelines.stage", without=STORAGE, libraries=LIBRARIES)


@dataclass(slots=True)
class Known:
    """Articles of earlier batches: by the bytes of their records, by their documents, and the batches, in order of arrival."""

    ids: set[str]
    by_document: dict[str, str]
    batches: list[Batch]
    forgotten: Forgotten


@dataclass(slots=True)
class Rows:
    """Rows of one batch by table."""

    articles: list[tuple[Any, ...]] = field(default_factory=list)
    duplicates: list[tuple[Any, ...]] = field(default_factory=list)
    article_rejects: list[tuple[Any, ...]] = field(default_factory=list)
    sentences: list[tuple[Any, ...]] = field(default_factory=list)
    text_edits: list[tuple[Any, ...]] = field(default_factory=list)
    publication_date_candidates: list[tuple[Any, ...]] = field(default_factory=list)
    fingerprints: list[tuple[Any, ...]] = field(default_factory=list)


def stage(warehouse: Warehouse, log: Log, progress: Progress | None = None) -> dict[str, int]:
    """Make articles of the records that are new; counts of new rows, by table."""
    version = stage_version()
    drop_damaged(warehouse, "staged", version, log)
    pending = pending_batches(warehouse, ("raw", None), "staged", version)
    counts: Counter[str] = Counter()
    tick = make_tick(sum(batch.rows.get("raw.records", 0) for batch in pending), progress)
    if pending:
        known, reader, receipts = read_known(warehouse, version), RecordReader(warehouse), read_receipts(warehouse)
        with Pool(stage_record) as pool:
            for batch in pending:
                rows = stage_records(pool, records_of(warehouse, batch, receipts), known, reader, tick)
                frames = frames_of(warehouse, version, batch, rows, known.batches)
                known.batches.append(batch)
                written = write_batch(warehouse, "staged", version, batch.number, batch.id, frames)
                counts.update({table.partition(".")[2]: height for table, height in written.rows.items()})
        reader.close()
    regroup(warehouse, version)
    complete_version(warehouse, "staged", version)
    log("staged: " + (", ".join(f"{rows:,} {table}" for table, rows in counts.items()) or "nothing new"))
    return dict(counts)


def stage_records(
    pool: Pool[Item, StagedArticle | Refused], records: list[dict[str, Any]], known: Known, reader: RecordReader, tick: Callable[[], None]
) -> Rows:
    """Rows of one batch; what is known grows by its articles."""
    rows = Rows()
    for record in records:
        if record["record_id"] in known.forgotten.records:
            rows.article_rejects.append((record["record_id"], record["source_id"], None, REASON, MESSAGE))
            tick()
    kept = [record for record in records if record["record_id"] not in known.forgotten.records]
    for origin, result in stage_batch(pool, kept, reader):
        add_result(rows, known, origin, result)
        tick()
    return rows


def make_tick(total: int, progress: Progress | None) -> Callable[[], None]:
    """A function to call once for each thing done."""
    done = count(1)
    return (lambda: progress(next(done), total)) if progress is not None else (lambda: None)


def read_known(warehouse: Warehouse, version: str, before: int | None = None) -> Known:
    """Articles that this version has staged, in all batches or in those with a number below ``before``."""
    counted = [batch for batch in batches(warehouse, "staged", version) if before is None or batch.number < before]
    frame = read_layer(warehouse, "staged.articles", version, ["article_id", "document_sha256", "batch_id"])
    if before is not None:
        frame = frame.filter(pl.col("batch_id").is_in([batch.id for batch in counted]))
    held = frame.select("article_id", "document_sha256").collect()
    ids = held["article_id"].to_list()
    return Known(set(ids), dict(zip(held["document_sha256"].to_list(), ids, strict=True)), counted, read_forgotten(warehouse))


def read_receipts(warehouse: Warehouse) -> pl.DataFrame:
    """What records need of their receipts."""
    columns = [
        "receipt_id", "locator_text", "media_type_code", "content_bytes", "blob_name", "blob_start",
        "outlet_name", "zone_name", "received_at",
    ]  # fmt: skip
    receipts = read_layer(warehouse, "raw.receipts", columns=[*columns, "content_sha256"])
    return receipts.join(sent_types(warehouse), on=CAME_AS, how="left", validate="m:1").collect()


def sent_types(warehouse: Warehouse) -> pl.LazyFrame:
    """The content type that came first with each content of each address."""
    fetches = read_layer(warehouse, "raw.fetches", columns=["url_text", "content_sha256", "headers_text", "fetched_at"])
    sent_as = pl.col("headers_text").str.json_path_match("$.content-type").alias("sent_as")
    found = fetches.select(pl.col("url_text").alias("locator_text"), "content_sha256", "fetched_at", sent_as).drop_nulls()
    return found.sort("fetched_at", "sent_as").unique(CAME_AS, keep="first", maintain_order=True).drop("fetched_at")


def records_of(warehouse: Warehouse, batch: Batch, receipts: pl.DataFrame) -> list[dict[str, Any]]:
    """Records of a batch with their receipts, in order of source and place."""
    records = scan_batch(warehouse, "raw.records", batch.id).collect()
    joined = records.join(receipts, on="receipt_id", how="left", validate="m:1")
    return joined.sort("source_id", "locator_text", "receipt_id", "position_count").to_dicts()


def stage_batch(
    pool: Pool[Item, StagedArticle | Refused], records: list[dict[str, Any]], reader: RecordReader
) -> Iterator[tuple[Origin, StagedArticle | Refused]]:
    """Every record with what became of it, in order. Pages that were too much are tried once more, plainly."""
    results = pool.map((make_item(record, reader) for record in records), try_again)
    for record, result in zip(records, results, strict=True):
        yield make_origin(record), refuse_failure(result) if isinstance(result, Failure) else result


def try_again(item: Item) -> Item | None:
    """The item to stage in place of one that failed: a page has a second chance."""
    return replace(item, is_second_try=True) if item.media_type in PAGES and not item.is_second_try else None


def make_item(record: dict[str, Any], reader: RecordReader) -> Item:
    """A record as workers take it."""
    content = reader.read(record, record["byte_start"], record["byte_end"])
    return Item(
        record["record_id"], record["record_sha256"], content, record["media_type_code"], record["locator_text"],
        record["position_count"], record["outlet_name"], record["received_at"].date(), record["sent_as"],
    )  # fmt: skip


def make_origin(record: dict[str, Any]) -> Origin:
    """Where an article comes from."""
    return Origin(record["record_id"], record["record_sha256"], record["source_id"], record["zone_name"], record["received_at"])


def refuse_failure(failure: Failure) -> Refused:
    """An article that could not be staged though it should have been."""
    message = f"staging it {failure.message}. The bytes are kept; report the record, and it is staged again with the version that mends it."
    return Refused(REASONS[failure.kind], message)


def add_result(rows: Rows, known: Known, origin: Origin, result: StagedArticle | Refused) -> None:
    """File what became of a record: an article, a copy of one, or a reject."""
    article_id = make_article_id(origin.record_sha256)
    if isinstance(result, StagedArticle) and known.forgotten.covers(result.found.record.url, result.document_sha256):
        rows.article_rejects.append((origin.record_id, origin.source_id, None, REASON, MESSAGE))
    elif article_id in known.ids:
        rows.duplicates.append((origin.record_id, article_id, "same_record"))
    elif isinstance(result, Refused):
        rows.article_rejects.append((origin.record_id, origin.source_id, result.source_article_id, result.reason, result.message))
    elif (first := known.by_document.get(result.document_sha256)) is not None:
        rows.duplicates.append((origin.record_id, first, "same_document"))
    else:
        known.ids.add(article_id)
        known.by_document[result.document_sha256] = article_id
        rows.articles.append(article_row(origin, result))
        rows.sentences += sentence_rows(article_id, result)
        rows.text_edits += edit_rows(article_id, result)
        rows.publication_date_candidates += candidate_rows(article_id, result)
        rows.fingerprints.append((article_id, result.fingerprints))


def frames_of(warehouse: Warehouse, version: str, batch: Batch, rows: Rows, earlier: Sequence[Batch]) -> dict[str, pl.DataFrame]:
    """The tables of one batch, which came after some earlier ones."""
    articles = frame_of("staged.articles", rows.articles, batch_id=batch.id, stage_version=version)
    pairs = pair_articles(warehouse, version, earlier, batch, articles, rows.fingerprints)
    return {
        "staged.articles": articles,
        "staged.duplicates": frame_of("staged.duplicates", rows.duplicates, batch_id=batch.id),
        "staged.article_rejects": frame_of("staged.article_rejects", rows.article_rejects, batch_id=batch.id),
        "staged.sentences": frame_of("staged.sentences", rows.sentences),
        "staged.text_edits": frame_of("staged.text_edits", rows.text_edits),
        "staged.publication_date_candidates": frame_of("staged.publication_date_candidates", rows.publication_date_candidates),
        "staged.near_duplicate_pairs": frame_of("staged.near_duplicate_pairs", pairs, batch_id=batch.id),
    }
