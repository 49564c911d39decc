"""With which words a pattern can begin, so that it is tried at those words only and not at every place of a sentence."""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from typing import Any

LONGEST = 8  # letters after which a beginning is cut; longer words are looked up by these
END = " "  # the word is over
UNKNOWN = "?"  # anything may follow

# A beginning: its letters, then nothing while it may go on, END, or UNKNOWN.
Beginnings = frozenset[str]


def beginnings(pattern: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Whole words and beginnings of words, in lower case, one of which every match starts with; None where any word will do."""
    found = read(parser.parse(pattern, re.IGNORECASE))
    words = {each.removesuffix(END) for each in found if each.endswith(END)}
    stems = {each.removesuffix(UNKNOWN) for each in found if not each.endswith(END)}
    return None if "" in words | stems else (frozenset(words), frozenset(stems))


def read(items: Iterable[tuple[Any, Any]], inside: bool = False) -> Beginnings:
    """The beginnings of a sequence of parsed pieces; ``inside`` another pattern a leading mark ends the word before."""
    found: Beginnings = frozenset({""})
    for op, value in items:
        if all(each.endswith((END, UNKNOWN)) for each in found):
            break
        found = frozenset(longer for each in found for longer in extended(each, op, value, inside))
    return found


def extended(start: str, op: Any, value: Any, inside: bool) -> list[str]:
    """A beginning with what one piece adds to it."""
    if start.endswith((END, UNKNOWN)):
        return [start]
    return [join(start, more, inside) for more in options(op, value, inside or bool(start))]


def join(start: str, more: str, inside: bool) -> str:
    """A beginning with letters after it; marks before a word are passed over, marks after it end it."""
    if more == END and not start:
        return END if inside else start
    joined = start + more
    return joined[:LONGEST] + UNKNOWN if len(joined.rstrip(END + UNKNOWN)) >= LONGEST else joined


def options(op: Any, value: Any, inside: bool) -> Beginnings:
    """What one parsed piece may begin with."""
    if op is ops.LITERAL:
        return frozenset({letter(value)})
    if op is ops.IN:
        return frozenset(letter(each) if kind is ops.LITERAL else UNKNOWN for kind, each in value)
    if op is ops.BRANCH:
        return frozenset(each for branch in value[1] for each in read(branch, inside))
    if op is ops.SUBPATTERN:
        return read(value[-1], inside)
    if op is ops.ATOMIC_GROUP:
        return read(value, inside)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, piece = value
        return repeated(least, most, piece, inside)
    return frozenset({"" if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT) else UNKNOWN})


def repeated(least: int, most: int, items: Any, inside: bool) -> Beginnings:
    """What a repeated piece may begin with: after more than one turn nothing is known."""
    once = read(items, inside)
    if most > 1:
        once = frozenset(each if each.endswith((END, UNKNOWN)) else each + UNKNOWN for each in once)
    return once | {""} if least == 0 else once


def letter(code: int) -> str:
    """A character as a letter in lower case, or the end of a word."""
    char = chr(code).lower()
    return char if char.isalpha() else END
