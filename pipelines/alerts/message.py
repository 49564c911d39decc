"""An alert as plain values: what failed, where, with which rows, and what to do. Text of strangers is one line in which nothing acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipelines.visible import visible

LONGEST = 600  # characters of one line
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that did not pass, with its first failing rows."""

    table: str
    check: str
    problem: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """One failure, told once."""

    kind: str  # run_failed, sink_failed, test
    summary: str
    warehouse: str
    failed_at: str | None = None  # ISO 8601
    run_id: str | None = None
    job: str | None = None
    cause: str | None = None  # what started the run
    errors: tuple[str, ...] = ()
    checks: tuple[FailedCheck, ...] = ()
    next_step: str = ""
    link: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    def as_text(self) -> str:
        """As a letter."""
        told = [("Warehouse", self.warehouse), ("Failed at", self.failed_at), ("Job", self.job), ("Started by", self.cause)]
        told += [("Run", self.link or self.run_id)]
        lines = [self.summary, "", *(f"{name}: {held}" for name, held in told if held)]
        for error in self.errors:
            lines += ["", error]
        for check in self.checks:
            lines += ["", f"{check.table}, check {check.check}: {check.problem}", *map(row_line, check.rows)]
        return "\n".join([*lines, "", self.next_step, ""])


def row_line(row: Row) -> str:
    """A failing row in one line."""
    return "  - " + ", ".join(f"{name}={held}" for name, held in row.items() if held)


def one_line(text: str, longest: int = LONGEST) -> str:
    """Text as one line of at most so many characters, with every character that would act spelled out."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def plain_row(row: Mapping[str, object]) -> Row:
    """A row with names and values as single lines."""
    return {one_line(str(name)): one_line(str(held)) for name, held in row.items() if held is not None}


def sink_alert(warehouse: str, failures: Sequence[str]) -> Alert:
    """What the sinks that work are told of those that do not."""
    return Alert(
        kind="sink_failed",
        summary="launchwire: alerts did not reach every sink",
        warehouse=warehouse,
        errors=tuple(map(one_line, failures)),
        next_step="Mend the sink in alerts.toml, then: launchwire alert",
    )


def trial_alert(warehouse: str) -> Alert:
    """What ``launchwire alert`` sends."""
    return Alert(
        kind="test",
        summary="launchwire: a test of alerts",
        warehouse=warehouse,
        next_step="Nothing has failed, and nothing is to be done.",
    )
