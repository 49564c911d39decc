"""Five-word shingles of a text, and the fingerprints by which texts that share passages find each other."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Hashes = NDArray[np.int64]

WORD = re.compile(r"\w+")
SHINGLE_WORDS = 5
# of any run of this many shingles one is kept, so that texts that share a run of twelve words share a fingerprint (winnowing)
WINDOW = 8
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bit of a word is lost; the order of words counts
KNOWN_WORDS = 1 << 16  # whose hashes are kept


def make_shingles(text: str) -> Hashes:
    """A 64-bit hash for every run of five words, in order; case and punctuation do not count."""
    words = np.array([_hash(word) for word in WORD.findall(text.casefold())], dtype=np.uint64)
    count = len(words) - SHINGLE_WORDS + 1
    if count <= 0:
        return np.empty(0, dtype=np.int64)
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE_WORDS):
        hashes = hashes * MULTIPLIER + words[place : place + count]
    return hashes.view(np.int64)


def pick_fingerprints(shingles: Hashes) -> list[int]:
    """The smallest shingle of every window, each once, sorted."""
    smallest = np.sort(shingles)[:1] if len(shingles) <= WINDOW else np.unique(sliding_window_view(shingles, WINDOW).min(axis=1))
    return [int(fingerprint) for fingerprint in smallest]


def containment(one: set[int], other: set[int]) -> float:
    """Share of the shorter text that stands in the other."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def resemblance(one: set[int], other: set[int]) -> float:
    """Share of all that stands in either text that stands in both (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0


@lru_cache(KNOWN_WORDS)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
