"""Many small table files become few: hundreds of nights leave thousands of them, and opening costs more than reading.

Batches keep their names; a manifest says which file holds them from then on. Bytes as received are packed by batch already. A build
that holds the rows of the small files holds those of the large one, and its note says so: else a night in a month would load all anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.ids import sha256
from pipelines.warehouse.files import file_sha256, write_bytes
from pipelines.warehouse.lake import current_version, layer_folder, ledger_of, parquet_bytes
from pipelines.warehouse.layout import Warehouse
from pipelines.warehouse.loading import read_note, write_note
from pipelines.warehouse.manifests import Ledger
from pipelines.warehouse.rewriting import Rewriting

LAYERS = ("raw", "staged", "extracted")
SMALL_FILES = 32  # of one table, from which on they are put together
SMALL_BYTES = 8 << 20
LARGE_BYTES = 64 << 20  # that a file made of small ones has at most, or little more


def compact(warehouse: Warehouse, least_files: int = SMALL_FILES) -> int:
    """Put small files of every layer together; how many went. Only for who holds the lease."""
    return sum(compact_layer(warehouse, layer, least_files) for layer in LAYERS)


def compact_layer(warehouse: Warehouse, layer: str, least_files: int) -> int:
    """Put small files of one layer together, those of all tables from one instant on."""
    if layer != "raw" and current_version(warehouse, layer) is None:
        return 0
    folder, ledger = layer_folder(warehouse, layer), ledger_of(warehouse, layer)
    done, joined = Rewriting(folder), dict[str, list[str]]()
    for table in sorted({table for table, _ in ledger.places}):
        small = [place for place in ledger.files(table) if (folder / place).stat().st_size < SMALL_BYTES]
        if len(small) >= least_files:
            theirs = {batch_id: place for (name, batch_id), place in ledger.places.items() if name == table}
            for group in groups(folder, small):
                if is_sound(folder, ledger, group):
                    place = join_files(done, table, group, [batch_id for batch_id, place in theirs.items() if place in group])
                    joined[place] = group
    if done.moved:
        done.commit(f"compacted-{sha256(''.join(sorted(done.hashes)).encode())[:8]}", {})
        note_joined(warehouse, folder, joined, {**ledger.hashes, **done.hashes})
    return len(done.removed)


def is_sound(folder: Path, ledger: Ledger, group: list[str]) -> bool:
    """Whether files still have their hashes; damage must not be written into a file with a hash of its own."""
    return all(ledger.hashes.get(place, digest) == digest for place in group for digest in [file_sha256(folder / place)])


def note_joined(warehouse: Warehouse, folder: Path, joined: Mapping[str, list[str]], hashes: Mapping[str, str]) -> None:
    """Let the note of a build that holds some files say that it holds those that they were put together into."""
    base = folder.relative_to(warehouse.lake).as_posix()
    note = read_note(warehouse)
    tables = dict(note.tables)
    for place, group in joined.items():
        theirs = {f"{base}/{old}": hashes.get(old) for old in group}
        for name, held in tables.items():
            if theirs.items() <= held.files.items():
                kept = {old: digest for old, digest in held.files.items() if old not in theirs}
                tables[name] = replace(held, files={**kept, f"{base}/{place}": hashes[place]})
    if tables != note.tables:
        write_note(warehouse, replace(note, tables=tables))


def groups(folder: Path, places: list[str]) -> Iterator[list[str]]:
    """Files in order, in groups that make a file of a fair size each; a group of one is left out."""
    group: list[str] = []
    size = 0
    for place in places:
        group.append(place)
        size += (folder / place).stat().st_size
        if size >= LARGE_BYTES:
            yield group
            group, size = [], 0
    if len(group) > 1:
        yield group


def join_files(done: Rewriting, table: str, group: list[str], batches: list[str]) -> str:
    """Write the rows of some files into one, in their order; its place."""
    content = parquet_bytes(pl.concat([pl.read_parquet(done.folder / place) for place in group]))
    digest = sha256(content)
    place = f"{Path(group[0]).parent}/{Path(group[0]).stem.partition('-')[0]}-{digest[:8]}.parquet"
    write_bytes(done.folder / place, content)
    done.hashes[place] = digest
    done.removed += group
    done.moved.setdefault(table, {}).update(dict.fromkeys(batches, place))
    return place
