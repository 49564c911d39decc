"""What earlier runs know of documents on the web: how to ask whether they changed, and which hosts want to be left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import orjson
import polars as pl

from pipelines.connect.entries import WEB_KINDS
from pipelines.ingest.sources import Source
from pipelines.warehouse import Warehouse, open_blob, read_layer
from pipelines.warehouse.tombstones import read_forgotten, tombstones

LISTED = ["content_sha256", "locator_text"]
CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
COLUMNS = ["source_id", "url_text", "final_url_text", "fetched_at", "outcome_code", "content_sha256", "headers_text", "not_before_at"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the bytes of a list lie."""

    blob_name: str
    start: int
    size: int

    def read(self, warehouse: Warehouse) -> bytes:
        """The bytes."""
        with open_blob(warehouse, self.blob_name) as blob:
            blob.seek(self.start)
            return blob.read(self.size)


@dataclass(frozen=True, slots=True)
class Conditions(Mapping[str, Mapping[str, str]]):
    """What asks for a document only if it changed, by address; made of the headers that came with it once it is asked for, as few are."""

    headers: Mapping[str, str | None]

    def __getitem__(self, url: str) -> Mapping[str, str]:
        held = orjson.loads(self.headers[url] or "{}")
        return {asks: held[name] for name, asks in CONDITIONS.items() if name in held}

    def __iter__(self) -> Iterator[str]:
        return iter(self.headers)

    def __len__(self) -> int:
        return len(self.headers)

    def __contains__(self, url: object) -> bool:
        return url in self.headers


@dataclass(frozen=True, slots=True)
class Memory:
    """By address: what asks for it only if it changed, and of lists the bytes that came last. By host: until when it is left alone.
    By source: when its list last came.

    Addresses of ``forgotten`` documents are not asked for, and lists that name them are read but not kept.
    """

    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    not_before: Mapping[str, datetime] = field(default_factory=dict)
    last_asked: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    lists: Mapping[str, Kept] = field(default_factory=dict)

    def is_due(self, source: Source, run_at: datetime) -> bool:
        """Whether a source is to be asked in this run."""
        if source.web is None or source.web.every_hours == 0:
            return source.web is not None
        last = self.last_asked.get((source.id, source.web.url))
        return last is None or run_at - last >= timedelta(hours=source.web.every_hours)


def read_memory(warehouse: Warehouse) -> Memory:
    """What the lake holds of earlier requests."""
    rows = read_layer(warehouse, "raw.fetches", columns=COLUMNS).sort("fetched_at", "url_text", "source_id").collect()
    came = rows.filter(pl.col("outcome_code") == "fetched").unique("url_text", keep="last", maintain_order=True)
    asked = rows.filter(pl.col("outcome_code").is_in(["fetched", "not_modified"]))
    waiting = rows.filter(pl.col("not_before_at").is_not_null())
    return Memory(
        Conditions(dict(came.select("url_text", "headers_text").iter_rows())),
        {urlsplit(row["final_url_text"] or row["url_text"]).hostname or "": row["not_before_at"] for row in waiting.iter_rows(named=True)},
        {(source, url): at for source, url, at in asked.select("source_id", "url_text", "fetched_at").iter_rows()},
        read_forgotten(warehouse).urls,
        {url: Kept(*place) for url, *place in kept_lists(warehouse, came).iter_rows()},
    )


def kept_lists(warehouse: Warehouse, came: pl.DataFrame) -> pl.DataFrame:
    """Address and place of the lists among the last documents that came, where their bytes are kept."""
    blanked = {content for stone in tombstones(warehouse) for content in stone["contents"]}
    is_kept = pl.col("media_type_code").is_in(WEB_KINDS) & ~pl.col("content_sha256").is_in(list(blanked))
    receipts = read_layer(warehouse, "raw.receipts").filter(is_kept)
    places = receipts.select("content_sha256", "locator_text", "blob_name", "blob_start", "content_bytes").unique(LISTED).collect()
    wanted = came.select("content_sha256", locator_text="url_text")
    return wanted.join(places, on=LISTED, maintain_order="left").select("locator_text", "blob_name", "blob_start", "content_bytes")
