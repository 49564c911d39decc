"""Clock times at the launch site: as the article gives them for the site, for Seoul or Tokyo, else worked out from another zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from pipelines.reading.launches.words import pattern
from pipelines.reading.names.lexicon import read_reference
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import DateMention

MANY_ZONES = frozenset({"US", "RU"})
ZONE = re.compile(r" ?\((?P<zone>[A-Z]{2,4})\)")
CLOCK = re.compile(r"[01]\d:\d\d|2[0-3]:\d\d")


def is_bare_clock(text: str, mention: DateMention) -> bool:
    """Whether a clock time names no day of its own, so that its day is only a guess."""
    return mention.time is not None and not pattern("clock_day_word").search(text[mention.start : mention.end])


def local_moment(
    text: str, clocks: Sequence[DateMention], site: str | None, country: str | None, day: date | None
) -> tuple[str, date | None] | None:
    """Time and day at the launch site; null where no clock time can be told for it."""
    usable = [clock for clock in clocks if clock.time and CLOCK.fullmatch(clock.time)]
    home = zone_of(site, country)
    for clock in usable:
        if is_local(clock, country, home):
            return clock.time or "", moved_day([c for c in usable if not is_bare_clock(text, c)], country, home, day)
    for clock in usable:
        there = zones()["zones"].get((clock.zone or "").lower())
        if there and home:
            return move(clock, there, home, day)
    return None


def moved_day(clocks: Sequence[DateMention], country: str | None, home: str | None, day: date | None) -> date | None:
    """The day at the launch site, where the day is told beside the clock of another zone: "at 07:39 (22:39 GMT Thursday)"."""
    for clock in clocks:
        there = zones()["zones"].get((clock.zone or "").lower())
        if there and home and day and clock.first == day and not is_local(clock, country, home):
            return move(clock, there, home, day)[1]
    return day


def is_local(clock: DateMention, country: str | None, home: str | None) -> bool:
    """Whether a clock time counts as local: by its words, by custom for the country, or because the site has that zone."""
    zone = (clock.zone or "local").lower()
    if zone not in local_zones(country):
        return False
    return country not in MANY_ZONES or home is None or zones()["zones"].get(zone, home) == home


def with_zone(text: str, clock: DateMention) -> DateMention:
    """A clock time with the zone that stands in brackets behind it."""
    match = None if clock.zone else ZONE.match(text, clock.end)
    return replace(clock, zone=match["zone"]) if match and match["zone"].lower() in zones()["zones"] else clock


def move(clock: DateMention, there: str, home: str, day: date | None) -> tuple[str, date | None]:
    """A clock time of another zone, and its day, on the clocks of the launch site."""
    known = day or clock.first or date(2020, 1, 1)
    hour, minute = (int(part) for part in (clock.time or "00:00").split(":"))
    moment = datetime(known.year, known.month, known.day, hour, minute, tzinfo=ZoneInfo(there)).astimezone(ZoneInfo(home))
    return f"{moment:%H:%M}", moment.date() if day else None


@cache
def zones() -> dict[str, dict[str, str]]:
    """The lexicon of zone names."""
    return read_yaml(HERE / "lexicons" / "launches_zones.yml")  # type: ignore[no-any-return]


@cache
def local_zones(country: str | None) -> frozenset[str]:
    """Names of zones that count as local for launches of a country."""
    lists = zones()["local"]
    return frozenset(lists["any"]) | frozenset(lists.get(country or "", ()))


@cache
def zone_of(site: str | None, country: str | None) -> str | None:
    """The time zone of a launch site, else of a country that has only one."""
    for row in read_reference("site_zones"):
        if row["site_id"] == site:
            return row["timezone_name"]
    home = next((row["country_code"] for row in read_reference("sites") if row["site_id"] == site), country)
    for row in read_reference("countries"):
        if row["country_code"] == home and row["has_one_zone"] == "true" and row["timezone_name"]:
            return row["timezone_name"]
    return None
