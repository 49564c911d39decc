"""Where a sentence speaks of launching: the verb or noun, and what is launched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipelines.reading.attributions_tokens import Unit
from pipelines.reading.launches_scene import View
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Span

Shape = Literal["noun", "past", "ing", "s", "base"]
WORTH_A_LOOK = re.compile(
    r"launch|fir(?:e|ing)|test|missile|rocket|lift|blast|orbit|fl(?:y|ew|ies|own|ight)|shot|shoot|lob|sen[dt]|space|project|vv+|yy+",
    re.IGNORECASE,
)
PAST = re.compile(
    r".*ed\b|shot|sent|flew|flown|took|taken|went|held|made|put|fell|blew|broke|burst|hit|came|oversaw|overseen|undertook|undertaken",
    re.IGNORECASE,
)
INFINITIVE = re.compile(r"\b(?:be|being|get|to|will|would|may|might|could|can|should|must)(?: \w+ly)?$", re.IGNORECASE)
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


def find_triggers(view: View, unit: Unit) -> list[Trigger]:
    """The triggers of a sentence in text order; one for each word, by the first rule that takes it."""
    if not WORTH_A_LOOK.search(view.text):
        return []
    taken: list[Trigger] = []
    for rule in load_rules("launches"):
        for match in rule.pattern.finditer(view.text):
            trigger = make_trigger(view, rule, match)
            if not any(t.start < trigger.end and trigger.start < t.end for t in taken) and not is_noun_after_all(unit, trigger):
                taken.append(trigger)
    return sorted(taken, key=lambda trigger: trigger.start)


def make_trigger(view: View, rule: Rule, match: re.Match[str]) -> Trigger:
    """The trigger of one match of a rule."""
    groups = match.re.groupindex
    word = "noun" if "noun" in groups else "verb"
    start, end = match.span(word)
    head = match.start("verb") if "verb" in groups else start
    thing = match.span("object") if "object" in groups else None
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
    first = verb.split(" ")[0]
    if first.endswith("ing"):
        return "ing"
    if PAST.fullmatch(first):
        return "base" if INFINITIVE.search(left) else "past"
    return "s" if first.endswith("s") else "base"


def is_noun_after_all(unit: Unit, trigger: Trigger) -> bool:
    """Whether a word taken for a verb is a noun: "a test missile", "the launch rocket"."""
    if trigger.shape not in ("base", "s") or trigger.form not in ("verb", "orbit"):
        return False
    index = unit.at(trigger.start)
    return index > 0 and unit.tags[index - 1] in NOUN_BEFORE and unit.low[index - 1] != "to"
