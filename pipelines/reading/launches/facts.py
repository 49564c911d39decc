"""What a sentence says of a launch: kind, names, site, clock time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from pipelines.reading.launches.scene import View
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.words import interceptors, pattern
from pipelines.reading.rules import load_rules
from pipelines.reading.types import LaunchClass, NameMention

CLASSES = frozenset(get_args(LaunchClass))
FAR = 400.0  # kilometres; below lie the artillery rockets and short-range missiles that reports leave open
SUBJECT = re.compile(r"[^;]{0,90}")
INTERCEPTS = frozenset({"tested_defence", "intercept_test", "satellite_shot"})
CLOSE = 110  # characters beside a trigger that can name its kind


def class_of(text: str) -> LaunchClass:
    """The kind that the words name; unknown where they leave it open."""
    for rule in load_rules("launches_class"):
        if rule.pattern.search(text):
            return rule.set["class"]  # type: ignore[no-any-return]
    return "unknown"


def draft_class(view: View, trigger: Trigger, phrase: int, vehicles: Sequence[NameMention], payloads: Sequence[NameMention]) -> LaunchClass:
    """The kind of a launch by its own words, else by its names."""
    if trigger.rule.id in INTERCEPTS or any(vehicle.id in interceptors() for vehicle in vehicles):
        return "ballistic"
    named = class_of(view.text[min(phrase, trigger.span[0]) - view.start : trigger.span[1] - view.start])
    if named != "unknown":
        return named
    for vehicle in vehicles:
        if vehicle.launch_class in CLASSES and vehicle.launch_class != "unknown":
            return vehicle.launch_class  # type: ignore[return-value]
    return "space" if payloads else "unknown"


def near_class(view: View, triggers: Sequence[Trigger], trigger: Trigger, phrase: int) -> LaunchClass:
    """The kind of a launch by the words close by, up to the next word of launching."""
    start, end = min(phrase, trigger.span[0]) - view.start, trigger.span[1] - view.start
    before = max((t.end - view.start for t in triggers if t.end <= trigger.start), default=0)
    after = min((t.start - view.start for t in triggers if t.start >= trigger.end), default=len(view.text))
    close = class_of(view.text[max(before, start - CLOSE) : min(after, end + CLOSE)])
    return "ballistic" if close == "unknown" and flies_far(view) else close


def flies_far(view: View) -> bool:
    """Whether a sentence tells that a missile flew hundreds of kilometres."""
    for match in pattern("facts_flown").finditer(view.text):
        number = float(match["number"].replace(",", ""))
        if number * (1.6 if match["unit"].startswith("mi") else 1.0) >= FAR:
            return True
    return False


def names_of(view: View, triggers: Sequence[Trigger], trigger: Trigger, kind: str) -> tuple[NameMention, ...]:
    """The names of a kind that belong to a trigger: inside its words, else those that no other trigger of the sentence is nearer to."""
    found = [n for n in view.names if n.kind == kind and not (kind == "site" and is_no_origin(view, n))]
    others = [t for t in triggers if t is not trigger and any(t.span[0] <= n.start < t.span[1] for n in found)]
    inside = [n for n in found if trigger.span[0] <= n.start < trigger.span[1]]
    if inside and trigger.rule.set.get("near") and trigger.shape == "noun":
        return tuple(inside)  # what a list names in turn has no names but its own
    free = [
        n
        for n in found
        if not any(t.span[0] <= n.start < t.span[1] for t in others) and not (is_compared(view, n) or is_apart(view, trigger, n))
    ]
    if kind == "payload":
        free = [n for n in free if is_carried(view, trigger, n)]
    mine = [n for n in free if min(triggers, key=lambda t: (gap(t, n), t.start)) is trigger]
    return tuple(dict.fromkeys([*inside, *sorted(mine, key=lambda n: (gap(trigger, n), n.start))]))


def is_compared(view: View, name: NameMention) -> bool:
    """Whether a name stands for something that came before or is only compared."""
    if name.kind == "site":
        return False
    return bool(
        pattern("facts_compared").search(view.text[: name.start - view.start])
        or pattern("facts_place").match(view.text[name.end - view.start :])
    )


def is_apart(view: View, trigger: Trigger, name: NameMention) -> bool:
    """Whether a launch is only what something is compared with or counted from: "Lark 5 would be the first since the Heron 2 mission"."""
    return name.end <= trigger.start and bool(pattern("facts_apart").search(view.text[name.end - view.start : trigger.start - view.start]))


def is_no_origin(view: View, name: NameMention) -> bool:
    """Whether a place is where something flew to or was visited, or only names a class of ships."""
    is_target = pattern("facts_not_site").search(view.text[: name.start - view.start])
    return bool(is_target or pattern("facts_kind").match(view.text[name.end - view.start :]))


def is_carried(view: View, trigger: Trigger, name: NameMention) -> bool:
    """Whether a payload outside the words of a launch rides on it: its subject, or what it carries."""
    if name.end <= trigger.start:
        return bool(SUBJECT.fullmatch(view.text[name.end - view.start : trigger.start - view.start]))
    return bool(pattern("facts_carries").fullmatch(view.text[trigger.span[1] - view.start : name.start - view.start]))


def own_vehicles(trigger: Trigger, vehicles: Sequence[NameMention], country: str | None) -> tuple[NameMention, ...]:
    """The vehicles of a launch: those in its words, and others of its country in the sentence. An interceptor of the other side is none."""
    inside = [n for n in vehicles if trigger.span[0] <= n.start < trigger.span[1]]
    return tuple(n for n in vehicles if n in inside or (n.id not in interceptors() and (country is None or n.country in (country, None))))


def gap(trigger: Trigger, name: NameMention) -> int:
    """Characters between the words of a trigger and a name; none where the name stands inside."""
    return max(0, name.start - trigger.span[1], trigger.span[0] - name.end)
