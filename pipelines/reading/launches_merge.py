"""Mentions of one attempt brought together; look-alikes kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pipelines.reading.launches_draft import Draft
from pipelines.reading.launches_when import TURNED, clip, common, overlaps, shift, span_days
from pipelines.reading.types import Interval, LaunchClass, Status

LEAD = 3  # sentences of the story that tell the news
FRESH = timedelta(days=10)  # news of a launch without a day may be dated later in the text, but not to long ago
WEEK = 7
MONTH = 31
NEAR = 3  # sentences over which "that launch" points back
SLACK = timedelta(days=2)  # a launch that flew a little off its announced window is still that launch
ORDER: tuple[Status, ...] = ("occurred", "called_off", "announced", "expected")
PLANS = frozenset({"announced", "expected", "called_off"})


@dataclass(slots=True)
class Group:
    """The mentions of one attempt, in text order."""

    drafts: list[Draft] = field(default_factory=list)
    when: Interval | None = None

    @property
    def status(self) -> Status | None:
        """The status that its mentions agree on: a launch that flew is no longer planned, an announced one no mere expectation."""
        said = {d.status for d in self.drafts if d.status}
        return self.firm_status or next((status for status in ORDER if status in said), None)

    @property
    def firm_status(self) -> Status | None:
        """The status by the mentions whose words leave no doubt."""
        said = {d.status for d in self.drafts if d.status and not d.verdict.is_weak}
        return next((status for status in ORDER if status in said), None)

    @property
    def country(self) -> str | None:
        """The first country that a mention names."""
        return next((d.country for d in self.drafts if d.country), None)

    @property
    def launch_class(self) -> LaunchClass:
        """The first kind that a mention names."""
        return next((d.launch_class for d in self.drafts if d.launch_class != "unknown"), "unknown")

    @property
    def is_lead(self) -> bool:
        """Whether title or lead speak of it."""
        return self.drafts[0].rank <= LEAD

    @property
    def is_vague(self) -> bool:
        """Whether all that dates it are words such as "in the coming days"."""
        dated = [d for d in self.drafts if d.when is not None]
        return bool(dated) and all(d.is_vague for d in dated)

    def names(self, kind: str) -> set[str]:
        """Ids of the vehicles or payloads that its mentions name."""
        return {name.id for d in self.drafts for name in d.names(kind)}


def merge(drafts: Sequence[Draft], published: Interval | None) -> list[Group]:
    """The attempts that the mentions tell of, in the order of their first mentions."""
    groups: list[Group] = []
    for found in sorted(drafts, key=lambda d: (d.sentence, d.when is None, d.trigger.start)):
        draft = dated_by_context(found, groups, published)
        scored = [(score, -index) for index, group in enumerate(groups) if (score := likeness(group, draft, groups, published)) > 0]
        if scored:
            add(groups[-max(scored)[1]], draft)
        elif can_open(draft):
            groups.append(Group([draft], draft.when or day_of_twin(draft, groups)))
    return groups


def day_of_twin(draft: Draft, groups: Sequence[Group]) -> Interval | None:
    """The days of another launch that the same words tell of, as of two types in one test."""
    return next((g.when for g in groups for d in g.drafts if d.trigger.start == draft.trigger.start), None)


def dated_by_context(draft: Draft, groups: Sequence[Group], published: Interval | None) -> Draft:
    """A mention without a date of its own, dated by the time counted from another launch, or by the clause around it."""
    twin = next((g.when for g in groups if g.when and draft.when and is_year_apart(g.when, draft)), None)
    if twin:
        return replace(draft, when=twin)
    if draft.when is not None or draft.status not in ("occurred", None):
        return draft
    if draft.counted and draft.rank > 0:
        here = next((g.when for g in groups for d in g.drafts if d.sentence == draft.sentence and g.when), None)
        base = draft.around or here or (groups[0].when if groups else None)
        if base and span_days(base) == 0:
            return replace(
                draft, when=shift(base, draft.counted), around=None, reference="new" if groups and groups[0].when else draft.reference
            )
    is_background = draft.rank > LEAD and draft.reference == "new" and draft.trigger.shape in ("past", "noun") and not draft.is_total
    if draft.around and is_background and (span_days(draft.around) > 0 or is_old(draft.around, published)):
        return replace(draft, when=clip(draft.around, "occurred", published))
    return draft


def is_year_apart(when: Interval, draft: Draft) -> bool:
    """Whether a date without a year is that of a group but for the year."""
    if draft.when is None or draft.date is None or draft.date.rule_id not in TURNED or when == draft.when:
        return False
    one, other = (when.first, when.last), (draft.when.first, draft.when.last)
    return all((a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) == 1 for a, b in zip(one, other, strict=True))


def is_old(when: Interval, published: Interval | None) -> bool:
    """Whether days lie so far back that they are no news."""
    return published is not None and when.last < published.first - FRESH


def can_open(draft: Draft) -> bool:
    """Whether a mention can be the first of an attempt: dated, named, or news of the lead."""
    if draft.trigger.form == "flight":
        return draft.when is not None
    is_vague = draft.is_total and draft.status is None and draft.when is None and not draft.is_named
    if is_vague and draft.rank > 0 and draft.reference != "same":
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


def add(group: Group, draft: Draft) -> None:
    """Put a mention to a group."""
    had_flown = group.status == "occurred"
    was_vague = group.is_vague
    group.drafts.append(draft)
    if draft.when is None:
        return
    if was_vague and not draft.is_vague and draft.status in PLANS:
        group.when = draft.when
    elif draft.is_vague and group.when and not was_vague:
        return
    elif group.when is None or (draft.status == "occurred" and not had_flown):
        group.when = draft.when if group.when is None or not overlaps(draft.when, group.when) else common(draft.when, group.when)
    elif overlaps(draft.when, group.when) and not (had_flown and draft.status in PLANS):
        group.when = common(group.when, draft.when)


def likeness(group: Group, draft: Draft, groups: Sequence[Group], published: Interval | None) -> float:
    """How much speaks for a mention being one of a group's attempt; 0 where nothing does or something speaks against it."""
    if differs(group, draft, published):
        return 0.0
    if draft.when and group.when:
        score = same_days(group.when, draft)
    elif draft.when:
        score = dated_later(group, draft, published)
    else:
        score = points_back(group, draft, groups)
    if score <= 0:
        return 0.0
    named = sum(0.5 for kind in ("vehicle", "payload") if shares_name(group, draft, kind))
    return score + named + 0.3 * (draft.launch_class == group.launch_class) + 0.2 * (group is groups[0])


