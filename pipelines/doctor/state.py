"""Checks of the warehouse folder: rights, owner, lease, releases, seals, clock, health of sources."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import polars as pl

from pipelines.doctor.findings import Finding, Setup, judge
from pipelines.doctor.locks import is_locked
from pipelines.doctor.machine import existing
from pipelines.errors import WarehouseError
from pipelines.warehouse import Warehouse, connect_published, read_layer, releases
from pipelines.warehouse.lease import holder_of
from pipelines.warehouse.manifests import broken_links, manifest_paths
from pipelines.warehouse.releases import MANIFEST, is_intact
from pipelines.warehouse.seals import read_sealed

WRITTEN = ("", "lake", "lake/raw", "lake/raw/batches", "build", "releases", "dagster", "cache")
SECRET = ("dagster",)  # configuration of the run history may name a server


def check_warehouse(setup: Setup) -> Iterator[Finding]:
    """The folder is a warehouse of this format."""
    warehouse = setup.warehouse
    yield Finding("ok", f"{warehouse.root} holds {'the bundled sample' if warehouse.kind == 'sample' else 'articles of your own'}")


def check_writable(setup: Setup) -> Iterator[Finding]:
    """This user may write wherever a refresh does."""
    places = [setup.root / name for name in WRITTEN if (setup.root / name).is_dir()] or [existing(setup.root)]
    shut = [place for place in places if not os.access(place, os.W_OK | os.X_OK, effective_ids=True)]
    for place in shut:
        advice = f"Give user {os.geteuid()} the right to: chown -R {os.geteuid()} {place}; or mount the disk writable."
        yield Finding("fail", f"{place} cannot be written by this user", advice)
    if not shut:
        yield Finding("ok", f"{len(places)} folders can be written")


def check_modes(setup: Setup) -> Iterator[Finding]:
    """Nobody else may change the warehouse, nobody else read Dagster's home, and all of it belongs to one user."""
    found = [*open_places(setup.root), *strange_owners(setup.root)]
    yield from found
    if not found:
        yield Finding("ok", "only its owner may write")


def open_places(root: Path) -> Iterator[Finding]:
    """Folders that others may write, or read where they should not."""
    for place in (root / name for name in WRITTEN if (root / name).is_dir()):
        mode = stat.S_IMODE(place.stat().st_mode)
        if mode & stat.S_IWOTH:
            yield Finding("fail", f"{place} can be written by everybody (mode {mode:04o})", f"chmod -R o-w {place}")
        elif place.name in SECRET and mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding("warn", f"{place} can be read by others (mode {mode:04o})", f"chmod 700 {place}")


def strange_owners(root: Path) -> Iterator[Finding]:
    """Parts that belong to another user than the folder does, as a refresh by root leaves them."""
    if not root.exists():
        return
    owner = root.stat().st_uid
    for place in (root / name for name in (*WRITTEN, ".lease", "launchwire.duckdb") if (root / name).exists()):
        if (found := place.lstat().st_uid) != owner:
            yield Finding("warn", f"{place} belongs to user {found}, the warehouse to user {owner}", f"chown -R {owner} {root}")


def check_lease(setup: Setup) -> Iterator[Finding]:
    """No process holds the warehouse that has forgotten it."""
    warehouse = setup.warehouse
    if not is_locked(warehouse.lease_path):
        yield Finding("ok", "no refresh is running")
    elif holder_lives(warehouse):
        yield Finding("ok", f"a refresh is running: {holder_of(warehouse)}")
    else:
        advice = f"A process of another container or a child of the dead one holds it. Find it: fuser -v {warehouse.lease_path}"
        yield Finding("fail", f"the lease is held, but {holder_of(warehouse)} is gone", advice)


def holder_lives(warehouse: Warehouse) -> bool:
    """Whether the process that says to hold the lease is there."""
    from pipelines.home import process_start  # noqa: PLC0415

    try:
        held = json.loads(warehouse.lease_path.with_suffix(".json").read_text(encoding="utf-8"))
        return process_start(int(held["pid"])) is not None
    except (OSError, ValueError, KeyError):
        return False


