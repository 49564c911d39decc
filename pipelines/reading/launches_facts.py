"""What a sentence says of a launch: kind, country, names, site, clock time, outcome, number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import get_args

from pipelines.reading.launches_scene import View
from pipelines.reading.launches_triggers import Trigger
from pipelines.reading.rules import HERE, load_rules, read_yaml
from pipelines.reading.types import DateMention, LaunchClass, NameMention, Outcome

CLASSES = frozenset(get_args(LaunchClass))
CLOSE = 45  # characters beside a trigger that can name its kind
NOT_SITE = re.compile(r"(?:toward|towards|over|into|at targets? (?:in|near)|against|hit|near|reach(?:ed)?)\s+(?:the\s+)?$", re.IGNORECASE)
HALF_HOUR_FROM, HALF_HOUR_TO = date(2015, 8, 15), date(2018, 5, 4)  # North Korea's clocks stood at UTC+8:30


def class_of(text: str) -> LaunchClass:
    """The kind that the words name; unknown where they leave it open."""
    for rule in load_rules("launches_class"):
        if rule.pattern.search(text):
            return rule.set["class"]  # type: ignore[no-any-return]
    return "unknown"


def words_for(view: View, trigger: Trigger) -> str:
    """The words that name what is launched: from the trigger to its object, and what stands close by."""
    start, end = trigger.span
    return view.text[max(0, start - view.start) : end - view.start]


def draft_class(view: View, trigger: Trigger, vehicle: NameMention | None, payload: NameMention | None) -> LaunchClass:
    """The kind of a launch by its own words, else by its names, else by the words close by."""
    named = class_of(words_for(view, trigger))
    if named != "unknown":
        return named
    if vehicle and vehicle.launch_class in CLASSES and vehicle.launch_class != "unknown":
        return vehicle.launch_class  # type: ignore[return-value]
    if payload:
        return "space"
    start, end = trigger.span[0] - view.start, trigger.span[1] - view.start
    return class_of(view.text[max(0, start - CLOSE) : end + CLOSE])


def country_of(view: View, trigger: Trigger) -> str | None:
    """The launching party's country: "by X" after the trigger, else the nearest side named before it."""
    tail = view.text[trigger.end - view.start :]
    for name in view.names:
        if name.start >= trigger.end and name.country and re.fullmatch(r"(?: \w+){0,4} by (?:the )?", tail[: name.start - trigger.end]):
            return name.country
    inside = [n for n in view.names if n.country and trigger.span[0] <= n.start < trigger.span[1] and is_side(n)]
    if inside and trigger.form in ("noun", "bare", "carried"):
        return inside[-1].country
    before = [n for n in view.names if n.country and n.end <= trigger.start and is_side(n) and not is_target(view, n)]
    return before[-1].country if before else None


def is_side(name: NameMention) -> bool:
    """Whether a name can stand for a launching party."""
    return name.kind in ("state", "body", "company", "person", "group") and name.country not in ("UN", "EU", "NATO")


def is_target(view: View, name: NameMention) -> bool:
    """Whether a state stands there as a place that is overflown or aimed at, or as a speaker."""
    return bool(NOT_SITE.search(view.text[: name.start - view.start]))


def site_of(view: View, trigger: Trigger) -> NameMention | None:
    """The place that the sentence gives for the launch: the nearest named site."""
    sites = [n for n in view.names if n.kind == "site" and not is_target(view, n)]
    return min(sites, key=lambda n: (abs(n.start - trigger.start), n.start), default=None)


def nearest(view: View, trigger: Trigger, kind: str) -> NameMention | None:
    """The name of a kind that belongs to the trigger: inside its words, else the nearest in its sentence."""
    found = [n for n in view.names if n.kind == kind]
    inside = [n for n in found if trigger.span[0] <= n.start < trigger.span[1]]
    return min(inside or found, key=lambda n: (abs(n.start - trigger.start), n.start), default=None)


def local_time(mentions: Sequence[DateMention], country: str | None) -> str | None:
    """The clock time at the launch site: as given for the site, Seoul or Tokyo, else worked out from another zone."""
    clocks = [m for m in mentions if m.time]
    for clock in clocks:
        if clock.zone is None or clock.zone.lower() in local_zones(country):
            return clock.time
    for clock in clocks:
        moved = move_clock(clock, country)
        if moved:
            return f"{moved:%H:%M}"
    return None


def local_zones(country: str | None) -> frozenset[str]:
    """Names of zones that count as local for launches of a country."""
    zones = read_yaml(HERE / "lexicons" / "launches_zones.yml")
    return frozenset(zones["local"]["any"]) | frozenset(zones["local"].get(country, ()))


def move_clock(clock: DateMention, country: str | None) -> datetime | None:
    """A clock time of another zone as an instant on the clocks of the launch site."""
    zones = read_yaml(HERE / "lexicons" / "launches_zones.yml")
    offset = zones["offsets"].get((clock.zone or "").lower())
    home = zones["countries"].get(country)
    if (
        offset is None
        or home is None
        or clock.first is None
        or clock.time is None
        or not re.fullmatch(r"[01]\d:\d\d|2[0-3]:\d\d", clock.time)
    ):
        return None
    if country == "KP" and HALF_HOUR_FROM <= clock.first < HALF_HOUR_TO:
        home = 8.5
    hour, minute = int(clock.time[:2]), int(clock.time[3:])
    there = datetime(clock.first.year, clock.first.month, clock.first.day, hour, minute, tzinfo=timezone(timedelta(hours=offset)))
    return there.astimezone(timezone(timedelta(hours=home)))


def outcome_of(text: str) -> Outcome | None:
    """What a sentence says of how a flight went; null where it says nothing."""
    said = {rule.set["outcome"] for rule in load_rules("launches_outcome") if rule.pattern.search(text)}
    if said == {"success"}:
        return "success"
    return "failure" if "failure" in said else None
