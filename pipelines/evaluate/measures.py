"""Counts of a measure and the figures that follow from them; the shape that every report has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Protocol


class Report(Protocol):
    """What an evaluation hands back."""

    def lines(self) -> list[str]:
        """The figures for people, one line each."""

    def as_dict(self) -> dict[str, Any]:
        """The figures by name, for files and tests."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one measure over found things: how many are right, annotated and read."""

    right: int
    gold: int
    read: int

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read and nothing is annotated."""
        return self.right / self.read if self.read else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of what is annotated that was read."""
        return self.right / self.gold if self.gold else float(not self.read)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def line(self, name: str) -> str:
        """The measure as one line."""
        figures = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{name:<18} {figures}  gold {self.gold}  read {self.read}"


@dataclass(frozen=True, slots=True)
class Share:
    """Counts of one accuracy: how many of the cases are right."""

    right: int
    cases: int

    @property
    def accuracy(self) -> float:
        """Share of the cases that are right; 1 where there is none."""
        return self.right / self.cases if self.cases else 1.0

    def line(self, name: str) -> str:
        """The accuracy as one line."""
        return f"{name:<18} {self.accuracy:.3f}  of {self.cases}"


def score_of(counts: Counter[str], name: str) -> Score:
    """The score that is counted under a name."""
    return Score(counts[f"{name}.right"], counts[f"{name}.gold"], counts[f"{name}.read"])
