"""Where things lie in a warehouse folder, and whether it holds the bundled sample or real articles."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipelines.errors import WarehouseError
from pipelines.warehouse.files import told_plainly, write_bytes

Kind = Literal["sample", "real"]
FORMAT_VERSION = 1
MARKER = "warehouse.json"
BEFORE = frozenset({"README.md", ".lease", ".lease.json", "sources.toml", "landing", "reviews", "alerts.toml"})


@dataclass(frozen=True, slots=True)
class Warehouse:
    """One warehouse folder. Everything below ``lake/raw`` is append-only and kept; the rest can be made again."""

    root: Path
    kind: Kind

    @property
    def lake(self) -> Path:
        """Parquet by layer."""
        return self.root / "lake"

    @property
    def blobs(self) -> Path:
        """Bytes as received, by SHA-256."""
        return self.root / "lake" / "raw" / "blobs"

    @property
    def cache(self) -> Path:
        """What only saves time; may be deleted at any moment."""
        return self.root / "cache"

    @property
    def build_path(self) -> Path:
        """The database that a refresh is building; readers never open it."""
        return self.root / "build" / "launchwire.duckdb"

    @property
    def releases(self) -> Path:
        """Published databases, one folder each."""
        return self.root / "releases"

    @property
    def link(self) -> Path:
        """What analysts open: a link to the newest release."""
        return self.root / "launchwire.duckdb"

    @property
    def exports(self) -> Path:
        """Files for other programs: a link to those of the newest release."""
        return self.root / "exports"

    @property
    def exported(self) -> Path:
        """Where that link leads: a folder for each of the last exports."""
        return self.root / ".exports"

    @property
    def site(self) -> Path:
        """Pages to look at."""
        return self.root / "site"

    @property
    def sources_path(self) -> Path:
        """Declared sources of this warehouse."""
        return self.root / "sources.toml"

    @property
    def landing(self) -> Path:
        """Default folder to drop files into."""
        return self.root / "landing"

    @property
    def dagster_home(self) -> Path:
        """Run history and schedules."""
        return self.root / "dagster"

    @property
    def lease_path(self) -> Path:
        """Locked while a refresh runs."""
        return self.root / ".lease"


def default_root() -> Path:
    """The warehouse of this checkout unless LAUNCHWIRE_WAREHOUSE names another."""
    return Path(os.environ.get("LAUNCHWIRE_WAREHOUSE") or Path(__file__).parents[2] / "warehouse")


def init_warehouse(root: Path, kind: Kind) -> Warehouse:
    """Make ``root`` a warehouse of this kind; a warehouse of the same kind is left as it is."""
    if (root / MARKER).exists():
        existing = open_warehouse(root)
        if existing.kind != kind:
            again = "refresh --sample" if kind == "sample" else "init"
            told = f"already holds a {existing.kind} warehouse, and real articles and the sample are never mixed"
            raise WarehouseError(f"{root}: {told}. Choose another folder: launchwire {again} --warehouse DIR")
        return existing
    with told_plainly(root):
        root.mkdir(parents=True, exist_ok=True)
        strangers = [path.name for path in root.iterdir() if not is_expected(path.name)]
        if strangers and (root / MARKER).exists():
            return init_warehouse(root, kind)  # somebody else has made it in the meantime
        if strangers:
            raise WarehouseError(f"{root}: is not empty and no warehouse (it holds {strangers[0]!r}). Choose an empty or new folder.")
    write_bytes(root / MARKER, json.dumps({"kind": kind, "format": FORMAT_VERSION}, indent=2).encode() + b"\n")
    return Warehouse(root.resolve(), kind)


def is_expected(name: str) -> bool:
    """Whether a file may lie in a folder that becomes a warehouse: what people put there before, and what a killed beginning leaves."""
    return name in BEFORE or (name.startswith(f".{MARKER}.") and name.endswith(".tmp"))


def open_warehouse(root: Path) -> Warehouse:
    """The warehouse at ``root``; an error that says how to make one where there is none."""
    marker = root / MARKER
    if not marker.exists():
        raise WarehouseError(
            f"{root}: is no warehouse yet. Make one from the bundled sample with: make run; "
            f"or a real one with: launchwire init --warehouse {root}"
        )
    try:
        held = json.loads(marker.read_text(encoding="utf-8"))
        kind, version = held["kind"], held["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise WarehouseError(
            f'{marker}: cannot be read ({error}). Expected {{"kind": "sample" or "real", "format": {FORMAT_VERSION}}}.'
        ) from error
    if version != FORMAT_VERSION:
        raise WarehouseError(
            f"{root}: was made in format {version}; this launchwire reads format {FORMAT_VERSION}. Use the version that made it."
        )
    return Warehouse(root.resolve(), kind)
