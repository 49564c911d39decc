"""Constructors of clock times, one for each ``make`` of rules/dates_clock.yml. The day comes later."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipelines.reading.dates.values import Captures, Now, Value
from pipelines.reading.dates.words import number
from pipelines.reading.rules import load_rules
from pipelines.reading.types import DateMention

NO_DAY = "XXXX-XX-XX"
PARTS = ("morning", "afternoon", "evening")
WHOLE_DAY = frozenset({"gmt", "utc", "z"})  # zones whose times are told by 24 hours


def clock(caps: Captures, now: Now, constants: Any) -> Value | None:
    """An hour and minute, with "p.m." or "in the evening" taken in."""
    hour = int(number(caps["hour"] or "") or 0)
    half = (caps.get("half") or "").lower()
    if half.startswith("p") or (caps.get("part") or "").lower() in ("afternoon", "evening"):
        hour = hour if hour == 12 else hour + 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if hour > 23:
        return None
    minute = caps.get("minute")
    time = f"{hour:02d}:{minute or '00'}"
    return Value("TIME", f"{NO_DAY}T{time}", time=time, zone=clean_zone(caps.get("zone")))


def noon(caps: Captures, now: Now, constants: Any) -> Value:
    """Noon is 12:00, midnight the end of its day."""
    time = "12:00" if (caps["word"] or "").lower() == "noon" else "24:00"
    return Value("TIME", f"{NO_DAY}T{time}", time=time.replace("24", "00"), zone=clean_zone(caps["zone"]))


def clean_zone(text: str | None) -> str | None:
    """The zone's words without brackets and the word time."""
    if not text:
        return None
    return text.strip("() ").removesuffix("time").removesuffix("Time").strip() or None


@cache
def open_rules() -> frozenset[str]:
    """Rules whose times may be of the morning or of the evening."""
    return frozenset(rule.id for rule in load_rules("dates_clock") if rule.set.get("half") == "open")


def tells_half(mention: DateMention, surface: str) -> bool:
    """Whether a clock time tells morning from evening: "10:46 p.m." and "22:46" do, "10:46" does not."""
    if mention.rule_id not in open_rules() or mention.time is None or not "01:00" <= mention.time < "13:00":
        return True
    low = surface.lower()
    return low.startswith("0") or (mention.zone or "").lower() in WHOLE_DAY or any(part in low for part in PARTS)
