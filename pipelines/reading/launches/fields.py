"""A group of mentions as one launch: each field from the mention that says it best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from pipelines.reading.launches.clock import local_moment
from pipelines.reading.launches.draft import Draft
from pipelines.reading.launches.facts import class_of
from pipelines.reading.launches.group import Group
from pipelines.reading.launches.outcome import Cue, settle
from pipelines.reading.launches.party import is_subject, stateless
from pipelines.reading.launches.place import host_of, is_mission, place_of, site_owners, site_said
from pipelines.reading.launches.scene import Scene
from pipelines.reading.launches.when import revised
from pipelines.reading.launches.words import mission_craft, pattern, secretive
from pipelines.reading.types import Interval, Launch, LaunchClass, LaunchMention, NameMention, Span, Status, Trace

SPACE_SHARE = 3  # a launch is into space where one in so many mentions says so
EVIDENCE = 6  # pieces; one would do
LEAD = 5  # sentences of the story in which the day of a report is the day of the launch
NEWS = 2  # sentences of the story in which fresh news is told
SERIAL = re.compile(r"(?:-[A-Z0-9]{1,3}\b|[ -][A-Z]{1,3}-?\d{1,4}\b)")  # what follows a name to tell one copy from another
PLURAL = re.compile(r"(?<=\d)(?<!\d{4})s$|(?<=\d[A-Z])s$")
BRACKET = re.compile(r" \((?P<name>[^()a-z]{2,24})\)")
OPEN = "open_space_launch"  # the reason where nothing is said: of launches made in public, failures are told and successes taken as read
DAY = timedelta(days=1)  # it may be tomorrow at the site
IF = "condition_before"  # the rule of what only holds if something is so
FAILED = ("fail", "flop")  # nouns for tries that went wrong
FAILURES = "failures_before"  # the rule of tries that are called failures
REMAINS = "failed_craft"  # the rule of what is left of a launch: no fresh news of it
TOLD = frozenset({"form_past", "form_headline", "happened_after", "attempt_before", "may_have_before"})


def make_launch(
    scene: Scene, number: int, group: Group, is_focus: bool, cues: Sequence[Cue], usual: str | None, groups: Sequence[Group]
) -> Launch:
    """The launch that a group of mentions tells of."""
    drafts = group.drafts
    launch_class = class_of_group(group)
    if launch_class == "unknown" and is_focus and not is_disputed_kind(group):
        launch_class = class_around(scene, group)
    site = site_said(scene, group) or place_of(scene, group, is_focus, groups)
    owned = [owner for d in drafts for owner in (d.owner, *(n.country for n in d.payloads))]
    owner = next((owner for owner in owned if owner in site_owners()), usual)
    country = group.country if is_of_group(scene, drafts) else party_of(group) or host_of(site) or owner
    if launch_class == "space":
        country = carrier_of(group, site, country)
    if launch_class == "unknown" and host_of(site) not in (None, *secretive()) and not any(d.is_missile for d in drafts):
        launch_class = "space"
    status = status_of(group, scene.published, is_open=launch_class == "space" and country not in secretive())
    outcome, why = settle(cues) if status == "occurred" else (None, ())
    if outcome == "unknown" and all(d.trigger.word.startswith(FAILED) or d.trigger.rule.id == FAILURES for d in drafts):
        outcome, why = "failure", (Trace("outcome", FAILURES, *drafts[0].trigger.span, "failure"),)
    if outcome == "unknown" and launch_class == "space" and country not in (None, *secretive()):
        outcome, why = "success", (Trace("outcome", OPEN, *drafts[0].trigger.span, "success"),)
    when = group.when or hint_of(drafts, country) or fresh(scene, group, status, launch_class, is_focus)
    if is_focus and status in ("announced", "expected"):
        told = [scene.views[d.sentence] for d in drafts]
        when = revised(scene.views, when, told, is_open=group.when is None or group.is_vague)
    when, time_local = at_site(scene, drafts, site, country, when)
    return Launch(
        id=f"L{number}",
        status=status,
        launch_class=launch_class,
        country=country,
        date_start=when.first if when else None,
        date_end=when.last if when else None,
        time_local=time_local,
        site=site,
        vehicle=longest(scene, [n for d in drafts for n in d.vehicles]),
        payload=join_names(scene, flying(scene, [n for d in drafts for n in d.payloads])),
        outcome=outcome,
        focus=is_focus,
        evidence=evidence_of(drafts),
        mentions=tuple(make_mention(scene, d, status) for d in drafts),
        count=next((d.count for d in drafts if d.count), None),
        traces=(*(trace for d in drafts[:1] for trace in traces_of(d)), *why),
    )


def party_of(group: Group) -> str | None:
    """The launching party as mentions, vehicle or site tell it; a vehicle of a country without a site flies for the country of the site."""
    vehicle = next((n.country for d in group.drafts for n in d.vehicles if n.country), None)
    host = host_of(next((d.site.id for d in group.drafts if d.site), None))
    return group.country or (host if vehicle not in site_owners() else None) or vehicle or host


def carrier_of(group: Group, site: str | None, country: str | None) -> str | None:
    """Who launches into space: in the place of a country without a site, which owns the satellite, that of the vehicle or of the site."""
    owners, makers = site_owners(), [n.country for d in group.drafts for n in d.vehicles]
    if country is None or country in owners or country in makers:
        return country
    return next((carrier for carrier in (*makers, host_of(site)) if carrier in owners), country)


def is_of_group(scene: Scene, drafts: Sequence[Draft]) -> bool:
    """Whether a group without a state is named before or within the words of a launch: it is the party."""
    told = [(n, d, scene.views[d.sentence]) for d in drafts for n in scene.views[d.sentence].names if n.id in stateless()]
    return any(n.end <= d.trigger.span[1] and is_subject(view, n) for n, d, view in told)


def status_of(group: Group, published: Interval | None, *, is_open: bool) -> Status:
    """The status that the mentions give; a launch dated to the past that no firm word calls a plan has happened.

    ``is_open``: the launching party makes its plans known, so that what is expected is what it announced.
    """
    planned: Status = "announced" if is_open else "expected"
    is_past = bool(group.when and published and group.when.first < published.first)
    is_today = bool(group.when and published and group.when == published)
    if group.when and published and group.when.first > published.last + DAY and group.status != "called_off":
        return "announced" if group.said("announced") else planned
    if group.status is None and is_going_on(group, published):
        return planned
    if group.status is None and not is_past and not is_today and is_first_named(group.drafts[0]):
        return planned
    if group.status is None or (
        is_past and group.status in ("announced", "expected") and all(d.verdict.is_weak for d in group.drafts if d.status)
    ):
        return "occurred"
    return planned if group.status == "expected" else group.status


def is_going_on(group: Group, published: Interval | None) -> bool:
    """Whether a launch is first told of as going on, in days that are not over: "those launching this week"."""
    if published is None or group.when is None or group.when.last <= published.last:
        return False
    return group.drafts[0].trigger.shape == "ing"


def is_first_named(draft: Draft) -> bool:
    """Whether a mention names a launch for the first time, by a noun: "the next step, a missile test"."""
    return draft.reference == "new" and draft.trigger.shape == "noun"


def hint_of(drafts: Sequence[Draft], country: str | None) -> Interval | None:
    """The day that a clock time was bound to, else the day on which others reported news of the launch."""
    hint = next((d.hint for d in drafts if d.hint), None)
    told = [d for d in drafts if d.around and d.rank <= LEAD and d.verdict.rule_id in TOLD and d.speaker_country != country]
    return hint or next((d.around for d in told if d.around and is_day(d.around)), None)


def is_day(when: Interval) -> bool:
    """Whether an interval is one day."""
    return when.first == when.last


def at_site(
    scene: Scene, drafts: Sequence[Draft], site: str | None, country: str | None, when: Interval | None
) -> tuple[Interval | None, str | None]:
    """Day and clock time at the launch site; the day moves where the clock that is given stands in another zone."""
    day = when.first if when and when.first == when.last else None
    moment = local_moment(scene.document.text, [clock for d in drafts for clock in d.clocks], site, country, day)
    if moment is None:
        return when, None
    time, moved = moment
    return (Interval(moved, moved) if moved else when), time


def fresh(scene: Scene, group: Group, status: Status, launch_class: LaunchClass, is_focus: bool) -> Interval | None:
    """Fresh news of a launch, or of a scrub, with no day: the day before publication to publication.

    Reactions are no fresh news of it, nor is "its recent launch"; an alarm is.
    """
    published = scene.published
    is_scrub = status == "called_off" and launch_class == "space"
    if not (status == "occurred" or is_scrub) or not is_focus or published is None:
        return None
    told = [d for d in group.drafts if d.rank <= NEWS and d.verdict.rule_id in TOLD and d.trigger.rule.id != REMAINS and not is_recalled(d)]
    told = told or [d for d in group.drafts if d.rank <= NEWS and pattern("fields_alarm").search(scene.views[d.sentence].text)]
    if not told and not any(d.status == "called_off" and d.rank <= LEAD for d in group.drafts):
        return None
    return Interval(published.first - timedelta(days=1), published.last)


def is_recalled(draft: Draft) -> bool:
    """Whether a noun points back to a launch that is known: "the recent launch"."""
    return draft.trigger.shape == "noun" and draft.reference == "same"


def class_of_group(group: Group) -> LaunchClass:
    """The kind that its mentions name; space where a good part of them says so, since others call it a missile test.

    What others only expect, and call now the one, now the other, is open.
    """
    drafts = group.drafts
    own: Counter[LaunchClass] = Counter(d.launch_class for d in drafts if d.launch_class != "unknown" and d.verdict.rule_id != IF)
    if not own:
        own = Counter(d.near_class for d in drafts if d.near_class != "unknown")
    if is_disputed_kind(group):
        return "unknown"
    if own["space"] and SPACE_SHARE * own["space"] >= sum(own.values()):
        return "space"
    del own["space"]
    return max(own, key=lambda kind: own[kind], default="unknown")


def is_disputed_kind(group: Group) -> bool:
    """Whether others only expect a launch, and call it now a missile, now a space rocket."""
    kinds = {d.launch_class for d in group.drafts if d.verdict.rule_id != IF}
    return group.status == "expected" and not group.is_named and {"space", "ballistic"} <= kinds


def class_around(scene: Scene, group: Group) -> LaunchClass:
    """The kind that the sentences that mention a launch, and the lead, most often name."""
    sentences = {d.sentence for d in group.drafts}
    told = [view for view in scene.views if view.number in sentences or view.rank <= NEWS]
    kinds: Counter[LaunchClass] = Counter(kind for view in told if (kind := class_of(view.text)) != "unknown")
    if any(d.is_missile for d in group.drafts):
        del kinds["space"]
    return max(kinds, key=lambda kind: kinds[kind], default="unknown")


def longest(scene: Scene, names: Sequence[NameMention]) -> str | None:
    """The longest form, as written, of the name that the mentions use most; that of a prototype ("SN8") tells more than its type's."""
    names = [n for n in names if pattern("fields_prototype").fullmatch(n.id)] or names
    counted = Counter(name.id for name in names)
    often = max(counted.values(), default=0)
    return max((form_of(scene, name) for name in names if counted[name.id] == often), key=len, default=None)


