"""An attribution before its source is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.types import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its source is resolved. Spans are working offsets; ``edge`` is where it begins in the unit."""

    source: tuple[Span, ...]
    via: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    sentence: int
    edge: int = 0
    is_nested: bool = False
