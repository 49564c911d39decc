"""How much of a text another one holds, by runs of four words: the measure of a known benchmark of main-text extraction."""

from __future__ import annotations

import re
from collections import Counter

WORD = re.compile(r"\w+")
WORDS = 4
PARTS = 1_000_000  # each page counts the same, however long, so its counts are shares in millionths


def compare_shingles(gold: str, found: str) -> dict[str, int]:
    """Shares of runs that both hold, that only ``found`` holds, and that only ``gold`` holds."""
    wanted, given = shingles(gold), shingles(found)
    shared = sum((wanted & given).values())
    counts = {"shared": shared, "extra": given.total() - shared, "missed": wanted.total() - shared}
    total = sum(counts.values())
    return {name: round(PARTS * count / total) for name, count in counts.items()} if total else counts


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of words, each as often as it occurs; a shorter text is one run."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1)) if words)
