"""Whether a trigger tells of a flight that took place, of a plan, of a launch called off, or of no particular launch at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.launches.scene import View
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.words import light_verbs, pattern
from pipelines.reading.rules import HERE, Rule, load_rules, read_yaml
from pipelines.reading.types import Status

REACH = 170  # characters to either side that can decide; a clause is rarely longer
GOVERNORS = ("happened_before", "plan_word", "sign_word", "stop_word", "put_off", "threat_word", "attempt_word", "warn_off")
PHRASE_TAGS = "DUXMEzT-"
BREAK = re.compile(r"[;:]\s|\s[-\u2013\u2014]{1,2}\s")
DAY_JOIN = re.compile(r"(?:,| and| again| then)*(?: on| of| in)? ")
DAY_LINK = re.compile(r" (?:on|in|at|by|during)(?: the)? $")
MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.")  # its dot closes no clause
LEAD = 4  # sentences in which headline present tense tells news


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence makes of a trigger. No status: ``reason`` says why it is no launch, or "open" where the words leave it open."""

    status: Status | None
    reason: str
    rule_id: str
    is_weak: bool = False


def judge(view: View, unit: Unit, trigger: Trigger) -> Verdict:
    """The status that the words around a trigger give it."""
    if pattern("status_habit").match(view.text):
        return Verdict(None, "habit", "form_habit")
    if trigger.form == "identity":
        return Verdict(None, "open", "form_identity")
    dismissed = dismissed_thing(view, unit, trigger)
    if dismissed:
        return dismissed
    left = left_of(view, unit, trigger)
    if "status" in trigger.rule.set:
        return Verdict(trigger.rule.set["status"], "rule", trigger.rule.id)
    if trigger.form == "rise" and stays_down(view, trigger, left):
        return Verdict("called_off", "never left the ground", "form_stayed")
    verdict = by_rules("launches_status", left, trigger.shape)
    if verdict and trigger.form == "flight" and verdict.status in ("announced", "expected"):
        return Verdict(None, "ability", verdict.rule_id)
    if verdict and verdict.reason == "conditional" and trigger.shape == "past":
        return Verdict(None, "open", verdict.rule_id)
    if (
        verdict
        and verdict.rule_id == "after_before"
        and pattern("status_after_to_come").search(left + view.text[trigger.end - view.start :])
    ):
        return Verdict("announced", "what follows is to come", verdict.rule_id, is_weak=True)
    if verdict and verdict.reason == "negated" and pattern("status_not_before").match(right_of(view, trigger)):
        return Verdict("announced", "not before a day", verdict.rule_id, is_weak=True)
    after = by_rules("launches_status_after", right_of(view, trigger), trigger.shape) if trigger.shape != "ing" else None
    if after and after.status == "called_off":
        return after
    if verdict and not verdict.is_weak:
        return verdict
    if after and (trigger.shape == "noun" or after.reason == "habit"):
        return after
    return verdict or by_shape(view, trigger.shape, left)


def stays_down(view: View, trigger: Trigger, left: str) -> bool:
    """Whether what was to rise is told not to have left the ground; of missiles that is a test that failed."""
    if not pattern("status_stayed").search(left):
        return False
    return not (trigger.thing and pattern("read_missile").search(view.text[trigger.thing[0] - view.start : trigger.thing[1] - view.start]))


def dismissed_thing(view: View, unit: Unit, trigger: Trigger) -> Verdict | None:
    """The verdict on a subject that is none or many: "no missile was fired", "most rockets fly"."""
    if trigger.thing is None or trigger.thing[0] >= trigger.start:
        return None
    words = view.text[phrase_start(unit, trigger.thing[0]) - view.start : trigger.thing[0] - view.start]
    verdict = by_rules("launches_status", f"< {words}", "noun")
    return verdict if verdict and verdict.reason in ("negated", "habit") else None


def right_of(view: View, trigger: Trigger) -> str:
    """The words after a trigger, past the thing that it launches where that follows."""
    end = max(trigger.end, trigger.thing[1] if trigger.thing else 0)
    return MONTH.sub(r"\1", view.text[skip_days(view, end) - view.start :][:REACH])


def skip_days(view: View, end: int) -> int:
    """The offset past several days in a row that follow a launch: "the tests on Monday and again on Friday came as"."""
    at = end
    days = [m for m in view.dates if m.start >= end]
    for mention in days:
        if not DAY_JOIN.fullmatch(view.text[at - view.start : mention.start - view.start]):
            break
        at = mention.end
    return at if len(days) > 1 and at > days[0].end else end


