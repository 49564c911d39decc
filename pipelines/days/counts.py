"""What each day of capture came to. A day is one of UTC; an article that arrives late or corrected belongs to the day of its arrival.

Files of the lake are never written over, so each is counted once; what was counted is noted in the cache.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from pipelines.warehouse import Warehouse, read_layer
from pipelines.warehouse.files import write_bytes
from pipelines.warehouse.lake import hashed_files
from pipelines.warehouse.layout import MARKER

COUNTED = {
    "captured": {"records": "raw.records", "rejects": "raw.record_rejects"},
    "staged": {"articles": "staged.articles", "duplicates": "staged.duplicates", "refused": "staged.article_rejects"},
    "read": {"launches": "extracted.article_launches", "claims": "extracted.claims", "reactions": "extracted.reactions"},
}  # by the name of the part of a day: counts, and the tables whose rows they count
PLACES = {(part, name): table for part, tables in COUNTED.items() for name, table in tables.items()}
DAY_KEYS = ("record_id", "article_id", "receipt_id")  # by the first of these that a table has, the day of a row is found
NOTE = "days_by_file.json"
Counts = dict[str, dict[str, dict[str, int]]]  # by day, part and count
Files = dict[str, dict[str, Any]]  # by place in the lake: what is counted, hash of the file, and rows by day


def read_counts(warehouse: Warehouse) -> Counts:
    """Rows of the lake by day of capture."""
    return sum_counts(count_files(warehouse, {}))


def sum_counts(files: Files) -> Counts:
    """The counts of all files, by day."""
    counts: Counts = {}
    for held in files.values():
        for day, rows in held["days"].items():
            parts = counts.setdefault(day, {part: dict.fromkeys(names, 0) for part, names in COUNTED.items()})
            parts[held["part"]][held["name"]] += rows
    return dict(sorted(counts.items()))


def count_files(warehouse: Warehouse, noted: Files) -> Files:
    """Rows by day of each counted file of the lake; those that are ``noted`` as they are need not be counted again."""
    files: Files = {}
    fresh: list[str] = []
    for (part, name), table in PLACES.items():
        for place, digest in hashed_files(warehouse, table).items():
            known = noted.get(place)
            is_known = known is not None and digest and known["sha256"] == digest
            files[place] = known if known and is_known else {"part": part, "name": name, "sha256": digest, "days": {}}
            fresh += [] if is_known else [place]
    for place, days in count_days(warehouse, fresh):
        files[place]["days"] = days
    return files


def count_days(warehouse: Warehouse, places: list[str]) -> Iterator[tuple[str, dict[str, int]]]:
    """How many rows of each of some files came of each day."""
    keys: dict[str, dict[str, pl.DataFrame]] = {key: {} for key in DAY_KEYS}
    for place in places:
        path = warehouse.lake / place
        key = next(key for key in DAY_KEYS if key in pl.read_parquet_schema(path))
        keys[key][place] = pl.scan_parquet(path).group_by(key).len().collect()
    for key, rows in keys.items():
        if rows:
            days = days_of(warehouse, key, pl.concat([held[key] for held in rows.values()]).unique())
            for place, held in rows.items():
                counted = held.join(days, on=key).group_by("day").agg(pl.col("len").sum()).sort("day")
                yield place, {day.isoformat(): count for day, count in counted.iter_rows()}


def days_of(warehouse: Warehouse, key: str, ids: pl.Series) -> pl.DataFrame:
    """The day of capture of some receipts, of some records by their receipts, or of some articles by the records that they were made of."""
    if key == "receipt_id":
        return receipt_days(warehouse).filter(pl.col(key).is_in(ids.implode())).collect()
    table, by = ("raw.records", "receipt_id") if key == "record_id" else ("staged.articles", "record_id")
    held = read_layer(warehouse, table, columns=[key, by]).filter(pl.col(key).is_in(ids.implode())).collect()
    return held.join(days_of(warehouse, by, held[by].unique()), on=by).select(key, "day")


def receipt_days(warehouse: Warehouse) -> pl.LazyFrame:
    """The day on which each file or response was received."""
    held = read_layer(warehouse, "raw.receipts", columns=["receipt_id", "received_at"])
    return held.select("receipt_id", day=pl.col("received_at").dt.convert_time_zone("UTC").dt.date())


def record_days(warehouse: Warehouse) -> pl.LazyFrame:
    """The day on which each record was received, with its source and batch."""
    records = read_layer(warehouse, "raw.records", columns=["record_id", "receipt_id", "source_id", "batch_id"])
    return records.join(receipt_days(warehouse), on="receipt_id").drop("receipt_id")


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
    noted = noted_files(warehouse)
    files = count_files(warehouse, noted)
    write_bytes(warehouse.cache / NOTE, json.dumps(files, sort_keys=True).encode())
    now, before = sum_counts(files), sum_counts(noted)
    return {day: parts for day, parts in now.items() if before.get(day) != parts or (told is not None and day not in told)}


def noted_counts(warehouse: Warehouse) -> Counts:
    """The counts that were noted last; none where the cache was emptied."""
    return sum_counts(noted_files(warehouse))


def noted_files(warehouse: Warehouse) -> Files:
    """The counts that were noted last, by file."""
    path = warehouse.cache / NOTE
    held: Files = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return held


def first_day(warehouse: Warehouse) -> date:
    """The day from which on there may be captures: the first that is noted, or the one on which the warehouse was made."""
    made = datetime.fromtimestamp((warehouse.root / MARKER).stat().st_mtime, UTC).date()
    return min([made, *map(date.fromisoformat, noted_counts(warehouse))])
