"""Where a launch flew from, when no mention of it names the site: a site named beside it, or the country's capital."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import timedelta
from functools import cache

from pipelines.reading.launches.facts import is_compared
from pipelines.reading.launches.group import Group
from pipelines.reading.launches.scene import Scene, View
from pipelines.reading.launches.words import interceptors, pattern, secretive
from pipelines.reading.names.lexicon import read_reference
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import NameMention, Span

LONG_AGO = timedelta(days=30)
TWICE = 2  # mentions from which a craft is what an article is about
BACK = 3  # sentences over which "the spacecraft" points back
SHORT = 12  # characters before a word that hold its article
BESIDE = 2  # sentences after a mention that may still tell where it flew from


def place_of(scene: Scene, group: Group, is_focus: bool, groups: Sequence[Group]) -> str | None:
    """The id of the site; of launches in focus any site that the article tells them to have flown from, but not that of another."""
    others = [other for other in groups if other is not group and (other.when or other.is_named)]
    taken = {(d.sentence, d.site.id) for other in others for d in other.drafts if d.site}
    sentences = {d.sentence for d in group.drafts}
    near = {s + step for s in sentences for step in range(BESIDE + 1)} if is_focus else sentences
    for view in scene.views:
        if view.number in near and not pattern("place_habit").search(view.text) and not is_past_view(scene, view, group):
            found = site_in(view) or capital_in(view, group.country)
            if found and (view.number, found) not in taken:
                return found
    return None


def is_past_view(scene: Scene, view: View, group: Group) -> bool:
    """Whether all days that a sentence names lie long before a launch that has flown, as those below an old picture do."""
    if group.status != "occurred":
        return False
    when = group.when or scene.published
    running = pattern("dates_running")
    days = [m.last for m in view.dates if m.last and not running.fullmatch(view.text[m.start - view.start : m.end - view.start])]
    return when is not None and bool(days) and max(days) < when.first - LONG_AGO


def site_said(scene: Scene, group: Group) -> str | None:
    """The site that its mentions name: one from which it flew rather than one in or near which it stood; the first of equals."""
    found = [(d.site, d.sentence) for d in group.drafts if d.site and not is_past_view(scene, scene.views[d.sentence], group)]
    from_there = [site for site, number in found if is_start(scene.views[number], site)]
    return next((site.id for site in (*from_there, *(site for site, _ in found))), None)


def is_start(view: View, name: NameMention) -> bool:
    """Whether something flew "from" a place."""
    return bool(pattern("place_start").search(view.text[: name.start - view.start]))


def site_in(view: View) -> str | None:
    """A site that a sentence about a flight names as the place that it flew from."""
    sites = [n for n in view.names if n.kind == "site" and is_origin(view, n)]
    return sites[0].id if sites and pattern("place_flies").search(view.text) else None


def is_origin(view: View, name: NameMention) -> bool:
    """Whether a place stands where a flight begins."""
    is_kind = pattern("facts_kind").match(view.text[name.end - view.start :])
    return bool(pattern("place_from").search(view.text[: name.start - view.start])) and not is_kind


def capital_in(view: View, country: str | None) -> str | None:
    """The site at a country's capital, where a sentence says that a flight began near the capital."""
    near = read_yaml(HERE / "lexicons" / "launches_capitals.yml")["capitals"].get(country)
    if near is None or not pattern("place_flies").search(view.text):
        return None
    match = re.search(rf"{pattern('place_begins').pattern},? {near['name']}\b", view.text)
    return str(near["site"]) if match else None


@cache
def hosts() -> dict[str, str]:
    """The country that launches from a site, by site."""
    guests = read_yaml(HERE / "lexicons" / "launches_capitals.yml")["guests"]
    return {row["site_id"]: guests.get(row["country_code"], row["country_code"]) for row in read_reference("sites")}


def host_of(site: str | None) -> str | None:
    """The country that launches from a site."""
    return hosts().get(site) if site else None


