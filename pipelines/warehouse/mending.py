"""Damage that a refresh meets: what is derived is made again, of what cannot be made again the refresh says so and changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from pipelines.errors import WarehouseError
from pipelines.ids import sha256
from pipelines.warehouse.files import told_plainly
from pipelines.warehouse.lake import CURRENT, layer_folder
from pipelines.warehouse.layout import Warehouse
from pipelines.warehouse.manifests import broken_links, manifest_paths, read_ledger
from pipelines.warehouse.seals import read_sealed


def damage(folder: Path) -> Iterator[str]:
    """What is wrong with the manifests and table files in a layer's folder."""
    try:
        yield from (f"{path}: {problem}" for path, problem in broken_links(folder))
        hashes = read_ledger(folder).hashes
        notes = [(note, read_sealed(note)) for note in sorted((folder / "snapshots").glob("*.json"))]
    except WarehouseError as error:
        yield str(error)
        return
    wanted = {folder / place: digest for place, digest in hashes.items()} | {
        note.with_name(held["file"]): held["sha256"] for note, held in notes
    }
    for path, digest in sorted(wanted.items()):
        if not path.exists():
            yield f"{path}: is missing"
        elif sha256(path.read_bytes()) != digest:
            yield f"{path}: does not have the hash that its manifest holds"


def refuse_damaged_raw(warehouse: Warehouse) -> None:
    """An error where the raw layer is damaged, which nothing can make again."""
    for problem in damage(warehouse.lake / "raw"):
        raise WarehouseError(
            f"{problem}. Nothing was changed; the published release is as it was. See all that is wrong with: "
            f"launchwire verify --warehouse {warehouse.root}; then restore the files from a copy of the warehouse."
        )


def drop_damaged(warehouse: Warehouse, layer: str, version: str, log: Callable[[str], None]) -> bool:
    """Remove a version of a derived layer that is damaged, so that it is made again; whether it was."""
    folder = layer_folder(warehouse, layer, version)
    problem = next(damage(folder), None)
    if problem is None:
        return False
    log(f"{problem}. The layer {layer} is made again from what was received.")
    with told_plainly(folder):
        shutil.rmtree(folder)
        (warehouse.lake / layer / CURRENT).unlink(missing_ok=True)
    return True


def remove_strangers(folder: Path) -> None:
    """Remove table files that no manifest names: a killed run left them, or a tombstone took their place."""
    if not manifest_paths(folder):
        return
    ledger = read_ledger(folder)
    named = {folder / place for place in {*ledger.hashes, *ledger.places.values()}}
    with told_plainly(folder):
        for path in (folder / "tables").glob("*/*.parquet"):
            if path not in named:
                path.unlink()
