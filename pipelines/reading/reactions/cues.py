"""Where a sentence holds words that carry a reaction: the rules of ``rules/reactions.yml`` tried on each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.reading.reactions.stems import LONGEST, beginnings
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Document, Sentence, Span

MOST = 4  # cues of one rule that a sentence may hold; more are no news
LONGEST_NEEDED = 20  # letters of the longest word that a rule asks for
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


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


@dataclass(frozen=True, slots=True)
class Index:
    """The rules by the words that their matches begin with, and by the words that they cannot do without."""

    words: dict[str, list[int]]
    stems: dict[str, list[int]]
    needed: dict[str, list[int]]
    anywhere: tuple[int, ...]  # rules that may begin with any word
    undemanding: frozenset[int]  # rules that need no word besides


@cache
def index() -> Index:
    """The index of the reaction rules, by their numbers in file order."""
    rules = load_rules("reactions")
    starts = [beginnings(rule.pattern.pattern) for rule in rules]
    anywhere = tuple(number for number, start in enumerate(starts) if start is None)
    found = Index({}, {}, {}, anywhere, undemanding())
    for number, rule in enumerate(rules):
        words, stems = starts[number] or (frozenset(), frozenset())
        for table, keys in ((found.words, words), (found.stems, stems), (found.needed, rule.set.get("words", ()))):
            for key in keys:
                table.setdefault(key, []).append(number)
    return found


def undemanding() -> frozenset[int]:
    """Rules that need no word besides those that they begin with."""
    return frozenset(number for number, rule in enumerate(load_rules("reactions")) if not rule.set.get("words"))


@lru_cache(maxsize=20_000)
def of_word(word: str) -> tuple[frozenset[int], frozenset[int]]:
    """The rules that may begin with a word, and those that need one like it."""
    known, head = index(), word.partition("-")[0]
    starts = {number for size in range(1, LONGEST + 1) for number in known.stems.get(word[:size], ())}
    met = {number for size in range(1, LONGEST_NEEDED + 1) for number in known.needed.get(word[:size], ())}
    return frozenset(starts.union(known.words.get(head, ()))), frozenset(met)


def places(text: str, start: int, end: int) -> dict[int, list[int]]:
    """The rules worth trying in a sentence with the offsets to try them at; no offset stands for anywhere."""
    found: dict[int, list[int]] = {number: [] for number in index().anywhere}
    met = set(index().undemanding)
    for match in WORD.finditer(text, start, end):
        starts, needs = of_word(match.group().lower())
        met |= needs
        for number in starts:
            found.setdefault(number, []).append(match.start())
    return {number: offsets for number, offsets in found.items() if number in met}


def find_cues(document: Document) -> list[ReactionCue]:
    """The cues of all sentences in text order."""
    return [cue for number in range(len(document.sentences)) for cue in cues_of_sentence(document, number)]


def cues_of_sentence(document: Document, number: int) -> list[ReactionCue]:
    """The cues of one sentence, without those that another explains away ("not a violation" is no violation)."""
    sentence = document.sentences[number]
    rules = load_rules("reactions")
    tried = sorted(places(document.text, sentence.start, sentence.end).items())
    found = [cue for rule, offsets in tried for cue in nearest(matches(rules[rule], document.text, offsets, sentence, number))]
    kept = [cue for cue in found if cue.type != "none" and not any(beats(other, cue) for other in found)]
    return sorted(kept, key=lambda cue: (cue.start, cue.end))


def matches(rule: Rule, text: str, offsets: list[int], sentence: Sentence, number: int) -> Iterator[ReactionCue]:
    """The matches of one rule in a sentence; a verb after a hyphen is part of a compound ("a live-firing exercise")."""
    if not offsets:
        found = list(rule.pattern.finditer(text, sentence.start, sentence.end))
    else:
        found = [match for at in offsets if (match := rule.pattern.match(text, at, sentence.end)) is not None]
    for match in found:
        cue = to_cue(rule, match, number)
        if text[cue.at - 1 : cue.at] != "-":
            yield cue


def nearest(cues: Iterable[ReactionCue]) -> list[ReactionCue]:
    """The first cues of one rule; of two that end at the same place the one whose verb is nearer to it."""
    by_end: dict[int, ReactionCue] = {}
    for cue in cues:
        if cue.end not in by_end or cue.at > by_end[cue.end].at:
            by_end[cue.end] = cue
    return list(by_end.values())[:MOST]


def to_cue(rule: Rule, match: re.Match[str], number: int) -> ReactionCue:
    """A match as a cue."""
    groups = match.re.groupindex
    at = match.start("verb" if "verb" in groups else "cue")
    return ReactionCue(rule, match.start(), match.end(), at, match.span("agent") if "agent" in groups else None, number)


def beats(one: ReactionCue, other: ReactionCue) -> bool:
    """Whether a cue explains another away that shares words with it."""
    beaten = one.rule.set.get("beats", ())
    return (other.type in beaten or other.rule.id in beaten) and one.start < other.end and other.start < one.end