def left_of(view: View, unit: Unit, trigger: Trigger) -> str:
    """The words before a trigger in its clause, as far as they can decide, with "<" where its verb or noun phrase begins."""
    start = phrase_start(unit, trigger.head) if trigger.shape == "noun" else trigger.head
    left = drop_days(view, start)[-REACH:]
    cut = max((m.end() for m in BREAK.finditer(left) if left[m.end() :].strip()), default=0)
    inside = view.text[start - view.start : trigger.head - view.start]
    return f"{left[cut:].rstrip()} < {inside}".strip()


def drop_days(view: View, end: int) -> str:
    """The words of a sentence up to an offset, without the days that part a verb from its infinitive: "failed in May to launch"."""
    text = view.text[: end - view.start]
    for mention in reversed(view.dates):
        if mention.end > end or not text[mention.end - view.start :].startswith(" to "):
            continue
        before = DAY_LINK.sub("", text[: mention.start - view.start])
        text = f"{before.rstrip()}{text[mention.end - view.start :]}"
    return text


def phrase_start(unit: Unit, head: int) -> int:
    """Where the noun phrase begins whose head stands at an offset."""
    at = head
    for index in range(unit.at(head) - 1, -1, -1):
        if not is_inside(unit, index):
            break
        at = unit.starts[index]
        if unit.tags[index] == "D" and unit.low[index] not in ("all", "such"):
            break
    return at


def is_inside(unit: Unit, index: int) -> bool:
    """Whether a word can stand inside the noun phrase: no verb that governs it, no preposition."""
    word, tag = unit.low[index], "M" if unit.words[index] == "May" else unit.tags[index]
    before = unit.tags[index - 1] if index else ""
    if owns(unit, index + 1) and governors().fullmatch(word):
        return False  # a phrase begins behind it: "scrubbed Monday's launch"
    if tag == "B":
        return bool(before) and before in "DzB"
    if bool(before) and before in "DzEXUMB" and modifiers().fullmatch(word):
        return True
    if tag not in PHRASE_TAGS:
        return False
    return not (governors().fullmatch(word) or word in light_verbs())


def owns(unit: Unit, index: int) -> bool:
    """Whether a word is the owner of what follows: "Monday's"."""
    return unit.low[index].endswith(("'s", "s'", "\u2019s")) or (index + 1 < len(unit.low) and unit.low[index + 1] in ("'s", "\u2019s"))


@cache
def modifiers() -> re.Pattern[str]:
    """Words in -ed that tell within a noun phrase what a launch is: "the planned launch"."""
    lists = read_yaml(HERE / "lexicons" / "slots_launches_status.yml")
    return re.compile("|".join(str(piece) for name in ("planned_word", "possible_word", "judged_word") for piece in lists[name]))


@cache
def governors() -> re.Pattern[str]:
    """Verbs and nouns that rules of status look for before a noun phrase."""
    lists = read_yaml(HERE / "lexicons" / "slots_launches_status.yml")
    pieces = [str(piece) for name in GOVERNORS for piece in lists[name] if " " not in str(piece)]
    return re.compile("|".join(sorted(pieces, key=lambda piece: (-len(piece), piece))))


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
    if rule.set.get("nouns"):
        return shape == "noun"
    if rule.set.get("ongoing"):
        return shape == "ing"
    return shape in ("s", "base") if rule.set.get("present") else True


def verdict_of(rule: Rule) -> Verdict:
    """What a rule says."""
    status = rule.set["status"]
    return Verdict(None if status == "none" else status, rule.set.get("reason", "rule"), rule.id, bool(rule.set.get("weak")))


def by_shape(view: View, shape: str, left: str) -> Verdict:
    """The verdict that the form of the word gives where no other word decides."""
    if shape == "past":
        return Verdict("occurred", "past", "form_past")
    if shape == "s" and (view.rank <= LEAD):
        return Verdict("occurred", "headline", "form_headline", True)
    if shape == "base" and view.rank == 0 and not left.endswith("to <"):
        return Verdict("occurred", "headline", "form_headline", True)
    if shape == "base" and left.endswith("to <"):
        return Verdict("announced", "infinitive", "form_infinitive", True)
    return Verdict(None, "open", "form_open", True)
