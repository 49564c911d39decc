"""What checks are given and what they find, and the bounds that they judge by."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from pipelines.contracts import EXPECTATIONS, ROOT
from pipelines.warehouse import Warehouse, open_warehouse

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. ``warn`` is for something that works today and may not tomorrow; ``advice`` says what to do."""

    state: State
    told: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is looked at: a folder that may be a warehouse, the environment, the instant that counts as now."""

    root: Path
    now: datetime
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    port: int = 3000
    checkout: Path = ROOT

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse; an error where the folder is none."""
        return open_warehouse(self.root)


@dataclass(frozen=True, slots=True)
class Bound:
    """From where on a measure warns, and from where on it fails; whichever side is bad."""

    fail_below: float | None
    warn_below: float | None
    warn_above: float | None
    why: str


@cache
def read_bounds() -> Mapping[str, Bound]:
    """Bounds by measure."""
    with (EXPECTATIONS / "doctor.csv").open(encoding="utf-8", newline="") as handle:
        return {row["measure_code"]: make_bound(row) for row in csv.DictReader(handle)}


def make_bound(row: Mapping[str, str]) -> Bound:
    """A line of the file."""
    fail_below, warn_below, warn_above = (float(row[name]) if row[name] else None for name in ("fail_below", "warn_below", "warn_above"))
    return Bound(fail_below, warn_below, warn_above, row["why_text"])


def judge(measure: str, value: float, told: str, advice: str) -> Finding:
    """A measured value against its bound."""
    bound = read_bounds()[measure]
    if bound.fail_below is not None and value < bound.fail_below:
        return Finding("fail", f"{told}; at least {bound.fail_below:,g} are needed: {bound.why}", advice)
    if bound.warn_below is not None and value < bound.warn_below:
        return Finding("warn", f"{told}; expected at least {bound.warn_below:,g}: {bound.why}", advice)
    if bound.warn_above is not None and value > bound.warn_above:
        return Finding("warn", f"{told}; expected at most {bound.warn_above:,g}: {bound.why}", advice)
    return Finding("ok", told)
