"""Whether a trigger tells of a flight that took place, of a plan, of a launch called off, or of no particular launch at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.reading.launches_scene import View
from pipelines.reading.launches_triggers import Trigger
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Status

REACH = 170  # characters to either side that can decide; a clause is rarely longer
BREAK = re.compile(r"[;:]\s|\s[-\u2013\u2014]{1,2}\s|\.\s")
LEAD = 4  # sentences in which headline present tense tells news


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence makes of a trigger. No status: ``reason`` says why it is no launch, or "open" where the words leave it open."""

    status: Status | None
    reason: str
    rule_id: str
    is_weak: bool = False


def judge(view: View, trigger: Trigger) -> Verdict:
    """The status that the words around a trigger give it."""
    left = left_of(view, trigger)
    shape = trigger.shape
    verdict = by_rules("launches_status", left, shape)
    if verdict and not verdict.is_weak:
        return verdict
    if shape in ("noun", "past"):
        after = by_rules("launches_status_after", view.text[trigger.end - view.start :][:REACH], shape)
        if after and (shape == "noun" or after.status == "called_off"):
            return after
    return verdict or by_shape(view, shape)


def left_of(view: View, trigger: Trigger) -> str:
    """The words before a trigger in its clause, as far as they can decide."""
    left = view.text[: trigger.head - view.start]
    cut = max((m.end() for m in BREAK.finditer(left)), default=0)
    return left[cut:][-REACH:].rstrip()


def by_rules(name: str, text: str, shape: str) -> Verdict | None:
    """The verdict of the first rule of a file that holds for a text beside the trigger."""
    weak = None
    for rule in load_rules(name):
        if not holds_for(rule, shape) or not rule.pattern.search(text):
            continue
        verdict = verdict_of(rule)
        if not verdict.is_weak:
            return weak or verdict
        weak = weak or verdict
    return weak


def holds_for(rule: Rule, shape: str) -> bool:
    """Whether a rule speaks of words of that form."""
    if shape == "past":
        return bool(rule.set.get("past"))
    return shape in ("s", "base") if rule.set.get("present") else True


def verdict_of(rule: Rule) -> Verdict:
    """What a rule says."""
    status = rule.set["status"]
    return Verdict(None if status == "none" else status, rule.set.get("reason", "rule"), rule.id, bool(rule.set.get("weak")))


def by_shape(view: View, shape: str) -> Verdict:
    """The verdict that the form of the word gives where no other word decides."""
    if shape == "past":
        return Verdict("occurred", "past", "form_past")
    if shape == "s" and (view.kind == "title" or view.number <= LEAD):
        return Verdict("occurred", "headline", "form_headline", True)
    if shape == "base":
        return Verdict("announced", "infinitive", "form_infinitive", True)
    return Verdict(None, "open", "form_open", True)
