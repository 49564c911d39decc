"""Who does what a verb says: its subject, over conjunctions, participles, infinitives and passives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipelines.reading.attributions.cues import BE
from pipelines.reading.attributions.phrases import cue_start, leading_subject, left_phrase, right_phrase, subject_before
from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.rules import HERE, read_yaml

HOPS = 5  # verbs that a subject is looked for over
QUESTION = 5  # tokens before a verb in which "whether" makes a question of it
AGENT_REACH = 8  # tokens after a passive verb in which "by" names the agent


@dataclass(frozen=True, slots=True)
class Doer:
    """Tokens [first, last) of whoever acts, and the step that found them."""

    first: int
    last: int
    step: str


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of reactions_words.yml."""
    return frozenset(read_yaml(HERE / "lexicons" / "reactions_words.yml")[name])


def doer_of(unit: Unit, verb: int) -> Doer | None:
    """Who does what the verb at a token says; None where the sentence does not tell."""
    at, step = verb, "subject"
    for _ in range(HOPS):
        found = _doer_here(unit, at, step)
        if isinstance(found, Doer):
            return found
        if found is None:
            return None
        at, step = found
    return None


def is_undone(unit: Unit, verb: int) -> bool:
    """Whether the deed is denied or in question: "did not condemn", "stopped short of calling for", "whether Tokyo would"."""
    first = cue_start(unit, verb, 0)
    if "whether" in unit.low[max(0, first - QUESTION) : first]:
        return True
    words = unit.low[max(0, first - 3) : verb] if first and unit.tags[first - 1] in "tPV" else unit.low[first:verb]
    return not word_set("undone").isdisjoint(words)


def is_wished(unit: Unit, verb: int) -> bool:
    """Whether a deed is only called for: "the council should impose", "needed to take"."""
    first = cue_start(unit, verb, 0)
    return not word_set("wished").isdisjoint(unit.low[max(0, first - 2) : verb])


def _doer_here(unit: Unit, verb: int, step: str) -> Doer | tuple[int, str] | None:
    """The doer, or the verb to go on with and the step that leads there."""
    first = cue_start(unit, verb, 0)
    word = unit.low[verb]
    group = unit.low[first:verb]
    if _is_passive(unit, first, verb) and step != "conjoined":
        return _agent(unit, verb)
    if first and unit.low[first - 1] == "to":
        return _over_infinitive(unit, first - 1)
    if word.endswith("ing") and BE.isdisjoint(group) and "'s" not in group:
        return _over_participle(unit, first)
    return _finite(unit, first, step)


def _is_passive(unit: Unit, first: int, verb: int) -> bool:
    word = unit.low[verb]
    if word.endswith("ing"):
        return False
    by = unit.low[verb + 1] == "by" if verb + 1 < len(unit.low) else False
    has_be = any(w in BE for w in unit.low[first:verb])
    return (has_be and _is_participle(word)) or (by and _is_participle(word) and not (first and unit.low[first - 1] == "to"))


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "own", "ung", "ought")) or word in word_set("participles")


def _agent(unit: Unit, verb: int) -> Doer | None:
    """The party after "by"."""
    for at in range(verb + 1, min(verb + AGENT_REACH, len(unit.low) - 1)):
        if unit.low[at] == "by":
            return Doer(at + 1, list_end(unit, at + 1), "by_agent") if right_phrase(unit, at + 1, len(unit.low)) else None
        if unit.tags[at] in ".;:VA":
            return None
    return None


def _over_infinitive(unit: Unit, to: int) -> Doer | tuple[int, str] | None:
    """ "vowed to V" goes on with the verb; "prompted X to V" is done by X; "urged X to V" by nobody yet."""
    if to == 0:
        return None
    if unit.tags[to - 1] in "VEGA":
        return to - 1, "infinitive"
    governor = previous_verb(unit, to)
    if governor is None:
        return None
    if unit.low[governor] in word_set("moving"):
        return _object_of(unit, governor)
    return None if unit.low[governor] in word_set("urging") else (governor, "infinitive")


