"""A cheap test before many patterns: one pass over a text tells which of them could match it at all.

Every pattern is asked once what each of its matches holds: of each run of its words one spelling ("fired" or "launched"). An
automaton over the spellings of all patterns then finds those that a text has. A pattern without any is always let through.
"""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

MOST = 400  # strings that a piece of a pattern is spelled out to
LEAST = 2  # characters of a literal that tells something
FOLDED = str.maketrans("\u0130\u0131\u017f", "iis")  # letters that patterns take for i and s where case does not count
Strings = frozenset[str]
EMPTY: Strings = frozenset({""})


@dataclass(frozen=True, slots=True)
class Gate:
    """Literals of many patterns in one automaton. ``meets`` are the numbers of the demands that each literal meets,
    ``demands`` those of each pattern, all of which a text must meet."""

    literals: AhoCorasick
    meets: tuple[tuple[int, ...], ...]
    demands: tuple[frozenset[int], ...]

    def passing(self, text: str) -> list[int]:
        """The numbers of the patterns that may match somewhere in a text, in order."""
        found = {literal for literal, _, _ in self.literals.find_matches_as_indexes(fold(text), overlapping=True)}
        met = {demand for literal in found for demand in self.meets[literal]}
        return [number for number, demands in enumerate(self.demands) if demands <= met]


def make_gate(patterns: Sequence[re.Pattern[str]]) -> Gate:
    """The gate before some patterns."""
    numbers: dict[Strings, int] = {}
    demands = tuple(frozenset(numbers.setdefault(each, len(numbers)) for each in demands_of(pattern)) for pattern in patterns)
    meets: dict[str, list[int]] = {}
    for strings, number in numbers.items():
        for literal in sorted(strings):
            meets.setdefault(literal, []).append(number)
    return Gate(AhoCorasick(list(meets), implementation=Implementation.DFA), tuple(map(tuple, meets.values())), demands)


def fold(text: str) -> str:
    """A text as it is compared with literals: in lower case."""
    return text.lower() if text.isascii() else text.translate(FOLDED).lower()


def demands_of(pattern: re.Pattern[str]) -> tuple[Strings, ...]:
    """Sets of strings in lower case, of each of which every match holds one; none where the pattern wants nothing in particular."""
    items = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return tuple(dict.fromkeys(strings for strings in choices(items) if worth(strings)[0] >= LEAST))


def needed(items: Iterable[tuple[Any, Any]]) -> Strings:
    """Of the pieces of a sequence that must all be there, the strings of the one that says most."""
    return max(choices(items), key=worth, default=frozenset())


def worth(strings: Strings) -> tuple[int, int]:
    """How much strings tell apart: by the shortest of them, and the fewer the better."""
    return min(map(len, strings), default=0), -len(strings)


def choices(items: Iterable[tuple[Any, Any]]) -> Iterator[Strings]:
    """What every match of a sequence must hold: each run of spelled-out pieces, and what pieces between them want."""
    run = EMPTY
    for op, value in items:
        spelled = spell(op, value)
        if spelled is not None and len(run) * len(spelled) <= MOST:
            run = joined([run, spelled])
            continue
        yield run
        yield wanted_by(op, value)
        run = spelled or EMPTY
    yield run


def wanted_by(op: Any, value: Any) -> Strings:
    """What a piece wants that cannot be spelled out."""
    if op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
        return needed(value[-1] if op is ops.SUBPATTERN else value)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT) and value[0]:
        return needed(value[2])
    if op is ops.BRANCH:
        branches = [needed(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(worth(each)[0] for each in branches) else frozenset()
    return frozenset()


def spell(op: Any, value: Any) -> Strings | None:
    """All strings that a piece stands for, in lower case; None where they are too many or not to be counted."""
    if op is ops.LITERAL:
        return frozenset({chr(value).lower()}) if value < 128 else None
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return EMPTY
    if op is ops.IN and all(kind is ops.LITERAL and code < 128 for kind, code in value):
        return frozenset(chr(code).lower() for _, code in value)
    if op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
        return spell_all(value[-1] if op is ops.SUBPATTERN else value)
    if op is ops.BRANCH:
        branches = [spell_all(branch) for branch in value[1]]
        spelled = [each for each in branches if each is not None]
        return fitting(frozenset().union(*spelled)) if len(spelled) == len(branches) else None
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT) and value[1] == 1:
        once = spell_all(value[2])
        return once if once is None or value[0] else once | EMPTY
    return None


def spell_all(items: Iterable[tuple[Any, Any]]) -> Strings | None:
    """All strings that a sequence stands for."""
    total = EMPTY
    for op, value in items:
        spelled = spell(op, value)
        if spelled is None or len(total) * len(spelled) > MOST:
            return None
        total = joined([total, spelled])
    return total


def joined(parts: Sequence[Strings]) -> Strings:
    """Every way to write one string of each part after the other."""
    return frozenset("".join(strings) for strings in product(*parts))


def fitting(strings: Strings) -> Strings | None:
    """The strings, unless they are too many."""
    return strings if len(strings) <= MOST else None
