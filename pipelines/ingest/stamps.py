"""What the file system said of files when they were read, so that files that nobody touched need not be read again.

Only a shortcut: content decides. Deleting it costs time, nothing else.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import polars as pl

from pipelines.ingest.scan import Found
from pipelines.warehouse.files import write_atomically
from pipelines.warehouse.layout import Warehouse

SETTLED_NANOSECONDS = 2_000_000_000  # a file changed more lately may change again within one tick of the file system's clock
SCHEMA = {
    "source_id": pl.String(), "locator_text": pl.String(), "receipt_id": pl.String(),
    "size": pl.Int64(), "inode": pl.UInt64(), "modified": pl.Int64(), "changed": pl.Int64(),
}  # fmt: skip

Stamp = tuple[int, int, int, int]


@dataclass(slots=True)
class Stamps:
    """Stamps of an earlier run, and those that this run takes over or makes."""

    path: Path
    _before: dict[tuple[str, str], tuple[str, Stamp]]
    _now: dict[tuple[str, str], tuple[str, Stamp]] = field(default_factory=dict)
    _settled: int = field(default_factory=lambda: time.time_ns() - SETTLED_NANOSECONDS)

    def receipt_of(self, found: Found) -> str | None:
        """The receipt of a file that was not touched since it was read."""
        receipt_id, stamp = self._before.get((found.source.id, found.locator), (None, None))
        return receipt_id if stamp == found.stamp else None

    def remember(self, found: Found, receipt_id: str) -> None:
        """Note that this state of a file is that receipt."""
        if found.stamp[3] < self._settled:
            self._now[found.source.id, found.locator] = (receipt_id, found.stamp)

    def save(self) -> None:
        """Keep this run's stamps for the next."""
        if self._now == self._before:
            return
        rows = [(*place, receipt_id, *stamp) for place, (receipt_id, stamp) in self._now.items()]
        write_atomically(self.path, partial(pl.DataFrame.write_parquet, pl.DataFrame(rows, schema=SCHEMA, orient="row")))


def read_stamps(warehouse: Warehouse) -> Stamps:
    """Stamps of the last run; none where they cannot be read."""
    path = warehouse.cache / "stamps.parquet"
    try:
        rows = pl.read_parquet(path, schema=SCHEMA).rows()
    except (OSError, pl.exceptions.PolarsError):
        rows = []
    return Stamps(path, {(row[0], row[1]): (row[2], row[3:]) for row in rows})
