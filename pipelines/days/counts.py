"""What each day of capture came to. A day is one of UTC; an article that arrives late or corrected belongs to the day of its arrival."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime

import polars as pl

from pipelines.warehouse import Warehouse, read_layer
from pipelines.warehouse.files import write_bytes
from pipelines.warehouse.layout import MARKER

COUNTED = {
    "captured": {"records": "raw.records", "rejects": "raw.record_rejects"},
    "staged": {"articles": "staged.articles", "duplicates": "staged.duplicates", "refused": "staged.article_rejects"},
    "read": {"launches": "extracted.article_launches", "claims": "extracted.claims", "reactions": "extracted.reactions"},
}  # by the name of the part of a day: counts, and the tables whose rows they count
Counts = dict[str, dict[str, dict[str, int]]]  # by day, part and count


def read_counts(warehouse: Warehouse) -> Counts:
    """Rows of the lake by day of capture."""
    days = record_days(warehouse)
    by_key = {"record_id": days, "article_id": article_days(warehouse, days), "receipt_id": receipt_days(warehouse)}
    counts: Counts = {}
    for part, tables in COUNTED.items():
        for name, table in tables.items():
            for day, rows in rows_by_day(warehouse, table, by_key):
                counts.setdefault(day, {each: dict.fromkeys(held, 0) for each, held in COUNTED.items()})[part][name] = rows
    return dict(sorted(counts.items()))


def rows_by_day(warehouse: Warehouse, table: str, by_key: Mapping[str, pl.LazyFrame]) -> Iterable[tuple[str, int]]:
    """How many rows of a table came of each day."""
    frame = read_layer(warehouse, table)
    key = next(name for name in by_key if name in frame.collect_schema().names())
    counted = frame.select(key).join(by_key[key], on=key).group_by("day").len().sort("day").collect()
    return [(day.isoformat(), rows) for day, rows in counted.iter_rows()]


def receipt_days(warehouse: Warehouse) -> pl.LazyFrame:
    """The day on which each file or response was received."""
    held = read_layer(warehouse, "raw.receipts", columns=["receipt_id", "received_at"])
    return held.select("receipt_id", day=pl.col("received_at").dt.convert_time_zone("UTC").dt.date())


def record_days(warehouse: Warehouse) -> pl.LazyFrame:
    """The day on which each record was received, with its source and batch."""
    records = read_layer(warehouse, "raw.records", columns=["record_id", "receipt_id", "source_id", "batch_id"])
    return records.join(receipt_days(warehouse), on="receipt_id").drop("receipt_id")


def article_days(warehouse: Warehouse, days: pl.LazyFrame) -> pl.LazyFrame:
    """The day of capture of each article: that of the record that it was made of."""
    articles = read_layer(warehouse, "staged.articles", columns=["article_id", "record_id"])
    return articles.join(days, on="record_id").select("article_id", "day")


def batches_of_days(warehouse: Warehouse, first: date, last: date, sources: Iterable[str] = ()) -> set[str]:
    """Ids of the batches that hold records of some days, of some sources or of all."""
    wanted = record_days(warehouse).filter(pl.col("day").is_between(first, last))
    if chosen := sorted(sources):
        wanted = wanted.filter(pl.col("source_id").is_in(chosen))
    return set(wanted.select("batch_id").unique().collect()["batch_id"])


def known_sources(warehouse: Warehouse) -> set[str]:
    """Ids of the sources that records came from."""
    return set(read_layer(warehouse, "raw.records", columns=["source_id"]).unique().collect()["source_id"])


def changed_days(warehouse: Warehouse, told: Collection[str] | None = None) -> Counts:
    """Days whose counts are not those that were noted last, or that are not among the days ``told``; all are noted now."""
    now, before = read_counts(warehouse), noted_counts(warehouse)
    write_bytes(warehouse.cache / "days.json", json.dumps(now, sort_keys=True).encode())
    return {day: parts for day, parts in now.items() if before.get(day) != parts or (told is not None and day not in told)}


def noted_counts(warehouse: Warehouse) -> Counts:
    """The counts that were noted last; none where the cache was emptied."""
    path = warehouse.cache / "days.json"
    held: Counts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return held


def first_day(warehouse: Warehouse) -> date:
    """The day from which on there may be captures: the first that is noted, or the one on which the warehouse was made."""
    made = datetime.fromtimestamp((warehouse.root / MARKER).stat().st_mtime, UTC).date()
    return min([made, *map(date.fromisoformat, noted_counts(warehouse))])