def check_published(setup: Setup) -> Iterator[Finding]:
    """What analysts open is there, opens, and is the newest release."""
    warehouse, kept = setup.warehouse, releases(setup.warehouse)
    if not kept and not warehouse.link.is_symlink():
        yield Finding("warn", "nothing is published yet", "Run: launchwire refresh")
        return
    if not warehouse.link.exists() or not kept or warehouse.link.resolve() != kept[-1].database.resolve():
        told = f"{warehouse.link} leads to {warehouse.link.readlink() if warehouse.link.is_symlink() else 'nothing'}"
        yield Finding("fail", f"{told}, which is not the newest whole release", "The next refresh switches it: launchwire refresh")
        return
    con = connect_published(warehouse)
    con.close()
    yield Finding("ok", f"release {kept[-1].number} of {kept[-1].manifest['run_at']}")


def check_seals(setup: Setup) -> Iterator[Finding]:
    """Notes of the lake and of releases are as they were written, and so is the newest release. launchwire verify looks at all the rest."""
    warehouse = setup.warehouse
    notes = [*manifest_paths(warehouse.lake / "raw"), *sorted(warehouse.releases.glob(f"[0-9]*/{MANIFEST}"))]
    broken = [path for path in notes if not is_whole(path)]
    for path in broken:
        yield Finding("fail", f"{path} is not as it was written", "Run: launchwire verify. It says what must come from a backup.")
    links = [] if broken else [*broken_links(warehouse.lake / "raw")]
    for path, problem in links:
        yield Finding("fail", f"{path} {problem}", "Restore lake/raw from a backup.")
    newest = releases(warehouse)[-1:]
    damaged = [release for release in newest if not is_intact(release)]
    for release in damaged:
        yield Finding("fail", f"{release.database} is not the file that was published", "Publish it anew: launchwire refresh")
    if not broken and not links and not damaged:
        yield Finding("ok", f"{len(notes)} seals are unbroken")


def is_whole(path: Path) -> bool:
    """Whether a note can be read and has its seal."""
    try:
        read_sealed(path)
    except (WarehouseError, OSError, ValueError):
        return False
    return True


def check_clock(setup: Setup) -> Iterator[Finding]:
    """The clock is not behind what the warehouse has seen already."""
    latest = latest_instant(setup.warehouse)
    if latest is None:
        yield Finding("ok", f"{setup.now.isoformat(timespec='seconds')}; there is nothing yet to compare it with")
        return
    ahead = (latest - setup.now).total_seconds() / 60
    told = f"the newest refresh counts as {latest.isoformat(timespec='seconds')}, the clock says {setup.now.isoformat(timespec='seconds')}"
    advice = 'Set the clock right. Was it wrong at that refresh, see docs/operations.md, "When the clock was wrong".'
    yield judge("ahead_minutes", ahead, told, advice)


def latest_instant(warehouse: Warehouse) -> datetime | None:
    """The latest instant that a refresh counted as now, by releases and by receipts."""
    told = [datetime.fromisoformat(release.manifest["run_at"]) for release in releases(warehouse)]
    received = read_layer(warehouse, "raw.receipts", columns=["received_at"]).select(pl.col("received_at").max()).collect().item()
    return max([*told, *([received] if received else [])], default=None)


def check_web_sources(setup: Setup) -> Iterator[Finding]:
    """No source on the web failed when it was last asked."""
    rows = read_layer(setup.warehouse, "raw.source_health", columns=["source_id", "run_at", "outcome_code", "message_text"])
    last = rows.sort("source_id", "run_at").collect().unique("source_id", keep="last", maintain_order=True)
    bad = last.filter(pl.col("outcome_code") != "ok")
    for name, at, outcome, message in bad.iter_rows():
        advice = "It has moved, or refuses us: open its address, then mend or remove its entry in sources.toml."
        yield Finding("warn", f"source {name}: {outcome} on {at.date()}: {message or 'no reason kept'}", advice)
    if bad.is_empty():
        yield Finding("ok", f"{last.height} were asked, and answered" if last.height else "none was asked yet")
