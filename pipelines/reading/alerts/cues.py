"""Where a sentence tells of an alert: the rules of ``rules/alerts.yml``, of matches that share words the one that says more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.reading.gates import Gate, make_gate
from pipelines.reading.reactions.cues import ReactionCue
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Document, Span

MOST = 6  # cues that a sentence may hold; more are no news
NONE = "none"  # the step of what was told to nobody
STEPS = ("not_issued", "error_admitted", "lifted", "updated", "issued")  # what says more comes first
KINDS = ("launch_notice", "sea", "air", "public", None)  # the more particular first
BREAK = re.compile(
    r",? (?:and|but|then|while|before|until|after which|when|that|after|as|because)\b(?! \w+ing\b)|;|,|(?= (?:to|until|till) \d)"
)


@cache
def gate() -> Gate:
    """The cheap test before the patterns."""
    return make_gate([rule.pattern for rule in load_rules("alerts")])


def cues_of_sentence(document: Document, number: int) -> list[ReactionCue]:
    """What a sentence tells of alerts, in text order; nothing that is only rehearsed, ruled or feared."""
    sentence = document.sentences[number]
    rules = load_rules("alerts")
    passing = [rules[index] for index in gate().passing(document.text[sentence.start : sentence.end])]
    telling, others = [rule for rule in passing if rule.set["step"] != NONE], [rule for rule in passing if rule.set["step"] == NONE]
    cues = matches_of(telling, document, number)
    if cues and matches_of(others, document, number):
        cues = [cue for cue in cues if cue.rule.set["step"] == "error_admitted"]
    return sorted(without_weaker(cues), key=lambda cue: (cue.start, cue.end))[:MOST]


def matches_of(rules: Sequence[Rule], document: Document, number: int) -> list[ReactionCue]:
    """The matches of some rules in a sentence."""
    sentence = document.sentences[number]
    return [to_cue(rule, m, number) for rule in rules for m in rule.pattern.finditer(document.text, sentence.start, sentence.end)]


def to_cue(rule: Rule, match: re.Match[str], number: int) -> ReactionCue:
    """A match as a cue, from its verb, or its words, to the end of the match."""
    groups = match.re.groupindex
    at = match.start("verb" if "verb" in groups else "cue")
    start = match.start("cue") if "cue" in groups else at
    return ReactionCue(rule, start, match.end(), at, None, number)


def without_weaker(cues: list[ReactionCue]) -> list[ReactionCue]:
    """The cues without those that share words with one that says more."""
    kept: list[ReactionCue] = []
    for cue in sorted(cues, key=weight):
        if not any(share_words(cue, other) for other in kept):
            kept.append(cue)
    return kept


def weight(cue: ReactionCue) -> tuple[int, int, int, int]:
    """Where a cue stands among those that share words with it: the lowest holds."""
    return STEPS.index(cue.rule.set["step"]), KINDS.index(cue.rule.set.get("kind")), cue.start, -cue.end


def moments_of(document: Document, number: int, cues: list[ReactionCue]) -> list[ReactionCue]:
    """Where a sentence tells of a moment of the flight, in words that no alert has taken."""
    found = matches_of(load_rules("flight_moments"), document, number)
    free = [cue for cue in found if not any(share_words(cue, other) for other in cues)]
    return sorted(free, key=lambda cue: (cue.start, cue.end))


def share_words(one: ReactionCue, other: ReactionCue) -> bool:
    """Whether two cues overlap."""
    return one.start < other.end and other.start < one.end


def clauses_of(document: Document, cues: list[ReactionCue]) -> list[tuple[ReactionCue, Span]]:
    """Each cue of a sentence with its part of the sentence, parted where a clause begins between two of them.

    Of two that tell one step with no clause between them ("sirens sounded as people were told to take shelter") the first stands for both.
    """
    if not cues:
        return []
    sentence = document.sentences[cues[0].sentence]
    kept, starts, ends = [cues[0]], [sentence.start], []
    for cue in cues[1:]:
        breaks = [match.span() for match in BREAK.finditer(document.text, kept[-1].end, cue.start)]
        if not breaks and step_of(cue) == step_of(kept[-1]):
            continue
        end, start = breaks[-1] if breaks else (cue.start, cue.start)
        kept.append(cue)
        starts.append(start)
        ends.append(end)
    spans = [trimmed(document.text, start, end) for start, end in zip(starts, [*ends, sentence.end], strict=True)]
    return list(zip(kept, spans, strict=True))


def step_of(cue: ReactionCue) -> tuple[str, str | None]:
    """What a cue tells, and of what kind of alert; of a moment of the flight, which."""
    return str(cue.rule.set.get("step") or cue.rule.set["moment"]), cue.rule.set.get("kind")


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without blanks at its edges."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