def same_days(when: Interval, draft: Draft) -> float:
    """How well a mention's days fit those of a group."""
    assert draft.when is not None
    if draft.when == when:
        return 4.0
    if draft.is_total and span_days(draft.when) > WEEK:
        return 0.0
    if draft.reference == "new" and draft.status not in PLANS and draft.rank > LEAD and span_days(draft.when) > max(span_days(when), WEEK):
        return 0.0
    if draft.reference == "other" and span_days(draft.when) != span_days(when):
        return 0.0
    return 2.5


def dated_later(group: Group, draft: Draft, published: Interval | None) -> float:
    """How well a dated mention fits a group that no mention has dated yet."""
    assert draft.when is not None
    if draft.reference == "other" or (draft.reference == "new" and draft.rank > LEAD and is_other_kind(group, draft)):
        return 0.0
    old = is_old(draft.when, published)
    if old and group.is_lead and draft.reference == "new":
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


def is_other_kind(group: Group, draft: Draft) -> bool:
    """Whether a new launch is of a satellite where the group's is of missiles, or the other way round."""
    kinds = {d.launch_class == "space" for d in group.drafts if d.launch_class != "unknown" or d.is_missile}
    mine = draft.launch_class == "space"
    return (draft.launch_class != "unknown" or draft.is_missile) and bool(kinds) and mine not in kinds


