"""Making again what was derived from some days. The same code makes the same rows, and then no file changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.contracts import shape
from pipelines.days.counts import batches_of_days
from pipelines.errors import LaunchwireError
from pipelines.extract import run as extraction
from pipelines.extract.read import read_rows
from pipelines.stage import run as staging
from pipelines.stage.article import stage_record
from pipelines.stage.near_groups import regroup
from pipelines.stage.record_reader import RecordReader
from pipelines.warehouse import Batch, Warehouse, batches
from pipelines.warehouse.lake import current_version, read_layer
from pipelines.warehouse.rewriting import rewrite
from pipelines.workers import Pool

Log = Callable[[str], None]
Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make again: days of capture, sources (none for all), and whether to stage or only to read."""

    first: date
    last: date
    sources: tuple[str, ...] = ()
    restage: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: batches that were made again, and those of them whose rows are others than before."""

    batch_ids: frozenset[str]
    changed_ids: frozenset[str]


def make_again(warehouse: Warehouse, wanted: Wanted, log: Log) -> Made:
    """Stage and read some days again with the code and rules of now. Only for who holds the lease."""
    refuse_other_version(warehouse)
    chosen = batches_of_days(warehouse, wanted.first, wanted.last, wanted.sources)
    restaged = restage(warehouse, chosen) if wanted.restage else set()
    reread = read_again(warehouse, chosen | restaged, log)
    log(f"{len(chosen)} batches of {wanted.first} to {wanted.last} were made again; {len(restaged | reread)} have other rows than before")
    return Made(frozenset(chosen), frozenset(restaged | reread))


def refuse_other_version(warehouse: Warehouse) -> None:
    """An error where the lake was derived by other code or rules: then a refresh makes all days again, and some days would not fit."""
    made = current_version(warehouse, "staged"), current_version(warehouse, "extracted")
    if made != (staging.stage_version(), extraction.extract_version()):
        raise LaunchwireError(
            f"{warehouse.root}: code or reading rules have changed since the lake was derived. A refresh reads every article again: "
            f"launchwire refresh --warehouse {warehouse.root}"
        )


def restage(warehouse: Warehouse, chosen: Collection[str]) -> set[str]:
    """Stage batches again; ids of those that changed. After a change all later ones follow: what is a copy depends on what came before."""
    changed: set[str] = set()
    version = staging.stage_version()
    receipts, reader = staging.read_receipts(warehouse), RecordReader(warehouse)
    with Pool(stage_record) as pool:
        for batch in batches(warehouse, "raw"):
            if batch.id not in chosen and not changed:
                continue
            known = staging.read_known(warehouse, version, before=batch.number)
            rows = staging.stage_records(pool, staging.records_of(warehouse, batch, receipts), known, reader, do_nothing)
            if replace_batch(warehouse, "staged", batch, staging.frames_of(warehouse, version, batch, rows, known.batches)):
                changed.add(batch.id)
    reader.close()
    if changed:
        regroup(warehouse, version)
    return changed


def read_again(warehouse: Warehouse, chosen: Collection[str], log: Log) -> set[str]:
    """Read the articles of some batches again; ids of the batches that changed."""
    changed = set()
    with Pool(read_rows) as pool:
        for batch in batches(warehouse, "staged"):
            if batch.id in chosen:
                frames = extraction.frames_of(pool, warehouse, batch, log, do_nothing)
                if replace_batch(warehouse, "extracted", batch, frames):
                    changed.add(batch.id)
    return changed


def do_nothing() -> None:
    """Nobody counts along."""


def replace_batch(warehouse: Warehouse, layer: str, batch: Batch, frames: Frames) -> bool:
    """Put new rows in the place of a batch's rows, in new files, where they differ; whether any did."""
    ids = articles_of(warehouse, layer, batch) | {
        held for frame in frames.values() if "article_id" in frame.columns for held in frame["article_id"]
    }
    changes = {table: Replacement(batch.id, frozenset(ids), shape(table, frame)).apply for table, frame in frames.items()}
    done = rewrite(warehouse, layer, changes)
    if done.moved:
        done.commit(f"again-{batch.id}", {})
    return bool(done.moved)


def articles_of(warehouse: Warehouse, layer: str, batch: Batch) -> set[str]:
    """Articles that a batch of a layer holds now."""
    tables = ("staged.articles",) if layer == "staged" else ("extracted.readings", "extracted.read_rejects")
    frames = [read_layer(warehouse, table, columns=["article_id", "batch_id"]).filter(pl.col("batch_id") == batch.id) for table in tables]
    return set(pl.concat(frames).collect()["article_id"])


@dataclass(frozen=True, slots=True)
class Replacement:
    """New rows of one batch in one table."""

    batch_id: str
    article_ids: frozenset[str]
    rows: pl.DataFrame

    def apply(self, held: pl.DataFrame, batch_ids: Collection[str]) -> pl.DataFrame:
        """The rows of a file with those of the batch replaced; the very same where they are equal."""
        if self.batch_id not in batch_ids:
            return held
        is_own = pl.col("batch_id") == self.batch_id if "batch_id" in held.columns else pl.col("article_id").is_in(list(self.article_ids))
        own = held.filter(is_own)
        return held if own.equals(self.rows) else pl.concat([held.filter(~is_own), self.rows])
