"""Everything in a warehouse that cannot be made again, and everything that is served, compared with the hashes that were kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pipelines.custody.contents import check_contents
from pipelines.custody.findings import DAMAGE, Inspection
from pipelines.custody.served import check_releases
from pipelines.custody.spans import check_lake_spans
from pipelines.warehouse.files import file_sha256
from pipelines.warehouse.lake import CURRENT
from pipelines.warehouse.layout import FORMAT_VERSION, MARKER, Warehouse
from pipelines.warehouse.manifests import Ledger, broken_links, manifest_paths, read_ledger
from pipelines.warehouse.seals import read_sealed


def verify(warehouse: Warehouse) -> Inspection:
    """Look at all of it: manifests, Parquet, bytes as received, spans, releases."""
    found = Inspection(warehouse.root)
    check_marker(warehouse, found)
    for folder in layer_folders(warehouse, found):
        found.attempt(folder, partial(check_layer, folder, found))
    if not found.findings:  # what is told of bytes and spans rests on the tables
        found.attempt(warehouse.blobs, partial(check_contents, warehouse, found))
        found.attempt(warehouse.lake, partial(check_lake_spans, warehouse, found))
    check_releases(warehouse, found)
    return found


def check_marker(warehouse: Warehouse, found: Inspection) -> None:
    """The file that makes a folder a warehouse."""
    wanted = json.dumps({"kind": warehouse.kind, "format": FORMAT_VERSION}, indent=2).encode() + b"\n"
    if (warehouse.root / MARKER).read_bytes() != wanted:
        found.blame(warehouse.root / MARKER, "is not as it was written")


def layer_folders(warehouse: Warehouse, found: Inspection) -> Iterator[Path]:
    """Folders of the layers that are read: raw, and of each derived layer the version that is complete."""
    for folder in sorted(path for path in warehouse.lake.glob("*") if path.is_dir()):
        note = folder / CURRENT
        if (folder / "batches").is_dir():
            yield folder
        elif note.exists():
            version = note.read_bytes()
            known = [path for path in folder.iterdir() if path.is_dir() and version == path.name.encode() + b"\n"]
            if not known:
                found.blame(note, "names no version that is there")
            yield from known
        elif any(folder.iterdir()):
            found.blame(note, "is missing: nothing tells which version of the layer is complete")


def check_layer(folder: Path, found: Inspection) -> None:
    """Manifests with unbroken seals and chain, and every file that they name with its hash."""
    before = len(found.findings)
    for path in manifest_paths(folder):
        found.attempt(path, partial(read_sealed, path))
    if len(found.findings) > before:
        return
    for path, problem in broken_links(folder):
        found.blame(path, problem)
    found.checked["manifests"] += len(manifest_paths(folder))
    ledger = read_ledger(folder)
    for place, digest in sorted(ledger.hashes.items()):
        found.attempt(folder / place, partial(check_file, folder / place, digest, found))
    check_snapshots(folder, found)
    if ledger.unsealed:
        found.note(folder, f"{len(ledger.unsealed)} batches were written by a version that kept no hashes; their tables were not compared")
    for path in strangers(folder, ledger):
        found.note(path, "belongs to no batch: an interrupted refresh left it; the next refresh removes it")


def check_file(path: Path, digest: str, found: Inspection) -> None:
    """One file by its hash."""
    found.checked["table files"] += 1
    if file_sha256(path) != digest:
        found.blame(path, "its bytes do not have the hash that its manifest holds")


def check_snapshots(folder: Path, found: Inspection) -> None:
    """Tables that each run makes as a whole."""
    for note in sorted((folder / "snapshots").glob("*.json")):
        try:
            held = read_sealed(note)
        except DAMAGE as error:
            found.blame(note, str(error))
            continue
        found.attempt(note.with_name(held["file"]), partial(check_file, note.with_name(held["file"]), held["sha256"], found))


def strangers(folder: Path, ledger: Ledger) -> Iterator[Path]:
    """Table files that no manifest names."""
    named = {folder / place for place in {*ledger.hashes, *ledger.places.values()}}
    return (path for path in sorted((folder / "tables").glob("*/*.parquet")) if path not in named)
