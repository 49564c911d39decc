"""Mentions of one attempt brought together; look-alikes kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pipelines.reading.launches_draft import Draft
from pipelines.reading.launches_when import common, overlaps
from pipelines.reading.types import Interval, LaunchClass, Status

LEAD = 3  # sentences, the title among them, that tell the news
SLACK = timedelta(days=2)  # a launch that flew a little off its announced window is still that launch
RECENT = 3  # sentences over which a launch is carried on


@dataclass(slots=True)
class Group:
    """The mentions of one attempt, in text order."""

    drafts: list[Draft] = field(default_factory=list)
    when: Interval | None = None

    @property
    def status(self) -> Status | None:
        """The status that its mentions agree on: a launch that flew is no longer planned."""
        said = [d.status for d in self.drafts if d.status]
        for status in ("occurred", "called_off", "announced", "expected"):
            if status in said:
                return status  # type: ignore[return-value]
        return None

    @property
    def country(self) -> str | None:
        """The first country that a mention names."""
        return next((d.country for d in self.drafts if d.country), None)

    @property
    def launch_class(self) -> LaunchClass:
        """The first kind that a mention names."""
        return next((d.launch_class for d in self.drafts if d.launch_class != "unknown"), "unknown")

    def names(self, kind: str) -> set[str]:
        """Ids of the vehicles or payloads that its mentions name."""
        return {name.id for d in self.drafts if (name := getattr(d, kind)) is not None}


def merge(drafts: Sequence[Draft]) -> list[Group]:
    """The attempts that the mentions tell of, in the order of their first mentions."""
    groups: list[Group] = []
    for draft in drafts:
        scored = [(score, -index) for index, group in enumerate(groups) if (score := likeness(group, draft, groups)) is not None]
        best = max(scored, default=(0.0, 0))
        if best[0] > 0:
            add(groups[-best[1]], draft)
        elif not (draft.is_total and draft.when is None and draft.sentence > LEAD):
            groups.append(Group([draft], draft.when))
    return groups


def add(group: Group, draft: Draft) -> None:
    """Put a mention to a group."""
    group.drafts.append(draft)
    if draft.when and group.when and not overlaps(draft.when, group.when):
        group.when = draft.when if draft.status == "occurred" else group.when
    else:
        group.when = common(group.when, draft.when)


def likeness(group: Group, draft: Draft, groups: Sequence[Group]) -> float | None:
    """How much speaks for a mention being one of a group's attempt; null where something speaks against it."""
    if differs(group, draft):
        return None
    score = 0.0
    if draft.when and group.when:
        score += 3.0 if draft.when == group.when else 1.5
    for kind in ("vehicle", "payload"):
        name = getattr(draft, kind)
        if name is not None and name.id in group.names(kind):
            score += 1.5
    if draft.when is None and (draft.is_definite or draft.sentence <= LEAD or draft.status is None):
        score += 1.0
    if draft.when is not None and group.when is None and min(d.sentence for d in group.drafts) <= LEAD and draft.sentence <= LEAD + 2:
        score += 1.0
    if score == 0.0:
        return 0.0
    score += 0.5 * (draft.launch_class == group.launch_class)
    score += 0.6 * (draft.sentence - group.drafts[-1].sentence <= RECENT)
    score += 0.5 * (group is groups[0])
    return score


def differs(group: Group, draft: Draft) -> bool:
    """Whether a mention cannot be of a group's attempt."""
    if draft.country and group.country and draft.country != group.country:
        return True
    if not kinds_agree(group.launch_class, draft.launch_class):
        return True
    for kind in ("vehicle", "payload"):
        name, known = getattr(draft, kind), group.names(kind)
        if name is not None and known and name.id not in known:
            return True
    return days_differ(group, draft) or status_differs(group, draft)


def kinds_agree(one: LaunchClass, other: LaunchClass) -> bool:
    """Whether two kinds can be of one launch: a space launch is often called a missile test."""
    if "unknown" in (one, other) or one == other:
        return True
    return {one, other} == {"space", "ballistic"}


def days_differ(group: Group, draft: Draft) -> bool:
    """Whether a mention is dated to other days than a group."""
    if draft.when is None or group.when is None:
        return False
    slack = (
        SLACK
        if {draft.status, group.status} & {"announced", "expected", "called_off"} and "occurred" in (draft.status, group.status)
        else timedelta()
    )
    return draft.when.first > group.when.last + slack or draft.when.last + slack < group.when.first


def status_differs(group: Group, draft: Draft) -> bool:
    """Whether a plan and a flight cannot be one: a scrubbed attempt and its new date, a flight and the next."""
    one, other = group.status, draft.status
    if one is None or other is None or one == other:
        return False
    if "called_off" in (one, other):
        return "occurred" in (one, other) or (draft.when is not None and group.when is not None and draft.when != group.when)
    if "occurred" in (one, other):
        return group.when is None or draft.when is None
    return False
