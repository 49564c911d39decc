"""Launches of an article: mentions, merged into attempts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reading.launches.draft import Draft
from pipelines.reading.launches.fields import make_launch, party_of
from pipelines.reading.launches.focus import find_focus
from pipelines.reading.launches.group import LEAD, Group
from pipelines.reading.launches.merge import merge
from pipelines.reading.launches.outcome import assign_cues
from pipelines.reading.launches.party import UNIONS, is_subject
from pipelines.reading.launches.place import is_mission, payload_beside, payload_meant, site_owners, vehicle_beside
from pipelines.reading.launches.read import read_view
from pipelines.reading.launches.scene import Scene, set_scene, tokens_of
from pipelines.reading.launches.triggers import Trigger, find_candidates, find_triggers
from pipelines.reading.launches.words import agencies, pattern, secretive
from pipelines.reading.types import Attribution, DateMention, Document, Launch, NameMention, Publication

MOST = 250  # mentions of an article that are read; no article that a person wrote has as many
TRY = re.compile("attempt|tr(?:y|ies)|bids?$|failure")  # says of what only by what was told before
SHORT = 40  # characters up to which a sentence is a caption, credit or heading


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
    words: list[Trigger] = []
    unmatched: list[int] = []
    for view in scene.views:
        candidates = find_candidates(view) if len(drafts) < MOST else []
        unit = tokens_of(scene, view) if candidates else None
        triggers = find_triggers(document.text, view, unit, candidates) if unit else []
        words += triggers
        drafts += read_view(scene, view, unit, triggers, attributions) if unit else []
        if not triggers and pattern("launches_launch_word").search(view.text):
            unmatched.append(view.number)
    return make_launches(scene, drafts, attributions, words), tuple(unmatched)


def make_launches(
    scene: Scene, drafts: Sequence[Draft], attributions: Sequence[Attribution], words: Sequence[Trigger]
) -> tuple[Launch, ...]:
    """The launches that the mentions tell of, those left out that no day, name or lead makes particular."""
    groups = merge(drafts, scene.published)
    title = " ".join(view.text for view in scene.views if view.rank == 0)
    length = sum(v.end - v.start > SHORT for v in scene.views)
    focus = find_focus(groups, is_title_of_none(scene, drafts, words), title, scene.published, length)
    cues = assign_cues(scene, groups, attributions, words)
    launches: list[Launch] = []
    usual = next((party for g in focus if (party := party_of(g))), None) or usual_country(scene, drafts)
    for group, said in zip(groups, cues, strict=True):
        is_focus = any(group is g for g in focus)
        if is_focus or is_particular(group):
            launch = make_launch(scene, len(launches) + 1, group, is_focus, said, usual, groups)
            if is_focus and not launch.vehicle:
                launch = replace(launch, vehicle=vehicle_beside(scene, group, launch.country, groups))
            if is_focus and launch.launch_class == "space" and not any(d.payloads and not is_mission(d.payloads[0]) for d in group.drafts):
                launch = replace(launch, payload=payload_beside(scene, group, groups) or launch.payload)
            if launch.payload is None and launch.launch_class == "space":
                launch = replace(launch, payload=payload_meant(scene, group, groups))
            launches.append(as_space(as_alike(launch, group, launches), group, launches))
    return tuple(as_put_off(from_there(scene, launch, launches), launches) for launch in launches)


def from_there(scene: Scene, launch: Launch, others: Sequence[Launch]) -> Launch:
    """A launch "from the same place": its site is the one that the launch in focus, else the first of known site, flew from."""
    views = {m.sentence: scene.views[m.sentence] for m in launch.mentions}
    if launch.site or not any(pattern("place_same").search(view.text) for view in views.values()):
        return launch
    known = sorted((other for other in others if other.site and other.country == launch.country), key=lambda other: not other.focus)
    return replace(launch, site=known[0].site) if known else launch


def as_put_off(launch: Launch, others: Sequence[Launch]) -> Launch:
    """An attempt that was called off: what stood on the pad is what the launch in focus is or carries."""
    model = next((other for other in others if other.focus and other.launch_class != "unknown"), None)
    if model is None or launch is model or launch.status != "called_off" or launch.launch_class not in (model.launch_class, "unknown"):
        return launch
    if launch.vehicle or launch.payload or launch.country != model.country:
        return launch
    site = launch.site or (model.site if model.launch_class == "space" else None)
    return replace(launch, launch_class=model.launch_class, vehicle=model.vehicle, payload=model.payload, site=site)


def as_alike(launch: Launch, group: Group, others: Sequence[Launch]) -> Launch:
    """A launch of the same type as one told of before: it has its vehicle and class."""
    model = next((other for other in others if other.focus), None)
    if model is None or launch.vehicle or not any(d.is_alike for d in group.drafts):
        return launch
    return replace(launch, vehicle=model.vehicle, launch_class=model.launch_class)


def as_space(launch: Launch, group: Group, others: Sequence[Launch]) -> Launch:
    """A launch of unknown kind by the country whose launch into space the article is about: a further one of these."""
    model = next((other for other in others if other.focus), None)
    is_open = launch.launch_class == "unknown" and not any(d.is_missile for d in group.drafts)
    if model is None or not is_open or model.launch_class != "space" or model.country != launch.country:
        return launch
    if launch.country in secretive() and not all(TRY.match(d.trigger.word) for d in group.drafts):
        return launch
    is_taken_as_read = launch.outcome == "unknown" and launch.country not in (None, *secretive())
    return replace(launch, launch_class="space", outcome="success" if is_taken_as_read else launch.outcome)


def is_title_of_none(scene: Scene, drafts: Sequence[Draft], words: Sequence[Trigger]) -> bool:
    """Whether all that the title says of launches is that there are none, or that they should stop."""
    titled = [trigger for trigger in words if scene.views[trigger.sentence].rank == 0]
    taken = {draft.trigger.start for draft in drafts if draft.verdict.reason != "conditional"}
    return bool(titled) and not any(trigger.start in taken for trigger in titled)


def usual_country(scene: Scene, drafts: Sequence[Draft]) -> str | None:
    """The country that launches most often in the article, else the one that title and lead tell of; the first of equals.

    News names a country that launches in secret beside a launch for little else than having made it.
    """
    lead = [(view, name) for view in scene.views if view.rank <= LEAD for name in view.names if name.country]
    told = Counter(d.country for d in drafts if d.country)
    hidden = Counter(n.country for _, n in lead if n.country in secretive())
    others = Counter(n.country for view, n in lead if n.country in site_owners() and is_party(n) and is_subject(view, n))
    return next((counted.most_common(1)[0][0] for counted in (told, hidden, others) if counted), None)


def is_party(name: NameMention) -> bool:
    """Whether a name is that of a state, one of its people or companies, or its space agency."""
    is_side = name.kind in ("state", "person", "company") or name.id in agencies()
    return is_side and name.country not in UNIONS


def is_particular(group: Group) -> bool:
    """Whether a group is dated, or named by its vehicle or payload."""
    if group.when is not None or group.status == "called_off":
        return True
    is_named = bool(group.names("vehicle") | group.names("payload")) and group.status is not None
    return is_named or any(d.is_alike for d in group.drafts)
