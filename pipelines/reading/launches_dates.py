"""Which of a sentence's dates belong to which of its triggers."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.attributions_tokens import Unit
from pipelines.reading.launches_scene import View
from pipelines.reading.launches_triggers import Trigger
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import DateMention

VERBS = "VE"
STOPS = "SR;:"
MARKERS = frozenset({"after", "before", "since", "until", "when", "while", "where", "following", "ahead"})


def bind_dates(view: View, unit: Unit, triggers: Sequence[Trigger]) -> dict[int, list[DateMention]]:
    """The dates of each trigger, by the offset at which the trigger starts; dates of other events are left out."""
    bound: dict[int, list[DateMention]] = {trigger.start: [] for trigger in triggers}
    for mention in view.dates:
        if mention.first is None:
            continue
        owner = owner_of(unit, triggers, mention)
        if owner is not None:
            bound[owner.start].append(mention)
    return bound


def owner_of(unit: Unit, triggers: Sequence[Trigger], mention: DateMention) -> Trigger | None:
    """The trigger that a date dates; none where it dates something else."""
    first, last = unit.at(mention.start), unit.at(mention.end)
    following = next_word(unit, triggers, first, last)
    if following is not None:
        return following
    found, is_settled = look_left(unit, triggers, first)
    if is_settled:
        return found
    return look_right(unit, triggers, last)


def covering(triggers: Sequence[Trigger], start: int, end: int) -> Trigger | None:
    """The trigger whose word or thing holds a token."""
    for trigger in triggers:
        if trigger.start <= start and end <= trigger.end:
            return trigger
        if trigger.thing and trigger.thing[0] <= start and end <= trigger.thing[1]:
            return trigger
    return None


def next_word(unit: Unit, triggers: Sequence[Trigger], first: int, last: int) -> Trigger | None:
    """The trigger noun of "Tuesday's launch" and "the July 4 missile test"."""
    before = unit.low[first - 1] if first else ""
    is_possessive = last < len(unit.low) and unit.low[last] in ("'s", "'") or before in ("the", "a", "an", "its", "this", "that")
    if not is_possessive:
        return None
    for index in range(last, min(last + 7, len(unit.low))):
        owner = covering(triggers, unit.starts[index], unit.ends[index])
        if owner is not None:
            return owner
        if unit.tags[index] not in "zXMUE-G" or unit.low[index] in other_events():
            return None
    return None


def look_left(unit: Unit, triggers: Sequence[Trigger], first: int) -> tuple[Trigger | None, bool]:
    """The trigger before a date in its clause, and whether the words before the date settle what it dates."""
    for index in range(first - 1, -1, -1):
        owner = covering(triggers, unit.starts[index], unit.ends[index])
        if owner is not None:
            return owner, True
        word, tag = unit.low[index], unit.tags[index]
        if word in other_events():
            return None, True
        if tag in STOPS or word in MARKERS:
            return None, False
        if tag in VERBS and word not in light_verbs():
            return None, True
    return None, False


def look_right(unit: Unit, triggers: Sequence[Trigger], last: int) -> Trigger | None:
    """The trigger after a date that opens its clause, or stands between subject and verb."""
    for index in range(last, len(unit.low)):
        owner = covering(triggers, unit.starts[index], unit.ends[index])
        if owner is not None:
            return owner
        word, tag = unit.low[index], unit.tags[index]
        if (tag in VERBS and word not in light_verbs()) or tag in STOPS or word in other_events():
            return None
    return None


def light_verbs() -> frozenset[str]:
    """Verbs that say no more than that something happened, was planned, or went well or badly."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["light_verbs"])


def other_events() -> frozenset[str]:
    """Nouns of events other than launches, which take dates of their own."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["other_events"])
