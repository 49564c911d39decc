"""How a refresh gets on, for programs: one JSON object a line on standard error. The fields are in docs/configuration.md."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TextIO

import dagster as dg

from pipelines.cli.watching import CHECKS, Watcher
from pipelines.defs.describe import table_name


def now() -> datetime:
    """By the clock of this machine: a log says when a line was written, whatever the refresh counts as now."""
    return datetime.now(UTC)


@dataclass(slots=True)
class RunLog(Watcher):
    """Writes each event as a line, at once."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    clock: Callable[[], datetime] = now

    def write(self, event: str, **told: Any) -> None:
        """One line."""
        line = {"logged_at": self.clock().isoformat(timespec="milliseconds"), "event": event, **told}
        self.stream.write(json.dumps(line, ensure_ascii=True) + "\n")  # escaped, so that text of strangers cannot act on a terminal
        self.stream.flush()

    def on_event(self, event: dg.DagsterEvent) -> None:
        """A table was made, a check judged, or a step broke."""
        if event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION and event.asset_key:
            counted = event.materialization.metadata.get("dagster/row_count")
            self.made[event.asset_key.path[0]] += 1
            self.write("table", table=table_name(event.asset_key), rows=counted.value if counted else None)
        elif event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            found = event.asset_check_evaluation_data
            self.made[CHECKS] += 1
            told = {} if found.passed else {"told": found.description, "severity": found.severity.value.lower()}
            self.write("check", table=table_name(found.asset_key), check=found.check_name, passed=found.passed, **told)
        elif event.is_step_failure:
            self.write("step_failed", step=event.step_key, told=event.message)

    def show(self, part: str) -> None:
        """Nothing: every table and check has a line of its own."""

    def on_items(self, layer: str, done: int, total: int) -> None:
        """A line when all items of a layer are done."""
        if done == total:
            self.write("items", layer=layer, items=total)
