"""Where a sentence holds words that carry a reaction: the rules of ``rules/reactions.yml`` tried on each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Document, Span

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
KEY = 3  # letters by which stems are looked up


@dataclass(frozen=True, slots=True)
class ReactionCue:
    """Words that carry a reaction. ``at`` is where the verb starts, or the words; ``agent`` the party named after a noun."""

    rule: Rule
    start: int
    end: int
    at: int
    agent: Span | None
    sentence: int

    @property
    def type(self) -> str:
        """The reaction that the rule emits, or "urge", which the launch decides, or "none": only explains others away."""
        return str(self.rule.set["type"])

    @property
    def reads(self) -> str:
        """Whose reaction it is: deed, words, noun or alarm."""
        return str(self.rule.set["reads"])


@cache
def rules_by_stem() -> tuple[dict[str, tuple[tuple[str, int], ...]], frozenset[int]]:
    """Stems by their first letters with the number of their rule, and the rules that need no stem."""
    stems: dict[str, list[tuple[str, int]]] = {}
    always = set()
    for number, rule in enumerate(load_rules("reactions")):
        for stem in rule.set.get("words", ()):
            stems.setdefault(stem[:KEY], []).append((stem, number))
        if not rule.set.get("words"):
            always.add(number)
    return {key: tuple(found) for key, found in stems.items()}, frozenset(always)


def rules_worth_trying(text: str) -> list[Rule]:
    """The rules one of whose words stands in a sentence, in file order."""
    stems, always = rules_by_stem()
    numbers = set(always)
    for word in set(WORD.findall(text.lower())):
        for size in range(1, KEY + 1):
            numbers.update(number for stem, number in stems.get(word[:size], ()) if word.startswith(stem))
    rules = load_rules("reactions")
    return [rules[number] for number in sorted(numbers)]


def find_cues(document: Document) -> list[ReactionCue]:
    """The cues of all sentences in text order."""
    return [cue for number in range(len(document.sentences)) for cue in cues_of_sentence(document, number)]


def cues_of_sentence(document: Document, number: int) -> list[ReactionCue]:
    """The cues of one sentence, without those that another explains away ("not a violation" is no violation)."""
    sentence = document.sentences[number]
    rules = rules_worth_trying(document.text[sentence.start : sentence.end])
    found = [cue for rule in rules for cue in matches(rule, document.text, sentence.start, sentence.end, number)]
    kept = [cue for cue in found if cue.type != "none" and not any(beats(other, cue) for other in found)]
    return sorted(kept, key=lambda cue: (cue.start, cue.end))


def matches(rule: Rule, text: str, start: int, end: int, number: int) -> Iterator[ReactionCue]:
    """The cues of one rule in a sentence; of two that end at the same place the nearer verb counts."""
    at = start
    last: ReactionCue | None = None
    while (match := rule.pattern.search(text, at, end)) is not None:
        cue = to_cue(rule, match, number)
        at = cue.at + 1
        if text[cue.at - 1 : cue.at] == "-":
            continue  # "a live-firing exercise": part of a compound, no verb
        if last is not None and last.end != cue.end:
            yield last
        last = cue
    if last is not None:
        yield last


def to_cue(rule: Rule, match: re.Match[str], number: int) -> ReactionCue:
    """A match as a cue."""
    groups = match.re.groupindex
    at = match.start("verb" if "verb" in groups else "cue")
    return ReactionCue(rule, match.start(), match.end(), at, match.span("agent") if "agent" in groups else None, number)


def beats(one: ReactionCue, other: ReactionCue) -> bool:
    """Whether a cue explains another away that shares words with it."""
    beaten = one.rule.set.get("beats", ())
    return (other.type in beaten or other.rule.id in beaten) and one.start < other.end and other.start < one.end
