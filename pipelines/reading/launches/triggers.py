"""Where a sentence speaks of launching: the verb or noun, and what is launched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.gates import Gate, make_gate
from pipelines.reading.launches.scene import View
from pipelines.reading.launches.words import other_events, pattern
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Span

Shape = Literal["noun", "past", "ing", "s", "base"]
PREFIXES = frozenset({"test", "flight", "field", "re", "has"})  # the verb follows these: "test fired"
MOST = 60  # candidates of one sentence that are looked at; no sentence that a person wrote has more
NEARBY = 40  # characters beside a word that tell of an engine on its stand
FOLLOWING = 60  # characters behind "the test" in which its sentence may tell that something flew
NAMED = frozenset({"company", "body", "outlet"})
MEMORY = 400  # characters over which "the test" still means the nuclear test
AUXILIARY = frozenset({"have", "has", "had", "are", "is", "was", "were", "will", "would", "could", "may", "might"})  # a noun stands before
JUDGED = frozenset({"failed", "successful", "recent", "earlier", "previous"})  # "after several failed tests" has a noun, too
NOUN_BEFORE = frozenset("DzUP")  # an article, possessive, number or preposition makes a noun of "launch" or "test"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One verb or noun of launching. ``start`` and ``end`` bound the word, ``thing`` what is launched, in document offsets.

    ``head`` is where the words that decide its status end: its own start, or that of the verb that carries a noun ("conducted a test").
    """

    sentence: int
    start: int
    end: int
    head: int
    span: Span
    thing: Span | None
    form: str
    word: str
    shape: Shape
    rule: Rule


def find_candidates(view: View) -> list[Trigger]:
    """What rules take for a trigger in a sentence, in the order of the rules."""
    if not pattern("triggers_worth_a_look").search(view.text):
        return []
    rules = load_rules("launches")
    return [
        make_trigger(view, rules[number], match)
        for number in gate().passing(view.text)
        for match in find_all(rules[number].pattern, view.text)
    ]


@cache
def gate() -> Gate:
    """The gate before the rules."""
    return make_gate([rule.pattern for rule in load_rules("launches")])


def find_triggers(text: str, view: View, unit: Unit, candidates: Sequence[Trigger]) -> list[Trigger]:
    """The triggers of a sentence in text order; one for each word, by the first rule that takes it."""
    taken: list[Trigger] = []
    for trigger in candidates[:MOST]:
        overlaps = any(t.start < trigger.end and trigger.start < t.end for t in taken)
        if not overlaps and not is_in_company(view, trigger) and not is_noun_after_all(unit, trigger) and flies(text, trigger):
            taken.append(trigger)
    return sorted((t for t in taken if not is_object(t, taken)), key=lambda trigger: trigger.start)


def flies(text: str, trigger: Trigger) -> bool:
    """Whether what is tested leaves the ground: no engine, no bomb, no mission on earth."""
    if trigger.rule.set.get("near") and not is_listed(text, trigger):
        return False
    return not (is_ground_test(text, trigger) or is_nuclear_test(text, trigger) or is_other_mission(text, trigger))


def is_listed(text: str, trigger: Trigger) -> bool:
    """Whether "the first" or "the failures" are launches: the last thing told of shortly before flew."""
    return last_of("triggers_flying", text, trigger) > last_of("triggers_numbered_other", text, trigger)


