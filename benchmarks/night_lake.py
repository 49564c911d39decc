"""A lake of any size: one block of articles read for real, and as many blocks more as are wanted, with what was read moved to their days.

Raw records are taken in as ever. Rows of the staged and extracted tables are written under the version of today's code, so that a
refresh finds nothing to do for them: reading a million articles would take hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.night_articles import Block, article_of, write_block
from pipelines.cli.init import declare_landing
from pipelines.contracts import contracts
from pipelines.declared import declared_sources
from pipelines.extract.run import extract, extract_version
from pipelines.ids import article_id, sha256
from pipelines.ingest import ingest
from pipelines.stage.near_duplicates import cache_path, keep_fingerprints, shingles_of
from pipelines.stage.near_groups import regroup
from pipelines.stage.run import stage, stage_version
from pipelines.stage.shingles import pick_fingerprints
from pipelines.warehouse import Batch, Warehouse, batches, complete_version, init_warehouse, read_layer, write_batch
from pipelines.warehouse.lake import SNAPSHOTS, scan_batch

MADE_AT = datetime(2025, 1, 1, tzinfo=UTC)
# columns that repeat a stretch of the document, where its offsets stand beside them; words without offsets stay those of the first block
TEXTS = ("sentence_text", "surface_text", "evidence_text")
OFFSETS = (("char_start", "char_end"), ("evidence_char_start", "evidence_char_end"))
ARTICLE_IDS = ("article_id", "other_article_id")
OWN_IDS = ("sentence_id", "article_launch_id", "mention_id", "attribution_id", "claim_id", "reaction_id", "value_id")


@dataclass(frozen=True, slots=True)
class Base:
    """The first block as it was read: what each article tells, and the rows of each table of the staged and extracted layers."""

    reports: list[dict[str, Any]]
    tables: Mapping[str, pl.DataFrame]
    article_ids: list[str]  # in the order of the reports


def new_warehouse(root: Path) -> Warehouse:
    """An empty warehouse with a landing folder."""
    warehouse = init_warehouse(root, "real")
    declare_landing(warehouse)
    return warehouse


def take_in(warehouse: Warehouse, reports: list[dict[str, Any]], blocks: list[Block]) -> None:
    """Let blocks of articles into the raw layer."""
    for block in blocks:
        write_block(warehouse.landing / f"{block.number:05d}.jsonl", reports, block)
    ingest(warehouse, declared_sources(warehouse), MADE_AT, print)


def read_base(root: Path, reports: list[dict[str, Any]]) -> Base:
    """The first block, staged and read by a warehouse of its own."""
    warehouse = new_warehouse(root)
    take_in(warehouse, reports, [Block(0, 0)])
    stage(warehouse, print)
    extract(warehouse, print)
    names = [name for name, held in contracts().items() if held.layer in {"staged", "extracted"} and name not in SNAPSHOTS]
    tables = {name: read_layer(warehouse, name).collect() for name in names}
    ids = tables["staged.articles"].sort("source_article_id")["article_id"].to_list()
    if len(ids) != len(reports):
        raise RuntimeError(f"{root}: {len(reports)} articles were written, {len(ids)} were staged; the words of two may be the same.")
    return Base(reports, tables, ids)


def store(warehouse: Warehouse, base: Base, blocks: list[Block]) -> None:
    """Take in blocks of articles, and write what staging and reading would make of them."""
    take_in(warehouse, base.reports, blocks)
    held = {batch.id for batch in batches(warehouse, "staged", stage_version())}
    for batch in batches(warehouse, "raw"):
        if batch.rows.get("raw.records") and batch.id not in held:
            store_batch(warehouse, base, batch, blocks)
    regroup(warehouse, stage_version())
    complete_version(warehouse, "staged", stage_version())
    complete_version(warehouse, "extracted", extract_version())


def store_batch(warehouse: Warehouse, base: Base, batch: Batch, blocks: list[Block]) -> None:
    """The staged and extracted rows of one batch of the raw layer, which holds one block."""
    records = scan_batch(warehouse, "raw.records", batch.id).sort("position_count").collect()
    block = blocks[block_number(warehouse, records["receipt_id"][0])]
    documents = documents_of(base, records, block)
    moved = {name: move_rows(frame, base, documents, block, batch) for name, frame in base.tables.items()}
    own = documents.drop("document_text", "old_id")
    moved["staged.articles"] = moved["staged.articles"].drop(set(own.columns) - {"article_id"}).join(own, on="article_id")
    keep_prints(warehouse, batch, moved["staged.articles"])
    for layer, version in (("staged", stage_version()), ("extracted", extract_version())):
        frames = {name: frame for name, frame in moved.items() if name.startswith(layer)}
        write_batch(warehouse, layer, version, batch.number, batch.id, frames)


def block_number(warehouse: Warehouse, receipt: str) -> int:
    """The block that a file held, by its name."""
    names = read_layer(warehouse, "raw.receipts", columns=["receipt_id", "locator_text"]).filter(pl.col("receipt_id") == receipt)
    return int(Path(names.collect()["locator_text"][0]).stem)


def documents_of(base: Base, records: pl.DataFrame, block: Block) -> pl.DataFrame:
    """The articles of a block, by id, beside those of the first block that they are moved from."""
    told = [article_of(report, block) for report in base.reports]
    documents = [f"{article['title']}\n\n{article['text']}" for article in told]
    return pl.DataFrame(
        {
            "old_id": base.article_ids,
            "article_id": [article_id(digest) for digest in records["record_sha256"]],
            "record_id": records["record_id"],
            "source_article_id": [article["id"] for article in told],
            "title_text": [article["title"] for article in told],
            "body_text": [article["text"] for article in told],
            "given_date_text": [article["date"] for article in told],
            "document_text": documents,
            "document_sha256": [sha256(document.encode()) for document in documents],
        }
    )


def move_rows(frame: pl.DataFrame, base: Base, documents: pl.DataFrame, block: Block, batch: Batch) -> pl.DataFrame:
    """Rows of a table of the first block as they are of another."""
    new_ids = dict(zip(documents["old_id"], documents["article_id"], strict=True))
    changed = [
        *(pl.col(name).replace_strict(new_ids) for name in ARTICLE_IDS if name in frame.columns),
        *(own_id(name, new_ids, block) for name in OWN_IDS if name in frame.columns),
        *((pl.col(name) + pl.duration(days=block.days)).cast(kind) for name, kind in frame.schema.items() if is_moved(name, kind)),
        *(pl.lit(batch.id).alias(name) for name in ("batch_id",) if name in frame.columns),
    ]
    return repeat_texts(frame.with_columns(changed), documents)


def is_moved(name: str, kind: pl.DataType) -> bool:
    """Whether a column tells of the time of a launch or of an article; when bytes came is no part of either."""
    return kind.is_temporal() and name != "received_at"


def own_id(name: str, new_ids: Mapping[str, str], block: Block) -> pl.Expr:
    """An id that was made of an article's: that of the article itself, or one with the block's number for its last digits."""
    column = pl.col(name)
    return pl.when(column.str.starts_with("art_")).then(column.replace(new_ids)).otherwise(column.str.slice(0, 16) + f"{block.number:04x}")


def repeat_texts(frame: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The rows with the words that stand at their offsets now."""
    found = next((name for name in TEXTS if name in frame.columns), None)
    start, end = next((pair for pair in OFFSETS if pair[0] in frame.columns), (None, None))
    if found is None or start is None or end is None:
        return frame
    joined = frame.join(documents.select("article_id", "document_text"), on="article_id", how="left")
    words = pl.col("document_text").str.slice(pl.col(start), pl.col(end) - pl.col(start))
    return joined.with_columns(words.alias(found)).drop("document_text")


def keep_prints(warehouse: Warehouse, batch: Batch, articles: pl.DataFrame) -> None:
    """Fingerprints of a batch, where staging would have left them."""
    texts = articles.select("article_id", "title_text", "body_text").iter_rows()
    found = [(article, pick_fingerprints(shingles_of(title, body))) for article, title, body in texts]
    keep_fingerprints(cache_path(warehouse, stage_version(), batch), articles, found)
