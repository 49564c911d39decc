"""Where temporal expressions may stand, and which rule takes which span: prefilter, matching, choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.reading.dates.words import words
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Sentence, Span

GRAMMAR = ("dates_absolute", "dates_relative", "dates_clock")
TOKEN = re.compile(r"[A-Za-z]{1,12}|\d{1,4}")
BEFORE, AFTER = 44, 48  # how far from its trigger an expression may begin and end
LONGEST_SENTENCE = 4_000  # beyond it lies no prose


@dataclass(frozen=True, slots=True)
class Candidate:
    """One match of one rule."""

    start: int
    end: int
    rank: int
    rule: Rule
    match: re.Match[str]


@cache
def grammar() -> tuple[tuple[int, Rule, tuple[str, ...]], ...]:
    """The rules in order, each with its rank and the families of triggers that wake it."""
    rules = [rule for name in GRAMMAR for rule in load_rules(name)]
    return tuple((rank, rule, tuple(rule.set["trigger"])) for rank, rule in enumerate(rules))


def digit_families(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """The families that a number can wake, from its length and the character after it."""
    digits, end = match.group(), match.end()
    following = text[end : end + 1]
    if following == ":":
        return ("colon", "clock")
    if following and following in "-/." and text[end + 1 : end + 2].isdigit():
        return ("numeric", "year", "clock") if len(digits) == 4 else ("numeric", "clock")
    if following == "s" or text[end : end + 2] == "'s":
        return ("decade",)
    if text[end : end + 2] in ("st", "nd", "rd", "th"):
        return ("ordinal",)
    if len(digits) == 4:
        return ("year", "clock") if digits[:2] in ("15", "16", "17", "18", "19", "20") else ("clock",)
    return ()


def trigger_windows(text: str, sentence: Sentence) -> dict[str, list[Span]]:
    """For each family the stretches of a sentence around its triggers, joined where they touch."""
    triggers = words().triggers
    found: dict[str, list[Span]] = {}
    last = min(sentence.end, sentence.start + LONGEST_SENTENCE)
    for token in TOKEN.finditer(text, sentence.start, last):
        word = token.group()
        families = triggers.get(word.lower()) if word[0] > "9" else digit_families(text, token)
        if not families:
            continue
        window = (max(sentence.start, token.start() - BEFORE), min(last, token.end() + AFTER))
        for family in families:
            spans = found.setdefault(family, [])
            if spans and window[0] <= spans[-1][1]:
                spans[-1] = (spans[-1][0], window[1])
            else:
                spans.append(window)
    return found


def word_edges(text: str, window: Span, sentence: Sentence) -> Span:
    """The window without half words at its ends."""
    start, end = window
    while start > sentence.start and not text[start - 1].isspace() and start > window[0] - 12:
        start -= 1
    while end < sentence.end and not text[end].isspace() and end < window[1] + 12:
        end += 1
    return start, end


def candidates(text: str, sentence: Sentence) -> Iterator[Candidate]:
    """Every match of every rule that a trigger of the sentence wakes."""
    windows = trigger_windows(text, sentence)
    if not windows:
        return
    edges = {family: [word_edges(text, window, sentence) for window in spans] for family, spans in windows.items()}
    for rank, rule, families in grammar():
        seen: set[Span] = set()
        for family in families:
            for start, end in edges.get(family, ()):
                for match in rule.pattern.finditer(text, start, end):
                    if match.span() not in seen:
                        seen.add(match.span())
                        yield Candidate(*own_span(rule, match), rank, rule, match)


def own_span(rule: Rule, match: re.Match[str]) -> Span:
    """The span of the expression: the whole match, or the captures that the rule names."""
    named = rule.set.get("span")
    return group_span(match, named) if named else match.span()


def group_span(match: re.Match[str], groups: str) -> Span:
    """From the first to the last of the named captures that took part in the match."""
    spans = [match.span(name) for name in groups.split() if match.start(name) >= 0]
    return spans[0][0], spans[-1][1]


def choose(found: list[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap: the leftmost first, then the longest, then the first rule in file order."""
    chosen: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, -c.end, c.rank)):
        if not chosen or candidate.start >= chosen[-1].end:
            chosen.append(candidate)
    return chosen
