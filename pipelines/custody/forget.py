"""Forgetting a document: out of the bytes as received, the derived layers and every kept release. A tombstone stays.

The tombstone is written first, so that a run that is killed is completed by the next one with the same address.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import polars as pl

from pipelines.contracts import contract, contracts
from pipelines.custody.blanks import Place, blank, put_in_place, read_place
from pipelines.custody.redaction import redact_releases
from pipelines.custody.traces import Traces, find_traces, spellings
from pipelines.errors import WarehouseError
from pipelines.ids import make_id, sha256
from pipelines.warehouse import Warehouse
from pipelines.warehouse.lake import current_version, read_layer, write_snapshot
from pipelines.warehouse.rewriting import rewrite
from pipelines.warehouse.tombstones import MESSAGE, REASON, tombstones

DERIVED = ("staged", "extracted")
NEAR_DUPLICATES = "staged.near_duplicates"
ARTICLE_KEYS = frozenset({"article_id", "other_article_id", "near_duplicate_group_id"})


@dataclass(frozen=True, slots=True)
class Account:
    """What forgetting an address came to."""

    records: int
    articles: int
    contents: int
    release_rows: int


def forget(warehouse: Warehouse, url: str, reason: str, at: datetime) -> Account:
    """Remove every document that came from an address. Only for who holds the lease."""
    earlier = [stone for stone in tombstones(warehouse) if stone["url_text"] in spellings(url)]
    traces = find_traces(warehouse, url, [record for stone in earlier for record in stone["record_ids"]])
    stone = make_stone(warehouse, url, reason, at, traces, earlier)
    lay_stone(warehouse, stone)
    for place, spans in traces.spans.items():
        content = read_place(warehouse, place)
        if content is not None:
            put_in_place(warehouse, place, blank(content, place.media_type, spans))
    for layer in DERIVED:
        clear_layer(warehouse, layer, stone)
    rows = redact_releases(warehouse, stone, traces.texts)
    for path in (warehouse.build_path, warehouse.build_path.with_name(warehouse.build_path.name + ".wal")):
        path.unlink(missing_ok=True)
    clear_copies(warehouse)
    return Account(len(stone["record_ids"]), len(stone["article_ids"]), len(stone["contents"]), rows)


def clear_copies(warehouse: Warehouse) -> None:
    """Remove what holds words of documents and is made again by itself: fingerprints, what was fetched last, exports, pages."""
    if warehouse.exports.is_symlink():
        warehouse.exports.unlink()
    for folder in (warehouse.cache, warehouse.exported, warehouse.site):
        shutil.rmtree(folder, ignore_errors=True)


def make_stone(
    warehouse: Warehouse, url: str, reason: str, at: datetime, traces: Traces, earlier: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The tombstone of an address: hashes, no text. It repeats what earlier ones of the same address say."""
    contents = {digest: left for stone in earlier for digest, left in stone["contents"].items()}
    contents |= {place.content_sha256: hash_of_rest(warehouse, place, spans) for place, spans in traces.spans.items()}
    if not contents:
        raise WarehouseError(
            f'{url}: nothing in {warehouse.root} came from this address. See what did: launchwire sql "from modeled.articles"'
        )
    said = {"record_ids": traces.records["record_id"], "article_ids": traces.articles["article_id"]}
    said["document_sha256s"] = traces.articles["document_sha256"]
    repeated = {name: sorted({*found, *(given for stone in earlier for given in stone[name])}) for name, found in said.items()}
    return {"url_text": url, "reason_text": reason, "forgotten_at": at.isoformat(), "contents": contents, **repeated}


def hash_of_rest(warehouse: Warehouse, place: Place, spans: tuple[tuple[int, int], ...]) -> str | None:
    """Hash of what will be left of a content; nothing where nothing will be."""
    content = read_place(warehouse, place)
    left = blank(content, place.media_type, spans) if content is not None else None
    return sha256(left) if left is not None else None


