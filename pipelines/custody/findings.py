"""What a check of the whole warehouse finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from pipelines.errors import WarehouseError

# how libraries tell that a file is not what it should be
DAMAGE = (OSError, WarehouseError, duckdb.Error, pl.exceptions.PolarsError, ValueError, KeyError, EOFError)
SHOWN_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: where, and what is wrong with it."""

    place: str
    problem: str


@dataclass(slots=True)
class Inspection:
    """What was looked at, how often, and what was wrong; ``notes`` are oddities that harm nothing."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)

    def blame(self, place: Path | str, problem: str) -> None:
        """Something is wrong."""
        self.findings.append(Finding(self._shown(place), problem))

    def note(self, place: Path | str, problem: str) -> None:
        """Something is odd."""
        self.notes.append(Finding(self._shown(place), problem))

    def attempt(self, place: Path | str, look: Callable[[], object]) -> None:
        """Look at something that may be too damaged to be looked at."""
        try:
            look()
        except DAMAGE as error:
            self.blame(place, f"cannot be read: {' '.join(str(error).split())[:SHOWN_CHARACTERS]}")

    def _shown(self, place: Path | str) -> str:
        return str(place.relative_to(self.root)) if isinstance(place, Path) and place.is_relative_to(self.root) else str(place)