def differs(group: Group, draft: Draft, published: Interval | None) -> bool:
    """Whether a mention cannot be of a group's attempt."""
    if draft.country and group.country and draft.country != group.country:
        return True
    if not kinds_agree(group.launch_class, draft.launch_class):
        return True
    if any(d.trigger.start == draft.trigger.start for d in group.drafts):
        return True
    is_lead_story = group.is_lead and draft.rank <= LEAD and draft.reference != "other"
    for kind in ("payload",) if is_lead_story else ("vehicle", "payload"):
        if (
            draft.names(kind)
            and kind == "vehicle"
            and group.country
            and all(n.country not in (group.country, None) for n in draft.vehicles)
        ):
            return True
        if draft.names(kind) and group.names(kind) and not shares_name(group, draft, kind) and not is_same_flight(group, draft, kind):
            return True
    if (
        draft.status in ("expected", "announced")
        and not draft.verdict.is_weak
        and not draft.is_backward
        and group.when
        and published
        and group.when.last < published.first
    ):
        return True
    return days_differ(group, draft) or status_differs(group, draft, published)


def shares_name(group: Group, draft: Draft, kind: str) -> bool:
    """Whether a mention names a vehicle or payload of a group; a family's name stands for its members."""
    known = group.names(kind)
    return any(name.id.startswith(other) or other.startswith(name.id) for name in draft.names(kind) for other in known)


def is_same_flight(group: Group, draft: Draft, kind: str) -> bool:
    """Whether a launch of two names is one: the same payload on the same day under two names of the vehicle."""
    if kind == "payload" or not shares_name(group, draft, "payload"):
        return False
    return draft.when is None or group.when is None or draft.when == group.when


def kinds_agree(one: LaunchClass, other: LaunchClass) -> bool:
    """Whether two kinds can be of one launch: a space launch is often called a missile test."""
    if "unknown" in (one, other) or one == other:
        return True
    return {one, other} == {"space", "ballistic"}


def days_differ(group: Group, draft: Draft) -> bool:
    """Whether a mention is dated to other days than a group."""
    if draft.when is None or group.when is None:
        return False
    is_plan_and_flight = "occurred" in (draft.status, group.status) and bool({draft.status, group.status} & PLANS)
    slack = SLACK if is_plan_and_flight and draft.reference != "other" else timedelta()
    return draft.when.first > group.when.last + slack or draft.when.last + slack < group.when.first


def status_differs(group: Group, draft: Draft, published: Interval | None) -> bool:
    """Whether a plan and a flight cannot be one: a scrubbed attempt and its new date, a flight and the next."""
    one, other = group.firm_status, draft.status
    if one is None or other is None or one == other:
        return False
    if one == "occurred" and other in PLANS and draft.when and published and draft.when.first > published.last + SLACK:
        return True
    if "called_off" in (one, other):
        return "occurred" in (one, other) or (draft.when is not None and group.when is not None and draft.when != group.when)
    if other == "occurred" and one in PLANS and draft.when and published and draft.when.last < published.first - SLACK:
        return group.when is None or not overlaps(draft.when, group.when)
    if other == "occurred" and one in PLANS and group.when and published and group.when.first >= published.first:
        return draft.when is None or not overlaps(draft.when, group.when)
    if "occurred" in (one, other):
        return (
            (group.when is None or draft.when is None)
            and draft.reference not in ("same", "near", "definite")
            and not is_past_plan(group, draft)
        )
    return False


def is_past_plan(group: Group, draft: Draft) -> bool:
    """Whether a plan is told as the past of a flight: "it said it planned to", in news of the launch."""
    return group.status == "occurred" and group.is_lead and draft.is_backward and draft.reference == "new"
