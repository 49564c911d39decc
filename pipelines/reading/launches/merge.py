"""Mentions of one attempt brought together; look-alikes kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from pipelines.reading.launches.differ import differs, is_other_kind, shares_name
from pipelines.reading.launches.draft import FIRST_SINCE, Counted, Draft
from pipelines.reading.launches.group import LEAD, PLANS, Group
from pipelines.reading.launches.when import TURNED, clip, common, overlaps, shift, span_days
from pipelines.reading.types import Interval

FRESH = timedelta(days=10)  # news of a launch without a day may be dated later in the text, but not to long ago
STALE = timedelta(days=3)  # fresh news of a launch, told by a verb, is of the last few days
WEEK = 7
MONTH = 31
MOST = 60  # launches of one article; what goes on beyond is a list, and would cost the square of its length
NEAR = 3  # sentences over which "that launch" points back


def merge(drafts: Sequence[Draft], published: Interval | None) -> list[Group]:
    """The attempts that the mentions tell of, in the order of their first mentions."""
    groups: list[Group] = []
    for found in sorted(drafts, key=lambda d: (d.sentence, is_before_twin(d), d.when is None, d.trigger.start)):
        draft = dated_by_context(found, groups, published)
        scored = [(score, -index) for index, group in enumerate(groups) if (score := likeness(group, draft, groups, published)) > 0]
        if scored:
            add(groups[-max(scored)[1]], draft)
        elif len(groups) < MOST and can_open(draft) and not is_past_delay(draft, groups):
            groups.append(Group([draft], draft.when or day_of_twin(draft, groups)))
    return groups


def is_before_twin(draft: Draft) -> bool:
    """Whether a mention is that of the launch since which its words call another the first, and so comes second to it."""
    return draft.verdict.reason == FIRST_SINCE


def day_of_twin(draft: Draft, groups: Sequence[Group]) -> Interval | None:
    """The days of another launch that the same words tell of, as of two types in one test."""
    twins = (
        g.when
        for g in groups
        for d in g.drafts
        if d.trigger.start == draft.trigger.start and d.status == draft.status and d.reference != "other"
    )
    return next(twins, None)


def dated_by_context(draft: Draft, groups: Sequence[Group], published: Interval | None) -> Draft:
    """A mention without a date of its own, dated by the time counted from another launch, or by the clause around it."""
    twin = next((g.when for g in groups if g.when and draft.when and is_year_apart(g.when, draft)), None)
    if twin:
        return replace(draft, when=twin)
    if groups and groups[0].when and is_told_a_day_late(groups[0], draft, published):
        return replace(draft, when=groups[0].when)
    if draft.when is None and draft.status == "called_off" and draft.around and is_past_day(draft.around, published):
        return replace(draft, when=draft.around)
    if draft.when is not None or draft.status not in ("occurred", None):
        return draft
    told = day_of_report(draft, published)
    if told:
        return replace(draft, when=told)
    if draft.counted and draft.rank > 0 and not is_moment_of(draft):
        here = next((g.when for g in groups for d in g.drafts if d.sentence == draft.sentence and g.when), None)
        known = draft.around or here or (groups[0].when if groups else None)
        base = known or days_of_news(draft.counted, groups, published)
        if base and span_days(base) <= 1:
            reference = "new" if groups and groups[0].when else draft.reference if known else "other"
            return replace(draft, when=shift(base, draft.counted), around=None, reference=reference)
    is_background = draft.rank > LEAD and draft.reference in ("new", "near") and tells_past(draft) and not draft.is_total
    if draft.around and is_background and (span_days(draft.around) > 0 or is_old(draft.around, published)):
        return replace(draft, when=clip(draft.around, "occurred", published))
    return draft


def is_told_a_day_late(group: Group, draft: Draft, published: Interval | None) -> bool:
    """Whether "today's launch" is that of yesterday's news, printed from what was written on the day."""
    if published is None or draft.when != published or draft.date is None or draft.date.rule_id != "near_day":
        return False
    yesterday = Interval(published.first - timedelta(days=1), published.last - timedelta(days=1))
    return draft.trigger.shape == "noun" and group.is_news and group.when == yesterday


