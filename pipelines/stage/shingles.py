"""Five-word shingles of a text, and the fingerprints by which texts that share passages find each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

WORD = re.compile(r"\w+")
SHINGLE_WORDS = 5
# of any run of this many shingles one is kept, so that texts that share a run of twelve words share a fingerprint (winnowing)
WINDOW = 8


def make_shingles(text: str) -> list[int]:
    """A 64-bit hash for every run of five words, in order; case and punctuation do not count."""
    words = [word.casefold() for word in WORD.findall(text)]
    return [_hash(" ".join(words[at : at + SHINGLE_WORDS])) for at in range(len(words) - SHINGLE_WORDS + 1)]


def pick_fingerprints(shingles: Sequence[int]) -> list[int]:
    """The smallest shingle of every window, each once, sorted."""
    windows = max(1, len(shingles) - WINDOW + 1)
    return sorted({min(shingles[at : at + WINDOW]) for at in range(windows)}) if shingles else []


def containment(one: set[int], other: set[int]) -> float:
    """Share of the shorter text that stands in the other."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def resemblance(one: set[int], other: set[int]) -> float:
    """Share of all that stands in either text that stands in both (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big", signed=True)
