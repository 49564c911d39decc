"""House-keeping: what a warehouse takes on disk, and the history of runs kept to a number."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.warehouse import Warehouse, read_layer
from pipelines.warehouse.files import told_plainly

if TYPE_CHECKING:
    from dagster import DagsterInstance

KEPT_RUNS = 60  # two months of nights; each takes some 2.5 MB
GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Use:
    """What one part of a warehouse takes."""

    part: str
    files: int
    bytes: int


def disk_use(warehouse: Warehouse) -> list[Use]:
    """Every part with its files and bytes, in order of the path."""
    parts = {
        "as received": warehouse.blobs,
        "raw tables": warehouse.lake / "raw" / "tables",
        "staged": warehouse.lake / "staged",
        "extracted": warehouse.lake / "extracted",
        "releases": warehouse.releases,
        "build": warehouse.build_path.parent,
        "run history": warehouse.dagster_home,
        "cache": warehouse.cache,
        "exports": warehouse.exported,
        "pages": warehouse.site,
    }
    return [measure(part, path) for part, path in parts.items()]


def measure(part: str, folder: Path) -> Use:
    """Files and bytes below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return Use(part, len(sizes), sum(sizes))


def articles_by_gigabyte(warehouse: Warehouse, used: list[Use]) -> int | None:
    """How many articles a gigabyte holds, all of the warehouse counted; nothing where there are none."""
    articles = read_layer(warehouse, "staged.articles", columns=["article_id"]).collect().height
    total = sum(use.bytes for use in used)
    return round(articles * GIGABYTE / total) if articles and total else None


def trim_runs(instance: DagsterInstance, home: Path, keep: int = KEPT_RUNS) -> int:
    """Delete all but the newest finished runs from Dagster's history, with their logs; how many went."""
    old = [run for run in instance.get_runs()[keep:] if run.is_finished]
    for run in old:
        instance.delete_run(run.run_id)
        with told_plainly(home):
            for path in left_by(home, run.run_id):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return len(old)


def left_by(home: Path, run_id: str) -> Iterator[Path]:
    """Files and folders of one run that Dagster leaves behind."""
    yield from (home / "history" / "runs").glob(f"{run_id}.db*")
    yield from (home / "storage").glob(f"{run_id}*")
