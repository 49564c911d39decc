"""Exporting a release: all files into a folder that nobody sees yet, which then appears at once."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.errors import WarehouseError
from pipelines.exports.atom import write_feed
from pipelines.exports.geojson import write_features
from pipelines.exports.ical import write_calendar
from pipelines.exports.package import NAME, identity, write_package
from pipelines.exports.queries import FOLDER, rows_of
from pipelines.exports.tables import exported_tables, write_parquet, write_table_csv
from pipelines.ids import sha256
from pipelines.versions import ROOT, code_version
from pipelines.warehouse import Release, Warehouse
from pipelines.warehouse.database import connect_file
from pipelines.warehouse.files import point_link, sync_folder, told_plainly

FORMATS = ("parquet", "csv", "geojson", "atom", "ical")
LIBRARIES = ("duckdb", "feedgenerator", "icalendar")
Made = tuple[str, str]  # name of a resource, path below the folder


def exports_version() -> str:
    """Changes with what makes the exports."""
    sql = sha256(b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.sql"))))
    limits = sha256((ROOT / "expectations" / "quotations.csv").read_bytes())
    return sha256(f"{code_version('pipelines.exports', libraries=LIBRARIES)} {sql} {limits}".encode())[:16]


def export_to_warehouse(warehouse: Warehouse, release: Release) -> tuple[Path, bool]:
    """Bring the exports of a warehouse up to a release; the folder, and whether it is new. Only for who holds the lease."""
    link, home = warehouse.exports, warehouse.exported
    if link.is_symlink() and is_current(link, release):
        return link, False
    with told_plainly(home):
        if link.exists() and not link.is_symlink():
            raise WarehouseError(f"{link}: is no link that launchwire made. Move it away, then run: launchwire export")
        home.mkdir(exist_ok=True)
        for left_over in home.glob("*.tmp"):
            shutil.rmtree(left_over)
        passing = home / f"{release.number:06d}.tmp"
        fill(release, passing, exported_tables(), FORMATS)
        folder = home / f"{release.number:06d}-{sha256((passing / NAME).read_bytes())[:8]}"
        if folder.exists():
            shutil.rmtree(folder)
        passing.rename(folder)
        sync_folder(home)
        before = link.resolve() if link.is_symlink() else None
        point_link(link, folder)
        for old in home.iterdir():
            if old not in {folder, before}:  # somebody may still be reading the one before
                shutil.rmtree(old)
    return link, True


def is_current(folder: Path, release: Release) -> bool:
    """Whether a folder was made from this release by this version, and no file of it was cut or lost since."""
    try:
        held = json.loads((folder / NAME).read_text(encoding="utf-8"))
        whole = all((folder / entry["path"]).stat().st_size == entry["bytes"] for entry in held["resources"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return whole and held.get("launchwire") == identity(release, exports_version())


def export_to(release: Release, target: Path, tables: Sequence[str], formats: Sequence[str]) -> None:
    """Write some tables in some formats into a new or empty folder, which appears whole or not at all."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WarehouseError(f"{target}: is there and not empty. Choose a new folder with --output DIR.")
    with told_plainly(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        passing = target.resolve().with_name(f".{target.resolve().name}.{os.getpid()}.tmp")
        try:
            fill(release, passing, tables, formats)
            passing.rename(target.resolve())  # over an empty folder, if there is one
        finally:
            shutil.rmtree(passing, ignore_errors=True)


def fill(release: Release, folder: Path, tables: Sequence[str], formats: Sequence[str]) -> None:
    """All files of an export."""
    folder.mkdir()
    spill = folder / ".spill"
    con = connect_file(release.database, writable=folder, spill=spill)
    try:
        files = [*table_files(con, tables, formats, folder), *other_files(con, release, formats, folder)]
        write_package(release, exports_version(), rows_of(con, "sources"), files, folder)
    finally:
        con.close()
        shutil.rmtree(spill, ignore_errors=True)


def table_files(con: duckdb.DuckDBPyConnection, tables: Sequence[str], formats: Sequence[str], folder: Path) -> Iterator[Made]:
    """Every table in the formats for tables."""
    for kind, write, ending in (("csv", write_table_csv, ""), ("parquet", write_parquet, ".parquet")):
        if kind in formats:
            (folder / kind).mkdir()
            for table in tables:
                path = f"{kind}/{table}.{kind}"
                write(con, table, folder / path)
                yield f"{table}{ending}", path


def other_files(con: duckdb.DuckDBPyConnection, release: Release, formats: Sequence[str], folder: Path) -> Iterator[Made]:
    """Maps, feed and calendar."""
    if "geojson" in formats:
        write_features(rows_of(con, "sites"), "site_id", folder / "sites.geojson")
        write_features(rows_of(con, "launches"), "launch_event_id", folder / "launches.geojson")
        yield from [("sites.geojson", "sites.geojson"), ("launches.geojson", "launches.geojson")]
    if "atom" in formats:
        write_feed(rows_of(con, "launches"), datetime.fromisoformat(str(release.manifest["run_at"])), folder / "launches.atom")
        yield "launches.atom", "launches.atom"
    if "ical" in formats:
        write_calendar(rows_of(con, "calendar"), folder / "launches.ics")
        yield "launches.ics", "launches.ics"
