"""``python -m benchmarks.load``: two refreshes over a hundred lists and ten thousand pages on loopback, a fifth of both broken.

What became of each document is compared with the truth that the generator knows; exit code 1 where anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from benchmarks.load.account import Difference, Run, compare, read_tables
from benchmarks.load.cost import Cost, run_watched
from benchmarks.load.reading import misread
from benchmarks.load.report import tell_run, write_differences, write_fates
from benchmarks.load.server import Server, free_port, serve
from benchmarks.load.world import FULL, RUN_DAY, World, make_world
from pipelines.warehouse import Warehouse, init_warehouse

LAUNCHWIRE = Path(sys.executable).with_name("launchwire")
FULL_TEXT = 'content = "full"\n'
RUN_TIMES = tuple(datetime.combine(RUN_DAY + timedelta(days=days), time(2, 0), UTC) for days in (0, 1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each run cost and came to, and what differs from the truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--broken", type=float, default=0.2, help="share of pages and of lists")
    parser.add_argument("--warehouse", type=Path, required=True, help="folder of a warehouse that is not there yet")
    parser.add_argument("--delay", type=float, default=0.05, help="seconds between two requests to one host")
    parser.add_argument("--deadline", type=float, default=2.0, help="seconds for each request")
    parser.add_argument("--articles-only", action="store_true", help="take in and stage, without reading, models and checks")
    asked = parser.parse_args(arguments)
    world = make_world(asked.pages, asked.feeds, asked.broken, free_port())
    warehouse = init_warehouse(asked.warehouse, "real")
    (warehouse.root / "sources.toml").write_text(sources_of(world, asked.delay, asked.deadline), encoding="utf-8")
    with serve(world) as server:
        runs, costs = zip(*[refresh(warehouse, server, phase, asked.articles_only) for phase in (1, 2)], strict=True)
    tables = read_tables(warehouse)
    differences = list(compare(world, tables, server.noted, runs))
    for run, cost in zip(runs, costs, strict=True):
        print(tell_run(world, tables, server.noted, runs, run, cost, asked.delay))
    counts, wrong = misread(world, tables.articles)
    print(
        "read as written: "
        + ", ".join(f"{part} {counts[part] - sum(one[0] == part for one in wrong):,} of {counts[part]:,}" for part in counts)
    )
    write_fates(warehouse.root / "load_fates.csv", world, tables, runs)
    write_differences(
        warehouse.root / "load_differences.csv", [*differences, *(Difference(0, f"{part} {url}", case, "") for part, case, url in wrong)]
    )
    print(f"{len(differences):,} differences from the truth; all are in {warehouse.root / 'load_differences.csv'}")
    return int(bool(differences) or any(cost.exit_code for cost in costs))


def sources_of(world: World, delay: float, deadline: float) -> str:
    """The sources.toml of a world."""
    common = f"allow_private = true\ndelay_seconds = {delay}\ndeadline_seconds = {deadline}\n"
    return "".join(
        f'[[source]]\nid = "{source.id}"\nkind = "{source.kind}"\nurl = "{source.url}"\noutlet = "Desk {source.id}"\n'
        f"max_pages = {source.max_pages}\n{FULL_TEXT if source.form == FULL else ''}{common}\n"
        for source in world.sources
    )


def refresh(warehouse: Warehouse, server: Server, phase: int, is_short: bool) -> tuple[Run, Cost]:
    """One refresh, as people call it, or its first part alone."""
    server.phase = phase
    run = Run(phase, RUN_TIMES[phase - 1], datetime.now(UTC))
    whole = [str(LAUNCHWIRE), "refresh", "--warehouse", str(warehouse.root), "--at", run.run_at.isoformat()]
    short = [sys.executable, "-m", "benchmarks.load.lake", str(warehouse.root), run.run_at.isoformat()]
    command = short if is_short else whole
    return run, run_watched(command, warehouse.root / f"refresh-{phase}.log")


if __name__ == "__main__":
    sys.exit(main())
