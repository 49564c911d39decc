"""Every temporal expression of a working text, with its TIMEX3 value and the days that the words allow."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pipelines.reading.dates import absolute, clock, habits, quarters, relative, seasons
from pipelines.reading.dates.clock import NO_DAY
from pipelines.reading.dates.scan import Candidate, candidates, choose, group_span
from pipelines.reading.dates.tense import tense_at
from pipelines.reading.dates.values import Captures, Now, Value
from pipelines.reading.types import DateMention, Document, Interval, Sentence

Maker = Callable[[Captures, Now, Any], "Value | tuple[Value, ...] | None"]
MAKERS: Mapping[str, Maker] = {
    "adverb_of_frequency": habits.adverb_of_frequency,
    "bare_part": relative.bare_part,
    "calendar_day": absolute.calendar_day,
    "calendar_unit": relative.calendar_unit,
    "century": absolute.century,
    "clock": clock.clock,
    "coming_units": relative.coming_units,
    "day_before": relative.day_before,
    "day_of_month": absolute.day_of_month,
    "day_pair": absolute.day_pair,
    "decade": absolute.decade,
    "decade_words": absolute.decade_words,
    "duration": relative.duration,
    "every_unit": habits.every_unit,
    "fixed": relative.fixed,
    "holiday": seasons.holiday,
    "latest_period": quarters.latest_period,
    "month": absolute.month,
    "month_spoken": absolute.month_spoken,
    "near_day": relative.near_day,
    "noon": clock.noon,
    "numeric_day": absolute.numeric_day,
    "one_unit": relative.one_unit,
    "open_ago": relative.open_ago,
    "open_duration": relative.open_duration,
    "overnight": relative.overnight,
    "part_of_day": relative.part_of_day,
    "quarter": quarters.quarter,
    "season": seasons.season,
    "slashed_day": absolute.slashed_day,
    "span_of_units": relative.span_of_units,
    "spoken_year": absolute.spoken_year,
    "that_time": relative.that_time,
    "unit_end": relative.unit_end,
    "units_ago": relative.units_ago,
    "units_ahead": relative.units_ahead,
    "weekday": absolute.weekday,
    "weekdays": absolute.weekdays,
    "year": absolute.year,
    "year_ago": relative.year_ago,
    "year_pair": absolute.year_pair,
}
QUARTER = re.compile(r"\d{4}-Q\d")
BESIDE = re.compile(r",? (?:on )?|,")
JOINED = frozenset({"weekday", "near_day", "month_day", "day_month", "iso_day", "slashed_day", "day_of_month"})
NEAR = 10  # days from publication within which a day named earlier still holds for a bare clock time
RANGE_LINK = re.compile(r" ?- ?| (?:to|through|until|till|and|or) ")


def find_dates(document: Document, anchor: Interval | None) -> tuple[DateMention, ...]:
    """Every temporal expression in text order; ``anchor`` is the publication day or the days it may be."""
    mentions: list[DateMention] = []
    reference: date | None = None
    quarter = ""
    for sentence in document.sentences:
        found = choose(list(candidates(document.text, sentence)))
        for candidate in found:
            for mention in read_candidate(document.text, sentence, candidate, anchor, (reference, quarter)):
                mentions.append(mention)
                if mention.first and mention.first == mention.last:
                    reference = mention.first
                if candidate.rule.set["make"] == "quarter" and has_begun(mention, anchor):
                    quarter = max(quarter, mention.value)
    return tuple(with_windows(document.text, bind_clocks(document, mentions, anchor)))


def has_begun(mention: DateMention, anchor: Interval | None) -> bool:
    """Whether a mention is a quarter that had begun: the latest of these is the one that "the quarter" means, not one of a year before."""
    return bool(QUARTER.fullmatch(mention.value) and anchor and mention.first and mention.first <= anchor.last)


def read_candidate(
    text: str, sentence: Sentence, candidate: Candidate, anchor: Interval | None, before: tuple[date | None, str]
) -> list[DateMention]:
    """The mentions that one match makes; none where its words name no possible time."""
    tense = tense_at(text, sentence.start, sentence.end, candidate.start, candidate.end)
    make = MAKERS[candidate.rule.set["make"]]
    caps = candidate.match.groupdict()
    ends = (None, None) if anchor is None else (anchor.first, anchor.last)
    low = as_values(make(caps, Now(ends[0], tense, *before), candidate.rule.set))
    high = low if ends[0] == ends[1] else as_values(make(caps, Now(ends[1], tense, *before), candidate.rule.set))
    unknown = low if low == high else as_values(make(caps, Now(None, tense), candidate.rule.set))
    mentions = []
    for one, other, open_value in zip(low, high, unknown, strict=False):
        span = group_span(candidate.match, one.group) if one.group else (candidate.start, candidate.end)
        last = other.last
        if one.first and last and last < one.first:
            last = one.last
        value = one.value if one.value == other.value else open_value.value
        mentions.append(DateMention(*span, one.type, value, one.first, last, candidate.rule.id, one.time, one.zone))
    return mentions


def as_values(made: Value | tuple[Value, ...] | None) -> tuple[Value, ...]:
    """What a constructor returned, as a tuple."""
    if made is None:
        return ()
    return made if isinstance(made, tuple) else (made,)


def bind_clocks(document: Document, mentions: list[DateMention], anchor: Interval | None) -> list[DateMention]:
    """The mentions with every clock time joined to the day beside it, or bound to the nearest day at hand."""
    text, bound = document.text, [*mentions]
    index = 0
    while index < len(bound):
        mention = bound[index]
        if mention.time and mention.first is None and mention.value.startswith(NO_DAY):
            after = bound[index + 1] if index + 1 < len(bound) else None
            before = bound[index - 1] if index else None
            if after and after.type == "DATE" and after.rule_id in JOINED and BESIDE.fullmatch(text[mention.end : after.start]):
                bound[index : index + 2] = [on_day(mention, after, mention.start, after.end)]
            elif before and before.type == "DATE" and before.rule_id in JOINED and text[before.end : mention.start] in (" ", ", "):
                index -= 1
                bound[index : index + 2] = [on_day(mention, before, before.start, mention.end)]
            else:
                bound[index] = bind_clock(document, bound, index, anchor)
        index += 1
    return bound


def on_day(clock: DateMention, day: DateMention, start: int, end: int) -> DateMention:
    """A clock time on a day."""
    value = f"{day.value[:10]}T{clock.value.rpartition('T')[2]}"
    return replace(clock, start=start, end=end, value=value, first=day.first, last=day.last)


def bind_clock(document: Document, mentions: list[DateMention], index: int, anchor: Interval | None) -> DateMention:
    """A bare clock time on the nearest day of its sentence, else the day last named, else the publication day."""
    clock = mentions[index]
    sentence = next((s for s in document.sentences if s.start <= clock.start < s.end), None)
    days = [m for m in mentions if m is not clock and m.first and m.first == m.last and m.rule_id in JOINED]
    inside = [m for m in days if sentence and sentence.start <= m.start < sentence.end]
    earlier = [m for m in days if m.start < clock.start]
    if inside:
        best = min(inside, key=lambda m: (abs(m.start - clock.start), m.start))
        return on_day(clock, best, clock.start, clock.end)
    nearest = earlier[-1].last if earlier else None
    if nearest and (anchor is None or abs((nearest - anchor.last).days) <= NEAR):
        return on_day(clock, earlier[-1], clock.start, clock.end)
    if anchor and anchor.first == anchor.last:
        value = f"{anchor.first}T{clock.value.rpartition('T')[2]}"
        return replace(clock, value=value, first=anchor.first, last=anchor.last)
    return clock


def with_windows(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """The mentions, with the whole window on both ends of "from February 8 to 25" and "between Wednesday and December 1"."""
    found = [*mentions]
    for index, (one, other) in enumerate(itertools.pairwise(mentions)):
        link = text[one.end : other.start]
        if len(link) > 9 or not RANGE_LINK.fullmatch(link) or not (one.first and other.last and one.last and other.first):
            continue
        lead = text[max(0, one.start - 12) : one.start].lower()
        if link.strip() in ("and", "or") and "between" not in lead:
            continue
        if one.first <= other.last and one.first < other.first:
            window = Interval(one.first, other.last)
            found[index] = replace(found[index], window=window)
            found[index + 1] = replace(found[index + 1], window=window)
    return found
