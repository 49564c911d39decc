"""What tells a mention and an attempt apart: country, kind, names, days, and a status that cannot follow."""

from __future__ import annotations

from datetime import timedelta

from pipelines.reading.launches.draft import Draft
from pipelines.reading.launches.group import LEAD, PLANS, Group
from pipelines.reading.launches.when import overlaps
from pipelines.reading.types import Interval, LaunchClass

SLACK = timedelta(days=2)  # a launch that flew a little off its announced window is still that launch


def differs(group: Group, draft: Draft, published: Interval | None) -> bool:
    """Whether a mention cannot be of a group's attempt."""
    if days_differ(group, draft):
        return True
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
    return status_differs(group, draft, published)


def shares_name(group: Group, draft: Draft, kind: str) -> bool:
    """Whether a mention names a vehicle or payload of a group; a family's name stands for its members."""
    return any(is_one_family(name.id, other, kind) for name in draft.names(kind) for other in group.names(kind))


def is_one_family(one: str, other: str, kind: str) -> bool:
    """Whether two ids are the same, or one is that of a family of the other: "chang-e" of "chang-e-4", never "gsat-7" of "gsat-7a"."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    if rest in ("", long):
        return not rest
    is_letter_of_number = kind == "payload" and short[-1].isdigit() and rest[0].isalpha()
    return not (short[-1].isdigit() and rest[0].isdigit()) and not is_letter_of_number


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


def is_other_kind(group: Group, draft: Draft) -> bool:
    """Whether a new launch is of a satellite where the group's is of missiles, or the other way round."""
    kinds = {d.launch_class == "space" for d in group.drafts if d.launch_class != "unknown" or d.is_missile}
    mine = draft.launch_class == "space"
    return (draft.launch_class != "unknown" or draft.is_missile) and bool(kinds) and mine not in kinds