def join_names(scene: Scene, names: Sequence[NameMention]) -> str | None:
    """The longest form of each of several names, as written; the name of a series is left out beside that of one of its number.

    The name of a mission ("Crew-7") is left out beside that of the craft which flies it.
    """
    forms: dict[str, str] = {}
    for name in [n for n in names if not is_mission(n)] or names:
        form = form_of(scene, name)
        if len(form) > len(forms.get(name.id, "")):
            forms[name.id] = form
    single = [form for form in forms.values() if not any(other != form and other.startswith(form) for other in forms.values())]
    return "; ".join(single) or None


def flying(scene: Scene, names: Sequence[NameMention]) -> list[NameMention]:
    """What flies: of missions that are always flown by one craft ("Crew-7"), that craft where the article names it."""
    kinds = {mission_craft().get(n.id.rsplit("-", 1)[0]) for n in names}
    craft = [n for n in scene.names if n.kind == "payload" and n.id in kinds]
    return craft if craft and all(is_mission(n) for n in names) else list(names)


def form_of(scene: Scene, name: NameMention) -> str:
    """A name as written, with the serial that follows it, in the singular: of "two DF-31As" it is "DF-31A"."""
    bracket = BRACKET.match(scene.document.text, name.end)
    if bracket and any(n.id.startswith(name.id) and n.start == bracket.start("name") and n.end == bracket.end("name") for n in scene.names):
        return scene.document.surface(name.start, bracket.end())
    serial = SERIAL.match(scene.document.text, name.end)
    return PLURAL.sub("", scene.document.surface(name.start, serial.end() if serial else name.end))


def evidence_of(drafts: Sequence[Draft]) -> tuple[Span, ...]:
    """The sentences that tell of the launch, the clearest first."""
    ordered = sorted(drafts, key=lambda d: (d.status is None, d.when is None, d.rank == 0, d.sentence))
    spans = dict.fromkeys(d.evidence for d in ordered)
    return tuple(spans)[:EVIDENCE]


def make_mention(scene: Scene, draft: Draft, status: Status) -> LaunchMention:
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
        time_local=next((clock.time for clock in draft.clocks), None),
        site=draft.site.id if draft.site else None,
        vehicle=longest(scene, draft.vehicles),
        payload=join_names(scene, draft.payloads),
        outcome=None,
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
