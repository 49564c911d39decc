"""Which of the forms that mean two things are meant: the rules that ``lexicons/names_ambiguous.yml`` names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipelines.reading.names.lexicon import Entry, words

REACH = 60  # characters on each side in which a word of rockets makes a vehicle of "Atlas"
DESIGNATOR = re.compile(r"[- ](?:[IVX]+|\d+[A-Z]?|[A-Z])\b")
NEXT_LOWER = re.compile(r"'s\b| (?!of\b|and\b|or\b|to\b|from\b|east|west)[a-z]{3}")
NEXT_CAPITAL = re.compile(r" (?!I\b)[A-Z]")


@dataclass(frozen=True, slots=True)
class Found:
    """One form in the text, and the ids of all forms of the article."""

    text: str
    start: int
    end: int
    entry: Entry
    ids: frozenset[str]


@cache
def vehicle_words() -> re.Pattern[str]:
    """Words that make a vehicle or payload of a name near them."""
    return re.compile(r"\b(?:" + "|".join(sorted(words("vehicle_words"), key=lambda w: (-len(w), w))) + r")\b", re.IGNORECASE)


def has_vehicle_word(found: Found) -> bool:
    """Whether a designator follows, or a word of rockets stands near."""
    if DESIGNATOR.match(found.text, found.end):
        return True
    before = found.text[max(0, found.start - REACH) : found.start].rpartition("\n")[2]
    after = found.text[found.end : found.end + REACH].partition("\n")[0]
    return bool(vehicle_words().search(before) or vehicle_words().search(after))


def has_missile_word(found: Found) -> bool:
    """Whether a word of missiles stands near a form that is also the name of a firm that flies rockets."""
    near = found.text[max(0, found.start - REACH) : found.end + REACH]
    return any(word in near.lower() for word in words("missile_words"))


def is_designated(found: Found) -> bool:
    """Whether a designator follows a form that means something else without one: "Apollo 11"."""
    return bool(DESIGNATOR.match(found.text, found.end))


def is_state_named(found: Found) -> bool:
    """Whether the article names the state in full, and "the North" is not the start of a longer name."""
    return found.entry.id in found.ids and not NEXT_CAPITAL.match(found.text, found.end)


def is_bare_state(found: Found) -> bool:
    """Whether "North" stands for the state: at the start of a sentence or clause, a verb or possessive after it."""
    before = found.text[max(0, found.start - 2) : found.start]
    is_start = found.start == 0 or before.endswith("\n") or before in (". ", ", ", '" ', "? ", ": ")
    return is_start and is_state_named(found) and bool(NEXT_LOWER.match(found.text, found.end))


def is_never(found: Found) -> bool:
    """Forms that are not worth the mistakes."""
    return False


DECIDERS: dict[str, Callable[[Found], bool]] = {
    "vehicle_word": has_vehicle_word,
    "designated": is_designated,
    "missile_word": has_missile_word,
    "state_named": is_state_named,
    "bare_state": is_bare_state,
    "not_state": is_never,
}


def meant(text: str, forms: list[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry]]:
    """The forms without those that mean something else here."""
    ids = frozenset(entry.id for _, _, entry in forms if entry.needs is None)
    return [
        (start, end, entry)
        for start, end, entry in forms
        if entry.needs is None or DECIDERS[entry.needs](Found(text, start, end, entry, ids))
    ]