def _object_of(unit: Unit, verb: int) -> Doer | None:
    """The phrase after a verb, which then acts itself."""
    first = verb + 2 if unit.low[verb + 1 : verb + 2] == ["to"] else verb + 1
    return Doer(first, list_end(unit, first), "moved_object") if right_phrase(unit, first, len(unit.low)) else None


def _over_participle(unit: Unit, first: int) -> Doer | tuple[int, str] | None:
    """ ", calling it X" goes on with the main verb; "Calling it X, S ..." looks ahead; "S calling it X" is S."""
    before = unit.tags[first - 1] if first else ""
    if not before or (before in ",Q-" and previous_verb(unit, first) is None):
        subject = leading_subject(unit, first, len(unit.tags))
        return None if subject is None else Doer(*subject, "after_participle")
    if before in "MXz)" and unit.low[first - 1] not in ("before", "after"):
        start = left_phrase(unit, first, 0)
        governor = previous_verb(unit, start) if start is not None else None
        if start is not None and (governor is None or unit.low[governor] in word_set("moving")):
            return Doer(start, first, "before_participle")
    governor = previous_verb(unit, first)
    return None if governor is None else (governor, "participle")


def _finite(unit: Unit, first: int, step: str) -> Doer | tuple[int, str] | None:
    before = unit.tags[first - 1] if first else ""
    subject = None if before in ("C", "", "t") else subject_before(unit, first, 0)
    if subject is not None and unit.tags[subject[0]] == "R":
        return _antecedent(unit, subject[0])
    if subject is not None:
        return Doer(*subject, step)
    governor = previous_verb(unit, first)
    if governor is None:
        return None
    return governor, "conjoined"


def _antecedent(unit: Unit, relative: int) -> Doer | None:
    """What a relative pronoun stands for: the phrase before it."""
    end = relative
    while end and unit.tags[end - 1] in ",P-":
        end -= 1
    start = left_phrase(unit, end, 0) if end else None
    return None if start is None else Doer(start, end, "antecedent")


def previous_verb(unit: Unit, before: int) -> int | None:
    """The nearest verb form to the left that can have a subject of its own; verbs of relative clauses count too."""
    for at in range(before - 1, -1, -1):
        tag = unit.tags[at]
        if tag in ";":
            return None
        if tag == "V" or (tag == "E" and not _is_adjective(unit, at)) or (tag == "G" and unit.low[at] in word_set("moving")):
            return at
        if tag == "A" and unit.low[at] not in ("been", "being", "having") and not (at and unit.tags[at - 1] == "A"):
            return _main_verb(unit, at)
    return None


def _is_adjective(unit: Unit, at: int) -> bool:
    """A form in -ed before a noun is an adjective: "the isolated North"."""
    return at > 0 and unit.tags[at - 1] in "DPz" and at + 1 < len(unit.tags) and unit.tags[at + 1] in "XM"


def _main_verb(unit: Unit, auxiliary: int) -> int:
    """The verb that a group of auxiliaries leads to, or the auxiliary where none follows."""
    at = auxiliary
    while at + 1 < len(unit.tags) and unit.tags[at + 1] in "AB":
        at += 1
    follows = unit.tags[at + 1] if at + 1 < len(unit.tags) else ""
    return at + 1 if follows and follows in "VEG" else auxiliary


def list_end(unit: Unit, start: int) -> int:
    """End token of the phrase that starts at a token, over a list that "and" closes: "A, B and C"."""
    size = len(unit.tags)
    end = right_phrase(unit, start, size) or min(start + 1, size)
    while end + 1 < size and unit.tags[end] == "," and unit.tags[end + 1] in "MD" and "C" in unit.tags[end : end + 10]:
        further = right_phrase(unit, end + 1, size)
        if further is None:
            break
        end = further
    return end
