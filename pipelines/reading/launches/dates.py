"""Which of a sentence's dates belong to which of its triggers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.launches.departure import departures, is_departure
from pipelines.reading.launches.scene import View
from pipelines.reading.launches.since import is_first_since, is_time_before
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.words import light_verbs, other_events, pattern
from pipelines.reading.types import DateMention

VERBS = "VE"
STOPS = "SR;:"
DASHES = "-"
FEASTS = frozenset({"anniversary", "birthday", "congress", "election", "founding", "party"})
MARKING = frozenset({"mark", "marking", "celebrate", "celebrating", "commemorate", "honor", "honour", "coincide", "timed"})
EARLY = frozenset({"early", "soon", "late"})
COMPARED = frozenset({"earlier", "sooner", "later"})  # "no earlier than" goes on with its clause
SHIFTED = frozenset({"put", "pushed", "moved", "brought"})  # with "off" or "back" these tell when a launch is to be
CONDITIONS = frozenset({"if", "though", "as", "when", "after"})  # after "even" these open a clause
SAYS = frozenset({"said", "says"})  # in "which it said would come", no verb of its own
AS_PLANNED = frozenset({"planned", "scheduled", "expected", "announced"})  # behind "as" no verb of its own
DAWN = frozenset({"dawn", "sunrise", "noon", "midnight", "daybreak", "sunset", "dusk"})  # "before" one of these bounds nothing
MODIFIED = frozenset({"the", "a", "an", "its", "this", "that", "their", "his", "'s", "'"})
NOT_BEFORE = 6  # words over which "not" reaches to "before May"
YEAR = re.compile(r"(?:19|20)\d\d")
DEIXIS = frozenset({"this", "last", "next", "past"})  # "this month" is counted from nothing but the day of writing
BOUNDS = frozenset({"since", "before", "after", "following"})  # a date after one of these bounds a time and dates nothing
MARKERS = frozenset({"after", "before", "since", "until", "when", "while", "where", "following", "ahead"})
SUBORDINATE = frozenset({"after", "before", "since", "because", "although", "unless", "until"})  # what follows has dates of its own
RIGHT_BOUNDS = MARKERS - {"when"} | {"response", "amid", "over", "despite", "reaction", "retaliation"}


@dataclass(slots=True)
class Dates:
    """What dates a trigger: its own dates, a date of the clause around it, and a time counted from another launch,
    and the year of the one before it."""

    own: list[DateMention] = field(default_factory=list)
    around: DateMention | None = None
    counted: DateMention | None = None
    since: DateMention | None = None


def bind_dates(view: View, unit: Unit, triggers: Sequence[Trigger]) -> dict[int, Dates]:
    """The dates of each trigger, by the offset at which the trigger starts; dates of other events are left out."""
    bound = {trigger.start: Dates() for trigger in triggers}
    for mention in view.dates:
        following = next((t for t in triggers if t.start >= mention.end), None)
        if mention.type == "DURATION" and not is_window(view, mention):
            if following and counts_to(view, mention, following):
                bound[following.start].counted = mention
            continue
        if is_first_since(view, mention):
            before = [t for t in triggers if t.start < mention.start]
            if before:
                bound[before[-1].start].since = mention
            continue
        if (mention.first is None and mention.time is None) or is_bounding(view, unit, triggers, mention):
            continue
        owner = owner_of(unit, triggers, mention)
        if owner is not None and not is_of_other_words(view, owner, mention):
            bound[owner.start].own.append(mention)
        elif following is not None and is_narrower(mention, bound[following.start].around) and not is_time_before(view, mention):
            bound[following.start].around = mention
        told = next((t for t in reversed(triggers) if t.end <= mention.start), None) if owner is None else None
        is_told = told is not None and pattern("dates_told").search(view.text[: mention.start - view.start])
        if told and is_told and bound[told.start].around is None:
            bound[told.start].around = mention
    return bound


def is_window(view: View, mention: DateMention) -> bool:
    """Whether a stretch of time is one that begins now, in which something may fly: "within the next 48 hours"."""
    words = view.text[mention.start - view.start : mention.end - view.start]
    return mention.first is not None and bool(pattern("dates_window").search(words))


def is_bounding(view: View, unit: Unit, triggers: Sequence[Trigger], mention: DateMention) -> bool:
    """Whether a date is none of a launch: it bounds a time, is counted from another event, points back, or stands in a dateline."""
    if mention.rule_id == "that_time" or pattern("dates_dateline").match(view.text[mention.end - view.start :]):
        return True
    return is_measured(unit, triggers, mention) or is_time_of_count(view, mention)


def is_of_other_words(view: View, owner: Trigger, mention: DateMention) -> bool:
    """Whether a date beside a noun of launching is that of the verb around it; what a list numbers in turn has its day behind it."""
    if owner.shape != "noun":
        return False
    if mention.start >= owner.end:
        return is_shown(view, owner)
    if owner.rule.set.get("near") and mention.end <= owner.start:
        return True
    is_bounding = owner.rule.id == "a_launch" and mention.end <= owner.start
    return is_bounding and bool(pattern("dates_after").search(view.text[: owner.start - view.start]))


def is_time_of_count(view: View, mention: DateMention) -> bool:
    """Whether a running time only tells over which launches are counted: "the third time this year that a mission failed"."""
    start = mention.start - view.start
    is_running = pattern("dates_running").fullmatch(view.text[start : mention.end - view.start])
    return bool(is_running) and bool(pattern("dates_time_counted").search(view.text[:start]))


def is_shown(view: View, trigger: Trigger) -> bool:
    """Whether a launch is what a verb of showing shows: "aired pictures of the launch on Monday"."""
    return bool(pattern("dates_shown").search(view.text[: trigger.span[0] - view.start]))


def is_narrower(mention: DateMention, other: DateMention | None) -> bool:
    """Whether a date spans no more days than another, or there is no other."""
    if other is None or other.first is None or other.last is None:
        return True
    if mention.first is None or mention.last is None:
        return False
    return mention.last - mention.first <= other.last - other.first


def counts_to(view: View, mention: DateMention, trigger: Trigger) -> bool:
    """Whether a duration counts to a launch: "a week after the north fired a missile"."""
    return bool(pattern("dates_counts").fullmatch(view.text[mention.end - view.start : trigger.start - view.start]))


def owner_of(unit: Unit, triggers: Sequence[Trigger], mention: DateMention) -> Trigger | None:
    """The trigger that a date dates; none where it dates something else."""
    first, last = unit.at(mention.start), unit.at(mention.end)
    following, is_settled = next_word(unit, triggers, first, last)
    if is_settled:
        return following
    found, is_settled = look_left(unit, triggers, first)
    if is_settled:
        return found
    return look_right(unit, triggers, last)


def is_measured(unit: Unit, triggers: Sequence[Trigger], mention: DateMention) -> bool:
    """Whether a date is counted from another event, as in "nine days ahead of the feast", or bounds a time, as in "after Monday"."""
    first, last = unit.at(mention.start), unit.at(mention.end)
    counted = any(pattern("dates_unit").fullmatch(word) for word in unit.low[first:last]) and DEIXIS.isdisjoint(unit.low[first:last])
    if counted and last < len(unit.low) and (unit.low[last] in MARKERS or (unit.low[last] == "of" and unit.low[last - 1] == "ahead")):
        return True
    if first > 1 and unit.low[first - 2 : first] == ["back", "to"]:
        return True
    if first == 0 or unit.low[first - 1] not in BOUNDS or mention.time is not None:
        return False
    if unit.low[first - 1] == "before" and "not" in unit.low[max(0, first - NOT_BEFORE) : first]:
        return False
    return last >= len(unit.low) or not (unit.low[last] in ("'s", "'") or covering(triggers, unit.starts[last], unit.ends[last]))


def covering(triggers: Sequence[Trigger], start: int, end: int) -> Trigger | None:
    """The trigger whose word or thing holds a token."""
    for trigger in triggers:
        if trigger.start <= start and end <= trigger.end:
            return trigger
        if trigger.thing and trigger.thing[0] <= start and end <= trigger.thing[1]:
            return trigger
    return None


def next_word(unit: Unit, triggers: Sequence[Trigger], first: int, last: int) -> tuple[Trigger | None, bool]:
    """The trigger noun of "Tuesday's launch" and "the July 4 missile test", and whether the date modifies a noun at all."""
    if opens_next_clause(unit, first, last):
        return None, True
    before = unit.low[first - 1] if first else ""
    if len(before) > 1 and is_model_year(unit, first, last):
        return None, True
    is_possessive = last < len(unit.low) and unit.low[last] in ("'s", "'")
    if not is_possessive and before not in MODIFIED:
        return None, False
    for index in range(last, min(last + 7, len(unit.low))):
        owner = covering(triggers, unit.starts[index], unit.ends[index])
        if owner is not None:
            return owner, True
        if unit.low[index] in other_events():
            return None, True
        if unit.tags[index] not in "zXMUE-G":
            break
    if last - first == 1 and YEAR.fullmatch(unit.low[first]) and last < len(unit.tags) and unit.tags[last] in "XM" and not is_possessive:
        return None, True
    return None, is_possessive and last + 1 < len(unit.low) and unit.low[last + 1] in other_events()


def is_model_year(unit: Unit, first: int, last: int) -> bool:
    """Whether a bare year is part of a noun phrase without being its date: "his red 2008 car"."""
    if last - first != 1 or not YEAR.fullmatch(unit.low[first]) or last >= len(unit.low) or first == 0:
        return False
    return unit.tags[first - 1] not in "PTVE,;" and unit.low[first - 1] not in MODIFIED and unit.words[last][:1].isupper()


def opens_next_clause(unit: Unit, first: int, last: int) -> bool:
    """Whether a date opens a clause that a conjunction joins: "for the launch but on Saturday changed that"."""
    at = first - 1 - (first > 1 and unit.tags[first - 1] == "P")
    if at < 0 or unit.low[at] not in ("and", "but") or last >= len(unit.tags):
        return False
    if at and pattern("dates_date_word").fullmatch(unit.low[at - 1]):
        return False
    return is_verb(unit, last)


def look_left(unit: Unit, triggers: Sequence[Trigger], first: int) -> tuple[Trigger | None, bool]:
    """The trigger before a date in its clause, and whether the words before the date settle what it dates."""
    for index in range(first - 1, -1, -1):
        owner = covering(triggers, unit.starts[index], unit.ends[index])
        if owner is not None:
            return (None, False) if "," in unit.tags[index:first] and is_bound(unit, owner) else (owner, True)
        word, tag = unit.low[index], unit.tags[index]
        if word in FEASTS and marks_feast(unit, index):
            continue
        if word in other_events():
            owner = covering(triggers, unit.starts[index - 1], unit.ends[index - 1]) if index else None
            return owner, True
        if (
            word in ("and", "but")
            and all(t in "BPTD" for t in unit.tags[index + 1 : first])
            and not pattern("dates_date_word").fullmatch(unit.low[index - 1] if index else "")
        ):
            return None, False
        if tag == "R":
            return antecedent(unit, triggers, index)
        if is_of_phrase(unit, index) or is_departure(unit, index) or word in departures("came_down"):
            continue
        if word == "since" and index + 1 < first:
            return None, True
        if tag in STOPS or (word in MARKERS and index + 1 < first):
            return None, False
        if word in SAYS and index + 1 < len(unit.tags) and unit.tags[index + 1] == "A":
            continue
        if is_verb(unit, index):
            return None, True
    return None, False


def is_of_phrase(unit: Unit, index: int) -> bool:
    """Whether a word that may open a clause only belongs to the date: "as early as", "no later than", "even", "before dawn"."""
    word, before = unit.low[index], unit.low[index - 1] if index else ""
    after = unit.low[index + 1] if index + 1 < len(unit.low) else ""
    if word == "as":
        return after in EARLY or before in EARLY
    if word == "than":
        return before in COMPARED
    return (word == "even" and after not in CONDITIONS) or (word == "before" and after in DAWN)


def is_bound(unit: Unit, trigger: Trigger) -> bool:
    """Whether a launch only bounds in time what its clause tells: "before the launch, tests will follow next week"."""
    if trigger.shape != "noun" or trigger.head != trigger.start:
        return False
    index = unit.at(trigger.span[0]) - 1
    while index >= 0 and unit.tags[index] in "DzXMUE-G":
        index -= 1
    return index >= 0 and unit.low[index] in BOUNDS


def is_verb(unit: Unit, index: int) -> bool:
    """Whether a word is a verb of its own, which takes the dates beside it."""
    word = unit.low[index]
    is_put_off = word in SHIFTED and unit.low[index + 1 : index + 2] in (["off"], ["back"], ["up"], ["forward"])
    if word in AS_PLANNED and index and unit.low[index - 1] == "as":
        return False
    return unit.tags[index] in VERBS and word not in light_verbs() and "-" not in word and not is_put_off


def marks_feast(unit: Unit, index: int) -> bool:
    """Whether a feast is what a launch is to mark: its day is then the day of the launch."""
    return any(word in MARKING for word in unit.low[max(0, index - 8) : index])


def antecedent(unit: Unit, triggers: Sequence[Trigger], index: int) -> tuple[Trigger | None, bool]:
    """The launch that a relative clause goes on with: "the launch, which would come between"."""
    at = index - 1
    while at >= 0 and unit.tags[at] in "-,":
        at -= 1
    owner = covering(triggers, unit.starts[at], unit.ends[at]) if at >= 0 else None
    return owner, owner is not None


def look_right(unit: Unit, triggers: Sequence[Trigger], last: int) -> Trigger | None:
    """The trigger after a date that opens its clause, or stands between subject and verb."""
    if any(word in RIGHT_BOUNDS for word in unit.low[last : last + 2]):
        return None
    for index in range(last, len(unit.low)):
        owner = covering(triggers, unit.starts[index], unit.ends[index])
        if owner is not None:
            return owner
        word, tag = unit.low[index], unit.tags[index]
        if is_verb(unit, index) or tag in DASHES or tag in STOPS or word in other_events() or word in SUBORDINATE:
            return None
    return None
