"""Where a launch flew from, when no mention of it names the site: a site named beside it, or the country's capital."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.reading.launches.facts import is_compared
from pipelines.reading.launches.group import Group
from pipelines.reading.launches.scene import Scene, View
from pipelines.reading.launches.words import interceptors, pattern
from pipelines.reading.names.lexicon import read_reference
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import NameMention

BESIDE = 2  # sentences after a mention that may still tell where it flew from


def place_of(scene: Scene, group: Group, is_focus: bool, groups: Sequence[Group]) -> str | None:
    """The id of the site; of launches in focus any site that the article tells them to have flown from, but not that of another."""
    others = [other for other in groups if other is not group and (other.when or other.is_named)]
    taken = {(d.sentence, d.site.id) for other in others for d in other.drafts if d.site}
    sentences = {d.sentence for d in group.drafts}
    near = {s + step for s in sentences for step in range(BESIDE + 1)} if is_focus else sentences
    for view in scene.views:
        if view.number in near and not pattern("place_habit").search(view.text):
            found = site_in(view) or capital_in(view, group.country)
            if found and (view.number, found) not in taken:
                return found
    return None


def site_said(scene: Scene, group: Group) -> str | None:
    """The site that its mentions name: one from which it flew rather than one in or near which it stood; the first of equals."""
    found = [(d.site, d.sentence) for d in group.drafts if d.site]
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
    """The one payload that the sentences of a launch and the two that follow tell to be carried, and no other launch has."""
    near = {d.sentence + step for d in group.drafts for step in range(BESIDE + 1)}
    taken = set().union(*(other.names("payload") for other in groups if other is not group))
    views = [view for view in scene.views if view.number in near and pattern("facts_aboard").search(view.text)]
    found = [n for view in views for n in view.names if n.kind == "payload" and n.id not in taken and not is_compared(view, n)]
    if len({n.id for n in found}) != 1:
        return None
    return max((scene.document.surface(n.start, n.end) for n in found), key=len)


def is_vehicle(view: View, name: NameMention, country: str | None) -> bool:
    """Whether a name is that of a vehicle which a country may launch, and not only compared."""
    is_own = name.country is None or name.country == country
    return name.kind == "vehicle" and is_own and name.id not in interceptors() and not is_compared(view, name)
