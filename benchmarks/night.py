"""``python -m benchmarks.night``: what a whole refresh costs after a night's articles, on a warehouse that holds many already.

Makes a warehouse of ``--reports`` articles on ``--events`` launches, publishes it, then puts ``--night`` new articles into its landing
folder and runs ``launchwire refresh``. Tells time and processor time by step, the most memory that the processes held together, and the
disk. A warehouse that is there is used again: each call adds one night more.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import psutil

from benchmarks.load.cost import Watch
from benchmarks.night_articles import BLOCK, Block, blocks_of, draw_block, write_block
from benchmarks.night_lake import new_warehouse, read_base, store
from pipelines.warehouse import Warehouse, open_warehouse, releases

COMMAND = (sys.executable, "-c", "from pipelines.cli import main; main()", "refresh", "--log-format", "json", "--warehouse")
BETWEEN_LOOKS = 1.0  # seconds: the kernel takes its time to say what memory is shared


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what each step of a night's refresh costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000, help=f"articles stored before, a multiple of {BLOCK}")
    parser.add_argument("--events", type=int, default=100, help="launches that they tell of")
    parser.add_argument("--night", type=int, default=1_000, help="new articles")
    parser.add_argument("--warehouse", type=Path, required=True)
    asked = parser.parse_args(arguments)
    blocks = blocks_of(max(asked.reports // BLOCK, 2))
    reports = draw_block(max(asked.events // len(blocks), 1), BLOCK, blocks[1].days)
    root: Path = asked.warehouse
    if not (root / "warehouse.json").exists():
        fill(root, reports, blocks)
    warehouse = open_warehouse(root)
    if not releases(warehouse):
        show("the first release", warehouse, watch_refresh(warehouse))
    add_night(warehouse, reports, blocks[-1], asked.night)
    show("a night", warehouse, watch_refresh(warehouse))


def fill(root: Path, reports: list[dict[str, Any]], blocks: list[Block]) -> None:
    """Make the warehouse and its lake."""
    aside = root.with_name(f"{root.name}.base")
    shutil.rmtree(aside, ignore_errors=True)
    base = read_base(aside, reports)
    shutil.rmtree(aside)
    warehouse = new_warehouse(root)
    store(warehouse, base, blocks)


def add_night(warehouse: Warehouse, reports: list[dict[str, Any]], last: Block, count: int) -> None:
    """Put new articles into the landing folder: further ones on the launches of the last block, as they come in the days after."""
    number = sum(1 for _ in warehouse.landing.glob("*.jsonl"))
    write_block(warehouse.landing / f"{number:05d}.jsonl", reports[-count:], Block(number, last.days))


@dataclass(slots=True)
class Spent:
    """What one refresh cost: seconds and seconds of work by step, and the most memory of its processes at one time."""

    steps: dict[str, list[float]] = field(default_factory=dict)
    memory: int = 0

    def add(self, step: str, seconds: float, worked: float) -> None:
        """Count time for a step."""
        spent = self.steps.setdefault(step, [0.0, 0.0])
        spent[0] += seconds
        spent[1] += worked


def watch_refresh(warehouse: Warehouse) -> Spent:
    """Run a refresh; what it cost. Its log tells when a table was made or a check judged: time counts for what is told next."""
    found, lines, at, worked, looked = Spent(), SimpleQueue[str | None](), time.perf_counter(), 0.0, 0.0
    with subprocess.Popen([*COMMAND, str(warehouse.root)], stderr=subprocess.PIPE, text=True) as process:
        watch = Watch(psutil.Process(process.pid))
        Thread(target=hand_on, args=(process.stderr, lines), daemon=True).start()
        while (line := next_line(lines)) is not None:
            now = time.perf_counter()
            if now - looked >= BETWEEN_LOOKS:
                watch.look()
                looked = now
            if step := read_line(line):
                work = sum(watch.used.values())
                found.add(step, now - at, work - worked)
                at, worked = now, work
    found.memory = watch.most
    if process.returncode:
        raise RuntimeError(f"the refresh of {warehouse.root} failed; run it by hand: launchwire refresh --warehouse {warehouse.root}")
    return found


def hand_on(stream: Iterable[str], lines: SimpleQueue[str | None]) -> None:
    """Put the lines of a stream into a queue, and nothing at its end."""
    for line in stream:
        lines.put(line)
    lines.put(None)


def next_line(lines: SimpleQueue[str | None]) -> str | None:
    """The next line, an empty one where none came for a while, nothing at the end."""
    try:
        return lines.get(timeout=BETWEEN_LOOKS)
    except Empty:
        return ""


def read_line(line: str) -> str | None:
    """The step that a line of the log tells of; what is no line of the log goes to the screen. Nothing where a step is not at its end."""
    try:
        held = json.loads(line)
    except ValueError:
        sys.stderr.write(line)
        return None
    if held["event"] in {"table", "check"}:
        return f"{held['table'].partition('.')[0]} {held['event']}s"
    if held["event"] in {"failed", "warning"}:
        sys.stderr.write(line)
    return f"{held['layer']} tables" if held["event"] == "items" else str(held["event"])


def show(what: str, warehouse: Warehouse, found: Spent) -> None:
    """A line for each step, and one for all."""
    newest = releases(warehouse)[-1]
    rows = sum(table["rows"] for table in newest.manifest["tables"].values())
    seconds, worked = (sum(spent[place] for spent in found.steps.values()) for place in (0, 1))
    disk = sum(path.stat().st_size for path in warehouse.root.rglob("*") if path.is_file() and not path.is_symlink())
    sizes = f"release {newest.number} holds {rows:,} rows in {newest.database.stat().st_size / 1e9:.2f} GB, the folder {disk / 1e9:.2f} GB"
    sys.stdout.write(f"{what}: {seconds:.1f} s ({worked:.1f} s of work), {found.memory / 2**30:.2f} GiB of memory; {sizes}\n")
    for step, (seconds, worked) in found.steps.items():
        sys.stdout.write(f"  {step:<20}{seconds:>8.1f} s{worked:>8.1f} s of work\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
