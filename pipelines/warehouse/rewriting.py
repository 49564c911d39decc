"""Changing rows that are committed: into new files, which a manifest puts in the place of the old ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.ids import sha256
from pipelines.warehouse.files import told_plainly, write_bytes
from pipelines.warehouse.lake import layer_folder, ledger_of, parquet_bytes
from pipelines.warehouse.layout import Warehouse
from pipelines.warehouse.manifests import append_manifest

Change = Callable[[pl.DataFrame, Sequence[str]], pl.DataFrame]  # takes the rows of a file and the batches that they are of


@dataclass(slots=True)
class Rewriting:
    """Files that were written anew, and those that they stand for from the next manifest on."""

    folder: Path
    moved: dict[str, dict[str, str]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)

    def commit(self, name: str, said: Mapping[str, Any]) -> None:
        """Let readers see the new files, then remove the old ones. ``said`` is what else the manifest says."""
        if self.moved or said:
            append_manifest(self.folder, name, {"moved": self.moved, "hashes": self.hashes, "removed": self.removed, **said})
        with told_plainly(self.folder):
            for place in self.removed:
                (self.folder / place).unlink(missing_ok=True)


def rewrite(warehouse: Warehouse, layer: str, changes: Mapping[str, Change]) -> Rewriting:
    """Write the files of a layer's complete version anew whose rows a change alters. Nothing is seen before ``commit``."""
    folder, ledger = layer_folder(warehouse, layer), ledger_of(warehouse, layer)
    done = Rewriting(folder)
    for table, change in changes.items():
        for place in ledger.files(table):
            before = pl.read_parquet(folder / place)
            batches = [batch_id for (name, batch_id), held in ledger.places.items() if (name, held) == (table, place)]
            after = change(before, batches)
            if not after.equals(before):
                content = parquet_bytes(after)
                digest = sha256(content)
                new = f"{Path(place).parent}/{Path(place).stem.partition('-')[0]}-{digest[:8]}.parquet"
                write_bytes(folder / new, content)
                done.hashes[new] = digest
                done.removed.append(place)
                done.moved.setdefault(table, {}).update(dict.fromkeys(batches, new))
    return done