def find_all(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, the search going on behind its verb or noun: one object may hide the next verb."""
    match = pattern.search(text)
    while match:
        yield match
        groups = pattern.groupindex
        match = pattern.search(text, match.end("verb") if "verb" in groups and "noun" not in groups else match.end())


def is_in_company(view: View, trigger: Trigger) -> bool:
    """Whether a word belongs to a name, as in "United Launch Alliance"."""
    return any(n.kind in NAMED and n.start <= trigger.start and trigger.end <= n.end for n in view.names)


def is_object(trigger: Trigger, others: list[Trigger]) -> bool:
    """Whether a noun only stands within the object of a verb: "fired a barrage of missiles"."""
    return trigger.shape == "noun" and any(
        other is not trigger and other.form == "verb" and other.start < trigger.start and trigger.end <= other.span[1] for other in others
    )


def make_trigger(view: View, rule: Rule, match: re.Match[str]) -> Trigger:
    """The trigger of one match of a rule."""
    groups = match.re.groupindex
    word = "noun" if "noun" in groups else "verb"
    start, end = match.span(word)
    head = match.start("verb") if "verb" in groups else start
    thing = match.span("object") if "object" in groups and match["object"] else None
    at = view.start
    verb = match.group("verb").lower() if "verb" in groups else ""
    return Trigger(
        sentence=view.number,
        start=at + start,
        end=at + end,
        head=at + head,
        span=(at + match.start(), at + match.end()),
        thing=(at + thing[0], at + thing[1]) if thing else None,
        form=str(rule.set["form"]),
        word=match.group(word).lower(),
        shape=shape_of(verb, view.text[:head].rstrip()) if verb else "noun",
        rule=rule,
    )


def shape_of(verb: str, left: str) -> Shape:
    """Form of a verb: past, ing, s or base; a past participle after "be" is base, since the words before it decide."""
    words = re.split(r"[ -]", verb)
    head = words[-1] if words[0] in PREFIXES else words[0]
    if head.endswith("ing"):
        return "ing"
    if pattern("triggers_past").fullmatch(head):
        return "base" if pattern("triggers_infinitive").search(left) else "past"
    return "s" if head.endswith("s") else "base"


def is_nuclear_test(text: str, trigger: Trigger) -> bool:
    """Whether "the test" means a nuclear test told of shortly before, and no launch since."""
    if "test" in trigger.word and pattern("triggers_bomb_before").search(text[max(0, trigger.start - NEARBY) : trigger.start]):
        return True
    if trigger.form not in ("bare", "carried") or "test" not in trigger.word:
        return False
    if pattern("triggers_bomb").match(text[trigger.end : trigger.end + NEARBY]):
        return True
    if pattern("triggers_flying").search(re.split(r"\n|\. (?=[A-Z])", text[trigger.end : trigger.end + FOLLOWING])[0]):
        return False
    return last_of("triggers_nuclear_test", text, trigger) > last_of("triggers_flying", text, trigger)


def is_ground_test(text: str, trigger: Trigger) -> bool:
    """Whether what is tested or fired stays on the ground: engines on a stand, a static fire told of shortly before."""
    if any(word in trigger.word for word in ("launch", "flight", "hop")):
        return False
    if pattern("triggers_ground").search(text[max(0, trigger.span[0] - NEARBY) : trigger.span[1] + NEARBY]):
        return True
    if (
        trigger.sentence == 0
        and trigger.word in ("test", "tests")
        and pattern("triggers_motor").search(text[trigger.end : trigger.end + MEMORY])
    ):
        return True
    return trigger.form == "bare" and last_of("triggers_ground", text, trigger) > last_of("triggers_in_flight", text, trigger)


def last_of(name: str, text: str, trigger: Trigger) -> int:
    """Where the last match of a pattern begins in what stands shortly before a trigger; -1 where there is none."""
    before = text[max(0, trigger.start - MEMORY) : trigger.start]
    return max((m.start() for m in pattern(name).finditer(before)), default=-1)


def is_other_mission(text: str, trigger: Trigger) -> bool:
    """Whether a mission is none in space, as nothing before speaks of space."""
    if not trigger.word.startswith("mission"):
        return False
    return not pattern("triggers_space").search(text[max(0, trigger.span[0] - MEMORY) : trigger.end + MEMORY])


def is_noun_after_all(unit: Unit, trigger: Trigger) -> bool:
    """Whether a word taken for a verb is a noun or adjective: "a test missile", "the newly launched satellite"."""
    index = unit.at(trigger.start)
    if trigger.form not in ("verb", "orbit", "rise") or index == 0:
        return False
    if trigger.form == "rise" and trigger.shape in ("ing", "past"):
        return trigger.shape == "ing" and unit.tags[index - 1] not in ("A", ",")
    if trigger.shape == "past":
        adverb = unit.tags[index - 1] == "B" or unit.low[index - 1].endswith("ly")
        return unit.tags[index - 1] in "Dz" or (adverb and index > 1 and unit.tags[index - 2] in "Dz")
    if trigger.shape not in ("base", "s") or unit.low[index - 1] == "to":
        return False
    if unit.tags[index - 1] in NOUN_BEFORE or unit.low[index - 1] in other_events() | JUDGED:
        return True
    if index + 1 < len(unit.low) and unit.low[index + 1] in AUXILIARY:
        return True
    return index > 1 and unit.tags[index - 1] == "X" and unit.tags[index - 2] == "P" and unit.low[index - 2] != "as"
