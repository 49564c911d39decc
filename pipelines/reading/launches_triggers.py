"""Where a sentence speaks of launching: the verb or noun, and what is launched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.reading.launches_scene import View
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Span

WORTH_A_LOOK = re.compile(
    r"launch|fir(?:e|ing)|test|missile|rocket|lift|blast|orbit|fl(?:y|ew|ies|own|ight)|shot|shoot|lob|sen[dt]|space|project|vv+|yy+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One verb or noun of launching. ``start`` and ``end`` bound the word, ``thing`` what is launched, in document offsets."""

    sentence: int
    start: int
    end: int
    span: Span
    thing: Span | None
    form: str
    word: str
    rule: Rule


def find_triggers(view: View) -> list[Trigger]:
    """The triggers of a sentence in text order; one for each word, by the first rule that takes it."""
    if not WORTH_A_LOOK.search(view.text):
        return []
    taken: dict[int, Trigger] = {}
    for rule in load_rules("launches"):
        for match in rule.pattern.finditer(view.text):
            trigger = make_trigger(view, rule, match)
            if not any(t.start < trigger.end and trigger.start < t.end for t in taken.values()):
                taken[trigger.start] = trigger
    return [taken[start] for start in sorted(taken)]


def make_trigger(view: View, rule: Rule, match: re.Match[str]) -> Trigger:
    """The trigger of one match of a rule."""
    groups = match.re.groupindex
    word = "verb" if "verb" in groups else "noun"
    start, end = match.span(word)
    thing = match.span("object") if "object" in groups else None
    at = view.start
    return Trigger(
        view.number, at + start, at + end, (at + match.start(), at + match.end()), (at + thing[0], at + thing[1]) if thing else None,
        str(rule.set["form"]), match.group(word).lower(), rule,
    )  # fmt: skip
