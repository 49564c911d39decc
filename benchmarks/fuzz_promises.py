"""What the fuzzers and their targets agree on."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

Words = frozenset[str]
MOST_BYTES = 1 << 13  # of an input that a fuzzer makes
STATE_HEAD = struct.Struct("<QQ")  # of the file that tells what a fuzzer is at: inputs so far, length of the one that follows


@dataclass(frozen=True, slots=True)
class Target:
    """One reader: how it is called, what mutants are made of. Its words tell one kind of result from another."""

    run: Callable[[bytes], Words]
    seeds: tuple[bytes, ...]
    pieces: tuple[bytes, ...]


class BrokenPromise(Exception):
    """A result that must not be."""


def expect(is_kept: bool, held: object) -> None:
    """Raise where a promise about a result is not kept."""
    if not is_kept:
        raise BrokenPromise(str(held)[:300])
