"""What the words of temporal expressions stand for: numbers, months, weekdays, units, feasts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.reading.rules import HERE, read_yaml

WORD = re.compile(r"[a-z]+|1/2|\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``lexicons/dates_words.yml``."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, float | None]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, str]
    season_months: Mapping[str, int]
    parts: Mapping[str, str]
    thirds: Mapping[str, int]
    decade_words: Mapping[str, int]
    holidays: Mapping[str, str]
    triggers: Mapping[str, frozenset[str]]


@cache
def words() -> Words:
    """The word lists, with each trigger word pointing at the families of rules that it wakes."""
    data: dict[str, Any] = read_yaml(HERE / "lexicons" / "dates_words.yml")
    families: dict[str, set[str]] = {}
    for family, listed in data["triggers"].items():
        for word in listed:
            families.setdefault(word, set()).add(family)
    fields = {name: data[name] for name in Words.__slots__ if name != "triggers"}
    return Words(**fields, triggers={word: frozenset(found) for word, found in families.items()})


def month_number(text: str) -> int:
    """1 for January and every way to write it."""
    return words().months[text[:3].lower()]


def weekday_number(text: str) -> int:
    """0 for Monday and every way to write it."""
    return words().weekdays[text[:3].lower()]


def day_number(text: str) -> int:
    """The day of a month from "21", "21st" or "twenty-first"."""
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else words().ordinals[text.lower()]


def unit_code(text: str) -> str:
    """The TIMEX3 letter of a unit: D of "days", TH of "hours"."""
    low = text.lower()
    for stem, code in words().units.items():
        if low.startswith(stem) and not (stem == "week" and low.startswith("weekend")):
            return code
    return "C" if low.startswith("centur") else "D"


def number(text: str) -> float | None:
    """The number that the words mean, null for "a few" and other open counts."""
    total, current = 0.0, 0.0
    pieces = WORD.findall(re.split(r" (?:to|or) ", text.lower(), maxsplit=1)[0])
    if len(pieces) > 1 and pieces[0] in ("a", "an"):
        pieces = pieces[1:]
    for piece in pieces:
        if piece[0].isdigit():
            current += 0.5 if piece == "1/2" else float(piece.replace(",", ""))
            continue
        if piece not in words().numbers:
            continue
        value = words().numbers[piece]
        if value is None:
            return None
        if value >= 100:
            current = max(current, 1) * value
        else:
            current += value
    total += current
    return total


def third_of(text: str | None) -> int | None:
    """0, 1 or 2 for early, mid- or late, null for anything else: "as early as this week" leaves the whole week."""
    if not text or "as early as" in text.lower():
        return None
    for word, third in words().thirds.items():
        if word in text.lower() and word not in _comparatives(text.lower()):
            return third
    return None


def _comparatives(text: str) -> tuple[str, ...]:
    return ("early", "late") if "earlier" in text or "later" in text else ()


def season_code(text: str) -> str:
    """SP, SU, FA or WI."""
    return words().seasons[text.lower()]


def part_code(text: str) -> str:
    """The TIMEX3 part of a day ("MO", "NI") or a clock time ("12:00")."""
    low = text.lower()
    for word, code in words().parts.items():
        if word in low:
            return code
    return "NI"