def site_owners() -> frozenset[str]:
    """Countries that launch from some site."""
    return frozenset(hosts().values())


def vehicle_beside(scene: Scene, group: Group, country: str | None, groups: Sequence[Group]) -> str | None:
    """The one vehicle of the launching country that the sentences of a launch and those beside it name, and no other launch has."""
    near = {d.sentence + step for d in group.drafts for step in (-1, 0, 1)}
    taken = set().union(*(other.names("vehicle") for other in groups if other is not group))
    found = [n for view in scene.views if view.number in near for n in view.names if is_vehicle(view, n, country) and n.id not in taken]
    if len({n.id for n in found}) != 1:
        return None
    return max((scene.document.surface(n.start, n.end) for n in found), key=len)


def payload_beside(scene: Scene, group: Group, groups: Sequence[Group]) -> str | None:
    """The one payload that the sentences of a launch and the two that follow tell to be carried, and no other launch has.

    Where they name none, the only craft that the whole article names twice, or once with a word for a craft.
    """
    near = {d.sentence + step for d in group.drafts for step in range(BESIDE + 1)}
    taken = set().union(*(other.names("payload") for other in groups if other is not group))
    carried = [(view, n) for view, n in payloads_in(scene, near) if pattern("facts_aboard").search(view.text)]
    anywhere = payloads_in(scene, range(len(scene.views)))
    if len(anywhere) < TWICE and (group.country in secretive() or not any(is_called_craft(view, n) for view, n in anywhere)):
        anywhere = []
    for told in (carried, anywhere):
        fitting = [(view, n) for view, n in told if not is_compared(view, n) and not is_past_view(scene, view, group)]
        found = [n for _, n in fitting if n.id not in taken]
        if len({n.id for n in found}) == 1:
            return max((scene.document.surface(n.start, n.end) for n in found), key=len)
    return None


def payload_meant(scene: Scene, group: Group, groups: Sequence[Group]) -> str | None:
    """The craft named last before a launch of "the spacecraft", if no other launch has it."""
    taken = set().union(*(other.names("payload") for other in groups if other is not group))
    for draft in group.drafts:
        if draft.trigger.thing and is_known_craft(scene, draft.trigger.thing):
            near = range(draft.sentence - BACK, draft.sentence + 1)
            named = [(view, n) for view, n in payloads_in(scene, near) if n.end <= draft.trigger.thing[0] and not is_compared(view, n)]
            if named and named[-1][1].id not in taken:
                return scene.document.surface(named[-1][1].start, named[-1][1].end)
    return None


def is_known_craft(scene: Scene, thing: Span) -> bool:
    """Whether words for what is launched point back to a craft: "the probe"."""
    text = scene.document.text
    return bool(pattern("place_known").search(f"{text[max(0, thing[0] - SHORT) : thing[0]]}{text[thing[0] : thing[1]]}"))


def payloads_in(scene: Scene, sentences: Container[int]) -> list[tuple[View, NameMention]]:
    """The names of craft, no missions, in some of the sentences."""
    named = [(view, n) for view in scene.views if view.number in sentences for n in view.names if n.kind == "payload"]
    return [(view, n) for view, n in named if not is_mission(n)]


def is_called_craft(view: View, name: NameMention) -> bool:
    """Whether a word for a craft stands beside its name: "the Lark satellite"."""
    beside = view.text[: name.start - view.start] + "<>" + view.text[name.end - view.start :]
    return bool(pattern("place_craft").search(beside))


def is_mission(name: NameMention) -> bool:
    """Whether a name is that of a flight and not of the craft that flies: "Crew-7"."""
    return bool(pattern("place_mission").fullmatch(name.id))


def is_vehicle(view: View, name: NameMention, country: str | None) -> bool:
    """Whether a name is that of a vehicle which a country may launch, and not only compared."""
    is_own = name.country is None or name.country == country
    return name.kind == "vehicle" and is_own and name.id not in interceptors() and not is_compared(view, name)
