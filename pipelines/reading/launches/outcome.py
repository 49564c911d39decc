"""How flights went: cues in the text, each given to the launch that it speaks of, and the verdict of the whole article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.launches.draft import Draft
from pipelines.reading.launches.group import PLANS, Group
from pipelines.reading.launches.scene import Scene, View, touches
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.words import pattern
from pipelines.reading.rules import load_rules
from pipelines.reading.types import Attribution, Outcome, Span, Trace

NEXT = 20
TITLE, FIRST = 3.0, 2.0  # what a verdict in the title and in the first sentence counts for
REACH = 2  # sentences after a mention in which a verdict still speaks of it


@dataclass(frozen=True, slots=True)
class Cue:
    """One place that says how a flight went. ``speaker`` is null in the writer's own voice."""

    span: Span
    rank: int
    outcome: Outcome
    speaker: str | None
    rule_id: str


def find_cues(view: View, attributions: Sequence[Attribution], words: Sequence[Trigger] = ()) -> list[Cue]:
    """The places of a sentence that say how a flight went; ``words`` are its triggers."""
    cues: list[Cue] = []
    for rule in load_rules("launches_outcome"):
        for match in rule.pattern.finditer(view.text):
            span = (view.start + match.start(), view.start + match.end())
            if is_of_another(view, match, words) or (rule.set["outcome"] == "failure" and is_of_stage(view, match)):
                continue
            if not any(touches(span, cue.span) for cue in cues):
                cues.append(Cue(span, view.rank, rule.set["outcome"], speaker_of(span, attributions), rule.id))
    return sorted(cues, key=lambda cue: cue.span)


def is_of_another(view: View, match: re.Match[str], words: Sequence[Trigger]) -> bool:
    """Whether a verdict is left open, is on earlier attempts, or praises a test that stays on the ground.

    "The second attempt failed" is no verdict on another where the attempt is itself a launch that the article tells of; what it was
    an attempt at ("to put a satellite into orbit") is none on anything.
    """
    left, right = view.text[: match.start()], view.text[match.end() :]
    if pattern("outcome_open").search(left) or pattern("outcome_unsaid").search(match.group()) or is_on_ground(match, right):
        return True
    if pattern("outcome_in_others").match(right):
        return True
    others = pattern("outcome_of_others").search(left)
    single = [trigger.start - view.start for trigger in words if not trigger.word.endswith("s") and "orbit" not in match.group()]
    return others is not None and not any(others.start() <= start < others.end() for start in single)


def is_on_ground(match: re.Match[str], right: str) -> bool:
    """Whether "successful" praises a test that stays on the ground."""
    return match.group().lower().startswith("success") and bool(pattern("outcome_on_ground").match(right))


def is_of_stage(view: View, match: re.Match[str]) -> bool:
    """Whether what failed is the part that came back: the booster that crashed, the landing."""
    is_named = pattern("outcome_of_stage").search(view.text[: match.start()]) or pattern("outcome_on_stage").match(view.text, match.end())
    return bool(is_named)


def speaker_of(span: Span, attributions: Sequence[Attribution]) -> str | None:
    """Who says it: the country or name of the source whose statement holds the span."""
    for attribution in attributions:
        if any(start <= span[0] and span[1] <= end for start, end in attribution.content):
            speaker = attribution.speaker
            return (speaker.country or speaker.name) if speaker else "somebody"
    return None


def assign_cues(scene: Scene, groups: Sequence[Group], attributions: Sequence[Attribution], triggers: Sequence[Trigger]) -> list[list[Cue]]:
    """The cues of each group, in the order of the groups; those of words that are no mention of a group are dropped."""
    owners = sorted(
        ((draft, index) for index, group in enumerate(groups) for draft in group.drafts), key=lambda pair: pair[0].trigger.start
    )
    found: list[list[Cue]] = [[] for _ in groups]
    words = defaultdict(list)
    for trigger in triggers:
        words[trigger.sentence].append(trigger)
    near = {draft.sentence + step for draft, _ in owners for step in range(REACH + 1)}
    for view in scene.views:
        for cue in find_cues(view, attributions, words[view.number]) if view.number in near else ():
            owner = owner_of(cue, view, words[view.number], owners)
            if owner is not None and groups[owner].status in ("occurred", None):
                found[owner].append(cue)
    return found


def owner_of(cue: Cue, view: View, words: Sequence[Trigger], owners: Sequence[tuple[Draft, int]]) -> int | None:
    """The group that a cue speaks of: the nearest mention in its sentence, else the last one before it."""
    if words:
        nearest = min(words, key=lambda trigger: distance(cue.span, trigger.span))
        return next((index for draft, index in owners if draft.trigger.start == nearest.start and draft.status not in PLANS), None)
    left, right = view.text[: cue.span[0] - view.start], view.text[cue.span[1] - view.start :]
    if not any(pattern("outcome_speaks_of").search(text) for text in (left, right[:NEXT])):
        return None
    before = [(draft, index) for draft, index in owners if view.number - REACH <= draft.sentence < view.number]
    return before[-1][1] if before else None


def distance(one: Span, other: Span) -> int:
    """Characters between two spans."""
    return max(0, other[0] - one[1], one[0] - other[1])


def settle(cues: Sequence[Cue]) -> tuple[Outcome, tuple[Trace, ...]]:
    """The outcome as the article leaves it: the writer's words decide, the sooner told the more; else what all who speak agree on."""
    traces = tuple(Trace("outcome", cue.rule_id, *cue.span, str(cue.outcome)) for cue in cues)
    own = [cue for cue in cues if cue.speaker is None]
    if own:
        balance = sum(weigh(cue) if cue.outcome == "failure" else -weigh(cue) for cue in own)
        return ("failure" if balance >= 0 else "success"), traces
    failing = {cue.speaker for cue in cues if cue.outcome == "failure"}
    said = {cue.outcome for cue in cues if cue.outcome == "failure" or cue.speaker not in failing}
    if len(said) > 1:
        return "disputed", traces
    return (said.pop() if said else "unknown"), traces


def weigh(cue: Cue) -> float:
    """How much a verdict counts: the title most, then the first sentence of the story."""
    return {0: TITLE, 1: FIRST}.get(cue.rank, 1.0)
