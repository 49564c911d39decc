"""One run of extraction: every staged batch that this version of the rules has not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import polars as pl

from pipelines.contracts import contract
from pipelines.extract.read import REPORT, ReadFailure, read_rows
from pipelines.extract.rows import Extracted
from pipelines.reading.engine import rules_version
from pipelines.reading.types import Article
from pipelines.stage.run import STORAGE, make_tick, stage_version
from pipelines.versions import code_version, join_versions
from pipelines.warehouse import Batch, Warehouse, complete_version, pending_batches, write_batch
from pipelines.warehouse.lake import scan_batch
from pipelines.warehouse.mending import drop_damaged
from pipelines.workers import Failure, Pool

Log = Callable[[str], None]
Progress = Callable[[int, int], None]
COLUMNS = ["article_id", "title_text", "body_text", "given_date_text", "outlet_name", "url_text"]


def extract_version() -> str:
    """Hash of all that extraction depends on: rules, its own code, and the version of what it reads."""
    return join_versions(
        rules_version(), code_version("pipelines.extract", without=(*STORAGE, "pipelines.stage", "pipelines.reading")), stage_version()
    )


def extract(warehouse: Warehouse, log: Log, progress: Progress | None = None) -> dict[str, int]:
    """Read the articles that are new; counts of new rows, by table."""
    version = extract_version()
    drop_damaged(warehouse, "extracted", version, log)
    pending = pending_batches(warehouse, ("staged", None), "extracted", version)
    counts: Counter[str] = Counter()
    total = sum(batch.rows["staged.articles"] for batch in pending)
    tick = make_tick(total, progress)
    with Pool(read_rows) as pool:
        for batch in pending:
            written = write_batch(warehouse, "extracted", version, batch.number, batch.id, frames_of(pool, warehouse, batch, log, tick))
            counts.update({table.partition(".")[2]: count for table, count in written.rows.items()})
    complete_version(warehouse, "extracted", version)
    log(f"{total:,} articles to read; new: " + (", ".join(f"{count:,} {table}" for table, count in counts.items()) or "nothing"))
    return dict(counts)


def frames_of(
    pool: Pool[Article, Extracted | ReadFailure], warehouse: Warehouse, batch: Batch, log: Log, tick: Callable[[], None]
) -> dict[str, pl.DataFrame]:
    """The tables of one batch: what was read in its articles, and the articles that could not be read."""
    tables: dict[str, list[tuple[Any, ...]]] = {field.name: [] for field in fields(Extracted)}
    rejects = []
    for article, result in read_batch(pool, warehouse, batch):
        if isinstance(result, ReadFailure):
            log(f"article {article.id}: {result.message}")
            rejects.append((article.id, result.reason, result.message))
        else:
            for table, rows in tables.items():
                rows.extend(getattr(result, table))
        tick()
    held = {**tables, "read_rejects": rejects}
    return {f"extracted.{table}": frame_of(f"extracted.{table}", rows, batch.id) for table, rows in held.items()}


def read_batch(
    pool: Pool[Article, Extracted | ReadFailure], warehouse: Warehouse, batch: Batch
) -> Iterator[tuple[Article, Extracted | ReadFailure]]:
    """Articles of a batch with what was read in them, in order of id."""
    frame = scan_batch(warehouse, "staged.articles", batch.id).select(COLUMNS).sort("article_id").collect()
    articles = [Article(*row) for row in frame.iter_rows()]
    for article, result in zip(articles, pool.map(articles), strict=True):
        yield article, tell_failure(result) if isinstance(result, Failure) else result


def tell_failure(failure: Failure) -> ReadFailure:
    """A failure of a worker as a row."""
    return ReadFailure(failure.kind, f"reading it {failure.message}. {REPORT}")


def frame_of(table: str, rows: list[tuple[Any, ...]], batch_id: str) -> pl.DataFrame:
    """Rows of a table with the columns that the whole batch shares."""
    schema = contract(table).polars_schema
    shared = {"rules_version": rules_version(), "batch_id": batch_id}
    own = {name: kind for name, kind in schema.items() if name not in shared}
    frame = pl.DataFrame(rows, schema=own, orient="row")
    return frame.with_columns(**{name: pl.lit(held) for name, held in shared.items() if name in schema})
