"""Clauses of a statement as features: which kind of subject does which kind of thing, and whether it happened, will or may.

No grammar is parsed. Each known verb form is looked up with the auxiliaries before it and the nearest known head before those.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reading.rules import HERE, read_yaml

WORD = re.compile(r"[a-z](?:\.[a-z])+\.?|[a-z][\w'-]*|'s|'ll|'re|\d[\d,.]*|[,;:.()\"]")
REACH = 10  # words that a subject may stand before its verb
GROUP = 8  # words that a verb group may hold before the verb
STOPS = frozenset(";.:")


@cache
def words_of(name: str) -> frozenset[str]:
    """One plain list of ``claims_clauses.yml``."""
    return frozenset(read_yaml(HERE / "lexicons" / "claims_clauses.yml")[name])


@cache
def classes_of(name: str) -> dict[str, str]:
    """Word to class of ``verbs`` or ``subjects``; the first class that lists a word has it."""
    found: dict[str, str] = {}
    for label, words in read_yaml(HERE / "lexicons" / "claims_clauses.yml")[name].items():
        for word in words:
            found.setdefault(word, label)
    return found


@cache
def helping() -> frozenset[str]:
    """Words that a verb group may hold before its verb."""
    return frozenset().union(*(words_of(name) for name in ("future", "able", "possible", "not", "hedged", "purpose", "auxiliary")))


def clause_features(text: str) -> set[str]:
    """Features of every clause of a text; those of the first verb once more by themselves."""
    words = WORD.findall(text.lower())
    found: set[str] = set()
    is_first = True
    for at, word in enumerate(words):
        verb = classes_of("verbs").get(stem(word))
        if verb is None or not is_verb(words, at):
            continue
        start, modes = group_before(words, at)
        mood = "+".join(sorted(modes - {"not", "hedged"}))
        subject = subject_before(words, start)
        found |= {f"v:{verb}", f"v:{verb}:{mood}", f"s:{subject}>{verb}", f"s:{subject}>{verb}:{mood}"}
        found |= {f"{mode}:{verb}" for mode in modes & {"not", "hedged"}}
        if is_first:
            found |= {f"first:{verb}:{mood}", f"first:{subject}>{verb}", f"first:{subject}"}
        is_first = False
    return found or {"first:none"}


def stem(word: str) -> str:
    """A word without a possessive ending."""
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def is_helping(word: str) -> bool:
    """Whether a word may stand in a verb group before its verb."""
    return word in helping() or word.endswith("ly")


def is_verb(words: list[str], at: int) -> bool:
    """Whether a form that could be a verb is one here."""
    word = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    heads = classes_of("subjects")
    if word in words_of("be_have"):
        return not is_auxiliary(words, at) and not (word == "'s" and before and heads.get(before) != "it")
    plain = stem(word)
    if plain in words_of("nouns") or plain.endswith("ing"):
        if before in words_of("before_nouns") or before.endswith("'s"):
            return False
        if heads.get(before) in ("thing", "craft") and heads.get(plain) == "event":
            return False
        is_led = not at or is_helping(before) or before in heads or before in (",", "or") or before.endswith("s")
        return is_led or plain.endswith("ing")
    is_participle = plain.endswith("ed") and before in words_of("before_nouns")
    return not (is_participle and (heads.get(after) in ("thing", "event", "craft") or after in words_of("before_nouns")))


def is_auxiliary(words: list[str], at: int) -> bool:
    """Whether a form of be or have helps a later verb."""
    after = at + 1
    while after < len(words) and after < at + 5 and is_helping(words[after]):
        after += 1
    if after >= len(words) or words[after] not in classes_of("verbs"):
        return False
    return words[after].endswith(("ed", "ing", "n", "wn")) or words[after] in words_of("past_forms")


def group_before(words: list[str], at: int) -> tuple[int, set[str]]:
    """Where the verb group of a verb begins, and what its words say: future, able, possible, past, present, not, hedged ..."""
    start = at
    while start > 0 and at - start < GROUP and is_helping(words[start - 1]):
        start -= 1
    group = words[start:at]
    modes = {name for name in ("future", "able", "possible", "purpose", "not", "hedged") if any(w in words_of(name) for w in group)}
    if not modes & {"future", "able", "possible", "purpose"}:
        modes.add(tense_of(words[at], group))
    return start, modes


def tense_of(word: str, group: list[str]) -> str:
    """The tense of a verb without a modal."""
    if group[-1:] == ["to"]:
        return "infinitive"
    has_helper = any(w in words_of("be_have") for w in group)
    if word.endswith("ing") and not has_helper:
        return "ing"
    if word.endswith("ed") or word in words_of("past_forms") or has_helper or "did" in group:
        return "past"
    return "present"


def subject_before(words: list[str], start: int) -> str:
    """The class of the nearest known head before a verb group."""
    heads = classes_of("subjects")
    for at in range(start - 1, max(-1, start - 1 - REACH), -1):
        word = stem(words[at])
        if word in STOPS:
            break
        if word in heads:
            return heads[word]
        if word in classes_of("verbs") and word not in words_of("nouns") and not is_helping(word) and at < start - 1:
            break
    return "none"
