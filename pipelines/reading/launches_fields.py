"""A group of mentions as one launch: each field from the mention that says it best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pipelines.reading.launches_draft import Draft
from pipelines.reading.launches_merge import Group
from pipelines.reading.types import Interval, Launch, LaunchClass, LaunchMention, NameMention, Outcome, Span, Status, Trace

EVIDENCE = 2


def make_launch(number: int, group: Group, status: Status, is_focus: bool, outcome: Outcome | None, published: Interval | None) -> Launch:
    """The launch that a group of mentions tells of."""
    drafts = group.drafts
    when = group.when or fresh(status, is_focus, published)
    site = first_of([d.site for d in drafts])
    return Launch(
        id=f"L{number}",
        status=status,
        launch_class=class_of_group(drafts),
        country=group.country,
        date_start=when.first if when else None,
        date_end=when.last if when else None,
        time_local=first_of([d.time_local for d in drafts]),
        site=site,
        vehicle=longest([d.vehicle for d in drafts]),
        payload=longest([d.payload for d in drafts]),
        outcome=outcome,
        focus=is_focus,
        evidence=evidence_of(drafts),
        mentions=tuple(make_mention(d, status) for d in drafts),
        count=next((d.count for d in drafts if d.count), None),
        traces=tuple(trace for d in drafts[:1] for trace in traces_of(d)),
    )


def fresh(status: Status, is_focus: bool, published: Interval | None) -> Interval | None:
    """Fresh news of a launch with no day: the day before publication to publication."""
    if status != "occurred" or not is_focus or published is None:
        return None
    return Interval(published.first - timedelta(days=1), published.last)


def class_of_group(drafts: Sequence[Draft]) -> LaunchClass:
    """The kind: space where any mention says so, else the first that is said."""
    said = [d.launch_class for d in drafts if d.launch_class != "unknown"]
    if "space" in said:
        return "space"
    return said[0] if said else "unknown"


def first_of(values: Sequence[str | None]) -> str | None:
    """The first value that is known."""
    return next((value for value in values if value), None)


def longest(names: Sequence[NameMention | None]) -> str | None:
    """The longest form of a name that the mentions use."""
    forms = [name.name for name in names if name is not None]
    return max(forms, key=len, default=None)


def evidence_of(drafts: Sequence[Draft]) -> tuple[Span, ...]:
    """The sentences that tell of the launch, the clearest first."""
    ordered = sorted(drafts, key=lambda d: (d.status is None, d.when is None, d.sentence == 0, d.sentence))
    spans = dict.fromkeys(d.evidence for d in ordered)
    return tuple(spans)[:EVIDENCE]


def make_mention(draft: Draft, status: Status) -> LaunchMention:
    """A draft as it leaves the layer; the launch's status where its own words leave it open."""
    return LaunchMention(
        start=draft.trigger.start,
        end=draft.trigger.end,
        sentence=draft.sentence,
        rule_id=draft.trigger.rule.id,
        status=draft.status or status,
        launch_class=draft.launch_class,
        country=draft.country,
        when=draft.when,
        time_local=draft.time_local,
        site=draft.site,
        vehicle=draft.vehicle.name if draft.vehicle else None,
        payload=draft.payload.name if draft.payload else None,
        outcome=draft.outcome,
        count=draft.count,
        traces=traces_of(draft),
    )


def traces_of(draft: Draft) -> tuple[Trace, ...]:
    """Why a mention was taken, and why it has its status and date."""
    trigger = draft.trigger
    traces = [
        Trace("mention", trigger.rule.id, *trigger.span, trigger.form),
        Trace("status", draft.verdict.rule_id, trigger.start, trigger.end, draft.verdict.reason),
    ]
    if draft.date:
        traces.append(Trace("date", draft.date.rule_id, draft.date.start, draft.date.end, draft.date.value))
    return tuple(traces)
