"""The manifests of a layer: which batches it has, in which files, with which hashes. Each holds the hash of the one before.

Files are never written over. What is forgotten or compacted is written to new files; a later manifest says that these hold the
batches from then on, so the chain of manifests stays as it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.ids import sha256
from pipelines.warehouse.seals import read_sealed, write_sealed

Stamp = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """One committed batch of a layer: its number in order of arrival, its id, rows and hash of the file by table."""

    number: int
    id: str
    rows: Mapping[str, int]
    hashes: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """What all manifests of a layer come to."""

    batches: dict[str, Batch] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)  # file by table and batch, below the layer's folder
    hashes: dict[str, str] = field(default_factory=dict)  # by file
    unsealed: list[str] = field(default_factory=list)  # batches of versions that kept no hashes
    tombstones: list[Mapping[str, Any]] = field(default_factory=list)

    def add(self, held: Mapping[str, Any]) -> None:
        """Take in one more manifest."""
        for entry in held.get("batches", ()):
            batch = Batch(entry["number"], entry["id"], entry["rows"], entry.get("hashes", {}))
            self.batches[batch.id] = batch
            self.places |= {(table, batch.id): usual_place(table, batch.id) for table in batch.rows}
            self.hashes |= {usual_place(table, batch.id): digest for table, digest in batch.hashes.items()}
            if not batch.hashes:
                self.unsealed.append(batch.id)
        for table, moved in held.get("moved", {}).items():
            self.places |= {(table, batch_id): place for batch_id, place in moved.items()}
        self.hashes |= held.get("hashes", {})
        for place in held.get("removed", ()):
            self.hashes.pop(place, None)
        self.tombstones += held.get("forgotten", ())

    def copy(self) -> Ledger:
        """The same, to be added to."""
        return Ledger(dict(self.batches), dict(self.places), dict(self.hashes), list(self.unsealed), list(self.tombstones))

    def files(self, table: str) -> list[str]:
        """Files that hold a table, in the order of their first batches."""
        ordered = sorted(self.batches.values(), key=lambda batch: (batch.number, batch.id))
        return list(dict.fromkeys(self.places[table, batch.id] for batch in ordered if (table, batch.id) in self.places))


def usual_place(table: str, batch_id: str) -> str:
    """Where a batch is first written, below the folder of its layer."""
    return f"tables/{table.partition('.')[2]}/{batch_id}.parquet"


def manifest_paths(folder: Path) -> list[Path]:
    """Manifests of a layer's folder in the order of their chain; those of versions that had no chain come first."""
    return sorted((folder / "batches").glob("*.json"), key=lambda path: (path.stem[:1].isdigit(), path.stem))


def read_ledger(folder: Path) -> Ledger:
    """What the manifests in a layer's folder say; not to be changed. A manifest with a broken seal is an error.

    What this process has read and nobody has touched since is not read again: a year of nights leaves hundreds of manifests.
    """
    paths = manifest_paths(folder)
    stamps = [_stamp(path) for path in paths]
    read, ledger = _read.get(folder, ([], Ledger()))
    if stamps[: len(read)] != read:
        read, ledger = [], Ledger()
    if len(stamps) > len(read):
        ledger = ledger.copy()
        for path in paths[len(read) :]:
            ledger.add(read_sealed(path))
        _read[folder] = stamps, ledger
    return ledger


_read: dict[Path, tuple[list[Stamp], Ledger]] = {}  # by folder: manifests as they were when they were read, and what they come to


def _stamp(path: Path) -> Stamp:
    """What changes whenever anybody writes to a file."""
    status = path.stat()
    return path.name, status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def append_manifest(folder: Path, name: str, said: Mapping[str, Any]) -> Path:
    """Add a manifest to the chain of a layer: from this instant on readers see what it says."""
    sequence, previous = chain_head(folder)
    path = folder / "batches" / f"{sequence + 1:06d}-{name}.json"
    write_sealed(path, {**said, "sequence": sequence + 1, "previous_manifest_sha256": previous})
    return path


def chain_head(folder: Path) -> tuple[int, str | None]:
    """Number and hash of the last manifest of a chain; 0 and nothing where none is."""
    paths = manifest_paths(folder)
    if not paths:
        return 0, None
    return (int(paths[-1].stem[:6]) if paths[-1].stem[:1].isdigit() else 0), sha256(paths[-1].read_bytes())


def commit(folder: Path, written: Sequence[Batch]) -> None:
    """Let readers see some written batches, all from one instant on."""
    append_manifest(folder, written[0].id, {"batches": [entry_of(batch) for batch in written]})


def entry_of(batch: Batch) -> dict[str, Any]:
    """A batch as a manifest holds it."""
    return {"number": batch.number, "id": batch.id, "rows": dict(batch.rows), "hashes": dict(batch.hashes)}


def broken_links(folder: Path) -> Iterator[tuple[Path, str]]:
    """Manifests that do not follow from the one before, with what is wrong."""
    sequence, previous = 0, None
    for path in manifest_paths(folder):
        content = path.read_bytes()
        if path.stem[:1].isdigit():
            held = read_sealed(path)
            if held.get("sequence") != sequence + 1 or int(path.stem[:6]) != sequence + 1:
                yield path, f"is number {held.get('sequence')} of the chain; expected {sequence + 1}: a manifest before it is missing"
            if held.get("previous_manifest_sha256") != previous:
                yield path, "does not hold the hash of the manifest before it"
            sequence = int(path.stem[:6])
        previous = sha256(content)
