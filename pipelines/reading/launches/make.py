"""A mention made of what its sentence says of the launch."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.launches.clock import is_bare_clock, with_zone
from pipelines.reading.launches.dates import Dates
from pipelines.reading.launches.draft import Counted, Draft, Reference
from pipelines.reading.launches.facts import draft_class, names_of, near_class, own_vehicles
from pipelines.reading.launches.party import country_of
from pipelines.reading.launches.scene import Scene, View
from pipelines.reading.launches.status import BREAK, Verdict, left_of, phrase_start
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.when import span_days
from pipelines.reading.launches.words import pattern
from pipelines.reading.rules import load_rules
from pipelines.reading.types import DateMention, Document, Interval, Span

LONGEST_EVIDENCE = 600
PERIOD = re.compile(r"P(?P<number>\d+)(?P<unit>[DWMY])")
HOURS = re.compile(r"PT[\dX.]+[HMS]")
BEFORE = 30  # characters before a launch that may say of which type it is
LONG = 45  # days over which so many are a total and no salvo


def make_draft(
    scene: Scene, view: View, unit: Unit, triggers: Sequence[Trigger], trigger: Trigger, verdict: Verdict,
    when: Interval | None, date: DateMention | None, dates: Dates, speaker: str | None,
) -> Draft:  # fmt: skip
    """One mention with what its sentence says."""
    phrase = phrase_of(unit, trigger)
    country, owner = country_of(view, trigger, phrase)
    vehicles = own_vehicles(trigger, names_of(view, triggers, trigger, "vehicle"), country)
    payloads = names_of(view, triggers, trigger, "payload")
    return Draft(
        trigger=trigger,
        verdict=verdict,
        sentence=view.number,
        rank=view.rank,
        launch_class=draft_class(view, trigger, phrase, vehicles, payloads),
        near_class=near_class(view, triggers, trigger, phrase),
        country=country,
        owner=owner,
        when=when,
        date=date,
        hint=guess_days(view, scene.document.text, dates.own),
        speaker_country=speaker,
        around=around_days(view, unit, trigger, dates, scene.published),
        counted=count_of(view, dates, trigger),
        clocks=tuple(with_zone(scene.document.text, m) for m in dates.own if m.time and not is_of_passage(view, m)),
        site=next(iter(names_of(view, triggers, trigger, "site")), None),
        vehicles=vehicles,
        payloads=payloads,
        count=None,
        number=number_of(view, trigger, phrase),
        reference="other"
        if verdict.status == "occurred" and (is_counted_vaguely(view, dates, trigger) or is_day_apart(view, trigger, date))
        else reference_of(view, trigger, verdict, phrase, left_of(view, unit, trigger)),
        is_total=is_total(view, trigger, phrase, when),
        is_missile=bool(
            pattern("read_missile").search(view.text[min(phrase, trigger.span[0]) - view.start : trigger.span[1] - view.start])
        ),
        is_earliest=date is not None and bool(pattern("read_earliest").search(view.text[: date.start - view.start])),
        is_frame=trigger.shape == "noun" and bool(pattern("read_frame").fullmatch(view.text[: phrase - view.start])),
        is_alike=is_alike(view, trigger, phrase),
        is_backward=verdict.status in ("announced", "expected") and bool(pattern("read_backward").search(left_of(view, unit, trigger))),
        evidence=evidence_span(scene.document, view, trigger),
    )


def number_of(view: View, trigger: Trigger, phrase: int) -> str | None:
    """The place of a launch in a series, as its words tell it: "a third test"."""
    words = view.text[min(phrase, trigger.span[0]) - view.start : trigger.end - view.start]
    found = pattern("read_number").search(words)
    return found["number"].lower() if found else None


def is_alike(view: View, trigger: Trigger, phrase: int) -> bool:
    """Whether a launch is of the type of the one at hand: by its words, or as a list leaves the type out."""
    start = max(0, min(phrase, trigger.span[0]) - view.start - BEFORE)
    return bool(trigger.rule.set.get("alike") or pattern("read_alike").search(view.text[start : trigger.span[1] - view.start]))


def split_by_vehicle(view: View, draft: Draft) -> list[Draft]:
    """One mention for each of several types that are launched: "both a DF-31A and a CSS-4"."""
    names = sorted(draft.vehicles, key=lambda name: name.start)
    if len({name.id for name in names}) < 2 or draft.trigger.shape == "s":
        return [draft]
    apart = all(
        pattern("read_listed").fullmatch(view.text[one.end - view.start : other.start - view.start])
        for one, other in itertools.pairwise(names)
    )
    return [replace(draft, vehicles=(name,)) for name in names] if apart else [draft]


def around_days(view: View, unit: Unit, trigger: Trigger, dates: Dates, published: Interval | None) -> Interval | None:
    """The days of the clause around a launch; from them to publication where it followed something so dated."""
    mention = dates.around
    if mention is None or mention.first is None or mention.last is None:
        return None
    between = view.text[mention.end - view.start : trigger.head - view.start]
    if BREAK.search(between):
        return None
    if published and pattern("read_followed").search(left_of(view, unit, trigger)):
        return Interval(mention.first, published.last)
    return Interval(mention.first, mention.last)


def count_of(view: View, dates: Dates, trigger: Trigger) -> Counted | None:
    """The time that a sentence counts from the launch before to this one."""
    if dates.counted is None:
        return None
    if HOURS.fullmatch(dates.counted.value):
        return Counted(0, "D")
    match = PERIOD.fullmatch(dates.counted.value)
    if match is None:
        return None
    between = view.text[dates.counted.end - view.start : trigger.start - view.start]
    return Counted(int(match["number"]) * (-1 if between.startswith(" after") else 1), match["unit"])


def is_counted_vaguely(view: View, dates: Dates, trigger: Trigger) -> bool:
    """Whether another launch came at no exact time before or after: "days after the state fired a missile"."""
    return dates.counted is not None and count_of(view, dates, trigger) is None


def is_day_apart(view: View, trigger: Trigger, date: DateMention | None) -> bool:
    """Whether a verb tells of another launch by counting its day from the one at hand: "a day earlier, it fired".

    The first sentence counts from the day of the news.
    """
    words = view.text[date.start - view.start : date.end - view.start] if date else ""
    return trigger.shape == "past" and view.rank > 1 and bool(pattern("read_day_apart").search(words))


def is_spoken(view: View, mention: DateMention) -> bool:
    """Whether "today" stands in a quotation, whose speaker may have said it on another day."""
    words = view.text[mention.start - view.start : mention.end - view.start].lower()
    return words.startswith("today") and bool(pattern("when_spoken").search(view.text[: mention.start - view.start]))


def is_of_passage(view: View, mention: DateMention) -> bool:
    """Whether a clock time is that at which something passed over or came down: "it flew over the island at noon"."""
    return bool(pattern("clock_passage").search(view.text[: mention.start - view.start]))


def guess_days(view: View, text: str, mentions: Sequence[DateMention]) -> Interval | None:
    """The days that a clock time without a day of its own was bound to, or that a speaker calls today."""
    for mention in mentions:
        if (is_bare_clock(text, mention) or is_spoken(view, mention)) and mention.first and mention.last:
            return Interval(mention.first, mention.last)
    return None


def is_total(view: View, trigger: Trigger, phrase: int, when: Interval | None) -> bool:
    """Whether the words count launches over a time instead of naming one: "tests in April", "has launched several missiles this year"."""
    if trigger.form in ("noun", "bare", "carried"):
        return bool(pattern("read_plural").search(trigger.word))
    if trigger.form in ("flight", "identity") or trigger.rule.id == "one_launched":
        return False
    start = phrase if trigger.thing and trigger.thing[0] < trigger.start else trigger.span[0]
    words = view.text[start - view.start : (trigger.thing[1] if trigger.thing else trigger.end) - view.start]
    many = bool(pattern("read_many").search(words)) or (
        words.endswith("s") and "this year" in view.text and not pattern("read_few").search(words)
    )
    return (when is None or span_days(when) > LONG) and many


def phrase_of(unit: Unit, trigger: Trigger) -> int:
    """Where the noun phrase begins that names the launch, or that names the thing before its verb."""
    if trigger.shape == "noun" and trigger.head == trigger.start:
        return phrase_start(unit, trigger.head)
    if trigger.thing and trigger.thing[0] < trigger.start:
        return phrase_start(unit, trigger.thing[0])
    return trigger.start


def reference_of(view: View, trigger: Trigger, verdict: Verdict, phrase: int, left: str) -> Reference:
    """Whether the words point back, to another launch, or to a new one."""
    if "reference" in trigger.rule.set:
        return trigger.rule.set["reference"]  # type: ignore[no-any-return]
    if trigger.shape == "noun":
        text = view.text[phrase - view.start : max(trigger.start, trigger.thing[1] if trigger.thing else 0) - view.start]
    elif trigger.thing and trigger.thing[0] > trigger.start:
        text = view.text[trigger.end - view.start : trigger.thing[1] - view.start]
    else:
        text = view.text[phrase - view.start : trigger.thing[1] - view.start if trigger.thing else trigger.start - view.start]
    if pattern("read_followed").search(left):
        return "other"
    if pattern("read_elaborates").search(left):
        return "near"
    is_pointed = trigger.shape == "noun" and not pattern("read_determined").match(view.text[phrase - view.start :])
    if is_pointed and pattern("read_demonstrative").search(view.text[: phrase - view.start]):
        return "near"
    if (
        trigger.shape == "noun"
        and pattern("read_apposition").search(view.text[: phrase - view.start])
        and pattern("read_ordinal").search(text)
    ):
        return "same"
    for rule in load_rules("launches_reference"):
        if rule.set.get("planned") and (verdict.status in ("occurred", None) or view.rank <= 1):
            continue
        if rule.pattern.search(text.strip()):
            return rule.set["reference"]  # type: ignore[no-any-return]
    return "new"


def evidence_span(document: Document, view: View, trigger: Trigger) -> Span:
    """The sentence; where boilerplate runs into it, what stands from the last break before the trigger, as far as evidence may go."""
    start, end = view.start, view.end
    if len(document.surface(start, end)) > LONGEST_EVIDENCE:
        breaks = [view.start + m.end() for m in BREAK.finditer(view.text) if view.start + m.end() <= trigger.span[0]]
        start = max(breaks, default=start)
        while len(document.surface(start, end)) > LONGEST_EVIDENCE:
            end -= max(1, len(document.surface(start, end)) - LONGEST_EVIDENCE) // 6 + 1
    return start, end
