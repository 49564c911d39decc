"""Publishing: a release is a folder with a database and its manifest; a link is switched from one to the next."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.errors import WarehouseError
from pipelines.ids import sha256
from pipelines.warehouse.content import Content, contents
from pipelines.warehouse.database import connect_build, connect_file
from pipelines.warehouse.faults import reach
from pipelines.warehouse.files import file_sha256, point_link, sync_folder, told_plainly
from pipelines.warehouse.layout import Warehouse
from pipelines.warehouse.loading import close_build, counted_contents
from pipelines.warehouse.manifests import chain_head
from pipelines.warehouse.seals import read_sealed, write_sealed
from pipelines.warehouse.watched import take_measures, watch

KEPT_RELEASES = 5
MANIFEST = "manifest.json"
COUNTED_BY = "row_sums"  # how contents are hashed; releases of versions that hashed otherwise do not say so
REDACTION = "redaction.json"  # beside it, where a document was taken out since
PIECE = 1 << 16  # bytes at a time: memory for larger pieces is taken from the system and given back for each
ROOM_FOR_NEW = 50_000_000  # the bundled sample's first refresh takes a little less, run history included


@dataclass(frozen=True, slots=True)
class Release:
    """One published database. ``is_new`` is false when a refresh found nothing to change."""

    number: int
    folder: Path
    manifest: Mapping[str, Any]
    is_new: bool = True

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / "launchwire.duckdb"

    @property
    def content_hash(self) -> str:
        """One hash over the content hashes of all tables."""
        return str(self.manifest["content_sha256"])


def releases(warehouse: Warehouse) -> list[Release]:
    """Kept releases, oldest first. A folder without a whole manifest is what an interrupted publish or a damage left, and is not one."""
    found = []
    for manifest in warehouse.releases.glob(f"[0-9]*/{MANIFEST}"):
        redaction = manifest.with_name(REDACTION)
        try:
            held = read_sealed(manifest) | (read_sealed(redaction) if redaction.exists() else {})
        except WarehouseError:
            continue  # launchwire verify tells of it; the next release takes its place
        found.append(Release(held["number"], manifest.parent, held, is_new=False))
    return sorted(found, key=lambda release: release.number)


def is_intact(release: Release) -> bool:
    """Whether the file of a release is still the one that was published, and no log of a writer lies beside it."""
    if not release.database.exists() or release.database.with_name(release.database.name + ".wal").exists():
        return False
    return file_sha256(release.database) == str(release.manifest["file_sha256"])


def needed_bytes(warehouse: Warehouse) -> int:
    """Room that a refresh needs: the build and its copy, as large as the last release, and what is new."""
    kept = releases(warehouse)
    last = kept[-1].database.stat().st_size if kept and kept[-1].database.exists() else 0
    return 2 * last + ROOM_FOR_NEW


def refuse_earlier(warehouse: Warehouse, run_at: datetime) -> None:
    """An error where a refresh would count as earlier than the newest release: what was known when would be told in a wrong order."""
    kept = releases(warehouse)
    if kept and run_at < (newest := datetime.fromisoformat(kept[-1].manifest["run_at"])):
        raise WarehouseError(
            f"{warehouse.root}: this refresh would count as {run_at.isoformat(timespec='seconds')}, release {kept[-1].number} counts as "
            f"{newest.isoformat(timespec='seconds')} already. Nothing was changed. Set the clock, or --at, right. "
            f"Was the clock ahead when that release was made, remove {kept[-1].folder}: the next refresh makes it anew."
        )


def publish(warehouse: Warehouse, run_at: str, versions: Mapping[str, str], keep: int = KEPT_RELEASES) -> Release:
    """Publish the build database as a new release, unless its content is that of the last one.

    The build is closed, and what the closed file says is counted; of tables that were carried on, their rows only. Its bytes are copied
    into a new folder, read again and compared there, and only then the link is switched. Readers that hold an older release open go on.
    """
    tables, measures = _close_build(warehouse)
    total = content_total(tables)
    kept = releases(warehouse)
    if kept and kept[-1].content_hash == total and kept[-1].manifest["versions"] == dict(versions) and is_intact(kept[-1]):
        _switch(warehouse, kept[-1].database)  # a publish that was killed may not have come to it
        close_build(warehouse, file_sha256(warehouse.build_path), tables, total, versions)
        return kept[-1]
    number = kept[-1].number + 1 if kept else 1
    warnings = watch(warehouse, measures, [release.manifest["measures"] for release in kept if "measures" in release.manifest], number - 1)
    folder, file_hash = _copy_build(warehouse, number, total)
    manifest = {
        "number": number,
        "run_at": run_at,
        "kind": warehouse.kind,
        "versions": dict(versions),
        "content_code": COUNTED_BY,
        "content_sha256": total,
        "measures": measures,
        "warnings": warnings,
        "file_sha256": file_hash,
        "previous_manifest_sha256": file_sha256(kept[-1].folder / MANIFEST) if kept else None,
        "lake_manifest_sha256": chain_head(warehouse.lake / "raw")[1],
        "tables": told_tables(tables),
    }
    write_sealed(folder / MANIFEST, manifest)
    final = warehouse.releases / f"{number:06d}-{total[:8]}"
    with told_plainly(final):
        if final.exists():
            shutil.rmtree(final)
        reach("move release", final)
        folder.rename(final)
        sync_folder(warehouse.releases)
    _switch(warehouse, final / "launchwire.duckdb")
    close_build(warehouse, file_hash, tables, total, versions)
    drop_releases(warehouse, keep)
    return Release(number, final, manifest)


def _close_build(warehouse: Warehouse) -> tuple[dict[str, Content], dict[str, float]]:
    """Write all of the build into its file; what each table of the closed file holds, and its measures."""
    con = connect_build(warehouse)
    try:
        with told_plainly(warehouse.build_path):
            con.execute("checkpoint")
    finally:
        con.close()
    wal = warehouse.build_path.with_name(warehouse.build_path.name + ".wal")
    if wal.exists():
        raise WarehouseError(f"{wal}: the build was not closed cleanly. Run the refresh again; the published release is untouched.")
    con = connect_file(warehouse.build_path, spill=warehouse.build_path.parent / "spill")
    try:
        tables, measures = contents(con, known=counted_contents(warehouse)), take_measures(con)
    finally:
        con.close()
    if not tables:
        raise WarehouseError(f"{warehouse.build_path}: holds no tables; nothing to publish. Run: launchwire refresh")
    return tables, measures


def content_total(tables: Mapping[str, Content]) -> str:
    """One hash over what all tables hold."""
    return sha256("\n".join(f"{name} {held.rows} {held.sha256}" for name, held in sorted(tables.items())).encode())


def told_tables(tables: Mapping[str, Content]) -> dict[str, dict[str, Any]]:
    """Rows and content hash of each table, as a manifest holds them."""
    return {name: {"rows": held.rows, "content_sha256": held.sha256} for name, held in sorted(tables.items())}


def _switch(warehouse: Warehouse, database: Path) -> None:
    """Let analysts open this database, unless they do already."""
    if warehouse.link.resolve() != database.resolve():
        point_link(warehouse.link, database)


def drop_releases(warehouse: Warehouse, keep: int) -> list[Release]:
    """Remove all but the newest releases; the ones that went. A reader that has one open goes on reading it."""
    dropped = releases(warehouse)[:-keep]
    for old in dropped:
        reach("drop release", old.folder)
        shutil.rmtree(old.folder)
    return dropped


def _copy_build(warehouse: Warehouse, number: int, total: str) -> tuple[Path, str]:
    """Copy the closed build into a folder that no reader sees yet, and check that the copy holds the same bytes; folder and hash."""
    folder = warehouse.releases / f".{number:06d}-{total[:8]}.tmp"
    copy = folder / "launchwire.duckdb"
    with told_plainly(folder):
        for left_over in warehouse.releases.glob(".*.tmp"):
            shutil.rmtree(left_over)
        folder.mkdir(parents=True)
        reach("copy release", folder)
        with warehouse.build_path.open("rb", buffering=0) as read, copy.open("wb", buffering=0) as written:
            shutil.copyfileobj(read, written, PIECE)
        reach("sync release", folder)
        with copy.open("rb") as copied:
            os.fsync(copied.fileno())
        digest = _common_sha256(warehouse.build_path, copy)
        if digest is None:
            raise WarehouseError(f"{folder}: the copy differs from the build; nothing was published. Check the disk, then refresh again.")
    return folder, digest


def _common_sha256(one: Path, other: Path) -> str | None:
    """The hash of what two files hold; nothing where they differ. To compare takes a tenth of the time of a second hash."""
    digest = hashlib.sha256()
    with one.open("rb", buffering=0) as first, other.open("rb", buffering=0) as second:
        while (piece := first.read(PIECE)) == second.read(PIECE):
            if not piece:
                return digest.hexdigest()
            digest.update(piece)
    return None
