"""Ingest, stage and extract in a process of its own, which may be told to die at its n-th step on disk.

Usage: python lake_driver.py WAREHOUSE LANDING [STEP]. A negative step dies before the move of a file, a positive one after it.
Writes the number of steps.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from pipelines.extract import extract
from pipelines.ingest import Source, ingest
from pipelines.stage import stage
from pipelines.warehouse import init_warehouse

RUN_AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
STEPS = count(1)
move = Path.replace
last_step = 0


def move_and_count(path: Path, target: Path) -> Path:
    """The move that puts each finished file in its place, and the death that was asked for."""
    global last_step  # noqa: PLW0603 - a script of one purpose
    last_step = next(STEPS)
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    if wanted == -last_step:
        os.kill(os.getpid(), signal.SIGKILL)
    moved = move(path, target)
    if wanted == last_step:
        os.kill(os.getpid(), signal.SIGKILL)
    return moved


def main() -> None:
    Path.replace = move_and_count  # type: ignore[assignment, method-assign]
    warehouse = init_warehouse(Path(sys.argv[1]), "real")
    log: list[str] = []
    ingest(warehouse, [Source("landing", "folder", Path(sys.argv[2]))], RUN_AT, log.append)
    stage(warehouse, log.append)
    extract(warehouse, log.append)
    sys.stdout.write(f"{last_step}\n")


if __name__ == "__main__":
    main()