def lay_stone(warehouse: Warehouse, stone: Mapping[str, Any]) -> None:
    """Put the tombstone into the chain of the raw layer; what its tables quote of the document goes with the same manifest."""
    receipts = read_layer(warehouse, "raw.records").filter(pl.col("record_id").is_in(stone["record_ids"])).select("receipt_id").collect()
    changes = {
        "raw.record_rejects": partial(blank_excerpts, receipts=receipts["receipt_id"]),
        "raw.fetches": partial(blank_titles, urls=spellings(stone["url_text"])),
    }
    name = make_id("forgotten", stone["url_text"], stone["forgotten_at"])
    rewrite(warehouse, "raw", changes).commit(name, {"forgotten": [dict(stone)]})


def blank_excerpts(rows: pl.DataFrame, _batches: Sequence[str], receipts: pl.Series) -> pl.DataFrame:
    """Refused stretches of the same receipts, without their first words."""
    theirs = pl.col("receipt_id").is_in(receipts.implode())
    return rows.with_columns(excerpt_text=pl.when(theirs).then(pl.lit("")).otherwise("excerpt_text"))


def blank_titles(rows: pl.DataFrame, _batches: Sequence[str], urls: list[str]) -> pl.DataFrame:
    """Requests for the address, without the title that a list gave it."""
    theirs = pl.col("url_text").is_in(urls)
    return rows.with_columns(listed_title_text=pl.when(theirs).then(None).otherwise("listed_title_text"))


def clear_layer(warehouse: Warehouse, layer: str, stone: Mapping[str, Any]) -> None:
    """Take the rows of some articles out of a derived layer; their records become refusals, so that none is lost."""
    if current_version(warehouse, layer) is None:
        return
    gone = pl.Series(stone["article_ids"], dtype=pl.String)
    changes = {
        name: partial(without_articles, columns=sorted(ARTICLE_KEYS & contract(name).polars_schema.keys()), gone=gone)
        for name, held in contracts().items()
        if held.layer == layer and name != NEAR_DUPLICATES and ARTICLE_KEYS & held.polars_schema.keys()
    }
    if layer == "staged":
        records = read_layer(warehouse, "raw.records").filter(pl.col("record_id").is_in(stone["record_ids"])).collect()
        changes["staged.article_rejects"] = partial(with_refusals, records=records)
        changes["staged.duplicates"] = partial(without_copies, records=records["record_id"])
        groups = read_layer(warehouse, NEAR_DUPLICATES).collect()
        left = without_articles(groups, (), ["article_id", "near_duplicate_group_id"], gone)
        write_snapshot(warehouse, NEAR_DUPLICATES, current_version(warehouse, layer) or "", left)
    rewrite(warehouse, layer, changes).commit(make_id("forgotten", layer, stone["url_text"], stone["forgotten_at"]), {})


def without_articles(rows: pl.DataFrame, _batches: Sequence[str], columns: list[str], gone: pl.Series) -> pl.DataFrame:
    """Rows that name none of some articles."""
    return rows.filter(~pl.any_horizontal(pl.col(column).is_in(gone.implode()).fill_null(False) for column in columns))


def with_refusals(rows: pl.DataFrame, batches: Sequence[str], records: pl.DataFrame) -> pl.DataFrame:
    """Refusals of some batches, with those of their records that were forgotten."""
    theirs = records.filter(pl.col("batch_id").is_in(list(batches)), ~pl.col("record_id").is_in(rows["record_id"].implode()))
    said = theirs.select("record_id", "source_id", "batch_id", reason_code=pl.lit(REASON), message_text=pl.lit(MESSAGE))
    return pl.concat([rows, said.with_columns(source_article_id=pl.lit(None, pl.String)).select(rows.columns)]).sort("record_id")


def without_copies(rows: pl.DataFrame, _batches: Sequence[str], records: pl.Series) -> pl.DataFrame:
    """Copies, without those of records that were forgotten."""
    return rows.filter(~pl.col("record_id").is_in(records.implode()))
