"""How a refresh gets on: bars on a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click
import dagster as dg
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipelines.cli.terminal import console
from pipelines.contracts import LAYERS
from pipelines.defs.assets import SQL_LAYERS, tables_of
from pipelines.validate import check_names

CHECKS = "checks"
ITEMS = {"raw": "files", "staged": "records", "extracted": "articles"}


@dataclass(slots=True)
class Watcher(ABC):
    """Counts what a refresh has made and checked."""

    made: Counter[str] = field(default_factory=Counter)

    def on_event(self, event: dg.DagsterEvent) -> None:
        """A table was made, or a check judged."""
        if event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION and event.asset_key:
            self.count(event.asset_key.path[0])
        elif event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            self.count(CHECKS)

    def count(self, part: str) -> None:
        """One more table of a layer, or one more check."""
        self.made[part] += 1
        self.show(part)

    @abstractmethod
    def show(self, part: str) -> None:
        """Tell of a part whose count has grown."""

    @abstractmethod
    def on_items(self, layer: str, done: int, total: int) -> None:
        """Files, records or articles of a layer are done."""


@dataclass(slots=True)
class Lines(Watcher):
    """One line for each layer when all its tables are made."""

    def show(self, part: str) -> None:
        """A line when a layer is complete."""
        if part in LAYERS and self.made[part] == len(tables_of(part)):
            click.echo(f"  {part}: {self.made[part]} tables", err=True)

    def on_items(self, layer: str, done: int, total: int) -> None:
        """A line when all are done."""
        if done == total:
            click.echo(f"  {layer}: {total:,} {ITEMS[layer]}", err=True)


@dataclass(slots=True)
class Bars(Watcher):
    """A bar for each layer, and one for the checks."""

    progress: Progress = field(kw_only=True)
    bars: dict[str, TaskID] = field(default_factory=dict)

    def show(self, part: str) -> None:
        """Move a bar that counts tables or checks."""
        if part in self.bars and part not in ITEMS:
            self.progress.update(self.bars[part], completed=self.made[part])

    def on_items(self, layer: str, done: int, total: int) -> None:
        """Move a bar that counts items."""
        self.progress.update(self.bars[layer], completed=done, total=total)


@contextmanager
def watcher() -> Iterator[Watcher]:
    """What shows the refresh that runs in the block."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    columns = (TextColumn("  {task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        bars = Bars(progress=progress)
        bars.bars.update({layer: progress.add_task(f"{layer} ({unit})", total=None) for layer, unit in ITEMS.items()})
        bars.bars.update({layer: progress.add_task(f"{layer} (tables)", total=len(tables_of(layer))) for layer in SQL_LAYERS})
        bars.bars[CHECKS] = progress.add_task(CHECKS, total=sum(len(check_names(name)) for name in tables_of(*LAYERS)))
        yield bars
