"""When two annotations are alike: names, days, spans of evidence. The same conditions as the guidelines' own scorer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.reading.rules import read_yaml
from pipelines.reading.types import Span

Row = Mapping[str, Any]
Likeness = Callable[[Row, Row], float]

POSSESSIVE = re.compile(r"['\u2019]s\b")
INITIALS = re.compile(r"\b((?:[a-z]\.)+[a-z]?)(?=\W|$)")
WORDS = re.compile(r"[^\W_]+")


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of ``alike.yml``."""
    return frozenset(read_yaml(Path(__file__).parent / "alike.yml")[name])


@cache
def fold_name(name: str | None) -> tuple[str, ...]:
    """The words of a name without case, accents, titles or articles."""
    text = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).lower()
    text = INITIALS.sub(lambda match: match[0].replace(".", ""), POSSESSIVE.sub("", text))
    words = WORDS.findall(text)
    return tuple(word for word in words if word not in word_list("dropped")) or tuple(words)


def is_same_name(left: str | None, right: str | None) -> bool:
    """Whether two names share most of the shorter one; numerals and north or south must agree."""
    a, b = fold_name(left), fold_name(right)
    if not a or not b:
        return not a and not b
    if "".join(a) == "".join(b):
        return True
    one, two = set(a), set(b)
    for told_apart in (str.isdigit, word_list("apart").__contains__):
        x, y = ({word for word in side if told_apart(word)} for side in (one, two))
        if x and y and x != y:
            return False
    return len(one & two) / min(len(one), len(two)) > 0.5


def spans_of(document: str, evidence: str | Sequence[str] | None) -> list[Span]:
    """Where each piece of evidence stands first in the document."""
    pieces = [evidence] if isinstance(evidence, str) else evidence or []
    found = [(document.find(piece), len(piece)) for piece in pieces if piece]
    return [(start, start + size) for start, size in found if start >= 0]


def is_touching(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether some pair of spans shares half of its shorter one."""
    for start, end in left:
        for other_start, other_end in right:
            shared = min(end, other_end) - max(start, other_start)
            if shared > 0 and shared >= 0.5 * min(end - start, other_end - other_start):
                return True
    return False


def day_of(value: str | None) -> date | None:
    """A day, or None where the value is none or no day."""
    try:
        return date.fromisoformat(value) if value else None
    except (ValueError, TypeError):
        return None


def days_of(row: Row) -> tuple[date | None, date | None]:
    """First and last day of a launch."""
    return day_of(row.get("date_start")), day_of(row.get("date_end"))


def pair_off(gold: Sequence[Row], read: Sequence[Row], likeness: Likeness) -> list[tuple[int, int]]:
    """One-to-one pairs, the most alike first; likeness 0 is no pair."""
    scored = [(likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(read)]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_read: set[int] = set()
    for value, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if value > 0 and i not in used_gold and j not in used_read:
            pairs.append((i, j))
            used_gold.add(i)
            used_read.add(j)
    return pairs


def launch_likeness(document: str, any_status: bool = False) -> Likeness:
    """How alike two launches are: the days, the vehicle, the evidence; the country and whether it occurred must agree."""

    return lambda gold, read: _launch_likeness(document, gold, read, any_status)


def _launch_likeness(document: str, gold: Row, read: Row, any_status: bool) -> float:
    if gold.get("country") and read.get("country") and gold["country"] != read["country"]:
        return 0.0
    if not any_status and (gold["status"] == "occurred") != (read.get("status") == "occurred"):
        return 0.0
    is_named = bool(gold.get("vehicle")) and is_same_name(gold.get("vehicle"), read.get("vehicle"))
    is_seen = is_touching(spans_of(document, gold.get("evidence")), spans_of(document, read.get("evidence")))
    value = _day_likeness(days_of(gold), days_of(read), is_named or is_seen)
    if not value:
        return 0.0
    value += 0.5 * (gold.get("class") == read.get("class")) + 0.25 * bool(gold.get("focus") == read.get("focus"))
    return value + is_seen + is_named


def _day_likeness(gold: tuple[date | None, date | None], read: tuple[date | None, date | None], otherwise: bool) -> float:
    first, last = gold
    read_first, read_last = read
    if first and last and read_first and read_last:
        if not (first <= read_last and read_first <= last):
            return 0.0
        return 3.0 if gold == read else 1.0
    return 1.0 if otherwise else 0.0


def claim_likeness(document: str) -> Likeness:
    """How alike two claims are: the topic and the evidence must agree, and the speaker or his side."""
    return lambda gold, read: _claim_likeness(document, gold, read)


def _claim_likeness(document: str, gold: Row, read: Row) -> float:
    if gold.get("topic") != read.get("topic"):
        return 0.0
    if not is_touching(spans_of(document, gold.get("evidence")), spans_of(document, read.get("evidence"))):
        return 0.0
    is_side = bool(gold.get("country")) and gold.get("country") == read.get("country")
    return 1.0 * is_same_name(gold.get("speaker"), read.get("speaker")) + 0.5 * is_side


def reaction_likeness(document: str) -> Likeness:
    """How alike two reactions are: the type and the side must agree, and the evidence or the actor."""
    return lambda gold, read: _reaction_likeness(document, gold, read)


def _reaction_likeness(document: str, gold: Row, read: Row) -> float:
    if gold.get("type") != read.get("type") or gold.get("country") != read.get("country"):
        return 0.0
    is_seen = is_touching(spans_of(document, gold.get("evidence")), spans_of(document, read.get("evidence")))
    return 1.0 * is_seen + 0.5 * is_same_name(gold.get("actor"), read.get("actor"))
