"""What the file system said of files when they were read, so that files that nobody touched need not be read again.

Only a shortcut: content decides. Deleting the file costs time, nothing else.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipelines.ingest.scan import Found
from pipelines.warehouse import Warehouse, batches
from pipelines.warehouse.lake import write_parquet

SETTLED_NANOSECONDS = 2_000_000_000  # a file changed more lately may change again within one tick of the file system's clock
SCHEMA = {"place": pl.String(), "stamp": pl.Int64(), "batch_id": pl.String()}


@dataclass(slots=True)
class Stamps:
    """Stamps of files by their place, as of the last batch that they were saved with."""

    path: Path
    _held: dict[str, int]
    _is_changed: bool = False
    _settled: int = field(default_factory=lambda: time.time_ns() - SETTLED_NANOSECONDS)

    def is_unchanged(self, found: Found) -> bool:
        """Whether nobody touched the file since it was taken."""
        return self._held.get(_place(found)) == _stamp(found)

    def remember(self, found: Found) -> None:
        """Note that the file was taken in this state."""
        if found.changed_at < self._settled:
            self._held[_place(found)] = _stamp(found)
            self._is_changed = True

    def save(self, batch_id: str | None) -> None:
        """Keep the stamps for the next run; they hold as long as the lake has this batch."""
        if self._is_changed and batch_id is not None:
            frame = pl.DataFrame({"place": list(self._held), "stamp": list(self._held.values()), "batch_id": batch_id}, schema=SCHEMA)
            write_parquet(self.path, frame)


def read_stamps(warehouse: Warehouse) -> Stamps:
    """Stamps of the last run; none where they cannot be read, or were made for a lake that is no more."""
    path = warehouse.cache / "stamps.parquet"
    try:
        frame = pl.read_parquet(path, schema=SCHEMA)
    except (OSError, pl.exceptions.PolarsError):
        return Stamps(path, {})
    known = [batch.id for batch in batches(warehouse, "raw")]
    if not frame["batch_id"].unique().is_in(known).all():
        return Stamps(path, {})
    return Stamps(path, dict(zip(frame["place"].to_list(), frame["stamp"].to_list(), strict=True)))


def _place(found: Found) -> str:
    return f"{found.source.id}\0{found.locator}"


def _stamp(found: Found) -> int:
    """Size, inode and times in one number: equal only while nobody wrote to the file."""
    return hash((found.size, found.inode, found.modified_at, found.changed_at))
