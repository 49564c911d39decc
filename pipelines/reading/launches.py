"""Launches of an article: mentions, merged into attempts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reading.attributions_tokens import Unit
from pipelines.reading.launches_dates import bind_dates
from pipelines.reading.launches_draft import Draft
from pipelines.reading.launches_facts import country_of, draft_class, local_time, nearest, outcome_of, site_of
from pipelines.reading.launches_fields import make_launch
from pipelines.reading.launches_focus import find_focus
from pipelines.reading.launches_merge import Group, merge
from pipelines.reading.launches_scene import Scene, View, set_scene, tokens_of
from pipelines.reading.launches_status import judge
from pipelines.reading.launches_triggers import WORTH_A_LOOK, Trigger, find_triggers
from pipelines.reading.launches_when import days_of
from pipelines.reading.types import Attribution, DateMention, Document, Launch, NameMention, Outcome, Publication, Span, Status

LONGEST_EVIDENCE = 600
LAUNCH_WORD = re.compile(r"\b(?:(?:re)?launch|missile|rocket|lift-?off|blast-?off)", re.IGNORECASE)
DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|his|their|\w+'s|latest|last|first)\s+(?:[\w'-]+\s+){0,4}$", re.IGNORECASE)
PLURAL = re.compile(r"(?:launches|launchings|tests|firings|flights|attempts|missions|fires|barrages)$")


def find_launches(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    published: Publication,
) -> tuple[tuple[Launch, ...], tuple[int, ...]]:
    """The launches of an article, and the numbers of the sentences with launch words that no rule took."""
    scene = set_scene(document, names, dates, published)
    drafts: list[Draft] = []
    unmatched: list[int] = []
    for view in scene.views:
        if not WORTH_A_LOOK.search(view.text):
            continue
        unit = tokens_of(scene, view)
        triggers = find_triggers(view, unit)
        drafts += read_view(scene, view, unit, triggers)
        if not triggers and LAUNCH_WORD.search(view.text):
            unmatched.append(view.number)
    return make_launches(scene, drafts), tuple(unmatched)


def read_view(scene: Scene, view: View, unit: Unit, triggers: Sequence[Trigger]) -> list[Draft]:
    """The mentions of one sentence; those whose words say that nothing flew or will are left out."""
    bound = bind_dates(view, unit, triggers)
    drafts: list[Draft] = []
    for trigger in triggers:
        verdict = judge(view, trigger)
        if verdict.status is None and verdict.reason != "open":
            continue
        mentions = bound[trigger.start]
        days = days_of(view, trigger, mentions, verdict.status or "occurred", scene.published) or [(None, None)]
        vehicle, payload = nearest(view, trigger, "vehicle"), nearest(view, trigger, "payload")
        country = country_of(view, trigger)
        site = site_of(view, trigger)
        left = view.text[: trigger.start - view.start]
        for when, mention in days:
            drafts.append(
                Draft(
                    trigger=trigger,
                    verdict=verdict,
                    sentence=view.number,
                    launch_class=draft_class(view, trigger, vehicle, payload),
                    country=country,
                    when=when,
                    date=mention,
                    time_local=local_time(mentions, country),
                    site=site.id if site else None,
                    vehicle=vehicle,
                    payload=payload,
                    outcome=outcome_of(view.text),
                    count=None,
                    is_definite=trigger.form in ("bare", "flight") or bool(DEFINITE.search(left)),
                    is_total=bool(PLURAL.search(trigger.word)),
                    evidence=evidence_span(view),
                )
            )
    return drafts


def evidence_span(view: View) -> Span:
    """The sentence, cut where boilerplate runs into it."""
    return view.start, min(view.end, view.start + LONGEST_EVIDENCE)


def make_launches(scene: Scene, drafts: Sequence[Draft]) -> tuple[Launch, ...]:
    """The launches that the mentions tell of, those left out that no day, name or lead makes particular."""
    groups = merge(drafts)
    titles = sum(view.kind == "title" for view in scene.views)
    focus = find_focus(groups, titles)
    launches = []
    for group in groups:
        is_focus = any(group is g for g in focus)
        if not is_focus and not is_particular(group):
            continue
        status: Status = group.status or "occurred"
        launches.append(make_launch(len(launches) + 1, group, status, is_focus, outcome(group, status), scene.published))
    return tuple(launches)


def is_particular(group: Group) -> bool:
    """Whether a group is dated, or named by its vehicle or payload."""
    return group.when is not None or bool(group.names("vehicle") and group.status) or bool(group.names("payload") and group.status)


def outcome(group: Group, status: Status) -> Outcome | None:
    """The outcome of a launch that flew, as its mentions leave it."""
    if status != "occurred":
        return None
    said = {d.outcome for d in group.drafts if d.outcome}
    if said == {"success"}:
        return "success"
    if said == {"failure"}:
        return "failure"
    return "disputed" if said else "unknown"
