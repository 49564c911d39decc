"""Figures of a load run, for people."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.load.account import Difference, Run, Tables, asked_in, fates_of
from benchmarks.load.cost import Cost
from benchmarks.load.server import Noted
from benchmarks.load.world import World

ROBOTS, LISTS = "/robots.txt", "/lists/"


def tell_run(world: World, tables: Tables, noted: Sequence[Noted], runs: Sequence[Run], run: Run, cost: Cost | None, delay: float) -> str:
    """One run in a few lines."""
    mine = [note for note in noted if note.phase == run.phase]
    pages = [note for note in mine if note.path != ROBOTS and not note.path.startswith(LISTS)]
    asked = {url: rows for url, rows in asked_in(tables, runs, run).items() if LISTS not in url}
    outcomes = Counter(outcome for rows in asked.values() for outcome, _ in rows)
    became = fates_of(tables, run)
    fates = Counter(fate for held in became.values() for fate in held)
    health = Counter(tables.health.filter(tables.health["run_at"] == run.run_at)["outcome_code"])
    sent = sum(note.body_bytes for note in pages)
    lines = [f"run {run.phase}"]
    if cost is not None:
        lines.append(
            f"  {cost.seconds:,.0f} s by the clock, {cost.processor_seconds:,.0f} s of processor time, "
            f"at most {cost.memory_bytes / 1e6:,.0f} MB in all processes, exit code {cost.exit_code}"
        )
    conditional = sum(note.is_conditional for note in pages)
    for_lists, for_robots = (sum(note.path.startswith(path) for note in mine) for path in (LISTS, ROBOTS))
    each = max(1, len(asked))
    changed = sum(bool(became.get(url)) for url in asked)
    lines += [
        f"  {len(mine):,} requests: {len(pages):,} for {len(asked):,} pages, {conditional:,} of them conditional, {for_lists:,} for lists, "
        f"{for_robots:,} for robots.txt",
        f"  {len(pages) / each:.2f} requests and {sent / each:,.0f} body bytes a page asked for; {sent / 1e6:,.1f} MB in all",
        f"  {tell_gaps(mine, delay)}",
        f"  outcomes: {tell(outcomes)}",
        f"  what new bytes became: {tell(fates)}",
        f"  bodies that came though they were known: {outcomes['fetched'] - changed:,}",
        f"  sources: {tell(health)}",
    ]
    return "\n".join(lines)


def tell(counts: Counter[str]) -> str:
    """Counts by name, the most first."""
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda held: (-held[1], held[0])))


def tell_gaps(noted: Iterable[Noted], delay: float) -> str:
    """How long hosts had between two requests, redirects left out. A server that is busy notes one late and the next one in time."""
    by_host: dict[str, list[float]] = {}
    for note in noted:
        if not note.is_hop:
            by_host.setdefault(note.host, []).append(note.at)
    gaps = sorted(after - before for times in by_host.values() for before, after in pairwise(sorted(times)))
    short = sum(gap < delay for gap in gaps)
    return (
        f"between two requests to one host: median {gaps[len(gaps) // 2]:.3f} s, shortest {gaps[0]:.3f} s; "
        f"{short:,} of {len(gaps):,} shorter than the {delay} s asked for"
    )


def write_differences(path: Path, differences: Iterable[Difference]) -> None:
    """All differences as a table."""
    with path.open("w", newline="", encoding="utf-8") as target:
        table = csv.writer(target)
        table.writerow(["run", "about", "right", "found"])
        table.writerows((one.phase, one.about, one.right, one.found) for one in differences)


def write_fates(path: Path, world: World, tables: Tables, runs: Sequence[Run]) -> None:
    """What became of each document in each run, as a table."""
    with path.open("w", newline="", encoding="utf-8") as target:
        table = csv.writer(target)
        table.writerow(["run", "case", "address", "outcome", "fate"])
        for run in runs:
            asked, fates = asked_in(tables, runs, run), fates_of(tables, run)
            for document in world.documents:
                outcome = " ".join(one for one, _ in asked.get(document.url, []))
                table.writerow((run.phase, document.case, document.url, outcome, " ".join(fates.get(document.url, []))))