def day_of_report(draft: Draft, published: Interval | None) -> Interval | None:
    """The days of fresh news that are counted from publication: "it said so a day after others detected the launch"."""
    counted, is_noun = draft.counted, draft.trigger.shape == "noun" and draft.reference == "definite"
    is_at_hand = is_noun and draft.trigger.thing is None and draft.launch_class == "unknown" and draft.around is None
    if counted is None or not is_at_hand or counted.unit != "D" or counted.number >= 0 or draft.rank > 1:
        return None
    return shift(published, counted) if published and published.first == published.last else None


def is_moment_of(draft: Draft) -> bool:
    """Whether a time of minutes or hours is counted to the launch at hand: "minutes before the launch, he warned"."""
    is_noun = draft.trigger.shape == "noun" and draft.reference in ("definite", "same")
    return is_noun and draft.counted is not None and draft.counted.number == 0


def is_past_day(when: Interval, published: Interval | None) -> bool:
    """Whether a clause names one day that is over, so that what it says was called off was so on that day."""
    return span_days(when) == 0 and published is not None and when.last < published.first


def tells_past(draft: Draft) -> bool:
    """Whether a mention is a noun, or tells by firm words what has happened."""
    return draft.trigger.shape in ("past", "noun") or (draft.status == "occurred" and not draft.verdict.is_weak)


def days_of_news(counted: Counted, groups: Sequence[Group], published: Interval | None) -> Interval | None:
    """The days of fresh news without a day, from which other days are counted: the day before publication to publication."""
    if counted.unit != "D" or not groups or published is None or published.first != published.last or not groups[0].is_news:
        return None
    return Interval(published.first - timedelta(days=1), published.last)


def is_year_apart(when: Interval, draft: Draft) -> bool:
    """Whether a date without a year is that of a group but for the year."""
    if draft.when is None or draft.date is None or draft.date.rule_id not in TURNED or when == draft.when:
        return False
    one, other = (when.first, when.last), (draft.when.first, draft.when.last)
    return all((a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) == 1 for a, b in zip(one, other, strict=True))


def is_old(when: Interval, published: Interval | None) -> bool:
    """Whether days lie so far back that they are no news."""
    return published is not None and when.last < published.first - FRESH


def is_stale(draft: Draft, days: Interval, published: Interval | None) -> bool:
    """Whether a verb below the lead tells of a new launch on days before those of fresh news."""
    is_told = draft.reference == "new" and draft.trigger.shape == "past" and draft.rank > LEAD
    return is_told and published is not None and days.last < published.first - STALE


def can_open(draft: Draft) -> bool:
    """Whether a mention can be the first of an attempt: dated, named, or news of the lead."""
    if draft.trigger.form == "flight":
        return draft.when is not None or (draft.rank <= 1 and draft.status == "occurred")
    is_vague = draft.is_total and draft.status is None and draft.when is None and not draft.is_named
    if is_vague and draft.rank > 0 and draft.reference != "same":
        return False
    if draft.is_total and draft.rank > 0 and draft.when is not None and span_days(draft.when) > MONTH:
        return False
    if draft.is_total and draft.rank > LEAD:
        return draft.when is not None and (span_days(draft.when) == 0 or (draft.status in PLANS and span_days(draft.when) <= MONTH))
    return (
        draft.when is not None
        or draft.rank <= LEAD
        or draft.status == "called_off"
        or (draft.is_named and draft.status is not None)
        or draft.is_alike
    )


def is_past_delay(draft: Draft, groups: Sequence[Group]) -> bool:
    """Whether words on a delay without a day only tell how a launch that then flew came about."""
    if draft.status != "called_off" or draft.when is not None or draft.rank <= LEAD or draft.is_missile:
        return False
    return any(g.status == "occurred" and g.launch_class == "space" for g in groups)


def add(group: Group, draft: Draft) -> None:
    """Put a mention to a group."""
    had_flown = group.status == "occurred"
    was_vague = group.is_vague
    group.drafts.append(draft)
    if draft.when is None:
        return
    if was_vague and not draft.is_vague and draft.status in PLANS:
        group.when = draft.when
    elif draft.is_vague and group.when:
        return
    elif group.when is None or (draft.status == "occurred" and not had_flown):
        group.when = draft.when if group.when is None or not overlaps(draft.when, group.when) else common(draft.when, group.when)
    elif overlaps(draft.when, group.when) and not (had_flown and draft.status in PLANS):
        group.when = common(group.when, draft.when)


