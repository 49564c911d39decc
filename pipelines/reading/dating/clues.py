"""What one piece of evidence says about the day of publication."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.dating.days import Days
from pipelines.reading.types import Span

# Ranks: clues of a lower rank are heard first, and a later one that contradicts all before it loses.
STAMP, BOUND, FRESH, CALENDAR, PUBLIC, TENSE = range(6)


@dataclass(frozen=True, slots=True)
class Clue:
    """The days that one piece of evidence allows for the publication."""

    method: str
    days: Days
    raw: str
    span: Span
    rank: int
    is_weak: bool = False  # heard only where a clue of another kind agrees