def likeness(group: Group, draft: Draft, groups: Sequence[Group], published: Interval | None) -> float:
    """How much speaks for a mention being one of a group's attempt; 0 where nothing does or something speaks against it."""
    if differs(group, draft, published) or is_without_day(group, draft):
        return 0.0
    if draft.when and group.when:
        score = same_days(group.when, draft, draft.when)
    elif draft.when:
        score = dated_later(group, draft, draft.when, published)
    else:
        score = points_back(group, draft, groups)
    if score <= 0:
        return 0.0
    named = sum(0.5 for kind in ("vehicle", "payload") if shares_name(group, draft, kind))
    return score + named + 0.3 * (draft.launch_class == group.launch_class) + 0.2 * (group is groups[0])


def is_without_day(group: Group, draft: Draft) -> bool:
    """Whether a clock time cannot be that of a group's launch, of which no more than the month or year is told."""
    has_clock = draft.when is None and bool(draft.clocks)
    return has_clock and group.when is not None and span_days(group.when) > WEEK


def same_days(when: Interval, draft: Draft, days: Interval) -> float:
    """How well a mention's days fit those of a group."""
    if days == when:
        return 4.0
    if draft.is_total and span_days(days) > WEEK:
        return 0.0
    if draft.reference == "new" and draft.status not in PLANS and draft.rank > LEAD and span_days(days) > max(span_days(when), WEEK):
        return 0.0
    if draft.reference == "other" and span_days(days) != span_days(when):
        return 0.0
    return 2.5


def dated_later(group: Group, draft: Draft, days: Interval, published: Interval | None) -> float:
    """How well a dated mention fits a group that no mention has dated yet."""
    if draft.reference == "other" or (draft.reference == "new" and draft.rank > LEAD and is_other_kind(group, draft)):
        return 0.0
    if draft.number and any(d.number not in (None, draft.number) for d in group.drafts):
        return 0.0
    old = is_old(days, published)
    if old and group.is_lead and (draft.reference == "new" or group.is_news or group.is_fresh):
        return 0.0
    if is_stale(draft, days, published) and group.is_fresh:
        return 0.0
    if group.is_lead and (draft.rank <= LEAD + 2 or draft.status != "occurred" or draft.reference != "new" or (published and not old)):
        return 1.5
    return 1.0 if any(shares_name(group, draft, kind) for kind in ("vehicle", "payload")) else 0.0


def points_back(group: Group, draft: Draft, groups: Sequence[Group]) -> float:
    """How well an undated mention points back to a group: to the launch just spoken of, else to that of the lead."""
    if draft.reference == "other":
        return 0.0
    is_main = group is groups[0]
    if any(d.sentence == draft.sentence and (is_one_act(d, draft) or d.is_frame) for d in group.drafts):
        return 2.5
    if draft.reference == "new" and (draft.rank > LEAD or not is_main) and not draft.is_backward and is_other_kind(group, draft):
        return 0.0
    if draft.reference == "new" and (draft.is_total or group.status is None) and draft.rank > LEAD:
        return 0.0
    if draft.reference == "new" and draft.trigger.form in ("verb", "noun", "carried"):
        return 0.6 if is_main else 0.0
    gap = min(draft.sentence - d.sentence for d in group.drafts)
    if draft.reference == "near":
        return 2.0 - 0.4 * gap + 0.1 * is_main if gap <= NEAR else 0.0
    near = gap <= 1
    main_near = min(draft.sentence - d.sentence for d in groups[0].drafts) <= 1
    if near and not main_near and draft.reference != "same":
        return 1.8
    return 1.2 if is_main else 0.8


def is_one_act(one: Draft, other: Draft) -> bool:
    """Whether two mentions of one sentence tell of one act: "launched a rocket, putting a satellite into orbit"."""
    forms = {one.trigger.form, other.trigger.form}
    return bool(forms & {"orbit", "flight", "rise", "passive", "identity"}) and other.reference != "other"
